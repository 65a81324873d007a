package dodam.device

import android.content.Intent
import android.content.pm.ActivityInfo
import android.content.pm.PackageManager
import android.content.pm.ResolveInfo
import android.net.Uri
import android.provider.MediaStore
import kotlinx.coroutines.runBlocking
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import java.io.File
import java.io.FileNotFoundException
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertFalse
import kotlin.test.assertNull
import kotlin.test.assertTrue

@RunWith(RobolectricTestRunner::class)
@Config(sdk = [35], manifest = Config.NONE)
class PhotosTest {
    private val context = RuntimeEnvironment.getApplication()
    private val folder = PhotoProvider.folder(context)
    private val provider = Robolectric.buildContentProvider(PhotoProvider::class.java).create("${context.packageName}.photo").get()

    /** Writes as a camera does. */
    private fun photograph(target: Uri): Boolean {
        val opened = provider.openFile(target, "w")
        android.os.ParcelFileDescriptor.AutoCloseOutputStream(opened).use { it.write(byteArrayOf(1, 2, 3)) }
        return true
    }

    @Test
    fun `a photo is written into the app's own folder and deleted once it was read`() =
        runBlocking {
            val photos = Photos(context)
            val taken = checkNotNull(photos.take(::photograph))
            assertTrue(File(taken.path).startsWith(context.noBackupFilesDir))
            assertEquals(3, File(taken.path).length())
            val second = checkNotNull(photos.take(::photograph))
            taken.close()
            assertEquals(listOf(File(second.path)), folder.listFiles().orEmpty().toList())
            second.close()
            assertEquals(emptyList(), folder.listFiles().orEmpty().toList())
        }

    @Test
    fun `of a photo that isn't taken, or a camera that fails, nothing is left`() {
        runBlocking {
            assertNull(
                Photos(context).take {
                    photograph(it)
                    false
                },
            )
            assertNull(Photos(context).take { true })
            assertFailsWith<IllegalStateException> { Photos(context).take { error("no camera") } }
        }
        assertEquals(emptyList(), folder.listFiles().orEmpty().toList())
    }

    @Test
    fun `what an app left behind that was stopped is deleted at the next start`() {
        folder.mkdirs()
        File(folder, "photo.jpg").writeBytes(byteArrayOf(1))
        Photos(context)
        assertFalse(folder.exists())
    }

    @Test
    fun `no other file can be reached through the provider`() {
        File(context.noBackupFilesDir, "guard").writeBytes(byteArrayOf(1))
        folder.mkdirs()
        val address = PhotoProvider.address(context, File(folder, "00000000-0000-0000-0000-000000000000.jpg"))
        val elsewhere = "content://${address.authority}"
        for (other in listOf("$address/../../guard", "$address%2F..%2Fguard", "$elsewhere/..%2Fguard", "$elsewhere/guard", "$elsewhere/")) {
            assertFailsWith<FileNotFoundException>(other) { provider.openFile(Uri.parse(other), "r") }
        }
    }

    @Test
    fun `a photo can be taken where there is a camera and an app for it`() {
        val packages = shadowOf(context.packageManager)
        val camera =
            ResolveInfo().apply {
                activityInfo =
                    ActivityInfo().apply {
                        packageName = "camera"
                        name = "Camera"
                    }
            }
        assertFalse(Photos(context).canBeTaken())
        @Suppress("DEPRECATION")
        packages.addResolveInfoForIntent(Intent(MediaStore.ACTION_IMAGE_CAPTURE), camera)
        assertFalse(Photos(context).canBeTaken())
        packages.setSystemFeature(PackageManager.FEATURE_CAMERA_ANY, true)
        assertTrue(Photos(context).canBeTaken())
    }

    @Test
    fun `a picture is turned as its camera was held`() {
        for ((orientation, quarters) in listOf(1 to 0, 6 to 1, 3 to 2, 8 to 3)) {
            assertEquals(quarters, Photos.quartersToTurn(held(orientation)), "$orientation")
        }
        assertEquals(0, Photos.quartersToTurn(byteArrayOf(1, 2, 3)))
    }

    /** The beginning of a JPEG with an orientation, as a phone writes it. */
    private fun held(orientation: Int): ByteArray {
        val bytes = mutableListOf(0xFF, 0xD8, 0xFF, 0xE1, 0, 34)
        "Exif".forEach { bytes += it.code }
        bytes += listOf(0, 0, 0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1)
        bytes += listOf(0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0)
        bytes += listOf(0xFF, 0xD9)
        return ByteArray(bytes.size) { bytes[it].toByte() }
    }
}
