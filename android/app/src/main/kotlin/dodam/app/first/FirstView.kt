package dodam.app.first

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.material3.MaterialTheme
import androidx.compose.runtime.Composable
import androidx.compose.ui.unit.dp
import dodam.app.look.Door
import dodam.app.look.Edges
import dodam.app.look.Frame
import dodam.app.look.Icons
import dodam.app.look.LocalStateColours
import dodam.app.look.Text
import dodam.app.look.lettersAreLarge
import dodam.app.words.strings

/** What the locked first screen shows: nothing of a person. */
data class FirstState(
    /** Whether papers are kept on this device. */
    val holdsVault: Boolean,
)

/** Where one can go from there. */
interface FirstDoors {
    fun help()

    fun check()

    fun bill()

    fun unlock()

    fun begin()

    fun restore()

    fun language()
}

@Composable
fun FirstView(
    state: FirstState,
    doors: FirstDoors,
) = Frame(strings.firstTitle, Edges(language = doors::language)) {
    val colours = LocalStateColours.current
    val help = @Composable { Door(strings.firstHelp, strings.firstHelpAbout, Icons.Call, doors::help, colours.emergency, colours.onEmergency) }
    // Large letters would push help out of sight.
    if (lettersAreLarge) help()
    Text(strings.firstWelcome, style = MaterialTheme.typography.bodyLarge)
    Column(verticalArrangement = Arrangement.spacedBy(12.dp)) {
        if (!lettersAreLarge) help()
        Door(strings.firstCheck, strings.firstCheckAbout, Icons.Check, doors::check)
        Door(strings.firstBill, strings.firstBillAbout, Icons.Bill, doors::bill)
        if (state.holdsVault) {
            Door(strings.firstUnlock, strings.firstUnlockAbout, Icons.Unlock, doors::unlock)
        } else {
            Door(strings.firstBegin, strings.firstBeginAbout, Icons.Lock, doors::begin)
            Door(strings.firstRestore, strings.firstRestoreAbout, Icons.History, doors::restore)
        }
    }
}
