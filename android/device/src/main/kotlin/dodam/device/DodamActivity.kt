package dodam.device

import android.net.Uri
import android.os.Bundle
import android.view.WindowManager
import androidx.activity.ComponentActivity
import androidx.activity.compose.BackHandler
import androidx.activity.compose.setContent
import androidx.activity.enableEdgeToEdge
import androidx.activity.result.ActivityResultLauncher
import androidx.activity.result.contract.ActivityResultContracts
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import dodam.app.shell.ShellView
import kotlinx.coroutines.CompletableDeferred

/** The app's one window. */
class DodamActivity :
    ComponentActivity(),
    AppWindow {
    private var answer: CompletableDeferred<Uri?>? = null
    private lateinit var document: ActivityResultLauncher<Array<String>>
    private lateinit var newDocument: ActivityResultLauncher<String>

    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        enableEdgeToEdge()
        document = registerForActivityResult(ActivityResultContracts.OpenDocument()) { answer?.complete(it) }
        newDocument = registerForActivityResult(ActivityResultContracts.CreateDocument(ANY)) { answer?.complete(it) }
        val app = application as DodamApplication
        app.device.window = this
        setContent {
            val state by app.shell.state.collectAsState()
            BackHandler(enabled = state.way.size > 1) { app.shell.back() }
            ShellView(app.shell)
        }
    }

    override suspend fun document(): Uri? = asked { document.launch(arrayOf(ANY)) }

    override suspend fun newDocument(name: String): Uri? = asked { newDocument.launch(name) }

    private suspend fun asked(launch: () -> Unit): Uri? {
        val asked = CompletableDeferred<Uri?>()
        answer = asked
        runOnUiThread(launch)
        return asked.await()
    }

    /** No screenshot, and no picture in the list of recent apps. */
    override fun secure(on: Boolean) {
        val flag = WindowManager.LayoutParams.FLAG_SECURE
        if (on) window.addFlags(flag) else window.clearFlags(flag)
    }

    override fun onStart() {
        super.onStart()
        (application as DodamApplication).leaving.back()
    }

    override fun onStop() {
        (application as DodamApplication).leaving.left(choosing = answer?.isCompleted == false)
        super.onStop()
    }

    override fun onDestroy() {
        val app = application as DodamApplication
        if (app.device.window === this) app.device.window = null
        super.onDestroy()
    }

    private companion object {
        const val ANY = "*/*"
    }
}
