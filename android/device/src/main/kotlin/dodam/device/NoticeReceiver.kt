package dodam.device

import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent

/** Is woken at the next moment, after a start of the phone and after an update; only the system and the app itself reach it. */
class NoticeReceiver : BroadcastReceiver() {
    override fun onReceive(
        context: Context,
        intent: Intent,
    ) {
        val waiting = goAsync()
        (context.applicationContext as DodamApplication).noticesCome { waiting.finish() }
    }
}
