package dodam.app.shell

import dodam.app.unlock.UnlockWay

/** Where one can be in the app. */
sealed interface Place {
    /** The locked first screen. */
    data object First : Place

    /** 119, what to say, the emergency card, other lines. */
    data object HelpNow : Place

    /** The questions; without an open vault nothing is kept. */
    data object Check : Place

    /** The languages to choose from. */
    data object Languages : Place

    /** A PIN, the words on paper, a copy off the device. */
    data object Begin : Place

    /** By PIN, by words, or from a backup. */
    data class Unlock(
        val way: UnlockWay = UnlockWay.Pin,
    ) : Place

    /** The first screen of an open vault. */
    data object Home : Place

    /** Language, lock, words, backup, what Dodam knows. */
    data object Settings : Place

    /** Whether everything that is kept is what it was. */
    data object Examine : Place

    /** A damaged vault, saved as far as it can be read. */
    data object Repair : Place

    /** Everything that is kept here, gone for good. */
    data object Destroy : Place

    /** The card that can be read without unlocking, as it is written. */
    data object EmergencyCard : Place

    /** Every paper that is kept. */
    data object Papers : Place

    /** A file to keep; of a kind, where it is known. */
    data class AddPaper(
        val kind: String? = null,
    ) : Place

    data class OnePaper(
        val paperId: String,
    ) : Place

    data class EditPaper(
        val paperId: String,
    ) : Place

    /** The papers in the bin. */
    data object Bin : Place

    /** A paper that fills the screen; the residence card where none is named. */
    data class Present(
        val paperId: String? = null,
    ) : Place

    /** What is sent, and what waits. */
    data object Sync : Place

    /** A bill, won for won; without an open vault nothing is kept. */
    data object Bill : Place

    /** What is due, by the day. */
    data object Reminders : Place

    /** Courses of medicine. */
    data object Medicines : Place

    /** Facts to say, or to say again; they are kept. */
    data class Say(
        val factIds: List<String>,
    ) : Place

    /** The people of a household, and a calendar forward. */
    data object Family : Place

    /** A sentence in Korean that fills the screen. */
    data class Sentence(
        val korean: String,
        val meaning: String?,
    ) : Place

    /** Whether it shows what no other app, and no picture of the screen, may show. */
    val secret: Boolean get() =
        when (this) {
            is Begin, is Unlock, is Settings, is Examine, is Repair, is Destroy, is Present, is OnePaper -> true
            else -> false
        }
}
