package dodam.device

import android.content.Context
import android.content.Intent
import android.content.pm.PackageManager
import android.media.ExifInterface
import android.net.Uri
import android.provider.MediaStore
import dodam.app.core.ChosenFile
import java.io.File
import java.io.IOException
import java.util.UUID

/** Photos by the phone's own camera app: what comes of one is read once and deleted. */
internal class Photos(
    private val context: Context,
) {
    private val folder = PhotoProvider.folder(context)

    init {
        // Left behind by an app that was stopped on the way; it is in the clear.
        folder.deleteRecursively()
    }

    /** Whether there is a camera, and an app for it. */
    fun canBeTaken(): Boolean {
        val packages = context.packageManager
        val camera = Intent(MediaStore.ACTION_IMAGE_CAPTURE)
        return packages.hasSystemFeature(PackageManager.FEATURE_CAMERA_ANY) && camera.resolveActivity(packages) != null
    }

    /** `take` lets a photo be written to an address, and says whether it was. */
    suspend fun take(take: suspend (Uri) -> Boolean): ChosenFile? {
        val file = File(folder.apply { mkdirs() }, "${UUID.randomUUID()}.jpg")
        var taken: ChosenFile? = null
        try {
            if (take(PhotoProvider.address(context, file)) && file.length() > 0) taken = ChosenFile(file.path, "") { file.delete() }
            return taken
        } finally {
            if (taken == null) file.delete()
        }
    }

    companion object {
        /** By how many quarters to the right a picture stands upright; Android decodes it as it lies. */
        fun quartersToTurn(picture: ByteArray): Int =
            try {
                val orientation = ExifInterface(picture.inputStream()).getAttributeInt(ExifInterface.TAG_ORIENTATION, 0)
                when (orientation) {
                    ExifInterface.ORIENTATION_ROTATE_90 -> 1
                    ExifInterface.ORIENTATION_ROTATE_180 -> 2
                    ExifInterface.ORIENTATION_ROTATE_270 -> 3
                    else -> 0
                }
            } catch (_: IOException) {
                0
            }
    }
}
