package dodam.device

import android.app.Application
import android.os.Looper
import dodam.app.core.Core
import dodam.app.core.Threads
import dodam.app.shell.Shell
import dodam.openDodam
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import java.io.File

/** Holds what outlives an activity: the core, the device and the way through the screens. */
class DodamApplication : Application() {
    val device: AndroidDevice by lazy {
        AndroidDevice(this, Guard(File(noBackupFilesDir, "guard"), PhoneKeyBox("dodam-guard")))
    }

    val shell: Shell by lazy {
        val threads = Threads(Dispatchers.Default, draws = { Looper.myLooper() == Looper.getMainLooper() })
        // Nothing of it goes into the system's backups: what leaves the phone, its person sends.
        val core = Core(openDodam(File(noBackupFilesDir, "packs").path), threads, File(noBackupFilesDir, "vault").path)
        Shell(core, device, CoroutineScope(Dispatchers.Default + SupervisorJob()))
    }
}
