package dodam.app.vault

import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import dodam.app.begin.pinKeyboard
import dodam.app.core.sentence
import dodam.app.look.Edges
import dodam.app.look.Frame
import dodam.app.look.Icons
import dodam.app.look.Line
import dodam.app.look.MainButton
import dodam.app.look.Notice
import dodam.app.look.Text
import dodam.app.look.Working
import dodam.app.words.strings

@Composable
fun DestroyView(
    state: DestroyState,
    edges: Edges,
    on: (DestroyEvent) -> Unit,
) {
    var pin by remember { mutableStateOf("") }
    Frame(
        strings.vaultDestroyTitle,
        edges,
        action = {
            MainButton(
                strings.vaultDestroy,
                { on(DestroyEvent.Destroy(pin)) },
                icon = Icons.Destroy,
                enabled = pin.isNotEmpty() && !state.working,
            )
        },
    ) {
        Notice(strings.vaultDestroyAbout, icon = Icons.Warning)
        Text(strings.vaultDestroyStays)
        state.trouble?.let { Notice(strings.sentence(it), icon = Icons.Warning) }
        Line(pin, { pin = it }, strings.beginPin, keyboard = pinKeyboard, hidden = true)
        if (state.working) Working(strings.commonWorking)
    }
}
