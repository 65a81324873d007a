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
}
