package dodam.device

import android.app.AlarmManager
import android.app.Notification
import android.app.NotificationManager
import dodam.app.words.Language
import kotlinx.coroutines.runBlocking
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import java.io.File
import java.time.Instant
import kotlin.test.assertEquals
import kotlin.test.assertFalse
import kotlin.test.assertNotNull
import kotlin.test.assertNull
import kotlin.test.assertTrue
import dodam.core.Notification as Due

@RunWith(RobolectricTestRunner::class)
@Config(sdk = [35], manifest = Config.NONE)
class PhoneNoticesTest {
    private val context = RuntimeEnvironment.getApplication()
    private val shown = shadowOf(context.getSystemService(NotificationManager::class.java))
    private val alarms = shadowOf(context.getSystemService(AlarmManager::class.java))
    private val file = File(context.noBackupFilesDir, "moments")
    private var now = Instant.parse("2026-11-28T00:00:00Z").toEpochMilli()
    private var allows = true
    private val notices = notices()

    private fun notices() = PhoneNotices(context, Moments(file, Reversing), { Language.of("vi") }, { allows }) { now }

    private fun due(vararg at: String) = at.map { Due("0123456789abcdef", it, "Dodam: something is due.") }

    private fun whenAt(moment: String) {
        now = Instant.parse(moment).toEpochMilli()
    }

    @Test
    fun `nothing is kept, scheduled or shown before reminders are turned on`() =
        runBlocking {
            notices.schedule(due("2026-11-30T09:00"))
            notices.come()
            assertFalse(notices.on.value)
            assertFalse(file.exists())
            assertNull(alarms.peekNextScheduledAlarm())
            assertEquals(0, shown.size())
        }

    @Test
    fun `who refuses the permission has them off`() =
        runBlocking {
            allows = false
            assertFalse(notices.turnOn())
            assertFalse(notices.on.value)
            assertFalse(file.exists())
        }

    @Test
    fun `the system knows the next moment alone, by the clocks of Korea`() =
        runBlocking {
            assertTrue(notices.turnOn())
            notices.schedule(due("2026-12-01T21:30", "2026-11-30T09:00"))
            assertEquals(1, alarms.scheduledAlarms.size)
            assertEquals(Instant.parse("2026-11-30T00:00:00Z").toEpochMilli(), alarms.peekNextScheduledAlarm()?.triggerAtMs)
            @Suppress("DEPRECATION")
            val woken = shadowOf(alarms.peekNextScheduledAlarm()?.operation).savedIntent
            assertEquals(NoticeReceiver::class.java.name, woken.component?.className)
        }

    @Test
    fun `a moment shows neutral words, not on the lock screen, and waits for the next`() =
        runBlocking {
            notices.turnOn()
            notices.schedule(due("2026-11-30T09:00", "2026-12-01T21:30"))
            whenAt("2026-11-30T00:03:00Z")
            notices.come()
            val told = shown.allNotifications.single()
            assertEquals("Dodam: something is due.", told.extras.getCharSequence(Notification.EXTRA_TEXT).toString())
            assertNull(told.extras.getCharSequence(Notification.EXTRA_TITLE))
            assertEquals(Notification.VISIBILITY_SECRET, told.visibility)
            val channel = checkNotNull(context.getSystemService(NotificationManager::class.java)).getNotificationChannel(told.channelId)
            assertEquals(Notification.VISIBILITY_SECRET, channel.lockscreenVisibility)
            assertEquals("Lời nhắc", channel.name.toString())
            assertEquals(DodamActivity::class.java.name, shadowOf(told.contentIntent).savedIntent.component?.className)
            assertEquals(Instant.parse("2026-12-01T12:30:00Z").toEpochMilli(), alarms.peekNextScheduledAlarm()?.triggerAtMs)
        }

    @Test
    fun `after a start of the phone what came meanwhile is shown once and the rest is waited for`() =
        runBlocking {
            notices.turnOn()
            notices.schedule(due("2026-11-29T09:00", "2026-11-30T09:00", "2026-12-09T09:00"))
            alarms.scheduledAlarms.clear()
            whenAt("2026-12-02T00:00:00Z")
            val started = notices()
            assertTrue(started.on.value)
            started.come()
            started.come()
            assertEquals(1, shown.size())
            assertEquals(Instant.parse("2026-12-09T00:00:00Z").toEpochMilli(), alarms.peekNextScheduledAlarm()?.triggerAtMs)
        }

    @Test
    fun `turned off, nothing is left of them, and nothing comes any more`() =
        runBlocking {
            notices.turnOn()
            notices.schedule(due("2026-11-30T09:00", "2026-12-01T09:00"))
            whenAt("2026-11-30T01:00:00Z")
            notices.come()
            notices.turnOff()
            assertNull(alarms.peekNextScheduledAlarm())
            assertEquals(0, shown.size())
            assertFalse(file.exists())
            notices.schedule(due("2026-12-01T09:00"))
            assertFalse(file.exists())
            assertNull(alarms.peekNextScheduledAlarm())
        }

    @Test
    fun `the moments don't lie on disk as they are, and without the keystore's key there are none`() =
        runBlocking {
            notices.turnOn()
            notices.schedule(due("2026-11-30T09:00"))
            assertFalse(file.readBytes().decodeToString().contains(Instant.parse("2026-11-30T00:00:00Z").toEpochMilli().toString()))
            assertNotNull(Moments(file, Reversing).read().singleOrNull())
            assertEquals(emptyList(), Moments(file, Emptied).read())
        }
}
