package dodam.device

import android.content.Context
import android.net.Uri
import android.provider.OpenableColumns
import dodam.app.core.ChosenFile
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import java.io.File
import java.io.FileNotFoundException
import java.io.FileOutputStream

/** Documents that a person chose, as the core wants them: by path. */
internal class Documents(
    private val context: Context,
) {
    private val leaving = File(context.noBackupFilesDir, "leaving")

    init {
        // Left behind by an app that was stopped on the way; it may be in the clear.
        leaving.deleteRecursively()
    }

    /**
     * Opens a document for reading. The core reads it through its open descriptor, so that no copy
     * in the clear is made; null where it is gone.
     */
    suspend fun open(document: Uri): ChosenFile? =
        withContext(Dispatchers.IO) {
            val opened =
                try {
                    context.contentResolver.openFileDescriptor(document, "r")
                } catch (_: FileNotFoundException) {
                    null
                }
            opened?.let { ChosenFile("/proc/self/fd/${it.fd}", nameOf(document)) { it.close() } }
        }

    /**
     * Lets something be written into the app's own folder, then brings it to the document and
     * forgets it here. A core that writes durably needs to rename, which a document can't.
     */
    suspend fun <T> write(
        document: Uri,
        write: suspend (path: String) -> T,
    ): T {
        val file = File(leaving.apply { mkdirs() }, "file")
        try {
            val written = write(file.path)
            withContext(Dispatchers.IO) { bring(file, document) }
            return written
        } finally {
            leaving.deleteRecursively()
        }
    }

    private fun bring(
        file: File,
        document: Uri,
    ) {
        val target = context.contentResolver.openFileDescriptor(document, "wt") ?: throw FileNotFoundException(document.toString())
        target.use { descriptor ->
            FileOutputStream(descriptor.fileDescriptor).use { out ->
                file.inputStream().use { it.copyTo(out) }
                out.fd.sync()
            }
        }
    }

    private fun nameOf(document: Uri): String {
        val columns = arrayOf(OpenableColumns.DISPLAY_NAME)
        val found = context.contentResolver.query(document, columns, null, null, null)
        return found?.use { if (it.moveToFirst()) it.getString(0) else null } ?: document.lastPathSegment.orEmpty()
    }
}
