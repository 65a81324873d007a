package dodam.desktop.pictures

import dodam.app.words.Language
import dodam.app.words.StringsMirrored

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
        /** Every language of the scene by day, and in turn by night and with letters twice as large on a small phone. */
        fun usual(scene: Scene): List<Format> = languages(scene).map { Format(it.tag) } + Format("ko", dark = true) + large("en") + large("vi")

        /** Every language of the scene in every way. */
        fun all(scene: Scene): List<Format> = languages(scene).flatMap { listOf(Format(it.tag), Format(it.tag, dark = true), large(it.tag)) }

        /** Those that have all of the app; the others, and the mirrored one, in a state or two of a screen. */
        private fun languages(scene: Scene): List<Language> {
            val (complete, further) = Language.all.partition { it.isComplete }
            return complete + further.filter { scene.isSeenFirst } + listOf(Mirrored).filter { scene.isFirstOfScreen }
        }

        private fun large(language: String) = Format(language, fontScale = 2f, width = 320, height = 640)
    }
}

/** English from right to left and longer: what a language such as Arabic would do to a screen. No person gets it. */
object Mirrored : Language("en-XB", "English", StringsMirrored) {
    override val rightToLeft get() = true
}
