package dodam.app.vault

import androidx.compose.runtime.Composable
import dodam.app.core.sentence
import dodam.app.look.Edges
import dodam.app.look.Frame
import dodam.app.look.Icons
import dodam.app.look.MainButton
import dodam.app.look.Notice
import dodam.app.look.OtherButton
import dodam.app.look.Text
import dodam.app.look.Working
import dodam.app.shell.Place
import dodam.app.words.Strings
import dodam.app.words.Written
import dodam.app.words.strings
import dodam.app.words.written
import dodam.core.Finding

@Composable
fun ExamineView(
    state: ExamineState,
    edges: Edges,
    go: (Place) -> Unit,
    on: (ExamineEvent) -> Unit,
) = Frame(
    strings.vaultExamineTitle,
    edges,
    action = {
        val examine = { on(ExamineEvent.Begin) }
        when {
            state.repairable -> MainButton(strings.vaultRepair, { go(Place.Repair) })
            state.found == null -> MainButton(strings.vaultExamine, examine, enabled = !state.working)
            else -> OtherButton(strings.vaultExamineAgain, examine, icon = Icons.Search, enabled = !state.working)
        }
    },
) {
    Text(strings.vaultExamineAbout)
    state.trouble?.let { Notice(strings.sentence(it), icon = Icons.Warning) }
    if (state.working) Working(strings.vaultExamineWorking, stop = { on(ExamineEvent.Stop) })
    val found = state.found ?: return@Frame
    if (!state.damaged) Notice(strings.vaultWhole, icon = Icons.Met)
    found.forEach { one ->
        val sentence = strings.sentence(one.finding, written)
        Notice((listOf(sentence) + one.papers).joinToString("\n"), icon = if (one.isDamage) Icons.Warning else Icons.Info)
    }
    // Settings is where both are done.
    if (found.any { it.finding is Finding.OnlyHere }) OtherButton(strings.beginCopyMake, { go(Place.Settings) }, icon = Icons.Save)
    if (found.any { it.finding is Finding.WordsNeverChecked }) OtherButton(strings.settingsWordsCheck, { go(Place.Settings) }, icon = Icons.Key)
    if (state.keepsDamaged) Notice(strings.vaultDamagedKept)
    if (state.keepsDamaged || found.any { it.finding is Finding.SetAside }) {
        OtherButton(strings.vaultRemoveDamaged, { on(ExamineEvent.RemoveDamaged) }, icon = Icons.Destroy)
    }
}

private fun Strings.sentence(
    finding: Finding,
    written: Written,
): String =
    when (finding) {
        is Finding.DatabaseDamaged, is Finding.DocumentsDamaged -> vaultRecordDamaged
        is Finding.IndexDamaged -> vaultIndexDamaged
        is Finding.PapersLost -> vaultPapersLost
        is Finding.PapersChanged -> vaultPapersChanged
        is Finding.PapersElsewhere -> vaultPapersElsewhere(written.number(finding.count.toLong()))
        is Finding.EntriesOfNewerVersion -> vaultNewer(written.number(finding.count.toLong()))
        is Finding.Quarantined -> vaultQuarantined(written.number(finding.count.toLong()))
        is Finding.ForeignNames -> vaultForeign(written.number(finding.count.toLong()))
        is Finding.UnfinishedImport -> vaultUnfinished(written.size(finding.sizeBytes.toLong()))
        is Finding.SetAside -> vaultSetAside(written.size(finding.sizeBytes.toLong()))
        is Finding.OnlyHere -> vaultOnlyHere(written.number(finding.count.toLong()))
        is Finding.WordsNeverChecked -> "$settingsWords: $settingsWordsNever"
    }
