package dodam.app.look

import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.input.ImeAction
import androidx.compose.ui.text.input.KeyboardType
import androidx.compose.ui.unit.dp

/** A few digits, such as a year's four or a month's two; `done` is what the keyboard's last key does, on the last such field. */
@Composable
internal fun DigitsField(
    text: String,
    onChange: (String) -> Unit,
    label: String,
    most: Int,
    modifier: Modifier = Modifier,
    done: (() -> Unit)? = null,
    /** What it belongs to, read aloud before its label where there are several like it. */
    about: String? = null,
) {
    // The label stands in it whole, however large the letters.
    val scale = LocalDensity.current.fontScale.coerceAtLeast(1f)
    val (least, widest) = if (most > 2) 96.dp to 130.dp else 80.dp to 100.dp
    Line(
        text,
        { typed -> onChange(typed.filter { it in '0'..'9' }.take(most)) },
        label,
        modifier.widthIn(least * scale, widest * scale).semantics { about?.let { contentDescription = "$it, $label" } },
        keyboard = KeyboardOptions(keyboardType = KeyboardType.Number, imeAction = if (done == null) ImeAction.Next else ImeAction.Done),
        done = done,
    )
}
