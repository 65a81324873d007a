package dodam.app.sync

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.material3.MaterialTheme
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.text.input.ImeAction
import androidx.compose.ui.text.input.KeyboardCapitalization
import androidx.compose.ui.text.input.KeyboardType
import androidx.compose.ui.unit.dp
import dodam.app.core.Trouble
import dodam.app.core.momentInKorea
import dodam.app.core.sentence
import dodam.app.look.Edges
import dodam.app.look.Fact
import dodam.app.look.Folded
import dodam.app.look.Frame
import dodam.app.look.Icons
import dodam.app.look.Line
import dodam.app.look.MainButton
import dodam.app.look.Notice
import dodam.app.look.OtherButton
import dodam.app.look.Sheet
import dodam.app.look.Text
import dodam.app.look.Working
import dodam.app.papers.Sign
import dodam.app.shell.Place
import dodam.app.words.Strings
import dodam.app.words.strings
import dodam.app.words.written
import dodam.core.StatusView
import dodam.core.SyncReport

@Composable
fun SyncView(
    state: SyncState,
    edges: Edges,
    go: (Place) -> Unit,
    on: (SyncEvent) -> Unit,
) {
    LaunchedEffect(Unit) { on(SyncEvent.Seen) }
    val status = state.status
    val send: @Composable () -> Unit = {
        MainButton(strings.syncNow, { on(SyncEvent.Sync) }, icon = Icons.Sync, enabled = !state.phase.busy)
    }
    Frame(strings.syncTitle, edges, action = send.takeIf { status?.enrolled == true }) {
        if (status == null) return@Frame Working(strings.commonWorking)
        Phase(state.phase, on)
        if (status.enrolled) Enrolled(state, status, on) else NotEnrolled(state, go, on)
    }
}

@Composable
private fun Phase(
    phase: SyncPhase,
    on: (SyncEvent) -> Unit,
) = when (phase) {
    is SyncPhase.Idle -> Unit
    is SyncPhase.Enrolling -> Working(strings.syncEnrolling, stop = { on(SyncEvent.Stop) })
    is SyncPhase.Syncing -> Working(strings.syncWorking, stop = { on(SyncEvent.Stop) })
    is SyncPhase.Done -> DoneNow(phase.report)
    is SyncPhase.AddressKept -> Notice(strings.syncAddressKept)
    is SyncPhase.Failed -> {
        // Without a network nothing is wrong: it waits.
        val icon = if (phase.trouble is Trouble.Offline) Icons.NoNetwork else Icons.Warning
        Notice(strings.ofSync(phase.trouble), icon = icon)
    }
}

@Composable
private fun DoneNow(report: SyncReport) {
    val number = { count: ULong -> count.toString() }
    Notice(strings.syncDone(number(report.sent), number(report.received)), icon = Icons.Met)
    if (report.olderCopy) Notice(strings.syncOlderCopy)
    if (report.filesRefused > 0u) Notice(strings.syncFilesRefused(number(report.filesRefused)), icon = Icons.Warning)
}

@Composable
private fun Enrolled(
    state: SyncState,
    status: StatusView,
    on: (SyncEvent) -> Unit,
) {
    val written = written
    Sheet {
        Fact(strings.syncLast, status.lastSyncAtMs?.let { written.moment(momentInKorea(it)) } ?: strings.syncNever)
        val waits = status.pending.toLong()
        Fact(strings.syncWaits, if (waits == 0L) strings.syncNothingWaits else written.number(waits))
        PapersFacts(state.papers)
    }
    Trouble(status)
    Text(strings.syncSealed, style = MaterialTheme.typography.bodyMedium)
    Folded(strings.syncOtherAddress) {
        Column(verticalArrangement = Arrangement.spacedBy(12.dp)) {
            var address by rememberSaveable { mutableStateOf("") }
            Text(strings.syncOtherAddressAbout, style = MaterialTheme.typography.bodyMedium)
            Line(address, { address = it }, strings.syncAddress, keyboard = addressKeyboard)
            OtherButton(strings.syncKeepAddress, { on(SyncEvent.Address(address)) }, enabled = address.isNotBlank() && !state.phase.busy)
        }
    }
}

@Composable
private fun PapersFacts(papers: PapersKept?) {
    papers ?: return
    val written = written
    Fact(strings.syncPapers, written.number(papers.all.toLong()))
    if (papers.onlyHere > 0) Fact(strings.syncOnlyHere, written.number(papers.onlyHere.toLong()))
    if (papers.notHere > 0) Fact(strings.syncNotHere, written.number(papers.notHere.toLong()))
}

/** What waits for a person, and what can't be used. Nothing of it stops the rest. */
@Composable
private fun Trouble(status: StatusView) {
    if (status.conflicts > 0u) Notice(strings.syncConflicts(status.conflicts.toString()), icon = Icons.Unknown)
    if (status.quarantined > 0u) Notice(strings.syncSetAside(status.quarantined.toString()))
}

/** Nothing leaves the phone; how to begin, for those who want it. */
@Composable
private fun NotEnrolled(
    state: SyncState,
    go: (Place) -> Unit,
    on: (SyncEvent) -> Unit,
) {
    Sign(Icons.Phone, strings.syncNothingLeaves)
    state.papers?.let { Sheet { PapersFacts(it) } }
    Text(strings.syncWhy)
    Notice(strings.syncWithoutCopy, icon = Icons.Save)
    OtherButton(strings.beginCopyMake, { go(Place.Settings) }, icon = Icons.Save)
    Folded(strings.syncBegin, open = state.phase.busy || state.phase is SyncPhase.Failed) {
        Column(verticalArrangement = Arrangement.spacedBy(12.dp)) {
            var address by rememberSaveable { mutableStateOf("") }
            var code by rememberSaveable { mutableStateOf("") }
            Text(strings.syncBeginAbout)
            Line(address, { address = it }, strings.syncAddress, example = strings.syncAddressExample, keyboard = addressKeyboard)
            Line(code, { code = it }, strings.syncCode, example = strings.syncCodeExample, keyboard = codeKeyboard)
            Text(strings.syncSealed, style = MaterialTheme.typography.bodyMedium)
            val whole = address.isNotBlank() && code.isNotBlank() && !state.phase.busy
            MainButton(strings.syncEnrol, { on(SyncEvent.Enrol(address, code)) }, icon = Icons.Sync, enabled = whole)
        }
    }
}

private val addressKeyboard = KeyboardOptions(autoCorrectEnabled = false, keyboardType = KeyboardType.Uri, imeAction = ImeAction.Next)
private val codeKeyboard = KeyboardOptions(KeyboardCapitalization.Characters, autoCorrectEnabled = false, imeAction = ImeAction.Done)

/** The sentence for what the line couldn't do. */
private fun Strings.ofSync(trouble: Trouble): String {
    val code = (trouble as? Trouble.Invalid)?.code ?: (trouble as? Trouble.Rejected)?.code
    return when (code) {
        "server_address" -> syncWrongAddress
        "unknown_code" -> syncUnknownCode
        "not_a_dodam_server" -> syncNotAServer
        "untrusted_server", "wrong_server" -> syncOtherServer
        "too_many_attempts", "too_slow", "paused" -> syncLater
        "over_quota", "storage_full" -> syncServerFull
        else ->
            when (trouble) {
                is Trouble.Offline -> syncOffline
                is Trouble.Stopped -> syncStopped
                else -> sentence(trouble)
            }
    }
}
