package dodam.app.bill

import androidx.compose.foundation.layout.Column
import androidx.compose.material3.MaterialTheme
import androidx.compose.runtime.Composable
import dodam.app.check.Said
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
import dodam.app.look.Sign
import dodam.app.look.StateLine
import dodam.app.look.StepCard
import dodam.app.look.Sum
import dodam.app.look.Summand
import dodam.app.look.Text
import dodam.app.words.Strings
import dodam.app.words.strings
import dodam.app.words.written
import dodam.core.BillWay
import dodam.core.CriterionState
import dodam.core.Told

/** What a bill is made of: how sure that is, each way as a sum, what to do, and folded below how it is worked out. */
@Composable
internal fun ExplainedBill(
    phase: BillPhase.Explained,
    said: List<Said>,
    edges: Edges,
    hands: Hands,
    on: (BillEvent) -> Unit,
) {
    val ways = phase.explained.explanations
    val told = phase.explained.told
    Frame(
        titleOf(ways, written.won(phase.amountKrw), written.month(phase.month)),
        edges,
        action = if (phase.more) ({ MainButton(strings.checkAnswerMore, { on(BillEvent.More) }) }) else null,
    ) {
        Outcome(ways.size)
        ways.forEachIndexed { index, way -> Way(way, index.takeIf { ways.size > 1 }) }
        if (ways.isEmpty()) told.notes.forEach { Notice(it.text) }
        Steps(told, hands)
        if (ways.isNotEmpty() && told.notes.isNotEmpty()) {
            Folded(strings.checkGoodToKnow) { told.notes.forEach { Text(it.text, style = MaterialTheme.typography.bodyMedium) } }
        }
        HowAndWhere(told)
        if (said.isNotEmpty()) {
            Folded(strings.checkChange) { said.forEach { Fact(it.question, it.answer ?: strings.checkSkipped) } }
        }
        Notice("${strings.billNotAPromise} ${strings.commonDraft}")
        OtherButton(strings.billAnother, { on(BillEvent.Another) }, icon = Icons.Bill)
    }
}

/** What the bill is; that it is for one month is said only where every way says so. */
@Composable
private fun titleOf(
    ways: List<BillWay>,
    amount: String,
    month: String,
) = if (ways.any { it.months > 1 }) strings.billOfMany(amount, month) else strings.billOf(amount, month)

/** How much is known of it. */
@Composable
private fun Outcome(ways: Int) =
    Sheet {
        val (state, word, sentence) =
            when (ways) {
                0 -> Triple(CriterionState.UNKNOWN, strings.billNone, strings.billNoneAbout)
                1 -> Triple(CriterionState.MET, strings.billOne, strings.billOneAbout)
                else -> Triple(CriterionState.UNKNOWN, strings.billSeveral, strings.billSeveralAbout(ways.toString()))
            }
        StateLine(state, word)
        Text(sentence, style = MaterialTheme.typography.bodyLarge)
    }

@Composable
private fun Way(
    way: BillWay,
    index: Int?,
) = Sheet {
    index?.let { Text(strings.billWay((it + 1).toString()), style = MaterialTheme.typography.titleMedium) }
    Sum(sumOf(way, strings))
}

/** The sum of a way: its last line is the bill's amount. */
internal fun sumOf(
    way: BillWay,
    strings: Strings,
): List<Summand> {
    val reduced = way.baseKrw - way.healthKrw
    val oneMonth = way.healthKrw + way.ltcKrw
    val plain = oneMonth * way.months
    val health =
        if (reduced == 0L) {
            listOf(Summand(strings.billHealth, way.healthKrw, about = strings.billNoReduction))
        } else {
            listOf(
                Summand(strings.billBase, way.baseKrw, about = strings.billBaseAbout),
                Summand(strings.billReduction(way.reductionPercent), reduced, Sign.Minus),
                Summand(strings.billHealth, way.healthKrw, Sign.Equals),
            )
        }
    val several = way.months > 1
    val late = way.lateKrw > 0
    return health +
        listOfNotNull(
            Summand(strings.billCare, way.ltcKrw, Sign.Plus),
            Summand(strings.billOneMonth, oneMonth, Sign.Equals).takeIf { several || late },
            Summand(strings.billMonths(way.months.toString()), plain, Sign.Equals).takeIf { several && late },
            Summand(strings.billLate, way.lateKrw, Sign.Plus, strings.billLateAbout).takeIf { late },
            Summand(
                strings.billTotal,
                plain + way.lateKrw,
                Sign.Equals,
                strings.billMonths(way.months.toString()).takeIf { several && !late },
            ),
        )
}

/** 119 stands on every screen already; a bill is no emergency. */
@Composable
private fun Steps(
    told: Told,
    hands: Hands,
) {
    val steps = told.steps.filter { it.phone != EMERGENCY_NUMBER }
    if (steps.isEmpty()) return
    Text(strings.checkSteps, style = MaterialTheme.typography.titleMedium)
    steps.forEach { StepCard(it, hands) }
}

@Composable
private fun HowAndWhere(told: Told) {
    Column {
        if (told.why.isNotEmpty()) {
            Folded(strings.billHow) { told.why.forEach { Text(it, style = MaterialTheme.typography.bodyMedium) } }
        }
        if (told.sources.isNotEmpty()) {
            Folded(strings.checkSources) { told.sources.forEach { Text(it, style = MaterialTheme.typography.bodyMedium) } }
        }
    }
}
