package dodam.desktop.pictures

import kotlin.io.path.Path

/** Where the `dodam` command lies: beside the library. */
internal val command: String = Path(checkNotNull(System.getProperty("jna.library.path"))).resolve("dodam").toString()

/** Runs the `dodam` command and gives what it printed; fails with what it said where it fails. */
fun dodam(vararg words: String): String {
    val process = ProcessBuilder(command, *words).redirectErrorStream(true).start()
    val said = process.inputReader().readText()
    check(process.waitFor() == 0) { "dodam ${words.joinToString(" ")}: $said" }
    return said
}
