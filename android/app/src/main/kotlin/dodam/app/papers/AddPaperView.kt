package dodam.app.papers

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.material3.MaterialTheme
import androidx.compose.runtime.Composable
import androidx.compose.ui.unit.dp
import dodam.app.look.Edges
import dodam.app.look.Frame
import dodam.app.look.Icons
import dodam.app.look.MainButton
import dodam.app.look.Notice
import dodam.app.look.OtherButton
import dodam.app.look.Text
import dodam.app.words.strings
import dodam.app.words.written

@Composable
fun AddPaperView(
    state: AddPaperState,
    edges: Edges,
    on: (AddPaperEvent) -> Unit,
) {
    val file = state.file ?: return ChooseFile(state, edges, on)
    val size = written.size(file.sizeBytes)
    val form =
        FormEdges(
            title = strings.papersAdd,
            about = strings.papersFile(file.name.ifEmpty { strings.papersPhoto }, size),
            working = state.doneBytes?.let { strings.papersKeeping(written.size(it), size) },
            stop = { on(AddPaperEvent.Stop) },
            trouble = state.trouble,
        )
    val first = if (file.name.isEmpty()) file.form.copy(title = strings.papersPhoto) else file.form
    PaperFormView(first, state.kinds, form, edges) { on(AddPaperEvent.Save(it)) }
}

@Composable
private fun ChooseFile(
    state: AddPaperState,
    edges: Edges,
    on: (AddPaperEvent) -> Unit,
) = Frame(
    strings.papersAdd,
    edges,
    action = {
        val choose = { on(AddPaperEvent.ChooseFile) }
        if (state.hasCamera) {
            Column(verticalArrangement = Arrangement.spacedBy(8.dp)) {
                MainButton(strings.papersTakePhoto, { on(AddPaperEvent.TakePhoto) }, icon = Icons.Camera)
                OtherButton(strings.papersChooseFile, choose, icon = Icons.Add)
            }
        } else {
            MainButton(strings.papersChooseFile, choose, icon = Icons.Add)
        }
    },
) {
    Text(strings.papersAddAbout)
    Text(strings.papersAddSafe)
    if (state.hasCamera) Text(strings.papersPhotoSafe)
    state.trouble?.let { Notice(strings.ofPaper(it), icon = Icons.Warning) }
}
