package dodam.app.papers

import dodam.app.core.ChosenFile
import dodam.app.core.Device
import dodam.app.core.Presenter
import dodam.app.core.Trouble
import dodam.app.core.Vault
import dodam.core.paperKinds
import dodam.onProgress
import dodam.stoppable
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.job
import java.nio.file.Files
import java.nio.file.Path

/** What adding a paper shows: first no file, then what is said of it, then how far it is. */
data class AddPaperState(
    val file: FileToKeep? = null,
    val kinds: List<String> = emptyList(),
    /** Whether a photo may be taken instead of choosing a file. */
    val hasCamera: Boolean = false,
    /** How many bytes are kept; null while it isn't being kept. */
    val doneBytes: Long? = null,
    val trouble: Trouble? = null,
)

/**
 * A file that may be kept, and what is said of it.
 *
 * @property name empty for a photo that was just taken
 */
data class FileToKeep(
    val name: String,
    val sizeBytes: Long,
    val form: PaperForm,
)

sealed interface AddPaperEvent {
    data object ChooseFile : AddPaperEvent

    data object TakePhoto : AddPaperEvent

    data class Save(
        val form: PaperForm,
    ) : AddPaperEvent

    data object Stop : AddPaperEvent
}

/**
 * Asks for a file, at once where there is no camera to choose instead, and keeps it with what is said
 * of it. `added` is told when it lasts.
 */
class AddPaperPresenter(
    private val vault: Vault,
    private val device: Device,
    private val kind: String?,
    private val added: () -> Unit,
    scope: CoroutineScope,
) : Presenter<AddPaperState, AddPaperEvent>(AddPaperState(hasCamera = device.hasCamera), scope) {
    private var keeping: Job? = null
    private var chosen: ChosenFile? = null

    init {
        work(::failed) {
            val kinds = vault.ask { paperKinds() }
            show { it.copy(kinds = kinds) }
        }
        // Left with a file chosen or without, nothing stays open.
        scope.coroutineContext.job.invokeOnCompletion { chosen?.close() }
        if (!device.hasCamera) take { device.chooseFile() }
    }

    override fun on(event: AddPaperEvent) {
        when (event) {
            is AddPaperEvent.ChooseFile -> take { device.chooseFile() }
            is AddPaperEvent.TakePhoto -> take { device.takePhoto() }
            is AddPaperEvent.Save -> save(event.form)
            is AddPaperEvent.Stop -> stop()
        }
    }

    private fun failed(trouble: Trouble) = show { it.copy(doneBytes = null, trouble = trouble) }

    private fun take(ask: suspend () -> ChosenFile?) {
        work(::failed) {
            val file = ask() ?: return@work
            chosen?.close()
            chosen = file
            val size = vault.ask { runCatching { Files.size(Path.of(file.path)) }.getOrDefault(0) }
            show { it.copy(file = FileToKeep(file.name, size, PaperForm.of(file.name, kind)), trouble = null) }
        }
    }

    private fun save(form: PaperForm) {
        val file = chosen ?: return
        if (state.value.doneBytes != null) return
        show { it.copy(doneBytes = 0, trouble = null) }
        keeping =
            work(::failed) {
                val told = onProgress { done -> show { if (it.doneBytes == null) it else it.copy(doneBytes = done.toLong()) } }
                vault.ask { profile -> stoppable { profile.addPaper(file.path, form.details(), told, it) } }
                added()
            }
    }

    private fun stop() {
        keeping?.cancel()
        show { it.copy(doneBytes = null, trouble = Trouble.Stopped) }
    }
}
