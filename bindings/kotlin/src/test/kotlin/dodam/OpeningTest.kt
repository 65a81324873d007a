package dodam

import org.junit.jupiter.api.Test
import java.nio.file.Files
import java.nio.file.Path
import kotlin.io.path.div
import kotlin.test.assertEquals
import kotlin.test.assertTrue

/**
 * Opening and closing again and again: two hundred times, or as often as `dodam.openings` says. A
 * device secret opens without Argon2id, which takes its time on purpose.
 */
class OpeningTest {
    private val openings = System.getProperty("dodam.openings")?.toInt() ?: 200
    private val secret = ByteArray(32) { 7 }

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
            withVault(folder / "vault") { profile, _ -> profile.setDeviceSecret(PIN, secret) }
            openDodam().use { dodam ->
                var early = 0L
                repeat(openings) { time ->
                    val challenge = dodam.unlockBegin("$folder/vault")
                    challenge.use { it.unlockFinishWithDeviceSecret(secret) }.use { profile ->
                        assertEquals(emptyList(), profile.papers())
                        profile.lock()
                    }
                    if (time == openings / 2) early = residentMib()
                }
                val late = residentMib()
                println("$openings openings: $early MiB, then $late MiB")
                assertTrue(late < early + 64, "$early MiB became $late MiB")
            }
        }
}
