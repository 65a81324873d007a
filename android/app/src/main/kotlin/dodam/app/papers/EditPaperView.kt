package dodam.app.papers

import androidx.compose.runtime.Composable
import dodam.app.look.Edges
import dodam.app.look.Frame
import dodam.app.look.Icons
import dodam.app.look.Notice
import dodam.app.look.Working
import dodam.app.words.strings

@Composable
fun EditPaperView(
    state: EditPaperState,
    edges: Edges,
    on: (SavePaper) -> Unit,
) {
    val form = state.form
    if (form == null) {
        return Frame(strings.papersEdit, edges) {
            state.trouble?.let { Notice(strings.ofPaper(it), icon = Icons.Warning) } ?: Working(strings.commonWorking)
        }
    }
    val working = strings.commonWorking.takeIf { state.working }
    PaperFormView(form, state.kinds, FormEdges(strings.papersEdit, working = working, trouble = state.trouble), edges) { on(SavePaper(it)) }
}
