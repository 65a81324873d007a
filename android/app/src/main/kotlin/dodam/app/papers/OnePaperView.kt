package dodam.app.papers

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.material3.MaterialTheme
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.unit.dp
import dodam.app.core.momentInKorea
import dodam.app.look.Edges
import dodam.app.look.Fact
import dodam.app.look.Folded
import dodam.app.look.Frame
import dodam.app.look.Icons
import dodam.app.look.MainButton
import dodam.app.look.Notice
import dodam.app.look.OtherButton
import dodam.app.look.SmallButton
import dodam.app.look.Text
import dodam.app.look.Working
import dodam.app.shell.Place
import dodam.app.words.strings
import dodam.app.words.written
import dodam.core.PaperSheet

@Composable
fun OnePaperView(
    state: OnePaperState,
    edges: Edges,
    go: (Place) -> Unit,
    on: (OnePaperEvent) -> Unit,
) {
    LaunchedEffect(Unit) { on(OnePaperEvent.Seen) }
    val sheet = state.sheet
    if (sheet == null) {
        return Frame(strings.papersOne, edges) {
            state.trouble?.let { Notice(strings.ofPaper(it), icon = Icons.Warning) } ?: Working(strings.commonWorking)
        }
    }
    Frame(sheet.paper.title, edges, action = { Main(state, sheet, go, on) }) {
        State(state, on)
        if (sheet.paper.binned) InTheBin(sheet, state, on) else Kept(sheet, state, go, on)
    }
}

@Composable
private fun Main(
    state: OnePaperState,
    sheet: PaperSheet,
    go: (Place) -> Unit,
    on: (OnePaperEvent) -> Unit,
) {
    val free = state.doing == null
    val id = sheet.paper.id
    when {
        sheet.paper.binned -> MainButton(strings.papersRestore, { on(OnePaperEvent.Restore) }, icon = Icons.Undo, enabled = free)
        sheet.paper.here && state.picture is Picture.OtherFormat ->
            MainButton(strings.papersCopy, { on(OnePaperEvent.SaveCopy()) }, icon = Icons.Save, enabled = free)
        sheet.paper.here -> MainButton(strings.papersPresent, { go(Place.Present(id)) }, icon = Icons.Show)
        else -> MainButton(strings.papersFetch, { on(OnePaperEvent.Fetch) }, icon = Icons.Sync, enabled = free)
    }
}

/** What is being done, what was done, what couldn't be. */
@Composable
private fun State(
    state: OnePaperState,
    on: (OnePaperEvent) -> Unit,
) {
    state.trouble?.let { Notice(strings.ofPaper(it), icon = Icons.Warning) }
    when (state.doing) {
        Doing.Fetching -> Working(strings.papersFetching, stop = { on(OnePaperEvent.Stop) })
        Doing.Copying -> Working(strings.papersCopying)
        Doing.Replacing -> Working(strings.papersReplacing)
        Doing.Moving, null -> Unit
    }
    when (state.done) {
        Done.Copied -> Notice(strings.papersCopied, icon = Icons.Warning)
        Done.Replaced -> Notice(strings.papersReplaced)
        Done.Restored -> Notice(strings.papersRestored)
        Done.Binned, Done.Fetched, null -> Unit
    }
}

@Composable
private fun Kept(
    sheet: PaperSheet,
    state: OnePaperState,
    go: (Place) -> Unit,
    on: (OnePaperEvent) -> Unit,
) {
    PictureView(state.picture, sheet.paper.title)
    Column(verticalArrangement = Arrangement.spacedBy(4.dp)) {
        Text(strings.kind(sheet.paper.kind), style = MaterialTheme.typography.titleMedium)
        sheet.paper.expires?.let { RunsOut(it, state.today) }
        Kept(sheet.paper.here, sheet.paper.safeElsewhere)
    }
    Details(sheet)
    OtherButton(strings.papersEdit, { go(Place.EditPaper(sheet.paper.id)) }, icon = Icons.Edit)
    OtherButton(strings.papersReplace, { on(OnePaperEvent.Replace) }, icon = Icons.Paper, enabled = state.doing == null)
    if (sheet.paper.here) {
        Column(verticalArrangement = Arrangement.spacedBy(4.dp)) {
            Text(strings.papersCopyWarning, style = MaterialTheme.typography.bodyMedium)
            if (state.picture !is Picture.OtherFormat) {
                OtherButton(strings.papersCopy, { on(OnePaperEvent.SaveCopy()) }, icon = Icons.Save, enabled = state.doing == null)
            }
        }
    }
    Files(sheet, on)
    SmallButton(strings.papersToBin, { on(OnePaperEvent.Bin) }, icon = Icons.Delete)
}

@Composable
private fun Details(sheet: PaperSheet) {
    val paper = sheet.paper
    val written = written
    paper.issuer?.let { Fact(strings.papersFieldIssuer, it) }
    paper.dated?.let { Fact(strings.papersFieldDated, written.day(it)) }
    sheet.note?.let { Fact(strings.papersFieldNote, it) }
}

/** The file, and those it had before, the newest first. */
@Composable
private fun Files(
    sheet: PaperSheet,
    on: (OnePaperEvent) -> Unit,
) = Folded(strings.papersFiles) {
    val written = written
    sheet.versions.reversed().forEachIndexed { index, version ->
        if (index == 1) Text(strings.papersEarlier, style = MaterialTheme.typography.titleMedium)
        val added = written.moment(momentInKorea(version.addedAtMs))
        Fact(strings.papersAdded, "$added · ${written.size(version.sizeBytes.toLong())}")
        when {
            index == 0 -> Unit
            version.here -> SmallButton(strings.papersCopy, { on(OnePaperEvent.SaveCopy(version.number.toInt())) }, icon = Icons.Save)
            else -> Kept(version.here, version.safeElsewhere)
        }
    }
}

@Composable
private fun InTheBin(
    sheet: PaperSheet,
    state: OnePaperState,
    on: (OnePaperEvent) -> Unit,
) {
    var asks by rememberSaveable { mutableStateOf(false) }
    Notice(if (sheet.destroyedElsewhere) strings.papersDestroyedElsewhere else strings.papersInBin, icon = Icons.Delete)
    PictureView(state.picture, sheet.paper.title)
    Text(strings.kind(sheet.paper.kind), style = MaterialTheme.typography.titleMedium)
    Details(sheet)
    SmallButton(strings.papersDestroy, { asks = true }, icon = Icons.Destroy)
    if (asks) {
        ForGood({ asks = false }) {
            asks = false
            on(OnePaperEvent.Destroy)
        }
    }
}
