package dodam.app.help

import androidx.compose.material3.MaterialTheme
import androidx.compose.runtime.Composable
import dodam.app.look.Edges
import dodam.app.look.Frame
import dodam.app.look.Icons
import dodam.app.look.MainButton
import dodam.app.look.Text
import dodam.app.words.strings

/** A sentence in Korean as large as the screen allows, to hold up at a desk. */
@Composable
fun SentenceView(
    korean: String,
    meaning: String?,
    edges: Edges,
    speak: (String) -> Unit,
) = Frame(
    strings.helpSay,
    edges,
    action = { MainButton(strings.commonPlayKorean, { speak(korean) }, icon = Icons.Play) },
) {
    Text(korean, style = MaterialTheme.typography.displaySmall)
    meaning?.let { Text(it, style = MaterialTheme.typography.bodyLarge, color = MaterialTheme.colorScheme.onSurfaceVariant) }
}
