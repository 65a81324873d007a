package dodam.desktop.pictures

import dodam.app.words.Language

/** How a picture is drawn: in which language, by day or night, with how large letters, on how wide a screen. */
data class Format(
    val language: String,
    val dark: Boolean = false,
    val fontScale: Float = 1f,
    val width: Int = 360,
    val height: Int = 780,
) {
    val theme: String get() = if (dark) "dark" else "light"
    val scale: String get() = "${(fontScale * 100).toInt()}"

    companion object {
        /** Every language by day, and in turn by night and with letters twice as large on a small phone. */
        val usual: List<Format> =
            Language.all.map { Format(it.tag) } + Format("ko", dark = true) + large("en") + large("vi")

        /** Every language in every way. */
        val all: List<Format> =
            Language.all.flatMap { listOf(Format(it.tag), Format(it.tag, dark = true), large(it.tag)) }

        private fun large(language: String) = Format(language, fontScale = 2f, width = 320, height = 640)
    }
}
