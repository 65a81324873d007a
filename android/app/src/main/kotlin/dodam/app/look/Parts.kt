package dodam.app.look

import androidx.compose.foundation.BorderStroke
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.Spacer
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.foundation.text.KeyboardActions
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.material3.Button
import androidx.compose.material3.CircularProgressIndicator
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Surface
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.input.PasswordVisualTransformation
import androidx.compose.ui.text.input.VisualTransformation
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import dodam.app.words.strings

internal val round = RoundedCornerShape(16.dp)

/** The one main action of a screen. */
@Composable
fun MainButton(
    text: String,
    onClick: () -> Unit,
    modifier: Modifier = Modifier,
    icon: ImageVector? = null,
    enabled: Boolean = true,
) = Button(onClick, modifier.fillMaxWidth().heightIn(min = 56.dp), enabled, round) { Labelled(text, icon) }

/** An action beside the main one. */
@Composable
fun OtherButton(
    text: String,
    onClick: () -> Unit,
    modifier: Modifier = Modifier,
    icon: ImageVector? = null,
    enabled: Boolean = true,
) = OutlinedButton(onClick, modifier.fillMaxWidth().heightIn(min = 56.dp), enabled, round) { Labelled(text, icon) }

/** An action that takes little room. */
@Composable
fun SmallButton(
    text: String,
    onClick: () -> Unit,
    modifier: Modifier = Modifier,
    icon: ImageVector? = null,
) = TextButton(onClick, modifier.heightIn(min = 48.dp), shape = round) { Labelled(text, icon) }

@Composable
private fun Labelled(
    text: String,
    icon: ImageVector?,
) {
    // Where letters are large, the words need the room.
    icon?.takeIf { !lettersAreLarge }?.let {
        Icon(it, null)
        Spacer(Modifier.size(10.dp))
    }
    Text(text, textAlign = TextAlign.Center)
}

/** A large thing to touch: a picture, what it is, and what it does. */
@Composable
fun Door(
    title: String,
    about: String?,
    icon: ImageVector,
    onClick: () -> Unit,
    container: Color = MaterialTheme.colorScheme.surfaceContainer,
    content: Color = MaterialTheme.colorScheme.onSurface,
) {
    Surface(
        onClick,
        Modifier.fillMaxWidth().heightIn(min = 72.dp),
        shape = round,
        color = container,
        contentColor = content,
        border = BorderStroke(1.dp, MaterialTheme.colorScheme.outlineVariant),
    ) {
        val shape = @Composable { Icon(icon, null, Modifier.size(28.dp)) }
        val words =
            @Composable {
                Text(title, style = MaterialTheme.typography.titleMedium)
                about?.let { Text(it, style = MaterialTheme.typography.bodyMedium) }
            }
        // Large letters need the whole line.
        if (lettersAreLarge) {
            Column(Modifier.padding(16.dp)) {
                shape()
                words()
            }
        } else {
            Row(Modifier.padding(16.dp), Arrangement.spacedBy(16.dp), Alignment.CenterVertically) {
                shape()
                Column(Modifier.weight(1f)) { words() }
            }
        }
    }
}

/** One answer of several, chosen by one touch. */
@Composable
fun Choice(
    text: String,
    onClick: () -> Unit,
    modifier: Modifier = Modifier,
    quiet: Boolean = false,
    about: String? = null,
) {
    val colours = MaterialTheme.colorScheme
    Surface(
        onClick,
        modifier.fillMaxWidth().heightIn(min = 56.dp),
        shape = round,
        color = if (quiet) Color.Transparent else colours.surfaceContainer,
        contentColor = if (quiet) colours.onSurfaceVariant else colours.onSurface,
        border = if (quiet) null else BorderStroke(1.dp, colours.outline),
    ) {
        Column(Modifier.padding(16.dp, 12.dp), Arrangement.Center) {
            Text(text, style = if (quiet) MaterialTheme.typography.bodyMedium else MaterialTheme.typography.labelLarge)
            about?.let { Text(it, color = colours.onSurfaceVariant, style = MaterialTheme.typography.bodyMedium) }
        }
    }
}

/** A part of a screen on a sheet of its own. */
@Composable
fun Sheet(
    modifier: Modifier = Modifier,
    content: @Composable ColumnScope.() -> Unit,
) {
    Surface(
        modifier.fillMaxWidth(),
        shape = round,
        color = MaterialTheme.colorScheme.surfaceContainer,
        border = BorderStroke(1.dp, MaterialTheme.colorScheme.outlineVariant),
    ) {
        Column(Modifier.padding(16.dp), Arrangement.spacedBy(12.dp), content = content)
    }
}

/** Something to know, said once and calmly. A screen reader says it when it appears. */
@Composable
fun Notice(
    text: String,
    modifier: Modifier = Modifier,
    icon: ImageVector = Icons.Info,
) {
    Surface(
        modifier.fillMaxWidth().semantics { liveRegion = LiveRegionMode.Polite },
        shape = round,
        color = MaterialTheme.colorScheme.secondaryContainer,
        contentColor = MaterialTheme.colorScheme.onSecondaryContainer,
    ) {
        Row(Modifier.padding(16.dp), Arrangement.spacedBy(12.dp)) {
            Icon(icon, null)
            Text(text, Modifier.weight(1f), style = MaterialTheme.typography.bodyMedium)
        }
    }
}

/** What is being done; over a second it can be stopped. */
@Composable
fun Working(
    what: String,
    stop: (() -> Unit)? = null,
) {
    // With large letters the button would leave the sentence no room.
    val below = lettersAreLarge
    val stopping: @Composable () -> Unit = { stop?.let { SmallButton(strings.commonStop, it) } }
    Column(Modifier.fillMaxWidth().semantics { liveRegion = LiveRegionMode.Polite }, Arrangement.spacedBy(8.dp)) {
        Row(Modifier, Arrangement.spacedBy(16.dp), Alignment.CenterVertically) {
            CircularProgressIndicator(Modifier.size(28.dp))
            Text(what, Modifier.weight(1f))
            if (!below) stopping()
        }
        if (below) stopping()
    }
}

/** A line of two parts: what it is, and what stands there. */
@Composable
fun Fact(
    name: String,
    value: String,
) {
    Column {
        Text(name, style = MaterialTheme.typography.bodyMedium, color = MaterialTheme.colorScheme.onSurfaceVariant)
        Text(value, style = MaterialTheme.typography.bodyLarge, fontWeight = FontWeight.Medium)
    }
}

/** Something folded away under its title, with a touch to open it. */
@Composable
fun Folded(
    title: String,
    open: Boolean = false,
    content: @Composable ColumnScope.() -> Unit,
) {
    var shown by rememberSaveable(title) { mutableStateOf(open) }
    Column(verticalArrangement = Arrangement.spacedBy(8.dp)) {
        SmallButton(title, { shown = !shown }, icon = if (shown) Icons.Fold else Icons.Open)
        if (shown) content()
    }
}

/** A line to type on; `done` is what the keyboard's last key does. */
@Composable
fun Line(
    text: String,
    onChange: (String) -> Unit,
    label: String,
    modifier: Modifier = Modifier.fillMaxWidth(),
    wrong: String? = null,
    example: String? = null,
    keyboard: KeyboardOptions = KeyboardOptions.Default,
    hidden: Boolean = false,
    done: (() -> Unit)? = null,
) {
    val under = wrong ?: example
    val field: @Composable (Modifier, (@Composable () -> Unit)?) -> Unit = { size, within ->
        OutlinedTextField(
            text,
            onChange,
            size,
            label = within,
            supportingText = under?.let { { Text(it) } },
            isError = wrong != null,
            singleLine = true,
            shape = round,
            keyboardOptions = keyboard,
            keyboardActions = KeyboardActions(onDone = done?.let { { it() } }),
            visualTransformation = if (hidden) PasswordVisualTransformation() else VisualTransformation.None,
        )
    }
    // A large label needs more than one line, which the edge of a field doesn't have.
    if (lettersAreLarge) {
        Column(modifier) {
            Text(label, Modifier.clearAndSetSemantics {}, style = MaterialTheme.typography.titleSmall)
            field(Modifier.fillMaxWidth().semantics { contentDescription = label }, null)
        }
    } else {
        field(modifier) { Text(label) }
    }
}
