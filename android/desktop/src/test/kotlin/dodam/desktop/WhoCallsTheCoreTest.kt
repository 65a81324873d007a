package dodam.desktop

import dodam.app.core.Core
import dodam.app.core.Threads
import dodam.openDodam
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Test
import java.nio.file.Path
import kotlin.io.path.extension
import kotlin.io.path.isDirectory
import kotlin.io.path.readText
import kotlin.io.path.walk
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertTrue

class WhoCallsTheCoreTest {
    /** What can be called, beside the records that are shown. */
    private val callable = Regex("""^import dodam\.core\.([a-z]\w*|Companion|Profile|Challenge|Cancellation|Subscription)$""", RegexOption.MULTILINE)

    @Test
    fun `nothing that draws can call the core`() {
        val sources =
            generateSequence(Path.of("").toAbsolutePath()) { it.parent }
                .map { it.resolve("android/app/src/main/kotlin") }
                .first { it.isDirectory() }
        val drawing = sources.walk().filter { it.extension == "kt" && "@Composable" in it.readText() }.toList()
        assertTrue(drawing.size > 20)
        assertEquals(emptyList(), drawing.filter { callable.containsMatchIn(it.readText()) })
    }

    @Test
    fun `a call on the thread that draws fails`() {
        val core = Core(openDodam(), Threads(Dispatchers.Unconfined, draws = { true }), "nowhere")
        assertFailsWith<IllegalStateException> { runBlocking { core.ask { it.decisions() } } }
    }

    @Test
    fun `a call leaves the thread that draws`() {
        val drawing = Thread.currentThread()
        val core = Core(openDodam(), Threads(draws = { Thread.currentThread() === drawing }), "nowhere")
        assertTrue(runBlocking { core.ask { it.decisions() } }.isNotEmpty())
    }
}
