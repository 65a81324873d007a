package dodam.app.family

import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.material3.MaterialTheme
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.text.input.ImeAction
import androidx.compose.ui.text.input.KeyboardCapitalization
import dodam.app.check.QuestionFrame
import dodam.app.core.sentence
import dodam.app.look.Choice
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

/** The people of a household, what each is covered by and pays, and what comes when. */
@Composable
fun FamilyView(
    state: FamilyState,
    edges: Edges,
    hands: Hands,
    on: (FamilyEvent) -> Unit,
) {
    when (val phase = state.phase) {
        is FamilyPhase.Looking -> Frame(strings.familyTitle, edges) { Working(strings.familyLooking) }
        is FamilyPhase.Planned -> PlannedView(phase, state, edges, hands, on)
        is FamilyPhase.Naming -> NamePerson(phase, edges, on)
        is FamilyPhase.Relating ->
            Frame(strings.familyRelation(phase.name), edges) {
                phase.relations.forEach { relation -> Choice(relation.label, { on(FamilyEvent.Related(relation)) }) }
            }
        is FamilyPhase.Depending -> WhoDepends(phase, edges, on)
        is FamilyPhase.Asking -> {
            val about = if (phase.kept) strings.familyAboutYou else strings.familyAskedAbout(phase.person)
            QuestionFrame(phase.asked, about, edges, phase.kept) { on(FamilyEvent.Answered(it)) }
        }
        is FamilyPhase.Failed ->
            Frame(strings.familyTitle, edges, action = { MainButton(strings.commonTryAgain, { on(FamilyEvent.Again) }) }) {
                Notice(strings.sentence(phase.trouble), icon = Icons.Warning)
            }
    }
}

private val names = KeyboardOptions(KeyboardCapitalization.Words, autoCorrectEnabled = false, imeAction = ImeAction.Done)

@Composable
private fun NamePerson(
    phase: FamilyPhase.Naming,
    edges: Edges,
    on: (FamilyEvent) -> Unit,
) {
    var name by rememberSaveable { mutableStateOf("") }
    val done = { on(FamilyEvent.Named(name)) }
    Frame(
        strings.familyAdd,
        edges,
        action = { MainButton(strings.commonContinue, done, enabled = name.isNotBlank()) },
    ) {
        val wrong = strings.familyNameWrong.takeIf { phase.wrong }
        Line(name, { name = it }, strings.familyName, wrong = wrong, example = strings.familyNameAbout, keyboard = names, done = done)
        Notice(strings.familyNotKept, icon = Icons.Lock)
    }
}

@Composable
private fun WhoDepends(
    phase: FamilyPhase.Depending,
    edges: Edges,
    on: (FamilyEvent) -> Unit,
) = Frame(strings.familyDepends, edges) {
    Text(strings.familyDependsWhy, style = MaterialTheme.typography.bodyMedium)
    Choice(strings.familyDependsOnMe(phase.name), { on(FamilyEvent.Depends(Covered.ThroughMe)) })
    Choice(strings.familyDependsOnThem(phase.name), { on(FamilyEvent.Depends(Covered.ThroughThem)) })
    Choice(strings.familyDependsNeither, { on(FamilyEvent.Depends(Covered.NoneThroughAnother)) })
}
