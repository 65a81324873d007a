package dodam.app.care

import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import dodam.app.core.sentence
import dodam.app.look.Edges
import dodam.app.look.Frame
import dodam.app.look.Icons
import dodam.app.look.MainButton
import dodam.app.look.Notice
import dodam.app.look.OtherButton
import dodam.app.look.Working
import dodam.app.shell.Place
import dodam.app.words.Strings
import dodam.app.words.Written
import dodam.app.words.strings
import dodam.app.words.written
import dodam.core.Finding

@Composable
fun LookOverView(
    state: LookOverState,
    edges: Edges,
    on: (LookOverEvent) -> Unit,
    go: (Place) -> Unit,
) = Frame(
    strings.careTitle,
    edges,
    action = {
        val look = { on(LookOverEvent.Begin) }
        when {
            state.mendable -> MainButton(strings.careMend, { go(Place.Mend) })
            state.found == null -> MainButton(strings.careLook, look, enabled = !state.working)
            else -> OtherButton(strings.careAgain, look, icon = Icons.Search, enabled = !state.working)
        }
    },
) {
    Text(strings.careAbout)
    state.trouble?.let { Notice(strings.sentence(it), icon = Icons.Warning) }
    if (state.working) Working(strings.careWorking, stop = { on(LookOverEvent.Stop) })
    val found = state.found ?: return@Frame
    if (!state.damaged) Notice(strings.careWhole, icon = Icons.Met)
    found.forEach { one ->
        val sentence = strings.sentence(one.finding, written)
        Notice((listOf(sentence) + one.papers).joinToString("\n"), icon = if (one.isDamage) Icons.Warning else Icons.Info)
    }
    // Settings is where both are done.
    if (found.any { it.finding is Finding.OnlyHere }) OtherButton(strings.beginCopyMake, { go(Place.Settings) }, icon = Icons.Save)
    if (found.any { it.finding is Finding.WordsNeverChecked }) OtherButton(strings.settingsWordsCheck, { go(Place.Settings) }, icon = Icons.Key)
    if (state.keepsDamaged) Notice(strings.careDamagedKept)
    if (state.keepsDamaged || found.any { it.finding is Finding.SetAside }) {
        OtherButton(strings.careRemoveDamaged, { on(LookOverEvent.RemoveDamaged) }, icon = Icons.Destroy)
    }
}

private fun Strings.sentence(
    finding: Finding,
    written: Written,
): String =
    when (finding) {
        is Finding.DatabaseDamaged, is Finding.DocumentsDamaged -> careRecordDamaged
        is Finding.IndexDamaged -> careIndexDamaged
        is Finding.PapersLost -> carePapersLost
        is Finding.PapersChanged -> carePapersChanged
        is Finding.PapersElsewhere -> carePapersElsewhere(written.number(finding.count.toLong()))
        is Finding.EntriesOfNewerVersion -> careNewer(written.number(finding.count.toLong()))
        is Finding.Quarantined -> careQuarantined(written.number(finding.count.toLong()))
        is Finding.ForeignNames -> careForeign(written.number(finding.count.toLong()))
        is Finding.UnfinishedImport -> careUnfinished(written.size(finding.sizeBytes.toLong()))
        is Finding.SetAside -> careSetAside(written.size(finding.sizeBytes.toLong()))
        is Finding.OnlyHere -> careOnlyHere(written.number(finding.count.toLong()))
        is Finding.WordsNeverChecked -> "$settingsWords: $settingsWordsNever"
    }
