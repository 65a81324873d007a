package dodam.app.papers

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.items
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.runtime.Composable
import androidx.compose.runtime.DisposableEffect
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.text.input.ImeAction
import androidx.compose.ui.unit.dp
import dodam.app.core.sentence
import dodam.app.look.Chip
import dodam.app.look.Chips
import dodam.app.look.Edges
import dodam.app.look.Icons
import dodam.app.look.Line
import dodam.app.look.ListFrame
import dodam.app.look.MainButton
import dodam.app.look.Notice
import dodam.app.look.SmallButton
import dodam.app.look.Text
import dodam.app.look.Working
import dodam.app.shell.Place
import dodam.app.words.strings
import dodam.core.PaperView

@Composable
fun PapersView(
    state: PapersState,
    edges: Edges,
    go: (Place) -> Unit,
    on: (PapersEvent) -> Unit,
) {
    LaunchedEffect(Unit) { on(PapersEvent.Seen) }
    var words by rememberSaveable { mutableStateOf(state.wish.words) }
    val search = { typed: String ->
        words = typed
        on(PapersEvent.Search(typed))
    }
    ListFrame(
        strings.papersTitle,
        edges,
        action = { MainButton(strings.papersAdd, { go(Place.AddPaper()) }, icon = Icons.Add) },
    ) {
        state.trouble?.let { item(key = "trouble") { Notice(strings.sentence(it), icon = Icons.Warning) } }
        val papers = state.papers
        when {
            papers == null -> if (state.trouble == null) item(key = "looking") { Working(strings.papersLooking) }
            papers.isEmpty() && state.wish.all -> item(key = "none") { NoPapers(go) }
            else -> {
                item(key = "search") { Search(words, search, state, go, on) }
                if (papers.isEmpty()) item(key = "nothing") { NothingFound(search, on) }
                rows(state, papers, go, on)
            }
        }
    }
}

/** Teaches what goes here. */
@Composable
private fun NoPapers(go: (Place) -> Unit) =
    Column(verticalArrangement = Arrangement.spacedBy(12.dp)) {
        Text(strings.papersNoneWhat)
        Text(strings.papersNoneWhy)
        SmallButton(strings.papersBin, { go(Place.Bin) }, icon = Icons.Delete)
    }

@Composable
private fun NothingFound(
    search: (String) -> Unit,
    on: (PapersEvent) -> Unit,
) = Column {
    Notice(strings.papersNotFound)
    SmallButton(strings.papersShowAll, {
        search("")
        on(PapersEvent.OfKind(null))
        on(PapersEvent.Soon(false))
    })
}

@Composable
private fun Search(
    words: String,
    search: (String) -> Unit,
    state: PapersState,
    go: (Place) -> Unit,
    on: (PapersEvent) -> Unit,
) = Column(verticalArrangement = Arrangement.spacedBy(4.dp)) {
    Line(words, search, strings.papersSearch, keyboard = KeyboardOptions(imeAction = ImeAction.Search))
    var filters by rememberSaveable { mutableStateOf(false) }
    FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp)) {
        SmallButton(strings.papersFilter, { filters = !filters }, icon = if (filters) Icons.Fold else Icons.Open)
        SmallButton(strings.papersBin, { go(Place.Bin) }, icon = Icons.Delete)
    }
    if (filters) {
        Filters(state) {
            filters = false
            on(it)
        }
    } else {
        Chosen(state.wish, on)
    }
}

/** Everything the papers can be narrowed down to; a choice closes it, so that the papers are in sight again. */
@Composable
private fun Filters(
    state: PapersState,
    on: (PapersEvent) -> Unit,
) = Column(verticalArrangement = Arrangement.spacedBy(8.dp)) {
    Chip(strings.papersSoon, state.wish.soon, alone = true) { on(PapersEvent.Soon(!state.wish.soon)) }
    val kinds = listOf(null to strings.papersAllKinds) + state.kinds.map { it to strings.kind(it) }
    Chips(kinds, state.wish.kind) { on(PapersEvent.OfKind(it)) }
}

/** What was chosen, each to be taken back with a touch. */
@Composable
private fun Chosen(
    wish: Wish,
    on: (PapersEvent) -> Unit,
) = FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp)) {
    if (wish.soon) Chip(strings.papersSoon, isChosen = true, alone = true) { on(PapersEvent.Soon(false)) }
    wish.kind?.let { kind -> Chip(strings.kind(kind), isChosen = true, alone = true) { on(PapersEvent.OfKind(null)) } }
}

/** The rows of papers; their end asks for more. */
internal fun LazyListScope.rows(
    state: PapersState,
    papers: List<PaperView>,
    go: (Place) -> Unit,
    on: (PapersEvent) -> Unit,
) {
    items(papers, key = { it.id }, contentType = { "paper" }) { paper ->
        DisposableEffect(paper.sha256) {
            on(PapersEvent.Appeared(paper))
            onDispose { on(PapersEvent.Gone(paper)) }
        }
        PaperRow(paper, state.pictures[paper.sha256], state.today) { go(Place.OnePaper(paper.id)) }
    }
    if (state.more) {
        item(key = "more") {
            LaunchedEffect(papers.size) { on(PapersEvent.More) }
            Working(strings.papersLooking)
        }
    }
}
