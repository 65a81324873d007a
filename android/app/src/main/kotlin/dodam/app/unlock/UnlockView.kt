package dodam.app.unlock

import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.focus.FocusRequester
import androidx.compose.ui.focus.focusRequester
import androidx.compose.ui.text.input.ImeAction
import androidx.compose.ui.text.input.KeyboardType
import dodam.app.core.Trouble
import dodam.app.core.sentence
import dodam.app.look.Edges
import dodam.app.look.Frame
import dodam.app.look.Icons
import dodam.app.look.Line
import dodam.app.look.MainButton
import dodam.app.look.Notice
import dodam.app.look.OtherButton
import dodam.app.look.SmallButton
import dodam.app.look.Text
import dodam.app.look.WORDS
import dodam.app.look.WordsField
import dodam.app.look.Working
import dodam.app.look.wordsIn
import dodam.app.shell.Place
import dodam.app.words.Strings
import dodam.app.words.strings

@Composable
fun UnlockView(
    state: UnlockState,
    edges: Edges,
    go: (Place) -> Unit,
    on: (UnlockEvent) -> Unit,
) = when (state.way) {
    UnlockWay.Pin -> ByPin(state, edges, go, on)
    UnlockWay.Words ->
        ByWords(state, edges, strings.unlockWordsTitle, strings.unlockWordsAbout, strings.unlockWordsOpen, on) { words, pin ->
            on(UnlockEvent.Words(words, pin))
        }
    UnlockWay.Backup ->
        ByWords(state, edges, strings.unlockBackupTitle, strings.unlockBackupAbout, strings.unlockBackupOpen, on) { words, pin ->
            on(UnlockEvent.Restore(words, pin))
        }
}

private val keyboard = KeyboardOptions(keyboardType = KeyboardType.Password, imeAction = ImeAction.Done)

@Composable
private fun ByPin(
    state: UnlockState,
    edges: Edges,
    go: (Place) -> Unit,
    on: (UnlockEvent) -> Unit,
) {
    var pin by remember { mutableStateOf("") }
    val open = { on(UnlockEvent.Pin(pin)) }
    val focus = remember { FocusRequester() }
    LaunchedEffect(focus) { focus.requestFocus() }
    Frame(
        strings.unlockTitle,
        edges,
        action = { MainButton(strings.unlockOpen, open, icon = Icons.Unlock, enabled = pin.isNotEmpty() && !state.working) },
    ) {
        if (state.damaged) state.trouble?.let { Notice(strings.ofUnlocking(it), icon = Icons.Warning) }
        val trouble = state.trouble?.takeIf { !state.damaged }?.let { strings.ofUnlocking(it) }
        Line(pin, { pin = it }, strings.beginPin, Modifier.fillMaxWidth().focusRequester(focus), trouble, keyboard = keyboard, hidden = true, done = open)
        if (state.working) Working(strings.unlockWorking)
        if (state.damaged) {
            OtherButton(strings.vaultRepair, { go(Place.Repair) })
            OtherButton(strings.unlockBackupTitle, { go(Place.Unlock(UnlockWay.Backup)) }, icon = Icons.History)
        }
        if (state.byFinger && !state.working) OtherButton(strings.unlockFinger, { on(UnlockEvent.Finger) }, icon = Icons.Person)
        SmallButton(strings.unlockForgot, { on(UnlockEvent.ForgotPin) }, icon = Icons.Key)
    }
}

@Composable
private fun ByWords(
    state: UnlockState,
    edges: Edges,
    title: String,
    about: String,
    action: String,
    on: (UnlockEvent) -> Unit,
    open: (String, String) -> Unit,
) {
    var words by remember { mutableStateOf("") }
    var pin by remember { mutableStateOf("") }
    Frame(
        title,
        edges,
        action = { MainButton(action, { open(words, pin) }, enabled = wordsIn(words) == WORDS && pin.isNotEmpty() && !state.working) },
    ) {
        Text(about)
        state.trouble?.let { Notice(strings.ofUnlocking(it), icon = Icons.Warning) }
        WordsField(words) { words = it }
        Line(pin, { pin = it }, strings.unlockNewPin, example = strings.beginPinAbout, keyboard = keyboard, hidden = true)
        if (state.working) {
            if (state.way == UnlockWay.Backup) Working(strings.unlockRestoring, stop = { on(UnlockEvent.Stop) }) else Working(strings.unlockWorking)
        }
    }
}

/** The sentence for what kept a vault from being opened; Settings can't be reached yet. */
private fun Strings.ofUnlocking(trouble: Trouble): String {
    val sentence = sentence(trouble)
    return if (sentence == troubleDamaged) unlockDamaged else sentence
}
