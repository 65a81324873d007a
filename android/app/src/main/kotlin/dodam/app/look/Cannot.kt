package dodam.app.look

import androidx.compose.material3.AlertDialog
import androidx.compose.material3.MaterialTheme
import androidx.compose.runtime.Composable
import dodam.app.words.strings
import dodam.app.words.written

/** What this device can't do, and what to do instead. */
sealed interface Cannot {
    /** It has no telephone: the number to type elsewhere. */
    data class Call(
        val phone: String,
    ) : Cannot

    /** It has no Korean voice. */
    data object Speak : Cannot
}

@Composable
fun CannotDialog(
    cannot: Cannot,
    close: () -> Unit,
) = AlertDialog(
    close,
    confirmButton = { SmallButton(strings.commonClose, close) },
    text = {
        when (cannot) {
            is Cannot.Call -> Text(strings.commonCannotCall(written.phone(cannot.phone)), style = MaterialTheme.typography.titleLarge)
            is Cannot.Speak -> Text(strings.commonCannotPlay)
        }
    },
)
