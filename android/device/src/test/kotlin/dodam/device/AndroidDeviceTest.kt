package dodam.device

import android.content.Intent
import android.net.Uri
import kotlinx.coroutines.runBlocking
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import java.io.File
import kotlin.test.assertEquals
import kotlin.test.assertFalse
import kotlin.test.assertTrue

@RunWith(RobolectricTestRunner::class)
@Config(sdk = [35], manifest = Config.NONE)
class AndroidDeviceTest {
    private val context = RuntimeEnvironment.getApplication()
    private val device =
        AndroidDevice(context, Guard(File(context.noBackupFilesDir, "guard"), Reversing), Moments(File(context.noBackupFilesDir, "moments"), Reversing))

    @Test
    fun `a call opens the dialler and calls nobody by itself`() {
        assertTrue(device.call("119"))
        val started = shadowOf(context).nextStartedActivity
        assertEquals(Intent.ACTION_DIAL, started.action)
        assertEquals(Uri.parse("tel:119"), started.data)
    }

    @Test
    fun `the language that was chosen is kept and nothing is before`() {
        assertFalse(File(context.noBackupFilesDir, "language").exists())
        device.keepLanguage("vi")
        assertEquals("vi", device.languageTag)
    }

    @Test
    fun `without an activity nothing can be chosen`() {
        runBlocking { assertEquals(null, device.chooseFile()) }
    }
}
