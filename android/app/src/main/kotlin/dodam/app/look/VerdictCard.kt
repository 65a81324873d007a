package dodam.app.look

import androidx.compose.foundation.BorderStroke
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.unit.dp
import dodam.app.words.Strings
import dodam.app.words.strings
import dodam.app.words.written
import dodam.core.Answer
import dodam.core.Becomes
import dodam.core.Criterion
import dodam.core.CriterionState
import dodam.core.Verdict

/** The word for a verdict: a no that turns into a yes is "not yet". */
fun Strings.word(
    verdict: Verdict,
    becomes: Verdict? = null,
): String =
    when (verdict) {
        Verdict.YES -> checkStateYes
        Verdict.NO -> if (becomes == Verdict.YES) checkStateNotYet else checkStateNo
        Verdict.UNKNOWN -> checkStateUnknown
        Verdict.NEEDS_DECISION -> checkStatePerson
    }

private fun Strings.word(state: CriterionState): String =
    when (state) {
        CriterionState.MET -> checkMet
        CriterionState.NOT_MET -> checkNotMet
        CriterionState.UNKNOWN -> checkUnknown
        CriterionState.NEEDS_DECISION -> checkPerson
    }

/** A shape, a colour and a word: none of the three stands alone. */
private data class Mark(
    val shape: ImageVector,
    val colour: Color,
)

@Composable
private fun markOf(state: CriterionState): Mark {
    val colours = LocalStateColours.current
    return when (state) {
        CriterionState.MET -> Mark(Icons.Met, colours.met)
        CriterionState.NOT_MET -> Mark(Icons.NotMet, colours.notMet)
        CriterionState.UNKNOWN -> Mark(Icons.Unknown, colours.unknown)
        CriterionState.NEEDS_DECISION -> Mark(Icons.Person, colours.person)
    }
}

private fun Verdict.asState(): CriterionState =
    when (this) {
        Verdict.YES -> CriterionState.MET
        Verdict.NO -> CriterionState.NOT_MET
        Verdict.UNKNOWN -> CriterionState.UNKNOWN
        Verdict.NEEDS_DECISION -> CriterionState.NEEDS_DECISION
    }

/**
 * An answer, everywhere the same: the verdict, a sentence, its days, what to do, and folded below
 * the reasons and sources.
 */
@Composable
fun VerdictCard(
    answer: Answer,
    hands: Hands,
) {
    Column(verticalArrangement = Arrangement.spacedBy(12.dp)) {
        Sheet {
            answer.title?.let { Text(it, style = MaterialTheme.typography.titleMedium) }
            VerdictLine(answer)
            Text(written.unbroken(answer.text), style = MaterialTheme.typography.bodyLarge)
            Days(answer)
        }
        if (answer.steps.isNotEmpty()) {
            Text(strings.checkSteps, style = MaterialTheme.typography.titleMedium)
            answer.steps.forEach { StepCard(it, hands) }
        }
        Folded(strings.checkReasons) { answer.criteria.sortedBy { it.state.order }.forEach { Reason(it) } }
        if (answer.notes.isNotEmpty()) {
            Folded(strings.checkGoodToKnow) { answer.notes.forEach { Text(it.text, style = MaterialTheme.typography.bodyMedium) } }
        }
        Folded(strings.checkSources) { Sources(answer) }
    }
}

/** An answer in short, under the question it answers; a touch leads to all of it. */
@Composable
fun VerdictInShort(
    question: String,
    answer: Answer,
    leadsTo: String,
    onClick: () -> Unit,
) = Surface(
    onClick,
    Modifier.fillMaxWidth(),
    shape = round,
    color = MaterialTheme.colorScheme.surfaceContainer,
    border = BorderStroke(1.dp, MaterialTheme.colorScheme.outlineVariant),
) {
    Column(Modifier.padding(16.dp), Arrangement.spacedBy(12.dp)) {
        Text(question, style = MaterialTheme.typography.titleMedium)
        VerdictLine(answer)
        Text(written.unbroken(answer.text), style = MaterialTheme.typography.bodyLarge)
        Days(answer)
        Text(strings.checkNotAPromise, style = MaterialTheme.typography.bodyMedium, color = MaterialTheme.colorScheme.onSurfaceVariant)
        Row(horizontalArrangement = Arrangement.spacedBy(8.dp), verticalAlignment = Alignment.CenterVertically) {
            Text(leadsTo, Modifier.weight(1f, fill = false), MaterialTheme.colorScheme.primary, style = MaterialTheme.typography.labelLarge)
            Icon(Icons.Forward, null, tint = MaterialTheme.colorScheme.primary)
        }
    }
}

@Composable
private fun VerdictLine(answer: Answer) = StateLine(answer.verdict.asState(), strings.word(answer.verdict, answer.becomes?.verdict))

/** A state in large: its shape and a word for it. */
@Composable
fun StateLine(
    state: CriterionState,
    word: String,
) {
    val mark = markOf(state)
    val shape = @Composable { Icon(mark.shape, null, Modifier.size(36.dp), mark.colour) }
    val inWords = @Composable { Text(word, style = MaterialTheme.typography.headlineSmall, color = mark.colour) }
    // Large letters need the whole line.
    if (lettersAreLarge) {
        Column {
            shape()
            inWords()
        }
    } else {
        Row(horizontalArrangement = Arrangement.spacedBy(12.dp), verticalAlignment = Alignment.CenterVertically) {
            shape()
            inWords()
        }
    }
}

/** What it turns into; a no is told by its last day already. */
@Composable
private fun becomes(
    answer: Answer,
    next: Becomes,
): String? {
    val day = written.day(next.from)
    val ends = answer.verdict == Verdict.YES && next.verdict == Verdict.NO
    return when {
        !ends -> strings.checkBecomes(day, strings.word(next.verdict))
        answer.until == null -> strings.checkEnds(day)
        else -> null
    }
}

/** Until when something isn't known helps nobody. */
@Composable
private fun Days(answer: Answer) {
    if (answer.verdict == Verdict.UNKNOWN) return
    val lines =
        listOfNotNull(
            answer.from?.let { strings.checkFrom(written.day(it)) },
            answer.until?.let { strings.checkUntil(written.day(it)) },
            answer.becomes?.let { becomes(answer, it) },
        )
    lines.forEach { line ->
        Row(horizontalArrangement = Arrangement.spacedBy(12.dp)) {
            if (!lettersAreLarge) Icon(Icons.Day, null)
            Text(line, style = MaterialTheme.typography.bodyLarge)
        }
    }
}

@Composable
private fun Reason(criterion: Criterion) {
    val mark = markOf(criterion.state)
    Row(horizontalArrangement = Arrangement.spacedBy(12.dp)) {
        Icon(mark.shape, null, tint = mark.colour)
        Column {
            Text(strings.word(criterion.state), style = MaterialTheme.typography.labelMedium, color = mark.colour)
            Text(criterion.why, style = MaterialTheme.typography.bodyMedium)
        }
    }
}

@Composable
private fun Sources(answer: Answer) {
    answer.sources.forEach { Text(it.text, style = MaterialTheme.typography.bodyMedium) }
    Text(
        strings.checkByRules(answer.pack.id, answer.pack.version.toString()),
        style = MaterialTheme.typography.bodyMedium,
        color = MaterialTheme.colorScheme.onSurfaceVariant,
    )
}

/** What isn't fulfilled or known stands first. */
private val CriterionState.order: Int
    get() =
        when (this) {
            CriterionState.NOT_MET -> 0
            CriterionState.UNKNOWN -> 1
            CriterionState.NEEDS_DECISION -> 2
            CriterionState.MET -> 3
        }
