package dodam

import dodam.core.PaperDetails
import dodam.core.Profile
import dodam.core.contractVersion
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.condition.EnabledIfSystemProperty
import java.nio.file.Path
import kotlin.io.path.div
import kotlin.io.path.writeBytes
import kotlin.test.assertEquals

/** What calls cost, over the vault that `benches/bindings/run.py` makes; not part of the tests. */
@EnabledIfSystemProperty(named = "dodam.measured", matches = ".+")
class MeasureTest {
    private val store = Path.of(System.getProperty("dodam.measured") ?: ".")
    private val pin = System.getProperty("dodam.measured.pin") ?: ""
    private val people = System.getProperty("dodam.measured.people")?.toInt() ?: 0

    /** Runs something as often as told after as many that don't count; prints milliseconds. */
    private suspend fun measure(
        name: String,
        times: Int,
        call: suspend (Int) -> Unit,
    ) {
        repeat(times) { call(it) }
        val took =
            List(times) {
                val begun = System.nanoTime()
                call(times + it)
                (System.nanoTime() - begun) / 1e6
            }.sorted()
        println("measured $name ${took[times / 2]} ${took.first()} ${took[times * 95 / 100]}")
    }

    private suspend fun screens(profile: Profile) {
        measure("asynchronous_call", 500) { profile.ownPerson() }
        measure("page_of_people", 40) { assertEquals(people, profile.people().size) }
    }

    private suspend fun papers(
        profile: Profile,
        folder: Path,
    ) {
        val bytes = ByteArray(10 shl 20)
        // Another file each time: one that is there already would not be read.
        measure("paper_of_10_mb_added", 5) { turn ->
            bytes.fill(turn.toByte())
            val file = (folder / "$turn.bin").apply { writeBytes(bytes) }
            profile.addPaper(file.toString(), PaperDetails())
        }
        val paper = profile.findPapers(dodam.core.PaperQuery(words = "0.bin")).first()
        measure("paper_of_10_mb_written_out", 5) { turn ->
            profile.exportPaper(paper.id, "$folder/out$turn")
        }
    }

    @Test
    fun `what calls cost`() =
        inTemporaryFolder { folder ->
            measure("plain_call", 5_000) { contractVersion() }
            openDodam().use { dodam ->
                dodam.unlocked(store.toString(), pin) { profile -> screens(profile) }
            }
            withVault(folder / "vault") { profile, _ -> papers(profile, folder) }
        }
}
