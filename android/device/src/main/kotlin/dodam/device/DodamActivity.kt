package dodam.device

import android.Manifest
import android.net.Uri
import android.os.Build
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
    private var answer: CompletableDeferred<*>? = null
    private lateinit var document: ActivityResultLauncher<Array<String>>
    private lateinit var newDocument: ActivityResultLauncher<String>
    private lateinit var camera: ActivityResultLauncher<Uri>
    private lateinit var leave: ActivityResultLauncher<String>

    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        enableEdgeToEdge()
        document = registerForActivityResult(ActivityResultContracts.OpenDocument()) { answered(it) }
        newDocument = registerForActivityResult(ActivityResultContracts.CreateDocument(ANY)) { answered(it) }
        camera = registerForActivityResult(ActivityResultContracts.TakePicture()) { answered(it) }
        leave = registerForActivityResult(ActivityResultContracts.RequestPermission()) { answered(it) }
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

    override suspend fun photo(target: Uri): Boolean = asked { camera.launch(target) }

    override suspend fun mayNotify(): Boolean =
        Build.VERSION.SDK_INT < Build.VERSION_CODES.TIRAMISU || asked { leave.launch(Manifest.permission.POST_NOTIFICATIONS) }

    private suspend fun <T> asked(launch: () -> Unit): T {
        val asked = CompletableDeferred<T>()
        answer = asked
        runOnUiThread(launch)
        return asked.await()
    }

    /** One thing is asked at a time, so it is the answer that is waited for. */
    @Suppress("UNCHECKED_CAST")
    private fun <T> answered(with: T) {
        (answer as? CompletableDeferred<T>)?.complete(with)
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
