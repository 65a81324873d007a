package dodam.desktop.pictures

import androidx.compose.ui.geometry.Rect
import org.jetbrains.skia.Bitmap
import org.jetbrains.skia.ColorAlphaType
import org.jetbrains.skia.ColorType
import org.jetbrains.skia.Image
import org.jetbrains.skia.ImageInfo
import kotlin.math.max
import kotlin.math.min
import kotlin.math.pow

/** A picture's pixels, each of red, green and blue in the lower bytes of an integer. */
internal class Pixels(
    image: Image,
) {
    val width: Int = image.width
    val height: Int = image.height
    private val bytes: ByteArray =
        Bitmap.makeFromImage(image).use { bitmap ->
            val info = ImageInfo(width, height, ColorType.RGBA_8888, ColorAlphaType.PREMUL)
            checkNotNull(bitmap.readPixels(info, width * 4)) { "the picture has no pixels" }
        }

    fun at(
        x: Int,
        y: Int,
    ): Int {
        val first = (y * width + x) * 4
        return part(first) shl 16 or (part(first + 1) shl 8) or part(first + 2)
    }

    private fun part(index: Int): Int = bytes[index].toInt() and 255

    /**
     * How much letters stand out from what is behind them, from 1 to 21 as WCAG counts: the colour that
     * most of the place has, against the one farthest from it.
     */
    fun contrast(place: Rect): Double {
        val counts = HashMap<Int, Int>()
        for (y in max(0, place.top.toInt()) until min(height, place.bottom.toInt())) {
            for (x in max(0, place.left.toInt()) until min(width, place.right.toInt())) counts.merge(at(x, y), 1, Int::plus)
        }
        val behind = luminance(counts.maxByOrNull { it.value }?.key ?: return MOST)
        return counts.keys.maxOf { ratio(luminance(it), behind) }
    }

    private companion object {
        const val MOST = 21.0
    }
}

private fun ratio(
    one: Double,
    other: Double,
): Double = (max(one, other) + 0.05) / (min(one, other) + 0.05)

/** Relative luminance as WCAG defines it. */
private fun luminance(colour: Int): Double = 0.2126 * linear(colour shr 16) + 0.7152 * linear(colour shr 8) + 0.0722 * linear(colour)

private fun linear(part: Int): Double {
    val value = (part and 255) / 255.0
    return if (value <= 0.04045) value / 12.92 else ((value + 0.055) / 1.055).pow(2.4)
}
