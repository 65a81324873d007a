package dodam.app.look

import androidx.compose.foundation.BorderStroke
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.selection.selectable
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.unit.dp

/** One of several short words, the chosen one with a tick. */
@Composable
fun <T> Chips(
    choices: List<Pair<T, String>>,
    chosen: T?,
    choose: (T) -> Unit,
) = FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp), verticalArrangement = Arrangement.spacedBy(8.dp)) {
    choices.forEach { (value, word) -> Chip(word, value == chosen) { choose(value) } }
}

/** A short word that is chosen or not. */
@Composable
fun Chip(
    word: String,
    isChosen: Boolean,
    /** Whether it stands for itself, and isn't one of several of which one is chosen. */
    alone: Boolean = false,
    choose: () -> Unit,
) {
    val colours = MaterialTheme.colorScheme
    Surface(
        Modifier.heightIn(min = 48.dp).clip(pill).selectable(isChosen, role = if (alone) Role.Checkbox else Role.RadioButton, onClick = choose),
        shape = pill,
        color = if (isChosen) colours.primaryContainer else colours.surfaceContainer,
        contentColor = if (isChosen) colours.onPrimaryContainer else colours.onSurface,
        border = BorderStroke(1.dp, if (isChosen) colours.primary else colours.outline),
    ) {
        Row(Modifier.padding(16.dp, 10.dp), Arrangement.spacedBy(8.dp), Alignment.CenterVertically) {
            if (isChosen) Icon(Icons.Tick, null, Modifier.size(20.dp))
            Text(word, style = MaterialTheme.typography.labelMedium)
        }
    }
}

private val pill = RoundedCornerShape(24.dp)
