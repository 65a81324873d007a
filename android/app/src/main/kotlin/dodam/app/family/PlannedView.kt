package dodam.app.family

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.runtime.Composable
import androidx.compose.runtime.key
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import dodam.app.look.EMERGENCY_NUMBER
import dodam.app.look.Edges
import dodam.app.look.Fact
import dodam.app.look.Folded
import dodam.app.look.Frame
import dodam.app.look.Hands
import dodam.app.look.Icons
import dodam.app.look.MainButton
import dodam.app.look.Notice
import dodam.app.look.OtherButton
import dodam.app.look.Sheet
import dodam.app.look.SmallButton
import dodam.app.look.StateLine
import dodam.app.look.StepCard
import dodam.app.look.Text
import dodam.app.words.strings
import dodam.app.words.written
import dodam.core.CriterionState
import dodam.core.Door
import dodam.core.PersonPlan
import dodam.core.Plan
import dodam.core.PlanLine
import dodam.core.PlanLineKind
import java.time.LocalDate

@Composable
internal fun PlannedView(
    phase: FamilyPhase.Planned,
    state: FamilyState,
    edges: Edges,
    hands: Hands,
    on: (FamilyEvent) -> Unit,
) = Frame(
    strings.familyTitle,
    edges,
    action = { MainButton(strings.familyAdd, { on(FamilyEvent.Add) }, icon = Icons.Add) },
) {
    val plan = phase.plan
    val words = PlanWords(strings, written, plan.from, phase.owner)
    state.removed?.let { removed ->
        Notice(strings.familyRemoved(removed.name))
        OtherButton(strings.commonUndo, { on(FamilyEvent.Undo) }, icon = Icons.Undo)
    }
    plan.people.forEach { person ->
        val relative = state.relatives.firstOrNull { it.name == person.person }
        key(person.person) { PersonCard(person, relative, words, on) }
    }
    if (state.relatives.isNotEmpty()) Notice(strings.familyNotKept, icon = Icons.Lock)
    Calendar(plan, hands)
    Notice("${strings.familySupposes} ${strings.commonDraft}")
}

@Composable
private fun PersonCard(
    person: PersonPlan,
    relative: Relative?,
    words: PlanWords,
    on: (FamilyEvent) -> Unit,
) = Sheet {
    val (strings, written) = strings to written
    Column {
        Text(person.person, Modifier.semantics { heading() }, style = MaterialTheme.typography.titleLarge)
        val relation = relative?.relationWord ?: strings.familyYou.takeIf { it != person.person }
        relation?.let { Text(it, style = MaterialTheme.typography.bodyMedium, color = MaterialTheme.colorScheme.onSurfaceVariant) }
    }
    person.cover.firstOrNull()?.let { now ->
        StateLine(now.door.asState(), strings.wordNow(now.door))
        Text(strings.word(now.door))
        words.spanOf(now)?.let { Text(it) }
    }
    person.cover.drop(1).forEach { Fact(words.spanOf(it).orEmpty(), strings.word(it.door)) }
    person.mayApply.forEach { Text(words.lineOf(it)) }
    val costs = costs(person.months, strings, written)
    if (costs.isNotEmpty()) {
        Column(verticalArrangement = Arrangement.spacedBy(4.dp)) {
            Text(strings.familyPremium, style = MaterialTheme.typography.titleSmall)
            costs.forEach { Text(it, style = MaterialTheme.typography.bodyMedium) }
            val payers = person.months.mapNotNull { it.payer }.distinct()
            if (payers.any { it != person.person }) {
                Text(strings.familyPayer(payers.joinToString { words.nameOf(it) }), style = MaterialTheme.typography.bodyMedium)
            }
        }
    }
    if (person.open.isNotEmpty() || person.confirm.isNotEmpty()) {
        val more = if (relative == null) strings.familyAskMoreYou else strings.familyAskMore(person.person)
        OtherButton(more, { on(FamilyEvent.AskAbout(person.person)) }, icon = Icons.Edit)
    }
    relative?.let { SmallButton(strings.familyRemove(it.name), { on(FamilyEvent.Remove(it.name)) }, icon = Icons.Delete) }
}

private fun Door.asState(): CriterionState =
    when (this) {
        Door.WORKPLACE, Door.DEPENDANT, Door.REGIONAL -> CriterionState.MET
        Door.NONE -> CriterionState.NOT_MET
        Door.UNKNOWN -> CriterionState.UNKNOWN
    }

/** Days in order; what is more than three months away is folded. */
@Composable
private fun Calendar(
    plan: Plan,
    hands: Hands,
) {
    Text(strings.familyCalendar, Modifier.semantics { heading() }, style = MaterialTheme.typography.titleMedium)
    if (plan.lines.isEmpty()) Text(strings.familyNothing)
    val several = plan.people.size > 1
    val soon = LocalDate.parse(plan.from).plusMonths(SOON_MONTHS).toString()
    val (near, later) = plan.lines.groupBy { it.day }.toList().partition { (day, _) -> day <= soon }
    near.forEach { (day, lines) -> key(day) { OneDay(day, lines, several, hands, isToday = day == plan.from) } }
    if (later.isNotEmpty()) {
        Folded(strings.remindersLater, open = near.isEmpty()) {
            later.forEach { (day, lines) -> key(day) { OneDay(day, lines, several, hands) } }
        }
    }
}

private const val SOON_MONTHS = 3L

@Composable
private fun OneDay(
    day: String,
    lines: List<PlanLine>,
    several: Boolean,
    hands: Hands,
    isToday: Boolean = false,
) = Sheet {
    Row(horizontalArrangement = Arrangement.spacedBy(12.dp)) {
        Icon(Icons.Day, null)
        val date = written.day(day)
        Text(if (isToday) "${strings.remindersToday}, $date" else date, style = MaterialTheme.typography.titleSmall)
    }
    lines.forEach { line ->
        val text = if (line.kind == PlanLineKind.MONEY) due(line) else line.text
        if (several) Fact(line.person, text) else Text(text)
    }
    val steps =
        lines
            .flatMap { it.steps }
            .distinctBy { it.id }
            .filter { it.phone != EMERGENCY_NUMBER }
    if (steps.isNotEmpty()) Folded(strings.checkSteps) { steps.forEach { StepCard(it, hands) } }
    val why = lines.flatMap { line -> line.why + line.notes.map { it.text } + line.sources }.distinct()
    if (why.isNotEmpty()) {
        Folded(strings.remindersWhy) { why.forEach { Text(it, style = MaterialTheme.typography.bodyMedium) } }
    }
}

/** A premium's last day, and how much where that is known. */
@Composable
private fun due(line: PlanLine): String {
    val month = written.month(line.month.orEmpty())
    return line.totalKrw?.let { strings.familyDueKnown(month, written.won(it)) } ?: strings.familyDueUnknown(month)
}
