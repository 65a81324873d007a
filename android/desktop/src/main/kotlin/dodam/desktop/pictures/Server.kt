package dodam.desktop.pictures

import java.nio.file.Path
import java.util.concurrent.TimeUnit

/**
 * A real server on this machine: the `dodam` command, which lies where the library lies. It stops when it is
 * closed, and when this program ends in whatever way.
 */
class Server(
    private val data: Path,
) : AutoCloseable {
    // The shell waits for the end of what it is told, which comes with the end of this program.
    private val process: Process =
        ProcessBuilder("sh", "-c", "\"$0\" --json serve --listen 127.0.0.1:0 --data \"$1\" & cat > /dev/null; kill $!; wait", command, "$data")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start()

    /** Where it listens, as one types it. */
    val address: String = "http://" + field(process.inputReader().readLine(), "listening")

    /** A code that lets one device store there. */
    fun admit(): String {
        val said = dodam("--json", "server", "admit", "--data", "$data")
        return field(said, "code")
    }

    override fun close() {
        process.outputStream.close()
        check(process.waitFor(20, TimeUnit.SECONDS)) { "the server didn't stop" }
    }

    private fun field(
        json: String?,
        name: String,
    ): String = checkNotNull(Regex("\"$name\":\\s*\"([^\"]+)\"").find(json.orEmpty())) { "the server said: $json" }.groupValues[1]
}
