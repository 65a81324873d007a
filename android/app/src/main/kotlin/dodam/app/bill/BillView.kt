package dodam.app.bill

import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.material3.MaterialTheme
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.text.input.ImeAction
import androidx.compose.ui.text.input.KeyboardType
import dodam.app.check.QuestionFrame
import dodam.app.check.WhoSeesIt
import dodam.app.core.sentence
import dodam.app.look.DateFields
import dodam.app.look.DigitsField
import dodam.app.look.Edges
import dodam.app.look.Frame
import dodam.app.look.Hands
import dodam.app.look.Icons
import dodam.app.look.Line
import dodam.app.look.MainButton
import dodam.app.look.Notice
import dodam.app.look.Text
import dodam.app.look.Working
import dodam.app.words.strings
import dodam.app.words.written

@Composable
fun BillView(
    state: BillState,
    edges: Edges,
    hands: Hands,
    on: (BillEvent) -> Unit,
) {
    when (val phase = state.phase) {
        is BillPhase.Typing -> TypeBill(phase, state, edges, on)
        is BillPhase.Looking -> Frame(strings.billTitle, edges) { Working(strings.commonWorking) }
        is BillPhase.Asking -> {
            val amount = written.won(amountOf(state.typed.amount) ?: 0)
            val about = if (phase.several) strings.billAskedToChoose(amount) else strings.billAskedFor(amount)
            QuestionFrame(phase.asked, about, edges, state.kept) { on(BillEvent.Answered(it)) }
        }
        is BillPhase.Explained -> ExplainedBill(phase, state.said, edges, hands, on)
        is BillPhase.Failed ->
            Frame(strings.billTitle, edges, action = { MainButton(strings.commonTryAgain, { on(BillEvent.Another) }) }) {
                Notice(strings.sentence(phase.trouble), icon = Icons.Warning)
            }
    }
}

@Composable
private fun TypeBill(
    phase: BillPhase.Typing,
    state: BillState,
    edges: Edges,
    on: (BillEvent) -> Unit,
) {
    var amount by rememberSaveable { mutableStateOf(state.typed.amount) }
    var year by rememberSaveable { mutableStateOf(state.typed.year) }
    var month by rememberSaveable { mutableStateOf(state.typed.month) }
    val explain = { on(BillEvent.Explain(TypedBill(amount, year, month))) }
    val filled = amount.isNotBlank() && year.isNotEmpty() && month.isNotEmpty()
    val next = KeyboardOptions(keyboardType = KeyboardType.Number, imeAction = ImeAction.Next)
    Frame(
        strings.billTitle,
        edges,
        action = { MainButton(strings.billExplain, explain, icon = Icons.Search, enabled = filled) },
    ) {
        Text(strings.billAbout)
        val wrong = strings.billAmountWrong.takeIf { phase.wrong == BillMistake.Amount }
        Line(amount, { amount = it }, strings.billAmount, wrong = wrong, example = strings.billAmountExample, keyboard = next)
        Column {
            Text(strings.billMonth, style = MaterialTheme.typography.titleMedium)
            Text(strings.billMonthAbout, style = MaterialTheme.typography.bodyMedium, color = MaterialTheme.colorScheme.onSurfaceVariant)
        }
        DateFields(
            { DigitsField(year, { year = it }, strings.checkDayYear, 4, it) },
            { DigitsField(month, { month = it }, strings.checkDayMonth, 2, it, done = { if (filled) explain() }) },
        )
        if (phase.wrong == BillMistake.Month) Notice(strings.billMonthWrong, icon = Icons.Warning)
        WhoSeesIt(state.kept)
    }
}
