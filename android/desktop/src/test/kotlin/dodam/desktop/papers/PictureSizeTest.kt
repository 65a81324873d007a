package dodam.desktop.papers

import dodam.app.papers.PictureSize
import dodam.desktop.pictures.syntheticCard
import dodam.desktop.pictures.syntheticResult
import org.junit.jupiter.api.Test
import kotlin.io.path.readBytes
import kotlin.test.assertEquals

class PictureSizeTest {
    private val card = syntheticCard.readBytes()
    private val png = bytes(0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 1, 0, 0, 0, 0, 2)

    /** A frame after filling, a table and a comment. */
    private val jpeg =
        bytes(0xFF, 0xD8) + bytes(0xFF, 0xC4, 0, 3, 9) + bytes(0xFF, 0xFF, 0xFE, 0, 2) + bytes(0xFF, 0xC2, 0, 17, 8, 0, 3, 0, 4, 1)

    @Test
    fun `the size of a picture is read from its first bytes, and of nothing else`() {
        val table =
            listOf(
                card to PictureSize(320, 200),
                png to PictureSize(256, 2),
                jpeg to PictureSize(4, 3),
                syntheticResult.readBytes() to null,
                ByteArray(0) to null,
                bytes(0xFF, 0xD8, 0xFF) to null,
                // No segment is shorter than its own length.
                bytes(0xFF, 0xD8, 0xFF, 0xE0, 0, 1, 0, 0, 0, 0, 0, 0) to null,
                // A side of nothing, and one below it.
                png.copyOf().also { it[18] = 0 } to null,
                png.copyOf().also { it[16] = -1 } to null,
            )
        table.forEach { (bytes, size) -> assertEquals(size, PictureSize.of(bytes)) }
    }

    @Test
    fun `a picture that is cut off anywhere is none, and no failure`() {
        val whole = PictureSize.of(card)
        card.indices.forEach { length -> assert(PictureSize.of(card.copyOf(length)) in setOf(null, whole)) }
    }

    private fun bytes(vararg values: Int) = ByteArray(values.size) { values[it].toByte() }
}
