package dodam.app.core

import java.io.File

/**
 * The folders for vaults. There is one vault, in the first; one that is damaged beyond opening stays
 * where it is, untouched, and what a backup brings back lies beside it, with a number, from then on.
 *
 * @property holds whether a vault lies in a folder
 */
class VaultPlaces(
    private val first: String,
    private val holds: (String) -> Boolean,
) {
    /** The numbers of those that hold a vault, the oldest first; any of them may be gone. */
    private val numbers: List<Int>
        get() {
            val beside = File(first).absoluteFile.parentFile.list().orEmpty()
            val start = "${File(first).name}-"
            val numbered = beside.filter { it.startsWith(start) }.mapNotNull { it.removePrefix(start).toIntOrNull() }
            return (numbered + 1).sorted().filter { holds(folder(it)) }
        }

    private fun folder(number: Int) = if (number == 1) first else "$first-$number"

    /** Where the vault in use is; the first folder where there is none. */
    val inUse: String get() = folder(numbers.lastOrNull() ?: 1)

    /** Where a vault can be made that is the one in use from then on, without touching one that is there. */
    val free: String get() = folder(numbers.lastOrNull()?.plus(1) ?: 1)

    /** Where the damaged ones are that were kept. */
    val damaged: List<String> get() = numbers.dropLast(1).map(::folder)
}
