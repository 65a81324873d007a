package dodam.desktop.pictures

import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.text.TextLayoutResult
import dodam.app.look.WORD_JOINER

/** What a screen reader says of a node. */
internal fun SemanticsNode.said(): List<String> =
    config.getOrNull(SemanticsProperties.ContentDescription).orEmpty() +
        config.getOrNull(SemanticsProperties.Text).orEmpty().map { it.text } +
        listOfNotNull(config.getOrNull(SemanticsProperties.EditableText)?.text)

/** Holds a screen to what fingers and eyes need. */
internal class Reading(
    private val density: Float,
    private val pixels: Pixels,
) {
    /**
     * A sentence for each thing to touch that is too small or has no words, and each text that
     * is wider than its place, too small or too faint.
     */
    fun complaints(
        merged: List<SemanticsNode>,
        nodes: List<SemanticsNode>,
    ): List<String> = merged.filter { it.canBeTouched }.flatMap { touch(it) } + nodes.flatMap { text(it) }

    private fun touch(node: SemanticsNode): List<String> {
        val words = node.said().joinToString(" ")
        val (wide, high) = node.touchBoundsInRoot.let { it.width / density to it.height / density }
        // What is scrolled half out of sight is as large as it was.
        val isWhole = node.size.height <= node.boundsInRoot.height + 1
        return listOfNotNull(
            "something to touch has no words".takeIf { words.isBlank() },
            "\"$words\" is ${wide.toInt()} x ${high.toInt()} dp to touch".takeIf { isWhole && (wide < TOUCH || high < TOUCH) },
        )
    }

    private fun text(node: SemanticsNode): List<String> {
        val layouts = mutableListOf<TextLayoutResult>()
        node.config.getOrNull(SemanticsActions.GetTextLayoutResult)?.action?.invoke(layouts)
        return layouts.flatMap { layout ->
            val words = layout.layoutInput.text.text.take(60)
            val size = layout.layoutInput.style.fontSize.value
            listOfNotNull(
                "\"$words\" is broken within a word".takeIf { breaksAWord(layout) },
                "\"$words\" reaches over the edge".takeIf { node.positionInRoot.x < 0 || node.positionInRoot.x + node.size.width > pixels.width },
                "\"$words\" is $size sp".takeIf { size < SMALLEST && words.isNotEmpty() },
                faint(node, layout)?.let { "\"$words\" stands out by $it, not by $LEAST_CONTRAST" },
            )
        }
    }

    /** How little a text stands out from what is behind it, where that is too little; what can't be used may be faint. */
    private fun faint(
        node: SemanticsNode,
        layout: TextLayoutResult,
    ): String? {
        val isWhole = node.size.height <= node.boundsInRoot.height + 1
        if (!isWhole || layout.layoutInput.text.isBlank() || node.isDisabled) return null
        val contrast = pixels.contrast(node.boundsInRoot)
        return "%.1f".format(contrast).takeIf { contrast < LEAST_CONTRAST }
    }

    private val SemanticsNode.isDisabled: Boolean
        get() = generateSequence(this) { it.parent }.any { it.config.contains(SemanticsProperties.Disabled) }

    /** Whether a line ends within a word of a script that has spaces; a Korean one that is wider than its place may. */
    private fun breaksAWord(layout: TextLayoutResult): Boolean {
        val text = layout.layoutInput.text.text
        return (0 until layout.lineCount - 1).any { line ->
            val end = layout.getLineEnd(line)
            val within = end in 1 until text.length && text[end - 1].isOfAWord && text[end].isOfAWord
            within && (text[end - 1].isEuropean || widthOfWord(layout, end) <= layout.size.width)
        }
    }

    private fun widthOfWord(
        layout: TextLayoutResult,
        within: Int,
    ): Float {
        val text = layout.layoutInput.text.text
        val start = text.lastIndexOfAny(SPACES, within - 1) + 1
        val end = text.indexOfAny(SPACES, within).let { if (it < 0) text.length else it }
        return (start until end).sumOf { layout.getBoundingBox(it).width.toDouble() }.toFloat()
    }

    private val Char.isOfAWord: Boolean
        get() = this == WORD_JOINER || isEuropean || (isLetter() && script == Character.UnicodeScript.HANGUL)

    private val Char.isEuropean: Boolean
        get() = isLetter() && (script == Character.UnicodeScript.LATIN || script == Character.UnicodeScript.CYRILLIC)

    private val Char.script get() = Character.UnicodeScript.of(code)

    private val SemanticsNode.canBeTouched: Boolean
        get() = config.contains(SemanticsActions.OnClick) && !config.contains(SemanticsProperties.Disabled)

    private companion object {
        /** Half a pixel less than 48 is 48. */
        const val TOUCH = 47.5f
        const val SMALLEST = 12f
        val SPACES = charArrayOf(' ', '\n')

        /** WCAG's AA for letters of any size. */
        const val LEAST_CONTRAST = 4.5
    }
}
