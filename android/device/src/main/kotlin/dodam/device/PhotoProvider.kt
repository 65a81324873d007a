package dodam.device

import android.content.ContentProvider
import android.content.ContentValues
import android.content.Context
import android.database.Cursor
import android.database.MatrixCursor
import android.net.Uri
import android.os.ParcelFileDescriptor
import android.provider.OpenableColumns
import java.io.File
import java.io.FileNotFoundException

/**
 * Lets the camera write a photo into the app's own folder, where no gallery looks. Nobody reaches it but
 * who was handed its address, for as long as the camera is open.
 */
class PhotoProvider : ContentProvider() {
    override fun onCreate(): Boolean = true

    override fun openFile(
        uri: Uri,
        mode: String,
    ): ParcelFileDescriptor {
        val context = context ?: throw FileNotFoundException()
        val name = uri.pathSegments.singleOrNull()?.takeIf(names::matches) ?: throw FileNotFoundException()
        return ParcelFileDescriptor.open(File(folder(context), name), ParcelFileDescriptor.parseMode(mode))
    }

    override fun getType(uri: Uri): String = "image/jpeg"

    /** Some cameras ask what it is called. */
    override fun query(
        uri: Uri,
        projection: Array<String>?,
        selection: String?,
        arguments: Array<String>?,
        order: String?,
    ): Cursor {
        val columns = projection ?: arrayOf(OpenableColumns.DISPLAY_NAME)
        val names = columns.map { if (it == OpenableColumns.DISPLAY_NAME) uri.lastPathSegment else null }
        return MatrixCursor(columns).apply { addRow(names) }
    }

    override fun insert(
        uri: Uri,
        values: ContentValues?,
    ): Uri? = null

    override fun update(
        uri: Uri,
        values: ContentValues?,
        selection: String?,
        arguments: Array<String>?,
    ): Int = 0

    override fun delete(
        uri: Uri,
        selection: String?,
        arguments: Array<String>?,
    ): Int = 0

    companion object {
        private val names = Regex("[0-9a-f-]{36}\\.jpg")

        /** Where photos are until they were read. */
        fun folder(context: Context) = File(context.noBackupFilesDir, "taking")

        /** The address of a photo of that folder. */
        fun address(
            context: Context,
            photo: File,
        ): Uri = Uri.parse("content://${context.packageName}.photo/${photo.name}")
    }
}
