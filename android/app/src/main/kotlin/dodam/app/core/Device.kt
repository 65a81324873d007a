package dodam.app.core

/** What only the phone or the desktop can do. Everything here returns at once unless it suspends. */
interface Device {
    /** Opens the dialler with a number; `false` where there is none. */
    fun call(phone: String): Boolean

    /** Speaks Korean aloud; `false` where it can't. */
    fun speakKorean(sentence: String): Boolean

    /** Lets the person choose a file; null if they chose none. Close it when it was read. */
    suspend fun chooseFile(): ChosenFile?

    /**
     * Lets the person choose where a file goes, lets it be written to a path, and brings it there;
     * null if they chose nothing.
     */
    suspend fun <T> saveAs(
        name: String,
        write: suspend (path: String) -> T,
    ): T?

    /** The tag of the language to begin with. */
    val languageTag: String

    /** Keeps the language a person chose. It says nothing else about them. */
    fun keepLanguage(tag: String)

    /**
     * Opens a vault with the 32 bytes that this device's keystore keeps for its PIN; with null where
     * there is no keystore.
     */
    suspend fun <T> withGuard(open: suspend (ByteArray?) -> T): T = open(null)

    /**
     * Sets a PIN with such bytes made anew, and keeps them once the vault took them; with null where
     * there is no keystore.
     */
    suspend fun <T> withNewGuard(set: suspend (ByteArray?) -> T): T = set(null)

    /** What it tells while the app is closed; null where it can't. */
    val notices: Notices? get() = null

    /** How it knows its person; null where it can't. */
    val recognition: Recognition? get() = null

    /** Forgets what it kept for a vault that is no more. */
    suspend fun forgetVault() {
        notices?.turnOff()
        recognition?.forget()
    }

    /** Whether it takes photos. */
    val hasCamera: Boolean get() = false

    /** Lets the person take a photo, which is kept nowhere else; null if they took none. Closing it deletes it. */
    suspend fun takePhoto(): ChosenFile? = null

    /** By how many quarters to the right a picture is still to be turned when it was decoded here, as its camera wrote. */
    fun quartersToTurn(picture: ByteArray): Int = 0

    /** Keeps the system from photographing the screen while something is shown that is nobody else's; nothing where it can't. */
    fun secure(on: Boolean) = Unit
}

/**
 * A file that a person chose.
 *
 * @property path where the core can read it
 * @property name what it is called, as the path may say nothing; empty for a photo
 */
class ChosenFile(
    val path: String,
    val name: String,
    private val close: () -> Unit = {},
) : AutoCloseable {
    override fun close() = close.invoke()
}
