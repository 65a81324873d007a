package dodam.app.check

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.selection.toggleable
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.material3.Checkbox
import androidx.compose.material3.MaterialTheme
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.text.input.ImeAction
import androidx.compose.ui.text.input.KeyboardCapitalization
import androidx.compose.ui.text.input.KeyboardType
import androidx.compose.ui.unit.dp
import dodam.app.core.Trouble
import dodam.app.look.Choice
import dodam.app.look.DayField
import dodam.app.look.Line
import dodam.app.look.MainButton
import dodam.app.look.Text
import dodam.app.words.strings
import dodam.app.words.written
import dodam.core.FactQuestion
import dodam.core.QuestionKind
import dodam.core.Choice as Choosable

/** One question, with answers of its kind. */
@Composable
internal fun OneQuestion(
    question: FactQuestion,
    wrong: Trouble?,
    on: (Reply) -> Unit,
) {
    val say = { value: String, shown: String -> on(Reply(value, shown)) }
    val mistake = wrong?.let { if ((it as? Trouble.Invalid)?.code == "fact") strings.checkNotRead else strings.checkContradicts }
    when (val kind = question.kind) {
        is QuestionKind.YesNo -> YesNo(say)
        is QuestionKind.OneOf -> kind.choices.forEach { Choice(it.label, { say(it.value, it.label) }) }
        is QuestionKind.Place -> PlaceQuestion(kind.known, say)
        is QuestionKind.Day -> DayQuestion(mistake, say)
        is QuestionKind.Status -> Typed(strings.checkStatusLabel, mistake, letters, say)
        is QuestionKind.Money -> Typed(strings.checkAmountLabel, mistake, numbers, say)
        is QuestionKind.Number -> Typed(strings.checkNumberLabel, mistake, numbers, say)
        is QuestionKind.Periods -> Periods(mistake, say)
        is QuestionKind.Text -> Typed(question.text, mistake, KeyboardOptions.Default, say)
    }
}

/** What was said to a question of this kind, as a person reads it. */
@Composable
internal fun shown(
    kind: QuestionKind,
    value: String,
): String =
    when (kind) {
        is QuestionKind.YesNo -> if (value == "true") strings.commonYes else strings.commonNo
        is QuestionKind.OneOf -> kind.choices.labelled(value)
        is QuestionKind.Place -> kind.known.labelled(value)
        is QuestionKind.Day -> written.day(value)
        is QuestionKind.Periods -> periods(value)
        is QuestionKind.Status, is QuestionKind.Money, is QuestionKind.Number, is QuestionKind.Text -> value
    }

private fun List<Choosable>.labelled(value: String): String = firstOrNull { it.value == value }?.label ?: value

@Composable
private fun periods(value: String): String {
    if (value == "none") return strings.commonNo
    val written = written
    return value.split(',').joinToString("\n") { period -> period.trim().split("..").joinToString(" – ") { written.day(it) } }
}

@Composable
private fun YesNo(say: (String, String) -> Unit) {
    val (yes, no) = strings.commonYes to strings.commonNo
    Choice(yes, { say("true", yes) })
    Choice(no, { say("false", no) })
}

private val letters = KeyboardOptions(KeyboardCapitalization.Characters, autoCorrectEnabled = false, imeAction = ImeAction.Done)
private val numbers = KeyboardOptions(keyboardType = KeyboardType.Number, imeAction = ImeAction.Done)

@Composable
private fun Typed(
    label: String,
    mistake: String?,
    keyboard: KeyboardOptions,
    say: (String, String) -> Unit,
) {
    var text by rememberSaveable { mutableStateOf("") }
    Line(text, { text = it }, label, wrong = mistake, keyboard = keyboard, done = { say(text.trim(), text.trim()) })
    MainButton(strings.commonContinue, { say(text.trim(), text.trim()) }, enabled = text.isNotBlank())
}

@Composable
private fun DayQuestion(
    mistake: String?,
    say: (String, String) -> Unit,
) {
    val written = written
    DayField(mistake) { day -> say(day, written.day(day)) }
}

/** The usual case is one touch away; a journey needs its two days. */
@Composable
private fun Periods(
    mistake: String?,
    say: (String, String) -> Unit,
) {
    val (never, written) = strings.commonNo to written
    var away by rememberSaveable { mutableStateOf(false) }
    var left by rememberSaveable { mutableStateOf<String?>(null) }
    val day = left
    when {
        !away -> {
            Choice(strings.commonYes, { away = true })
            Choice(never, { say("none", never) })
        }
        day == null -> {
            Text(strings.checkPeriodsFrom, style = MaterialTheme.typography.titleMedium)
            DayField(mistake) { left = it }
        }
        else -> {
            Text(strings.checkPeriodsTo, style = MaterialTheme.typography.titleMedium)
            DayField(mistake) { back -> say("$day..$back", "${written.day(day)} – ${written.day(back)}") }
        }
    }
}

/** Places that are known, fewer with each letter; what isn't known can be said as it is typed. */
@Composable
private fun PlaceQuestion(
    known: List<Choosable>,
    say: (String, String) -> Unit,
) {
    var text by rememberSaveable { mutableStateOf("") }
    val typed = text.trim()
    val found =
        known.filter { typed.isEmpty() || it.label.contains(typed, ignoreCase = true) || it.value.contains(typed, ignoreCase = true) }
    Line(text, { text = it }, strings.checkPlaceLabel, keyboard = KeyboardOptions(imeAction = ImeAction.Done))
    found.take(MOST_PLACES).forEach { Choice(it.label, { say(it.value, it.label) }) }
    if (typed.isNotEmpty() && found.isEmpty()) MainButton(strings.commonContinue, { say(typed, typed) })
}

private const val MOST_PLACES = 20

/** Rare things together: one touch says that none applies. */
@Composable
internal fun RareOnes(
    phase: Phase.Asking,
    on: (CheckEvent) -> Unit,
) {
    var ticked by rememberSaveable { mutableStateOf(emptyList<String>()) }
    val (yes, no) = strings.commonYes to strings.commonNo
    Column(verticalArrangement = Arrangement.spacedBy(4.dp)) {
        phase.questions.forEach { question ->
            val isTicked = question.factId in ticked
            Row(
                Modifier
                    .fillMaxWidth()
                    .heightIn(min = 56.dp)
                    .toggleable(isTicked, role = Role.Checkbox) {
                        ticked = if (it) ticked + question.factId else ticked - question.factId
                    },
                Arrangement.spacedBy(8.dp),
                Alignment.CenterVertically,
            ) {
                Checkbox(isTicked, null)
                Text(question.text)
            }
        }
    }
    // What applies and isn't a plain yes is asked by itself, next.
    val reply = { question: FactQuestion ->
        val none = question.noneValue
        when {
            question.factId !in ticked -> none?.let { Reply(it, no) }
            question.kind is QuestionKind.YesNo -> Reply("true", yes)
            else -> null
        }
    }
    val text = if (ticked.isEmpty()) strings.checkNoneOfThese else strings.checkTheseApply
    MainButton(text, {
        val said = phase.questions.mapNotNull { question -> reply(question)?.let { question.factId to it } }
        on(CheckEvent.Say(said.toMap()))
    })
}
