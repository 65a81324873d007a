package dodam.device

import android.content.Context
import android.content.Intent
import android.net.Uri
import android.speech.tts.TextToSpeech
import dodam.app.core.ChosenFile
import dodam.app.core.Device
import dodam.app.core.Recognition
import dodam.app.words.Language
import dodam.core.DodamException
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import java.io.File
import java.util.Locale

/** The window, and what it asks its person; an activity is one, while it is there. */
interface AppWindow {
    suspend fun document(): Uri?

    suspend fun newDocument(name: String): Uri?

    /** Lets a photo be taken, and says whether it was. */
    suspend fun photo(target: Uri): Boolean

    /** Asks for the leave to notify, where the system wants its person asked. */
    suspend fun mayNotify(): Boolean

    /** Keeps the system from taking pictures of it. */
    fun secure(on: Boolean)
}

/** A phone: it calls, speaks, keeps a guard, and reads and writes what its person chooses. */
class AndroidDevice(
    private val context: Context,
    private val guard: Guard,
    moments: Moments,
    override val recognition: Recognition? = null,
) : Device {
    /** The window, while there is one. */
    var window: AppWindow? = null
    private val documents = Documents(context)
    private val photos = Photos(context)
    private val settings = File(context.noBackupFilesDir, "language")
    private var speech: TextToSpeech? = null
    override val notices = PhoneNotices(context, moments, { Language.of(languageTag) }, { window?.mayNotify() == true })

    /** Opens the dialler: it is the person who calls. */
    override fun call(phone: String): Boolean {
        val dial = Intent(Intent.ACTION_DIAL, Uri.fromParts("tel", phone, null)).addFlags(Intent.FLAG_ACTIVITY_NEW_TASK)
        return runCatching { context.startActivity(dial) }.isSuccess
    }

    override fun speakKorean(sentence: String): Boolean {
        val ready = speech
        if (ready != null) return ready.say(sentence)
        speech = TextToSpeech(context) { status -> if (status == TextToSpeech.SUCCESS) speech?.say(sentence) }
        return true
    }

    private fun TextToSpeech.say(sentence: String): Boolean {
        if (setLanguage(Locale.KOREAN) < TextToSpeech.LANG_AVAILABLE) return false
        return speak(sentence, TextToSpeech.QUEUE_FLUSH, null, "sentence") == TextToSpeech.SUCCESS
    }

    override suspend fun chooseFile(): ChosenFile? = window?.document()?.let { documents.open(it) }

    override val hasCamera: Boolean get() = photos.canBeTaken()

    override suspend fun takePhoto(): ChosenFile? = window?.let { photos.take(it::photo) }

    override fun quartersToTurn(picture: ByteArray): Int = Photos.quartersToTurn(picture)

    override suspend fun <T> saveAs(
        name: String,
        write: suspend (path: String) -> T,
    ): T? {
        val target = window?.newDocument(name) ?: return null
        return documents.write(target, write)
    }

    override val languageTag: String
        get() = if (settings.exists()) settings.readText() else Locale.getDefault().toLanguageTag()

    override fun keepLanguage(tag: String) = settings.writeText(tag)

    override suspend fun <T> withGuard(open: suspend (ByteArray?) -> T): T {
        val (kept, unsettled) = withContext(Dispatchers.IO) { guard.read() to guard.unsettled() }
        if (unsettled == null) return open(kept)
        return try {
            open(kept)
        } catch (refused: DodamException.Rejected) {
            // The vault took the new bytes, and the phone stopped before they were kept.
            if (refused.code != "needs_guard") throw refused
            open(unsettled).also { withContext(Dispatchers.IO) { guard.settled() } }
        }
    }

    override suspend fun <T> withNewGuard(set: suspend (ByteArray?) -> T): T {
        val bytes = withContext(Dispatchers.IO) { guard.next() }
        return set(bytes).also { withContext(Dispatchers.IO) { guard.settled() } }
    }

    override fun secure(on: Boolean) {
        window?.secure(on)
    }
}
