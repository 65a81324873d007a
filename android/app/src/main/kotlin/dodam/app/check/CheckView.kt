package dodam.app.check

import androidx.compose.foundation.layout.Column
import androidx.compose.material3.MaterialTheme
import androidx.compose.runtime.Composable
import androidx.compose.runtime.key
import dodam.app.core.sentence
import dodam.app.look.Edges
import dodam.app.look.Folded
import dodam.app.look.Frame
import dodam.app.look.Hands
import dodam.app.look.Icons
import dodam.app.look.MainButton
import dodam.app.look.Notice
import dodam.app.look.OtherButton
import dodam.app.look.SmallButton
import dodam.app.look.Text
import dodam.app.look.VerdictCard
import dodam.app.look.Working
import dodam.app.words.strings
import dodam.app.words.written

@Composable
fun CheckView(
    state: CheckState,
    edges: Edges,
    hands: Hands,
    on: (CheckEvent) -> Unit,
) {
    when (val phase = state.phase) {
        is Phase.Looking -> Frame(strings.checkTitle, edges) { Working(strings.commonWorking) }
        is Phase.Asking -> Asking(phase, state, edges, on)
        is Phase.Answered -> Answered(phase, state, edges, hands, on)
        is Phase.Failed ->
            Frame(strings.checkTitle, edges, action = { MainButton(strings.commonTryAgain, { on(CheckEvent.Again) }) }) {
                Notice(strings.sentence(phase.trouble), icon = Icons.Warning)
            }
    }
}

@Composable
private fun Asking(
    phase: Phase.Asking,
    state: CheckState,
    edges: Edges,
    on: (CheckEvent) -> Unit,
) {
    val several = phase.questions.size > 1
    val title = if (several) strings.checkAnyOfThese else phase.questions.first().text
    Frame(title, edges) {
        Text(
            strings.checkStep(phase.number.toString(), CheckPresenter.MOST.toString()).takeIf { phase.number <= CheckPresenter.MOST }.orEmpty(),
            style = MaterialTheme.typography.bodyMedium,
            color = MaterialTheme.colorScheme.onSurfaceVariant,
        )
        if (phase.again) Notice(strings.checkConfirmAgain)
        // Another question begins with nothing typed.
        key(phase.questions.map { it.factId }) {
            if (several) {
                RareOnes(phase, on)
            } else {
                val question = phase.questions.first()
                OneQuestion(question, phase.wrong) { on(CheckEvent.Say(mapOf(question.factId to it))) }
            }
        }
        PassIt({ on(CheckEvent.DontKnow(phase.number)) }, { on(CheckEvent.RatherNot(phase.number)) })
        if (!several) WhyAsked(phase.questions.first().whyAsked)
        WhoSeesIt(state.kept)
    }
}

@Composable
private fun Answered(
    phase: Phase.Answered,
    state: CheckState,
    edges: Edges,
    hands: Hands,
    on: (CheckEvent) -> Unit,
) = Frame(
    strings.checkAnswerTitle,
    edges,
    action = if (phase.more) ({ MainButton(strings.checkAnswerMore, { on(CheckEvent.More) }) }) else null,
) {
    Text(strings.checkAnswerFor(written.day(phase.asOf)), style = MaterialTheme.typography.bodyMedium)
    phase.answers.forEach { answer -> key(answer.decision) { VerdictCard(answer, hands) } }
    Notice("${strings.checkNotAPromise} ${strings.commonDraft}")
    if (!phase.otherHelp) OtherButton(strings.checkOtherHelp, { on(CheckEvent.OtherHelp) }, icon = Icons.Search)
    WhatWasSaid(state, on)
    // What is kept isn't forgotten by beginning anew.
    if (!state.kept) SmallButton(strings.checkAgain, { on(CheckEvent.Again) }, icon = Icons.Undo)
}

@Composable
private fun WhatWasSaid(
    state: CheckState,
    on: (CheckEvent) -> Unit,
) {
    if (state.said.isEmpty() && state.before.isEmpty()) return
    Folded(strings.checkChange) {
        state.said.forEach { OneSaid(it.question, it.answer) { on(CheckEvent.Change(it.factId)) } }
        state.before.forEach { one ->
            OneSaid(one.question.text, one.value?.let { shown(one.question.kind, it) }) { on(CheckEvent.Change(one.question.factId)) }
        }
    }
}

@Composable
private fun OneSaid(
    question: String,
    answer: String?,
    change: () -> Unit,
) = Column {
    Text(question, style = MaterialTheme.typography.bodyMedium)
    SmallButton(answer ?: strings.checkSkipped, change, icon = Icons.Edit)
}
