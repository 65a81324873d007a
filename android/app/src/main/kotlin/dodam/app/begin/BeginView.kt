package dodam.app.begin

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.input.ImeAction
import androidx.compose.ui.text.input.KeyboardType
import androidx.compose.ui.unit.dp
import dodam.app.core.sentence
import dodam.app.look.Edges
import dodam.app.look.Frame
import dodam.app.look.Icons
import dodam.app.look.Line
import dodam.app.look.MainButton
import dodam.app.look.Notice
import dodam.app.look.OtherButton
import dodam.app.look.Text
import dodam.app.look.Working
import dodam.app.look.lettersAreLarge
import dodam.app.look.round
import dodam.app.words.strings

@Composable
fun BeginView(
    state: BeginState,
    edges: Edges,
    on: (BeginEvent) -> Unit,
) = when (state) {
    is BeginState.Pin -> ChoosePin(state, edges, on)
    is BeginState.Words -> WriteWordsDown(state, edges, on)
    is BeginState.Copy -> CopyOffTheDevice(state, edges, on)
}

internal val pinKeyboard = KeyboardOptions(keyboardType = KeyboardType.Password, imeAction = ImeAction.Next)

@Composable
private fun ChoosePin(
    state: BeginState.Pin,
    edges: Edges,
    on: (BeginEvent) -> Unit,
) {
    var name by remember { mutableStateOf("") }
    var pin by remember { mutableStateOf("") }
    var again by remember { mutableStateOf("") }
    val choose = { on(BeginEvent.Choose(name, pin, again)) }
    val filled = name.isNotBlank() && pin.isNotEmpty() && again.isNotEmpty()
    Frame(
        strings.beginTitle,
        edges,
        action = { MainButton(strings.commonContinue, choose, enabled = filled && !state.working) },
    ) {
        Text(strings.beginAbout)
        state.trouble?.let { Notice(strings.sentence(it), icon = Icons.Warning) }
        Line(name, { name = it }, strings.beginName, example = strings.beginNameAbout)
        val short = strings.beginPinShort.takeIf { state.wrong == PinMistake.TooShort }
        val other = strings.beginPinOther.takeIf { state.wrong == PinMistake.NotTheSame }
        Line(pin, { pin = it }, strings.beginPin, wrong = short, example = strings.beginPinAbout, keyboard = pinKeyboard, hidden = true)
        val last = pinKeyboard.copy(imeAction = ImeAction.Done)
        Line(again, { again = it }, strings.beginPinAgain, wrong = other, keyboard = last, hidden = true, done = choose)
        if (state.working) Working(strings.beginMaking)
    }
}

@Composable
private fun WriteWordsDown(
    state: BeginState.Words,
    edges: Edges,
    on: (BeginEvent) -> Unit,
) = Frame(
    strings.beginWordsTitle,
    // The vault is made: there is no way back before the words are on paper.
    edges.copy(back = null),
) {
    Text(strings.beginWordsAbout)
    Text(strings.beginWordsExactly, fontWeight = FontWeight.Medium)
    Notice(strings.beginWordsWarning, icon = Icons.Warning)
    val inALine = if (lettersAreLarge) 1 else 2
    Column(verticalArrangement = Arrangement.spacedBy(8.dp)) {
        state.words.withIndex().chunked(inALine).forEach { line ->
            Row(horizontalArrangement = Arrangement.spacedBy(8.dp)) {
                line.forEach { (index, word) -> NumberedWord(index + 1, word, Modifier.weight(1f)) }
            }
        }
    }
    // Below the last word: at the foot it would be touched before the last were seen.
    MainButton(strings.beginWordsDone, { on(BeginEvent.WroteThemDown) })
}

@Composable
private fun NumberedWord(
    number: Int,
    word: String,
    modifier: Modifier,
) = Surface(modifier, round, MaterialTheme.colorScheme.surfaceContainerHigh) {
    Text("$number. $word", Modifier.padding(12.dp, 8.dp), style = MaterialTheme.typography.titleMedium)
}

@Composable
private fun CopyOffTheDevice(
    state: BeginState.Copy,
    edges: Edges,
    on: (BeginEvent) -> Unit,
) = Frame(
    strings.beginCopyTitle,
    edges.copy(back = null),
    action = {
        Column(verticalArrangement = Arrangement.spacedBy(8.dp)) {
            MainButton(strings.beginCopyMake, { on(BeginEvent.MakeCopy) }, icon = Icons.Save, enabled = !state.working)
            OtherButton(strings.beginCopyLater, { on(BeginEvent.NoCopyNow) }, enabled = !state.working)
        }
    },
) {
    Text(strings.beginCopyAbout)
    Notice(strings.beginCopyWarning, icon = Icons.Warning)
    state.trouble?.let { Notice(strings.sentence(it), icon = Icons.Warning) }
    if (state.working) Working(strings.beginCopyWorking)
}
