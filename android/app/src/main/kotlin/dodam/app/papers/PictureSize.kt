package dodam.app.papers

/** How large a picture is, as its first bytes say. */
data class PictureSize(
    val width: Int,
    val height: Int,
) {
    val pixels: Long get() = width.toLong() * height

    companion object {
        /** Reads the size of a JPEG or a PNG; null for anything else. Nothing is decoded. */
        fun of(bytes: ByteArray): PictureSize? = png(bytes) ?: jpeg(bytes)

        private fun png(bytes: ByteArray): PictureSize? {
            if (bytes.size < PNG_HEAD || !bytes.beginsWith(0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A)) return null
            val (width, height) = bytes.number(16, 4) to bytes.number(20, 4)
            return PictureSize(width, height).takeIf { width > 0 && height > 0 }
        }

        /** Walks from segment to segment until the one that says the size. */
        private fun jpeg(bytes: ByteArray): PictureSize? {
            if (!bytes.beginsWith(0xFF, 0xD8)) return null
            var at = 2
            while (at + SEGMENT_HEAD <= bytes.size) {
                if (bytes.number(at, 1) != 0xFF) return null
                val marker = bytes.number(at + 1, 1)
                if (marker == 0xFF) {
                    // Filling between segments.
                    at += 1
                    continue
                }
                if (marker in sizes) return PictureSize(bytes.number(at + 7, 2), bytes.number(at + 5, 2)).takeIf { it.pixels > 0 }
                val length = bytes.number(at + 2, 2)
                if (length < 2) return null
                at += 2 + length
            }
            return null
        }

        private const val PNG_HEAD = 24
        private const val SEGMENT_HEAD = 9

        /** The markers of frames; those between them are tables. */
        private val sizes = (0xC0..0xCF) - setOf(0xC4, 0xC8, 0xCC)
    }
}

private fun ByteArray.beginsWith(vararg first: Int) = size >= first.size && first.indices.all { number(it, 1) == first[it] }

/** A number of so many bytes, the highest first. */
private fun ByteArray.number(
    at: Int,
    length: Int,
): Int = (at until at + length).fold(0) { number, index -> number shl 8 or (this[index].toInt() and 0xFF) }
