package dodam.app.look

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.selection.toggleable
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Switch
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.unit.dp

/** Something that is on or off, changed by a touch anywhere on its line. */
@Composable
fun Toggle(
    text: String,
    on: Boolean,
    change: (Boolean) -> Unit,
) = Row(
    Modifier.fillMaxWidth().heightIn(min = 56.dp).toggleable(on, role = Role.Switch, onValueChange = change),
    Arrangement.spacedBy(16.dp),
    Alignment.CenterVertically,
) {
    Text(text, Modifier.weight(1f), style = MaterialTheme.typography.labelLarge)
    Switch(on, null)
}
