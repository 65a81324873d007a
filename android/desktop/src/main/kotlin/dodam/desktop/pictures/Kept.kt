package dodam.desktop.pictures

import java.nio.file.Path
import kotlin.io.path.exists
import kotlin.io.path.readLines
import kotlin.io.path.writeText
import kotlin.math.abs

/** What is kept of a picture that a person has looked at. */
data class Kept(
    val words: String,
    val signature: String,
) {
    /** Whether it is the same to the eye, and to the letter. */
    fun isLike(other: Kept): Boolean =
        words == other.words &&
            signature.length == other.signature.length &&
            signature.indices.all { abs(signature[it].digitToInt(16) - other.signature[it].digitToInt(16)) <= 1 }
}

/** The pictures that were accepted, by their names. */
class KeptPictures(
    private val file: Path,
) {
    private val before: Map<String, Kept> =
        if (file.exists()) file.readLines().filter { it.isNotBlank() }.associate { read(it) } else emptyMap()

    /** A sentence for each picture that isn't as it was accepted; of those that weren't drawn only with `whole`. */
    fun changes(
        now: Map<String, Kept>,
        whole: Boolean,
    ): List<String> {
        val drawn =
            now.mapNotNull { (name, kept) ->
                val accepted = before[name]
                when {
                    accepted == null -> "$name is new"
                    accepted.words != kept.words -> "$name says something else"
                    !accepted.isLike(kept) -> "$name looks different"
                    else -> null
                }
            }
        return drawn + if (whole) (before.keys - now.keys).map { "$it is gone" } else emptyList()
    }

    /** Takes those as they are now; those that weren't drawn stay, unless it is the `whole`. */
    fun accept(
        now: Map<String, Kept>,
        whole: Boolean,
    ) {
        val all = if (whole) now else before + now
        file.writeText(all.toSortedMap().map { (name, kept) -> "$name ${kept.words} ${kept.signature}\n" }.joinToString(""))
    }

    private fun read(line: String): Pair<String, Kept> {
        val (name, words, signature) = line.split(' ')
        return name to Kept(words, signature)
    }
}
