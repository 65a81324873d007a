package dodam.app.reminders

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.runtime.Composable
import androidx.compose.runtime.key
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.unit.dp
import dodam.app.check.CheckPresenter
import dodam.app.core.sentence
import dodam.app.look.EMERGENCY_NUMBER
import dodam.app.look.Edges
import dodam.app.look.Folded
import dodam.app.look.Frame
import dodam.app.look.Hands
import dodam.app.look.Icons
import dodam.app.look.MainButton
import dodam.app.look.Notice
import dodam.app.look.OtherButton
import dodam.app.look.Sheet
import dodam.app.look.StepCard
import dodam.app.look.Text
import dodam.app.look.Working
import dodam.app.look.round
import dodam.app.shell.Place
import dodam.app.words.strings
import dodam.app.words.written
import dodam.core.Reminder
import dodam.core.ReminderKind

/** What is due, nearest first, with what to do and why. */
@Composable
fun RemindersView(
    state: RemindersState,
    edges: Edges,
    hands: Hands,
    go: (Place) -> Unit,
) {
    val list = state.list
    val open = list?.open.orEmpty().take(CheckPresenter.MOST)
    val nothing = list != null && list.soon.isEmpty() && list.later.isEmpty()
    Frame(
        strings.remindersTitle,
        edges,
        action =
            when {
                open.isNotEmpty() -> ({ MainButton(if (nothing) strings.remindersAnswer else strings.checkAnswerMore, { go(Place.Say(open)) }) })
                nothing -> ({ MainButton(strings.checkTitle, { go(Place.Check) }, icon = Icons.Check) })
                else -> null
            },
    ) {
        state.trouble?.let { Notice(strings.sentence(it), icon = Icons.Warning) }
        when {
            list == null -> if (state.trouble == null) Working(strings.remindersLooking)
            nothing -> Text(strings.remindersNone)
            else -> Listed(list, hands, go)
        }
        if (list != null) OtherButton(strings.medicinesTitle, { go(Place.Medicines) }, icon = Icons.Medicine)
        if (list?.contradicts == true) Notice(strings.remindersContradicts, icon = Icons.Warning)
    }
}

@Composable
private fun Listed(
    list: DueList,
    hands: Hands,
    go: (Place) -> Unit,
) {
    list.soon.forEach { key(it.id) { ReminderCard(it, list.asOf, hands, go) } }
    if (list.soon.isEmpty()) Text(strings.remindersNoneSoon)
    if (list.soon.isEmpty() && list.mayBeMore) Text(strings.remindersMoreUnknown)
    if (list.later.isNotEmpty()) {
        Folded(strings.remindersLater, open = list.soon.isEmpty()) {
            list.later.forEach { key(it.id) { ReminderCard(it, list.asOf, hands, go) } }
        }
    }
    Text(strings.commonDraft, style = MaterialTheme.typography.bodyMedium, color = MaterialTheme.colorScheme.onSurfaceVariant)
}

@Composable
private fun ReminderCard(
    reminder: Reminder,
    asOf: String,
    hands: Hands,
    go: (Place) -> Unit,
) = Sheet {
    Row(horizontalArrangement = Arrangement.spacedBy(12.dp)) {
        Icon(reminder.kind.icon, null)
        Column {
            Text(reminder.title, style = MaterialTheme.typography.titleMedium)
            // What is overdue says its day and how late it is in its sentence.
            if (reminder.overdueDays == null) OnDay(reminder, asOf)
        }
    }
    asked(reminder)?.let { Text(it, fontWeight = FontWeight.Medium) }
    Text(written.unbroken(reminder.text), fontWeight = if (reminder.overdueDays == null) null else FontWeight.Bold)
    val (urgent, notes) = reminder.notes.partition { it.id == DUE_ON_A_FREE_DAY }
    urgent.forEach { Notice(it.text, icon = Icons.Day) }
    if (reminder.kind == ReminderKind.PREMIUM_OVERDUE) OtherButton(strings.remindersPaid, { go(Place.Say(UNPAID)) }, icon = Icons.Tick)
    if (reminder.facts.isNotEmpty()) OtherButton(strings.remindersSayAgain, { go(Place.Say(reminder.facts)) }, icon = Icons.Edit)
    val steps = reminder.steps.filter { it.phone != EMERGENCY_NUMBER }
    if (steps.isNotEmpty()) {
        Folded(strings.checkSteps, open = reminder.overdueDays != null) { steps.forEach { StepCard(it, hands) } }
    }
    val why = reminder.why.filter { it != asked(reminder) } + notes.map { it.text } + reminder.sources
    if (why.isNotEmpty()) {
        Folded(strings.remindersWhy) { why.forEach { Text(it, style = MaterialTheme.typography.bodyMedium) } }
    }
}

/** What was said of unpaid premiums, to be said anew once they are paid. */
private val UNPAID = listOf("months_unpaid", "unpaid_since")

/** The note that the day to pay is none on which offices work: nobody should have to unfold it. */
private const val DUE_ON_A_FREE_DAY = "due_on_a_free_day"

/** A reminder in short, that leads to all of them. */
@Composable
internal fun DueRow(
    reminder: Reminder,
    asOf: String,
    onClick: () -> Unit,
) = Surface(onClick, Modifier.fillMaxWidth().heightIn(min = 56.dp), shape = round, color = MaterialTheme.colorScheme.surfaceContainer) {
    Row(Modifier.padding(16.dp, 12.dp), Arrangement.spacedBy(12.dp)) {
        Icon(reminder.kind.icon, null)
        Column {
            Text(reminder.title, style = MaterialTheme.typography.titleSmall)
            whatIsMeant(reminder)?.let { Text(it, style = MaterialTheme.typography.bodyMedium) }
            OnDay(reminder, asOf)
        }
    }
}

/** What was asked long ago, where it is to be said again. */
private fun asked(reminder: Reminder) = reminder.why.firstOrNull()?.takeIf { reminder.kind == ReminderKind.CONFIRM_FACTS }

/** What a short title leaves open. */
private fun whatIsMeant(reminder: Reminder) =
    when (reminder.kind) {
        ReminderKind.CONFIRM_FACTS -> asked(reminder)
        ReminderKind.MEDICINE, ReminderKind.PAPER_EXPIRY -> reminder.text
        else -> null
    }

/** The day, and how near it is in words. */
@Composable
private fun OnDay(
    reminder: Reminder,
    asOf: String,
) {
    Text(written.day(reminder.aboutOn), style = MaterialTheme.typography.bodyMedium)
    strings.howNear(reminder, asOf)?.let { near ->
        val weight = if (reminder.overdueDays != null) FontWeight.Bold else FontWeight.Medium
        Text(near, style = MaterialTheme.typography.bodyMedium, fontWeight = weight)
    }
}

private val ReminderKind.icon: ImageVector
    get() =
        when (this) {
            ReminderKind.PREMIUM_OVERDUE -> Icons.Warning
            ReminderKind.PREMIUM_DUE -> Icons.Money
            ReminderKind.STAY_EXPIRY -> Icons.Card
            ReminderKind.PAPER_EXPIRY -> Icons.Paper
            ReminderKind.CONFIRM_FACTS -> Icons.Unknown
            ReminderKind.MEDICINE -> Icons.Medicine
            ReminderKind.CHECKUP, ReminderKind.DEADLINE -> Icons.Day
        }
