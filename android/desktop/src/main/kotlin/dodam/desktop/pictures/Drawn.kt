package dodam.desktop.pictures

import androidx.compose.runtime.Composable
import androidx.compose.ui.ImageComposeScene
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.unit.Density
import dodam.app.look.DodamTheme
import dodam.app.look.Edges
import dodam.app.shell.ShellView
import org.jetbrains.skia.EncodedImageFormat
import org.jetbrains.skia.Image
import java.security.MessageDigest

/** A picture: what a person sees, and what a screen reader says. */
class Drawn(
    val png: ByteArray,
    /** Everything that is read aloud, in order. */
    val texts: List<String>,
    /** What is wrong with it for a finger or an eye; empty where nothing is. */
    val complaints: List<String>,
    private val signature: String,
) {
    /**
     * What is kept of it: a hash of its words, and how light each part of it is. Words are compared
     * exactly; pixels roughly, because another processor rounds them otherwise.
     */
    val kept: Kept get() = Kept(hash(texts.joinToString("\n")), signature)

    private fun hash(text: String) = MessageDigest.getInstance("SHA-256").digest(text.toByteArray()).take(8).joinToString("") { "%02x".format(it) }
}

/** Draws the screen that a stage has come to, or what is given in its place. */
fun draw(
    stage: Stage,
    format: Format,
    byHand: (@Composable (Edges) -> Unit)? = null,
): Drawn {
    val scene =
        ImageComposeScene((format.width * DENSITY).toInt(), (format.height * DENSITY).toInt(), Density(DENSITY, format.fontScale)) {
            if (byHand == null) {
                ShellView(stage.shell, format.dark)
            } else {
                DodamTheme(stage.shell.state.value.language, format.dark) { byHand(Edges(back = {}, help = {})) }
            }
        }
    try {
        // Effects and ripples come to rest.
        repeat(FRAMES) { scene.render(it * FRAME).close() }
        // What it holds isn't the garbage collector's: a run draws hundreds.
        return scene.render(FRAMES * FRAME).use { image -> read(scene, image) }
    } finally {
        scene.close()
    }
}

private fun read(
    scene: ImageComposeScene,
    image: Image,
): Drawn {
    val nodes = scene.semanticsOwners.flatMap { it.unmergedRootSemanticsNode.andBelow() }
    val merged = scene.semanticsOwners.flatMap { it.rootSemanticsNode.andBelow() }
    val png = checkNotNull(image.encodeToData(EncodedImageFormat.PNG)).use { it.bytes }
    val pixels = Pixels(image)
    return Drawn(png, nodes.flatMap { it.said() }, Reading(DENSITY, pixels).complaints(merged, nodes), signatureOf(pixels))
}

internal fun SemanticsNode.andBelow(): List<SemanticsNode> = listOf(this) + children.flatMap { it.andBelow() }

/** How light each of so many fields is, a digit of sixteen each. */
private fun signatureOf(pixels: Pixels): String {
    val (sums, counts) = LongArray(COLUMNS * ROWS) to IntArray(COLUMNS * ROWS)
    for (y in 0 until pixels.height step STEP) {
        for (x in 0 until pixels.width step STEP) {
            val colour = pixels.at(x, y)
            val field = y * ROWS / pixels.height * COLUMNS + x * COLUMNS / pixels.width
            sums[field] += ((colour shr 16 and 255) * 3 + (colour shr 8 and 255) * 6 + (colour and 255)) / 10L
            counts[field]++
        }
    }
    return sums.indices.joinToString("") { (sums[it] / counts[it] / 16).toString(16) }
}

private const val DENSITY = 2f
private const val FRAMES = 30
private const val FRAME = 16_000_000L
private const val COLUMNS = 8
private const val ROWS = 16
private const val STEP = 2
