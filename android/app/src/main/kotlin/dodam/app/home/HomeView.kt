package dodam.app.home

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.runtime.Composable
import androidx.compose.ui.unit.dp
import dodam.app.core.sentence
import dodam.app.look.Door
import dodam.app.look.Edges
import dodam.app.look.Frame
import dodam.app.look.Icons
import dodam.app.look.Notice
import dodam.app.look.SmallButton
import dodam.app.shell.Place
import dodam.app.words.strings

@Composable
fun HomeView(
    state: HomeState,
    edges: Edges,
    go: (Place) -> Unit,
    lock: () -> Unit,
) = Frame(strings.homeTitle, edges.copy(back = null, waiting = state.status?.pending?.toInt())) {
    state.trouble?.let { Notice(strings.sentence(it), icon = Icons.Warning) }
    Column(verticalArrangement = Arrangement.spacedBy(12.dp)) {
        Door(strings.homeCheck, strings.homeCheckAbout, Icons.Check, { go(Place.Check) })
        Door(strings.settingsTitle, strings.settingsAbout, Icons.Settings, { go(Place.Settings) })
        Door(strings.presentTitle, strings.presentAbout, Icons.Card, { go(Place.Present()) })
        Door(strings.papersTitle, strings.papersAbout, Icons.Papers, { go(Place.Papers) })
        Door(strings.syncTitle, strings.syncAbout, Icons.Sync, { go(Place.Sync) })
    }
    SmallButton(strings.homeLock, lock, icon = Icons.Lock)
}
