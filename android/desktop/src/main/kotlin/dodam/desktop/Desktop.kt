package dodam.desktop

import dodam.app.core.ChosenFile
import dodam.app.core.Device
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import java.awt.FileDialog
import java.awt.Frame
import java.nio.file.Files
import java.nio.file.Path
import java.util.Locale
import kotlin.io.path.exists
import kotlin.io.path.name
import kotlin.io.path.readText
import kotlin.io.path.writeText

/** What a desktop can do for the app: no telephone, no Korean voice, but files and a keyboard. */
class Desktop(
    private val folder: Path,
) : Device {
    private val language: Path = folder.resolve("language")

    override fun call(phone: String) = false

    override fun speakKorean(sentence: String) = false

    override suspend fun chooseFile(): ChosenFile? = dialog(FileDialog.LOAD, null)?.let { ChosenFile(it.toString(), it.name) }

    override suspend fun <T> saveAs(
        name: String,
        write: suspend (path: String) -> T,
    ): T? = dialog(FileDialog.SAVE, name)?.let { write(it.toString()) }

    private suspend fun dialog(
        mode: Int,
        name: String?,
    ): Path? =
        withContext(Dispatchers.IO) {
            val dialog = FileDialog(null as Frame?, "", mode)
            name?.let { dialog.file = it }
            dialog.isVisible = true
            dialog.file?.let { Path.of(dialog.directory, it) }
        }

    override val languageTag: String
        get() = if (language.exists()) language.readText().trim() else Locale.getDefault().toLanguageTag()

    override fun keepLanguage(tag: String) = language.writeText(tag)
}
