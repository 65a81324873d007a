package dodam.desktop.pictures

import androidx.compose.ui.ImageComposeScene
import androidx.compose.ui.unit.Density
import dodam.app.shell.ShellView
import dodam.app.words.Language
import kotlinx.coroutines.runBlocking
import org.jetbrains.skia.EncodedImageFormat
import java.nio.file.Files
import java.nio.file.Path
import kotlin.io.path.ExperimentalPathApi
import kotlin.io.path.deleteRecursively
import kotlin.io.path.writeBytes
import kotlin.system.exitProcess

/** How a picture is drawn: on which screen, by day or night, with how large letters. */
data class Format(
    val language: String,
    val dark: Boolean,
    val fontScale: Float,
    val width: Int,
    val height: Int,
) {
    val name: String get() = listOf(language, if (dark) "dark" else "light", "${(fontScale * 100).toInt()}", "${width}dp").joinToString("_")
}

/** What a run draws of each scene: a phone by day, by night, a small one with letters twice as large. */
private fun formats(language: String): List<Format> =
    listOf(
        Format(language, dark = false, fontScale = 1f, width = 360, height = 780),
        Format(language, dark = true, fontScale = 1f, width = 360, height = 780),
        Format(language, dark = false, fontScale = 2f, width = 320, height = 640),
    )

/** Draws a scene; tall, so that all that can be scrolled to is seen. */
fun draw(
    stage: Stage,
    format: Format,
    tall: Boolean = false,
): ByteArray {
    val density = 2f
    val height = if (tall) format.height * 4 else format.height
    val scene =
        ImageComposeScene((format.width * density).toInt(), (height * density).toInt(), Density(density, format.fontScale)) {
            ShellView(stage.shell, format.dark)
        }
    try {
        // Effects and ripples come to rest.
        val frames = 0L..30L
        frames.forEach { scene.render(it * FRAME) }
        val image = scene.render(frames.last * FRAME)
        return checkNotNull(image.encodeToData(EncodedImageFormat.PNG)).bytes
    } finally {
        scene.close()
    }
}

private const val FRAME = 16_000_000L

/** `DIR [LANGUAGE...]`: draws every scene there. */
@OptIn(ExperimentalPathApi::class)
fun main(arguments: Array<String>) {
    val folder = arguments.firstOrNull()?.let { Files.createDirectories(Path.of(it)) }
    if (folder == null) {
        System.err.println("DIR [LANGUAGE...]")
        exitProcess(2)
    }
    val languages = arguments.drop(1).ifEmpty { Language.all.map { it.tag } }
    for (language in languages) {
        for (scene in scenes) {
            val home = Files.createTempDirectory("dodam-pictures")
            try {
                Stage(home, language).use { stage ->
                    runBlocking { scene.play(stage) }
                    for (format in formats(language)) {
                        folder.resolve("${scene.screen}_${scene.state}_${format.name}.png").writeBytes(draw(stage, format))
                    }
                }
            } finally {
                home.deleteRecursively()
            }
        }
    }
    exitProcess(0)
}
