package dodam.app.present

import androidx.compose.foundation.Image
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.ui.Modifier
import androidx.compose.ui.layout.ContentScale
import androidx.compose.ui.unit.dp
import dodam.app.look.Door
import dodam.app.look.Edges
import dodam.app.look.Folded
import dodam.app.look.Frame
import dodam.app.look.Hands
import dodam.app.look.Icons
import dodam.app.look.MainButton
import dodam.app.look.Notice
import dodam.app.look.Page
import dodam.app.look.SmallButton
import dodam.app.look.StepCard
import dodam.app.look.Text
import dodam.app.look.Title
import dodam.app.look.Working
import dodam.app.look.lettersAreLarge
import dodam.app.look.round
import dodam.app.papers.Picture
import dodam.app.papers.PictureView
import dodam.app.papers.RESIDENCE_CARD
import dodam.app.papers.RunsOut
import dodam.app.papers.kind
import dodam.app.papers.ofPaper
import dodam.app.papers.ranOut
import dodam.app.shell.Place
import dodam.app.words.strings
import dodam.app.words.written
import dodam.core.PaperView

@Composable
fun PresentView(
    state: PresentState,
    edges: Edges,
    hands: Hands,
    go: (Place) -> Unit,
    on: (PresentEvent) -> Unit,
) {
    LaunchedEffect(Unit) { on(PresentEvent.Seen) }
    val paper = state.paper
    when {
        paper != null -> Shown(state, paper, edges, hands, go, on)
        state.trouble != null ->
            Frame(strings.presentTitle, edges) {
                Notice(strings.ofPaper(state.trouble), icon = Icons.Warning)
                SmallButton(strings.presentFromPapers, { go(Place.Papers) }, icon = Icons.Papers)
            }
        state.looked -> NothingToShow(state, edges, hands, go, on)
        else -> Frame(strings.presentTitle, edges) { Working(strings.papersOpening) }
    }
}

@Composable
private fun Shown(
    state: PresentState,
    paper: PaperView,
    edges: Edges,
    hands: Hands,
    go: (Place) -> Unit,
    on: (PresentEvent) -> Unit,
) = Page(edges, foot = if (lettersAreLarge) null else ({ OnlyACopy() })) {
    Column(
        Modifier.weight(1f).fillMaxWidth().verticalScroll(rememberScrollState()),
        Arrangement.spacedBy(12.dp),
    ) {
        if (state.expired) Expired(paper)
        when (val picture = state.picture) {
            is Picture.Drawn -> Image(picture.image, paper.title, Modifier.fillMaxWidth(), contentScale = ContentScale.FillWidth)
            else -> Column(Modifier.padding(horizontal = 20.dp)) { PictureView(picture, paper.title) }
        }
        Column(Modifier.padding(horizontal = 20.dp), Arrangement.spacedBy(12.dp)) {
            // At the foot large letters would cover the card.
            if (lettersAreLarge) OnlyACopy()
            if (state.picture is Picture.Drawn) SmallButton(strings.presentTurn, { on(PresentEvent.Turn) }, icon = Icons.Turn)
            state.trouble?.let { Notice(strings.ofPaper(it), icon = Icons.Warning) }
            Title(paper.title)
            if (!state.expired) paper.expires?.let { RunsOut(it, state.today) }
            Rule(state, hands)
            Folded(strings.presentOthers) { Others(state, go, on) }
        }
    }
}

/** Stays in sight however far the screen is scrolled. */
@Composable
private fun OnlyACopy() =
    Surface(
        Modifier.fillMaxWidth(),
        shape = round,
        color = MaterialTheme.colorScheme.secondaryContainer,
        contentColor = MaterialTheme.colorScheme.onSecondaryContainer,
    ) {
        Row(Modifier.padding(16.dp, 12.dp), Arrangement.spacedBy(12.dp)) {
            Icon(Icons.Card, null)
            Text(strings.presentOnlyACopy, style = MaterialTheme.typography.titleSmall)
        }
    }

@Composable
private fun Expired(paper: PaperView) =
    Surface(Modifier.fillMaxWidth(), color = MaterialTheme.colorScheme.errorContainer, contentColor = MaterialTheme.colorScheme.onErrorContainer) {
        Row(Modifier.padding(20.dp, 12.dp), Arrangement.spacedBy(12.dp)) {
            Icon(Icons.Warning, null)
            Text(strings.papersRanOut(written.day(paper.expires.orEmpty())), style = MaterialTheme.typography.titleMedium)
        }
    }

/** What counts at a desk, when it isn't needed, and how the money comes back: the core's words. */
@Composable
private fun Rule(
    state: PresentState,
    hands: Hands,
) {
    val told = state.rule?.told ?: return
    Folded(strings.presentRule) {
        told.notes.forEach { Text(it.text) }
        told.steps.forEach { StepCard(it, hands) }
        state.sources.forEach {
            Text(it, style = MaterialTheme.typography.bodyMedium, color = MaterialTheme.colorScheme.onSurfaceVariant)
        }
        Notice(strings.commonDraft)
    }
}

@Composable
private fun Others(
    state: PresentState,
    go: (Place) -> Unit,
    on: (PresentEvent) -> Unit,
) = Column(verticalArrangement = Arrangement.spacedBy(12.dp)) {
    state.others.forEach { other ->
        val about = other.expires?.let { if (ranOut(it, state.today)) strings.papersRanOut(written.day(it)) else strings.papersRunsOut(written.day(it)) }
        val kind = strings.kind(other.kind)
        Door(other.title, listOfNotNull(kind, about).joinToString(" · "), Icons.Card, { on(PresentEvent.Choose(other.id)) })
    }
    SmallButton(strings.presentFromPapers, { go(Place.Papers) }, icon = Icons.Papers)
}

/** No card is kept, or none that still counts: what to do. */
@Composable
private fun NothingToShow(
    state: PresentState,
    edges: Edges,
    hands: Hands,
    go: (Place) -> Unit,
    on: (PresentEvent) -> Unit,
) = Frame(
    strings.presentTitle,
    edges,
    action = { MainButton(strings.presentAddCard, { go(Place.AddPaper(RESIDENCE_CARD)) }, icon = Icons.Add) },
) {
    Text(if (state.others.isEmpty()) strings.presentNone else strings.presentAllExpired)
    Text(if (state.others.isEmpty()) strings.presentNoneWhy else strings.presentNoneNewWhy)
    Notice(strings.presentOnlyACopy, icon = Icons.Card)
    Others(state, go, on)
    Rule(state, hands)
}
