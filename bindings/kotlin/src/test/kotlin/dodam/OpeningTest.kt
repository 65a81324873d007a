package dodam

import org.junit.jupiter.api.Test
import java.nio.file.Files
import java.nio.file.Path
import kotlin.io.path.div
import kotlin.test.assertEquals
import kotlin.test.assertTrue

/** Opening and closing again and again: fifty times, or as often as `dodam.openings` says. */
class OpeningTest {
    private val openings = System.getProperty("dodam.openings")?.toInt() ?: 50

    /** Memory of this process in MiB, where the system tells. */
    private fun residentMib(): Long {
        System.gc()
        val status = Path.of("/proc/self/status")
        if (!Files.exists(status)) return 0
        val line = Files.readAllLines(status).first { it.startsWith("VmRSS:") }
        return line.filter(Char::isDigit).toLong() / 1024
    }

    @Test
    fun `a vault opens and closes many times and memory stays`() =
        inTemporaryFolder { folder ->
            withVault(folder / "vault") { profile, _ -> profile.wordsWereShown() }
            openDodam().use { dodam ->
                var early = 0L
                repeat(openings) { time ->
                    dodam.unlocked("$folder/vault", PIN) { profile -> assertEquals(emptyList(), profile.papers()) }
                    if (time == openings / 2) early = residentMib()
                }
                val late = residentMib()
                println("$openings openings: $early MiB, then $late MiB")
                assertTrue(late < early + 64, "$early MiB became $late MiB")
            }
        }
}
