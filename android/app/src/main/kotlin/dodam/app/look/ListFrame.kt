package dodam.app.look

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.lazy.LazyColumn
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.LazyListState
import androidx.compose.foundation.lazy.rememberLazyListState
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp

/**
 * A screen that holds more than can be drawn at once: only what is seen is made. With large letters
 * its one main action stands over the list, whose end may be far.
 */
@Composable
fun ListFrame(
    title: String,
    edges: Edges,
    action: (@Composable () -> Unit)? = null,
    list: LazyListState = rememberLazyListState(),
    content: LazyListScope.() -> Unit,
) {
    val actionFirst = lettersAreLarge
    Page(edges, action.takeIf { !actionFirst }) {
        LazyColumn(
            Modifier.weight(1f).fillMaxWidth(),
            list,
            PaddingValues(start = 20.dp, end = 20.dp, bottom = 8.dp),
            verticalArrangement = Arrangement.spacedBy(12.dp),
        ) {
            item(key = "title") { Title(title) }
            edges.waiting?.takeIf { it > 0 }?.let { item(key = "waiting") { Waiting(it) } }
            if (actionFirst && action != null) item(key = "action") { action() }
            content()
        }
    }
}
