package dodam.app.look

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.Spacer
import androidx.compose.foundation.layout.WindowInsets
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.safeDrawing
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.layout.windowInsetsPadding
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.Button
import androidx.compose.material3.ButtonDefaults
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import dodam.app.words.LocalLanguage
import dodam.app.words.strings

/** Lines stay under 60 letters, however wide the window. */
private val widest = 560.dp

/** Ambulance and fire, known by its number in every language. */
const val EMERGENCY_NUMBER = "119"

/** What every screen's edges need: how to leave it, how to reach 119, and what waits. */
data class Edges(
    val back: (() -> Unit)? = null,
    val help: (() -> Unit)? = null,
    /** How many things wait to be sent; null where nothing is kept. */
    val waiting: Int? = null,
    /** To another language; only where nobody may be able to read what stands there. */
    val language: (() -> Unit)? = null,
)

/**
 * Every screen: a title, what it holds, and at the thumb its one main action. 119 is one touch away
 * on each, and what waits to be sent stands under the title. With large letters the action follows
 * what it is about instead of covering it.
 */
@Composable
fun Frame(
    title: String,
    edges: Edges,
    action: (@Composable () -> Unit)? = null,
    content: @Composable ColumnScope.() -> Unit,
) {
    val actionFollows = lettersAreLarge
    val foot = action.takeIf { !actionFollows }
    Page(edges, foot) {
        Column(
            Modifier.weight(1f).fillMaxWidth().verticalScroll(rememberScrollState()).padding(horizontal = 20.dp),
            verticalArrangement = Arrangement.spacedBy(16.dp),
        ) {
            Title(title)
            edges.waiting?.takeIf { it > 0 }?.let { Waiting(it) }
            content()
            if (actionFollows) action?.invoke()
            Spacer(Modifier.size(8.dp))
        }
    }
}

/** The edges of a screen: the way back and 119 at its head, and what always stays at its foot. */
@Composable
internal fun Page(
    edges: Edges,
    foot: (@Composable () -> Unit)?,
    body: @Composable ColumnScope.() -> Unit,
) {
    Surface(Modifier.fillMaxSize(), color = MaterialTheme.colorScheme.background) {
        Box(contentAlignment = Alignment.TopCenter) {
            Column(Modifier.widthIn(max = widest).fillMaxSize().windowInsetsPadding(WindowInsets.safeDrawing)) {
                Top(edges)
                body()
                foot?.let { Box(Modifier.fillMaxWidth().padding(20.dp, 8.dp, 20.dp, 16.dp)) { it() } }
            }
        }
    }
}

@Composable
internal fun Title(title: String) = Text(title, Modifier.semantics { heading() }, style = MaterialTheme.typography.headlineSmall)

/** Whether letters are so large that what stands at the foot would leave too little room. */
internal val lettersAreLarge: Boolean
    @Composable get() = LocalDensity.current.fontScale > LARGE

private const val LARGE = 1.3f

@Composable
private fun Top(edges: Edges) {
    Row(
        Modifier.fillMaxWidth().heightIn(min = 64.dp).padding(horizontal = 8.dp, vertical = 8.dp),
        Arrangement.SpaceBetween,
        Alignment.CenterVertically,
    ) {
        edges.back?.let { back ->
            val room = if (lettersAreLarge) PaddingValues(8.dp) else ButtonDefaults.TextButtonContentPadding
            TextButton(back, Modifier.weight(1f, fill = false).heightIn(min = 48.dp), contentPadding = room) {
                Icon(Icons.Back, null)
                Spacer(Modifier.size(8.dp))
                Text(strings.commonBack)
            }
        } ?: Spacer(Modifier.size(1.dp))
        edges.language?.let { LanguageButton(it) }
        edges.help?.let { HelpButton(it) }
    }
}

@Composable
private fun LanguageButton(choose: () -> Unit) {
    val name = LocalLanguage.current.ownName
    val meaning = "${strings.firstLanguage}: $name"
    SmallButton(name, choose, Modifier.semantics { contentDescription = meaning }, Icons.Language)
}

@Composable
private fun HelpButton(help: () -> Unit) {
    val colours = LocalStateColours.current
    Button(
        help,
        Modifier.heightIn(min = 48.dp),
        shape = RoundedCornerShape(24.dp),
        colors = ButtonDefaults.buttonColors(colours.emergency, colours.onEmergency),
    ) {
        val meaning = strings.commonHelp
        // Beside large letters the way back needs the room.
        if (!lettersAreLarge) {
            Icon(Icons.Call, null)
            Spacer(Modifier.size(8.dp))
        }
        Text(EMERGENCY_NUMBER, Modifier.semantics { contentDescription = meaning })
    }
}

@Composable
internal fun Waiting(count: Int) {
    Row(Modifier, Arrangement.spacedBy(8.dp), Alignment.CenterVertically) {
        Icon(Icons.Waiting, null, tint = MaterialTheme.colorScheme.onSurfaceVariant)
        Text(
            strings.commonWaiting(count.toString()),
            style = MaterialTheme.typography.bodyMedium,
            color = MaterialTheme.colorScheme.onSurfaceVariant,
        )
    }
}
