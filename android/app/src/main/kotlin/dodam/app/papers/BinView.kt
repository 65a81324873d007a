package dodam.app.papers

import androidx.compose.material3.AlertDialog
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import dodam.app.core.sentence
import dodam.app.look.Edges
import dodam.app.look.Icons
import dodam.app.look.ListFrame
import dodam.app.look.Notice
import dodam.app.look.SmallButton
import dodam.app.look.Text
import dodam.app.look.Working
import dodam.app.shell.Place
import dodam.app.words.strings

/** The papers in the bin: each opens to be taken out or destroyed. */
@Composable
fun BinView(
    state: PapersState,
    edges: Edges,
    go: (Place) -> Unit,
    on: (PapersEvent) -> Unit,
) {
    LaunchedEffect(Unit) { on(PapersEvent.Seen) }
    var asks by rememberSaveable { mutableStateOf(false) }
    ListFrame(strings.papersBin, edges) {
        state.trouble?.let { item(key = "trouble") { Notice(strings.sentence(it), icon = Icons.Warning) } }
        val papers = state.papers
        when {
            papers == null -> if (state.trouble == null) item(key = "looking") { Working(strings.papersLooking) }
            papers.isEmpty() -> item(key = "none") { Text(strings.papersBinEmpty) }
            else -> {
                item(key = "about") { Text(strings.papersBinAbout) }
                rows(state, papers, go, on)
                item(key = "empty") { SmallButton(strings.papersEmptyBin, { asks = true }, icon = Icons.Destroy) }
            }
        }
    }
    if (asks) {
        ForGood({ asks = false }) {
            asks = false
            on(PapersEvent.EmptyBin)
        }
    }
}

/** Asks before what can't be undone. */
@Composable
internal fun ForGood(
    close: () -> Unit,
    destroy: () -> Unit,
) = AlertDialog(
    close,
    confirmButton = { SmallButton(strings.papersDestroy, destroy, icon = Icons.Destroy) },
    dismissButton = { SmallButton(strings.papersKeepIt, close) },
    title = { Text(strings.papersDestroyTitle) },
    text = { Text(strings.papersDestroyAbout) },
)
