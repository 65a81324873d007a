package dodam.app.vault

import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import dodam.app.begin.pinKeyboard
import dodam.app.core.Trouble
import dodam.app.core.sentence
import dodam.app.look.Edges
import dodam.app.look.Frame
import dodam.app.look.Icons
import dodam.app.look.Line
import dodam.app.look.MainButton
import dodam.app.look.Notice
import dodam.app.look.OtherButton
import dodam.app.look.Text
import dodam.app.look.Working
import dodam.app.shell.Place
import dodam.app.unlock.UnlockWay
import dodam.app.words.strings

@Composable
fun RepairView(
    state: RepairState,
    edges: Edges,
    go: (Place) -> Unit,
    on: (RepairEvent) -> Unit,
) {
    val whole = state.whole
    if (whole != null) return Repaired(whole, edges, on)
    var pin by remember { mutableStateOf("") }
    Frame(
        strings.vaultRepair,
        edges,
        action = { MainButton(strings.vaultRepair, { on(RepairEvent.Repair(pin)) }, enabled = pin.isNotEmpty() && !state.working) },
    ) {
        Text(strings.vaultRepairAbout)
        state.trouble?.let { trouble ->
            Notice(if (trouble is Trouble.Damaged) strings.vaultRepairTooDamaged else strings.sentence(trouble), icon = Icons.Warning)
            if (trouble is Trouble.Damaged) {
                OtherButton(strings.unlockBackupTitle, { go(Place.Unlock(UnlockWay.Backup)) }, icon = Icons.History)
            }
        }
        Line(pin, { pin = it }, strings.beginPin, keyboard = pinKeyboard, hidden = true)
        if (state.working) Working(strings.vaultRepairWorking, stop = { on(RepairEvent.Stop) })
    }
}

/** What was saved is opened only once its owner was told whether that was all. */
@Composable
private fun Repaired(
    whole: Boolean,
    edges: Edges,
    on: (RepairEvent) -> Unit,
) = Frame(if (whole) strings.vaultRepaired else strings.vaultRepairedPartly, edges, action = {
    MainButton(strings.unlockOpen, { on(RepairEvent.Open) }, icon = Icons.Unlock)
}) {
    if (whole) {
        Notice(strings.vaultRepairedWhole, icon = Icons.Met)
    } else {
        Notice(strings.vaultRepairedPart, icon = Icons.Warning)
    }
    Text(strings.vaultRepairedAside)
}
