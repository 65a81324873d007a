package dodam.app.look

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.material3.HorizontalDivider
import androidx.compose.material3.MaterialTheme
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.unit.dp
import dodam.app.words.written

/** One line of a sum. What a sign does to the lines before stands before its amount. */
data class Summand(
    val name: String,
    val amountKrw: Long,
    val sign: Sign = Sign.Plain,
    /** Under its name, such as how it comes about. */
    val about: String? = null,
)

/** What a line does. */
enum class Sign(
    internal val written: String,
) {
    Plain(""),
    Plus("+ "),
    Minus("− "),

    /** What the lines before it come to. */
    Equals("= "),
}

/** Won for won, as one would add it up on paper. */
@Composable
fun Sum(lines: List<Summand>) =
    Column(verticalArrangement = Arrangement.spacedBy(8.dp)) {
        lines.forEach { line ->
            if (line.sign == Sign.Equals) HorizontalDivider(color = MaterialTheme.colorScheme.outline)
            SumLine(line)
        }
    }

@Composable
private fun SumLine(line: Summand) {
    val weight = if (line.sign == Sign.Equals) FontWeight.Bold else FontWeight.Normal
    val amount: @Composable (Modifier) -> Unit = {
        Text(line.sign.written + written.won(line.amountKrw), it, style = MaterialTheme.typography.bodyLarge, fontWeight = weight)
    }
    val name: @Composable (Modifier) -> Unit = {
        Column(it) {
            Text(line.name, style = MaterialTheme.typography.bodyLarge, fontWeight = weight)
            line.about?.let { Text(it, style = MaterialTheme.typography.bodyMedium, color = MaterialTheme.colorScheme.onSurfaceVariant) }
        }
    }
    // Read as one: what it is and how much. With large letters the amount follows on a line of its own.
    val asOne = Modifier.fillMaxWidth().semantics(mergeDescendants = true) {}
    if (lettersAreLarge) {
        Column(asOne) {
            name(Modifier)
            amount(Modifier.align(Alignment.End))
        }
    } else {
        Row(asOne, Arrangement.spacedBy(12.dp), Alignment.Bottom) {
            name(Modifier.weight(1f))
            amount(Modifier)
        }
    }
}
