package dodam.app.look

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.widthIn
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp

/**
 * Fields for a year, a month and a day. They share the line; where letters are large each takes the
 * room its label needs.
 */
@Composable
internal fun DateFields(vararg fields: @Composable (Modifier) -> Unit) {
    val gap = Arrangement.spacedBy(8.dp)
    if (lettersAreLarge) {
        FlowRow(horizontalArrangement = gap) { fields.forEach { it(Modifier) } }
    } else {
        Row(Modifier.widthIn(max = 360.dp), gap) { fields.forEach { it(Modifier.weight(1f)) } }
    }
}
