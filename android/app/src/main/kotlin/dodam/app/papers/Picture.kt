package dodam.app.papers

import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.graphics.Canvas
import androidx.compose.ui.graphics.FilterQuality
import androidx.compose.ui.graphics.ImageBitmap
import androidx.compose.ui.graphics.Paint
import androidx.compose.ui.graphics.decodeToImageBitmap
import androidx.compose.ui.unit.IntOffset
import androidx.compose.ui.unit.IntSize
import kotlin.math.max

/** A paper's picture on a screen. */
sealed interface Picture {
    data object Looking : Picture

    data class Drawn(
        val image: ImageBitmap,
    ) : Picture

    /** Neither a JPEG nor a PNG, as a PDF. */
    data object OtherFormat : Picture

    /** Too large to be opened here, or broken as a picture. */
    data object NotDrawable : Picture
}

/**
 * Decodes a JPEG or a PNG, no side longer than `longest`, and turns it to the right by `quarters`. It
 * takes time: never on the thread that draws.
 */
internal fun pictureOf(
    bytes: ByteArray,
    longest: Int,
    quarters: (ByteArray) -> Int = { 0 },
): Picture {
    val size = PictureSize.of(bytes) ?: return Picture.OtherFormat
    if (size.pixels > MOST_PIXELS) return Picture.NotDrawable
    val whole = runCatching { bytes.decodeToImageBitmap() }.getOrNull() ?: return Picture.NotDrawable
    return Picture.Drawn((1..quarters(bytes)).fold(whole.within(longest)) { picture, _ -> picture.turned() })
}

/** The same in smaller, where it is larger. */
private fun ImageBitmap.within(longest: Int): ImageBitmap {
    val side = max(width, height)
    if (side <= longest) return this
    val (smallWidth, smallHeight) = max(1, width * longest / side) to max(1, height * longest / side)
    val small = ImageBitmap(smallWidth, smallHeight)
    val paint = Paint().apply { filterQuality = FilterQuality.High }
    Canvas(small).drawImageRect(this, IntOffset.Zero, IntSize(width, height), IntOffset.Zero, IntSize(smallWidth, smallHeight), paint)
    return small
}

/** The same, turned by a quarter to the right. */
internal fun ImageBitmap.turned(): ImageBitmap {
    val turned = ImageBitmap(height, width)
    val canvas = Canvas(turned)
    canvas.translate(height.toFloat(), 0f)
    canvas.rotate(QUARTER)
    canvas.drawImage(this, Offset.Zero, Paint())
    return turned
}

private const val QUARTER = 90f

/** What an old phone has the memory for: four bytes each while it is decoded. */
private const val MOST_PIXELS = 24_000_000L

/** The longest side of a picture that fills a screen. */
internal const val LARGE_PICTURE = 2_048

/** The longest side of a picture in a list. */
internal const val SMALL_PICTURE = 192
