package dodam.app.settings

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.material3.MaterialTheme
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import dodam.app.begin.pinKeyboard
import dodam.app.core.sentence
import dodam.app.look.Door
import dodam.app.look.Edges
import dodam.app.look.Folded
import dodam.app.look.Frame
import dodam.app.look.Icons
import dodam.app.look.Line
import dodam.app.look.MainButton
import dodam.app.look.Notice
import dodam.app.look.OtherButton
import dodam.app.look.Sheet
import dodam.app.look.Text
import dodam.app.look.Toggle
import dodam.app.look.WordsField
import dodam.app.look.Working
import dodam.app.shell.Place
import dodam.app.words.LocalLanguage
import dodam.app.words.strings
import dodam.app.words.written
import dodam.core.PackView

@Composable
fun SettingsView(
    state: SettingsState,
    edges: Edges,
    go: (Place) -> Unit,
    on: (SettingsEvent) -> Unit,
) = Frame(strings.settingsTitle, edges) {
    state.trouble?.let { Notice(strings.sentence(it), icon = Icons.Warning) }
    state.done?.let { Notice(told(it), icon = Icons.Met) }
    Column(verticalArrangement = Arrangement.spacedBy(12.dp)) {
        Door(strings.firstLanguage, LocalLanguage.current.ownName, Icons.Language, { go(Place.Languages) })
        Door(strings.settingsCard, strings.settingsCardAbout, Icons.Emergency, { go(Place.EmergencyCard) })
    }
    Backup(state, on)
    Words(state, on)
    Pin(state, on)
    state.byFinger?.let { Finger(it, state.work == Work.Finger, on) }
    state.notices?.let { Reminding(it, on) }
    Kept(state, go)
    Known(state.packs)
    Door(strings.vaultDestroyTitle, null, Icons.Destroy, { go(Place.Destroy) })
}

@Composable
private fun told(done: Done): String =
    when (done) {
        Done.Backup -> strings.settingsBackupDone
        Done.BackupLacksPapers -> strings.settingsBackupLacks
        Done.Pin -> strings.settingsPinDone
        Done.Words -> strings.settingsWordsDone
        Done.FingerOn -> strings.settingsFingerOn
        Done.FingerOff -> strings.settingsFingerOff
    }

@Composable
private fun Part(
    title: String,
    content: @Composable () -> Unit,
) = Sheet {
    Text(title, Modifier.semantics { heading() }, style = MaterialTheme.typography.titleMedium)
    content()
}

@Composable
private fun Backup(
    state: SettingsState,
    on: (SettingsEvent) -> Unit,
) = Part(strings.settingsBackup) {
    val last = state.status?.lastBackupAtMs
    if (last == null) {
        Notice(strings.beginCopyWarning, icon = Icons.Warning)
    } else {
        Text(strings.settingsBackupLast(written.dayOf(last)))
    }
    Text(strings.beginCopyAbout, style = MaterialTheme.typography.bodyMedium)
    if (state.work == Work.Backup) {
        Working(strings.beginCopyWorking, stop = { on(SettingsEvent.StopBackUp) })
    } else {
        OtherButton(strings.beginCopyMake, { on(SettingsEvent.BackUp) }, icon = Icons.Save)
    }
}

@Composable
private fun Words(
    state: SettingsState,
    on: (SettingsEvent) -> Unit,
) = Part(strings.settingsWords) {
    var words by remember { mutableStateOf("") }
    val checked = state.status?.wordsCheckedOn
    Text(checked?.let { strings.settingsWordsLast(written.day(it)) } ?: strings.settingsWordsNever)
    Folded(strings.settingsWordsCheck) {
        WordsField(words) { words = it }
        MainButton(strings.settingsWordsCheck, { on(SettingsEvent.CheckWords(words)) }, enabled = words.isNotBlank())
    }
    if (state.work == Work.Words) Working(strings.commonWorking)
}

@Composable
private fun Pin(
    state: SettingsState,
    on: (SettingsEvent) -> Unit,
) = Part(strings.settingsPin) {
    var current by remember { mutableStateOf("") }
    var new by remember { mutableStateOf("") }
    Folded(strings.settingsPinChange) {
        Line(current, { current = it }, strings.settingsPinCurrent, keyboard = pinKeyboard, hidden = true)
        Line(new, { new = it }, strings.unlockNewPin, example = strings.beginPinAbout, keyboard = pinKeyboard, hidden = true)
        MainButton(
            strings.settingsPinChange,
            { on(SettingsEvent.ChangePin(current, new)) },
            enabled = current.isNotEmpty() && new.isNotEmpty(),
        )
    }
    if (state.work == Work.Pin) Working(strings.unlockWorking)
}

@Composable
private fun Finger(
    opens: Boolean,
    working: Boolean,
    on: (SettingsEvent) -> Unit,
) = Part(strings.settingsFinger) {
    Text(strings.settingsFingerAbout, style = MaterialTheme.typography.bodyMedium)
    if (opens) {
        OtherButton(strings.settingsFingerTurnOff, { on(SettingsEvent.FingerOff) }, enabled = !working)
    } else {
        var pin by remember { mutableStateOf("") }
        Folded(strings.settingsFingerTurnOn) {
            Line(pin, { pin = it }, strings.settingsPinCurrent, keyboard = pinKeyboard, hidden = true)
            MainButton(strings.settingsFinger, { on(SettingsEvent.FingerOn(pin)) }, enabled = pin.isNotEmpty() && !working)
        }
    }
    if (working) Working(strings.unlockWorking)
}

/** It says what a reminder shows before anybody turns it on. */
@Composable
private fun Reminding(
    notices: NoticesState,
    on: (SettingsEvent) -> Unit,
) = Part(strings.settingsNotices) {
    Text(strings.settingsNoticesAbout, style = MaterialTheme.typography.bodyMedium)
    Toggle(strings.settingsNoticesSwitch, notices.on) { on(SettingsEvent.Remind(it)) }
    if (notices.refused) Text(strings.settingsNoticesRefused, Modifier.semantics { liveRegion = LiveRegionMode.Polite })
}

@Composable
private fun Kept(
    state: SettingsState,
    go: (Place) -> Unit,
) {
    val storage = state.storage ?: return
    Part(strings.settingsStorage) {
        Text(strings.settingsStoragePapers(written.number(storage.papers.count.toLong()), written.size(storage.papers.sizeBytes.toLong())))
        Text(strings.settingsStorageOnlyHere(written.number(storage.onlyHere.count.toLong())))
        Text(strings.settingsStorageBin(written.number(storage.bin.count.toLong()), written.size(storage.bin.sizeBytes.toLong())))
        OtherButton(strings.vaultExamineTitle, { go(Place.Examine) }, icon = Icons.Search)
    }
}

/** Which rules answer, and how old they are: what isn't in them Dodam doesn't know. */
@Composable
private fun Known(packs: List<PackView>) =
    Part(strings.settingsKnown) {
        Text(strings.settingsKnownAbout, style = MaterialTheme.typography.bodyMedium)
        Folded(strings.settingsKnownPacks(written.number(packs.size.toLong()))) {
            packs.forEach { pack ->
                Column {
                    Text("${pack.id} ${pack.version}", style = MaterialTheme.typography.titleSmall)
                    Text(strings.settingsKnownUntil(written.day(pack.reviewBy)), style = MaterialTheme.typography.bodyMedium)
                    Text(pack.label ?: strings.settingsKnownOwn, style = MaterialTheme.typography.bodyMedium)
                    if (!pack.textsReviewed) Text(strings.commonDraft, style = MaterialTheme.typography.bodyMedium)
                }
            }
        }
    }
