package dodam.device

import android.app.AlarmManager
import android.app.Notification
import android.app.NotificationChannel
import android.app.NotificationManager
import android.app.PendingIntent
import android.content.Context
import android.content.Intent
import dodam.app.core.Notices
import dodam.app.core.korea
import dodam.app.words.Language
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.withContext
import java.time.LocalDateTime
import dodam.core.Notification as Due

/**
 * Tells that something is due, in words that say nothing of it. The system knows the next moment only,
 * and the lock screen shows nothing.
 */
class PhoneNotices(
    private val context: Context,
    private val moments: Moments,
    private val language: () -> Language,
    /** Asks the person, where the system wants them asked. */
    private val mayNotify: suspend () -> Boolean,
    private val nowMs: () -> Long = System::currentTimeMillis,
) : Notices {
    private val manager = checkNotNull(context.getSystemService(NotificationManager::class.java))
    private val alarms = checkNotNull(context.getSystemService(AlarmManager::class.java))
    private val state = MutableStateFlow(moments.exist())

    /** One thing at a time: what is turned off stays so, whatever is handed over meanwhile. */
    private val alone = Mutex()
    override val on: StateFlow<Boolean> = state.asStateFlow()

    override fun allowed(): Boolean = manager.areNotificationsEnabled()

    override suspend fun turnOn(): Boolean {
        if (!mayNotify() || !allowed()) return false
        changed { moments.write(emptyList()) }
        state.value = true
        return true
    }

    override suspend fun turnOff() {
        state.value = false
        changed {
            alarms.cancel(alarm())
            manager.cancel(ONLY)
            manager.deleteNotificationChannel(CHANNEL)
            moments.delete()
        }
    }

    override suspend fun schedule(notifications: List<Due>) =
        changed {
            if (!moments.exist()) return@changed
            // Whoever opened the vault sees there what is due.
            manager.cancel(ONLY)
            moments.write(notifications.map { Moment(LocalDateTime.parse(it.at).atZone(korea).toInstant().toEpochMilli(), it.text) })
            wakeAtNext()
        }

    /** A moment has come, or the phone was started: shows what came meanwhile, once, and waits for the next. */
    suspend fun come() =
        changed {
            if (!moments.exist()) return@changed
            val (past, coming) = moments.read().partition { it.atMs <= nowMs() }
            past.lastOrNull()?.let { show(it.text) }
            if (past.isNotEmpty()) moments.write(coming)
            wakeAtNext()
        }

    private suspend fun changed(change: () -> Unit) = alone.withLock { withContext(Dispatchers.IO) { change() } }

    /** Some minutes late is early enough, and needs no permission. */
    private fun wakeAtNext() {
        val next = moments.read().firstOrNull()
        if (next == null) alarms.cancel(alarm()) else alarms.setAndAllowWhileIdle(AlarmManager.RTC_WAKEUP, next.atMs, alarm())
    }

    private fun alarm(): PendingIntent {
        val intent = Intent(context, NoticeReceiver::class.java)
        return PendingIntent.getBroadcast(context, 0, intent, PendingIntent.FLAG_IMMUTABLE)
    }

    private fun show(text: String) {
        val channel = NotificationChannel(CHANNEL, language().strings.settingsNoticesChannel, NotificationManager.IMPORTANCE_DEFAULT)
        channel.lockscreenVisibility = Notification.VISIBILITY_SECRET
        channel.setShowBadge(false)
        manager.createNotificationChannel(channel)
        val open = PendingIntent.getActivity(context, 0, Intent(context, DodamActivity::class.java), PendingIntent.FLAG_IMMUTABLE)
        val notification =
            Notification
                .Builder(context, CHANNEL)
                .setSmallIcon(android.R.drawable.ic_popup_reminder)
                .setContentText(text)
                .setContentIntent(open)
                .setVisibility(Notification.VISIBILITY_SECRET)
                .setLocalOnly(true)
                .setAutoCancel(true)
                .build()
        manager.notify(ONLY, notification)
    }

    private companion object {
        const val CHANNEL = "reminders"

        /** There is one at a time: how many things are due is nobody's business either. */
        const val ONLY = 1
    }
}
