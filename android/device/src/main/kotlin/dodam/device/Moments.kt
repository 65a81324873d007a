package dodam.device

import java.io.File
import java.security.GeneralSecurityException

/** When to tell that something is due, and in which words, which say nothing of it. */
data class Moment(
    val atMs: Long,
    val text: String,
)

/**
 * The moments to come, sealed by the phone's keystore: even without words, when somebody takes medicine
 * is nobody's business. As long as the file is there, reminders are on.
 */
class Moments(
    private val file: File,
    private val box: KeyBox,
) {
    fun exist(): Boolean = file.exists()

    /** The nearest first; none where the keystore has lost its key. */
    fun read(): List<Moment> =
        try {
            if (file.exists()) box.open(file.readBytes()).decodeToString().lines().mapNotNull(::moment) else emptyList()
        } catch (_: GeneralSecurityException) {
            emptyList()
        }

    fun write(moments: List<Moment>) {
        val lines = moments.sortedBy { it.atMs }.joinToString("\n") { "${it.atMs} ${it.text}" }
        val coming = File(file.path + ".coming")
        coming.writeBytes(box.seal(lines.encodeToByteArray()))
        check(coming.renameTo(file)) { "the moments could not be kept" }
    }

    fun delete() {
        file.delete()
    }

    private fun moment(line: String): Moment? = line.substringBefore(' ').toLongOrNull()?.let { Moment(it, line.substringAfter(' ')) }
}
