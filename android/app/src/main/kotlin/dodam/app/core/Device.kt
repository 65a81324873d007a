package dodam.app.core

/** What only the phone or the desktop can do. Everything here returns at once unless it suspends. */
interface Device {
    /** Opens the dialler with a number; `false` where there is none. */
    fun call(phone: String): Boolean

    /** Speaks Korean aloud; `false` where it can't. */
    fun speakKorean(sentence: String): Boolean

    /** Lets the person choose a file, and gives the path of it; null if they chose none. */
    suspend fun chooseFile(): String?

    /** Lets the person choose where a file is to be written; null if they chose nothing. */
    suspend fun chooseTarget(name: String): String?

    /** The tag of the language to begin with. */
    val languageTag: String

    /** Keeps the language a person chose. It says nothing else about them. */
    fun keepLanguage(tag: String)

    /** The 32 bytes that this device's keystore keeps for the vault's PIN; null where it has no keystore. */
    suspend fun guard(): ByteArray?

    /** Makes such bytes anew and keeps them; null where there is no keystore. */
    suspend fun newGuard(): ByteArray?

    /** Keeps the system from photographing the screen while something is shown that is nobody else's; nothing where it can't. */
    fun secure(on: Boolean) = Unit

    /** Whether a vault lies in a folder. */
    fun holdsVault(folder: String): Boolean
}
