package dodam.app.papers

import dodam.app.core.Trouble
import dodam.core.PaperSheet
import java.time.LocalDate

/** What the screen of one paper shows. */
data class OnePaperState(
    val today: LocalDate,
    /** Everything about it; null until it was read. */
    val sheet: PaperSheet? = null,
    val picture: Picture = Picture.Looking,
    val doing: Doing? = null,
    val done: Done? = null,
    val trouble: Trouble? = null,
)

/** What takes a while. */
enum class Doing { Copying, Replacing, Fetching, Moving }

/** What was just done, to be said once. */
enum class Done { Copied, Replaced, Fetched, Binned, Restored }

sealed interface OnePaperEvent {
    /** The screen is shown, or shown again. */
    data object Seen : OnePaperEvent

    /** Puts a newer file in the place of the present one. */
    data object Replace : OnePaperEvent

    /** Writes a copy that isn't encrypted, of the present file or of an earlier one. */
    data class SaveCopy(
        val version: Int? = null,
    ) : OnePaperEvent

    /** Fetches a file that isn't on this device. */
    data object Fetch : OnePaperEvent

    data object Stop : OnePaperEvent

    data object Bin : OnePaperEvent

    data object Restore : OnePaperEvent

    /** Destroys it for good. */
    data object Destroy : OnePaperEvent
}
