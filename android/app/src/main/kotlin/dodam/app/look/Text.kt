package dodam.app.look

import androidx.compose.material3.LocalTextStyle
import androidx.compose.runtime.Composable
import androidx.compose.runtime.remember
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.semantics.text
import androidx.compose.ui.text.AnnotatedString
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.text.style.TextOverflow
import androidx.compose.material3.Text as MaterialText

/**
 * A text that doesn't end a line within a Korean word. Most systems do, and a word to look for on
 * a card or to show at a desk is then in two pieces. Only what is drawn has joiners between the
 * syllables; what is read aloud, and what tests find, hasn't.
 */
@Composable
fun Text(
    text: String,
    modifier: Modifier = Modifier,
    color: Color = Color.Unspecified,
    fontWeight: FontWeight? = null,
    textAlign: TextAlign? = null,
    overflow: TextOverflow = TextOverflow.Clip,
    maxLines: Int = Int.MAX_VALUE,
    style: TextStyle = LocalTextStyle.current,
) {
    val drawn = remember(text) { joined(text) }
    val said = if (drawn == text) modifier else modifier.semantics { this.text = AnnotatedString(text) }
    MaterialText(
        drawn,
        said,
        color = color,
        fontWeight = fontWeight,
        textAlign = textAlign,
        overflow = overflow,
        maxLines = maxLines,
        style = style,
    )
}

/** Lets no line end between a Korean syllable and what it belongs to: the letter, digit or bracket right before it. */
fun joined(text: String): String {
    if (text.none { it.isSyllable }) return text
    return buildString(text.length * 2) {
        text.forEachIndexed { place, letter ->
            if (place > 0 && letter.isSyllable && text[place - 1].isLedOn) append(WORD_JOINER)
            append(letter)
        }
    }
}

/** Whether a word goes on after it. */
private val Char.isLedOn get() = isLetterOrDigit() || this in ")]”’」"

private val Char.isSyllable get() = this in '가'..'힣'

/** Lets no line end where it stands, and is not seen. */
const val WORD_JOINER = '\u2060'
