package dodam.device

import android.app.Application
import android.os.Looper
import android.os.SystemClock
import dodam.app.core.Core
import dodam.app.core.Threads
import dodam.app.shell.LockWhenLeft
import dodam.app.shell.Shell
import dodam.app.words.Language
import dodam.openDodam
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.launch
import java.io.File
import kotlin.time.Duration.Companion.milliseconds

/** Holds what outlives an activity: the core, the device and the way through the screens. */
class DodamApplication : Application() {
    val device: AndroidDevice by lazy {
        val guard = Guard(File(noBackupFilesDir, "guard"), PhoneKeyBox("dodam-guard"))
        val moments = Moments(File(noBackupFilesDir, "moments"), PhoneKeyBox("dodam-moments"))
        AndroidDevice(this, guard, moments, if (PhoneFingerKey.isPossible) fingers() else null)
    }

    private fun fingers(): Fingers {
        val key = PhoneFingerKey(this, "dodam-finger") { Language.of(device.languageTag) }
        return Fingers(File(noBackupFilesDir, "finger"), key)
    }

    private val scope = CoroutineScope(Dispatchers.Default + SupervisorJob())

    /** A moment has come at which to tell that something is due. */
    fun noticesCome(done: () -> Unit) {
        scope.launch { device.notices.come() }.invokeOnCompletion { done() }
    }

    val leaving: LockWhenLeft by lazy {
        LockWhenLeft(scope, { SystemClock.elapsedRealtime().milliseconds }) { shell.lock() }
    }

    val shell: Shell by lazy {
        val threads = Threads(Dispatchers.Default, draws = { Looper.myLooper() == Looper.getMainLooper() })
        // Nothing of it goes into the system's backups: what leaves the phone, its person sends.
        val core = Core(openDodam(File(noBackupFilesDir, "packs").path), threads, File(noBackupFilesDir, "vault").path)
        Shell(core, device, scope)
    }
}
