package dodam.app.home

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import dodam.app.core.Trouble
import dodam.app.core.sentence
import dodam.app.look.Door
import dodam.app.look.Edges
import dodam.app.look.Frame
import dodam.app.look.Icons
import dodam.app.look.MainButton
import dodam.app.look.Notice
import dodam.app.look.OtherButton
import dodam.app.look.Sheet
import dodam.app.look.SmallButton
import dodam.app.look.Text
import dodam.app.look.VerdictInShort
import dodam.app.look.Working
import dodam.app.reminders.DueRow
import dodam.app.shell.Place
import dodam.app.words.strings
import dodam.core.ReminderKind
import dodam.core.StatusView

/**
 * Am I covered, what is due next, what waits to be sent; then the doors to everything else. It
 * comes all at once: a door that moves while it is touched opens another.
 */
@Composable
fun HomeView(
    state: HomeState,
    status: StatusView?,
    edges: Edges,
    go: (Place) -> Unit,
    lock: () -> Unit,
    again: () -> Unit,
) {
    val check = { go(Place.Check) }
    val nothingSaid = state.cover is Cover.NothingSaid
    Frame(
        strings.homeTitle,
        edges.copy(back = null),
        action = if (nothingSaid) ({ MainButton(strings.checkTitle, check, icon = Icons.Check) }) else null,
    ) {
        state.trouble?.let {
            Notice(strings.sentence(it), icon = Icons.Warning)
            OtherButton(strings.commonTryAgain, again, icon = Icons.Sync)
        }
        if (state.looking || (status == null && state.trouble == null)) {
            Working(strings.homeLooking)
        } else {
            // What is unpaid may take away what the answer promises.
            val unpaid = state.due?.takeIf { due -> due.next.any { it.kind == ReminderKind.PREMIUM_OVERDUE } }
            unpaid?.let {
                Notice(strings.homeUnpaid, icon = Icons.Warning)
                DueNext(it, state.coverIsKnown, go)
            }
            when (val cover = state.cover) {
                null -> Unit
                is Cover.NothingSaid -> NothingSaid()
                is Cover.Answered -> VerdictInShort(strings.homeCheck, cover.answer, strings.homeWhy, check)
            }
            if (!nothingSaid && unpaid == null) state.due?.let { DueNext(it, state.coverIsKnown, go) }
            if (state.trouble !is Trouble.StorageFull) status?.let { Saved(it) }
            Doors(nothingSaid, go)
            SmallButton(strings.homeLock, lock, icon = Icons.Lock)
        }
    }
}

@Composable
private fun NothingSaid() =
    Sheet {
        Text(strings.homeCheck, style = MaterialTheme.typography.titleLarge)
        Text(strings.homeNothingSaid)
    }

@Composable
private fun DueNext(
    due: Due,
    coverIsKnown: Boolean,
    go: (Place) -> Unit,
) {
    Column(verticalArrangement = Arrangement.spacedBy(8.dp)) {
        Heading(strings.homeDue)
        if (due.next.isEmpty()) NothingDue(due, coverIsKnown)
        due.next.forEach { DueRow(it, due.asOf) { go(Place.Reminders) } }
    }
}

/** That nothing is due is said only as far as it is known. */
@Composable
private fun NothingDue(
    due: Due,
    coverIsKnown: Boolean,
) = when {
    !coverIsKnown -> Text(strings.homeDueUnknown)
    due.mayBeMore -> Text("${strings.homeNothingDue} ${strings.remindersMoreUnknown}")
    else -> Text(strings.homeNothingDue)
}

/** Where what is kept here lies now. */
@Composable
private fun Saved(status: StatusView) {
    val text =
        when {
            !status.enrolled -> strings.homeSavedHere
            status.pending > 0UL -> strings.homeSavedWaiting
            else -> strings.homeSavedSent
        }
    Row(horizontalArrangement = Arrangement.spacedBy(12.dp), verticalAlignment = Alignment.CenterVertically) {
        Icon(Icons.Save, null, tint = MaterialTheme.colorScheme.onSurfaceVariant)
        Text(text, style = MaterialTheme.typography.bodyMedium, color = MaterialTheme.colorScheme.onSurfaceVariant)
    }
}

/** Everything else is one touch away; each screen has a door here. */
@Composable
private fun Doors(
    nothingSaid: Boolean,
    go: (Place) -> Unit,
) = Column(verticalArrangement = Arrangement.spacedBy(12.dp)) {
    if (!nothingSaid) Door(strings.homeAsk, strings.homeCheckAbout, Icons.Check, { go(Place.Check) })
    Door(strings.presentTitle, strings.presentAbout, Icons.Card, { go(Place.Present()) })
    Door(strings.papersTitle, strings.papersAbout, Icons.Papers, { go(Place.Papers) })
    Door(strings.homeBill, strings.homeBillAbout, Icons.Bill, { go(Place.Bill) })
    Door(strings.homeFamily, strings.homeFamilyAbout, Icons.Family, { go(Place.Family) })
    Door(strings.homeReminders, strings.homeRemindersAbout, Icons.Bell, { go(Place.Reminders) })
    Door(strings.syncTitle, strings.syncAbout, Icons.Sync, { go(Place.Sync) })
    Door(strings.settingsTitle, strings.settingsAbout, Icons.Settings, { go(Place.Settings) })
}

@Composable
private fun Heading(text: String) = Text(text, Modifier.semantics { heading() }, style = MaterialTheme.typography.titleMedium)
