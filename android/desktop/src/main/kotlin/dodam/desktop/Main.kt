package dodam.desktop

import androidx.compose.ui.unit.dp
import androidx.compose.ui.window.Window
import androidx.compose.ui.window.WindowState
import androidx.compose.ui.window.application
import dodam.app.core.Core
import dodam.app.core.Threads
import dodam.app.shell.Shell
import dodam.app.shell.ShellView
import dodam.openDodam
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import java.awt.EventQueue
import java.nio.file.Files
import java.nio.file.Path
import kotlin.system.exitProcess

/** `FOLDER`: the app in a window, over a vault in that folder. */
fun main(arguments: Array<String>) {
    if (arguments.size != 1) {
        System.err.println("FOLDER: where your vault is, or will be made")
        exitProcess(2)
    }
    val folder = Files.createDirectories(Path.of(arguments[0]))
    val threads = Threads(Dispatchers.Default, draws = EventQueue::isDispatchThread)
    val core = Core(openDodam(folder.resolve("packs").toString()), threads, folder.resolve("vault").toString())
    val scope = CoroutineScope(Dispatchers.Default + SupervisorJob())
    val shell = Shell(core, Desktop(folder), scope)
    application {
        Window(::exitApplication, WindowState(width = 420.dp, height = 860.dp), title = "Dodam") {
            EscapeGoesBack(shell::back)
            ShellView(shell)
        }
    }
}
