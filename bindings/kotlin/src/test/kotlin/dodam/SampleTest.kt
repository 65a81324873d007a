package dodam

import dodam.sample.Sample
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Test
import java.nio.file.Files
import java.nio.file.Path
import kotlin.test.assertContains
import kotlin.test.assertEquals

class SampleTest {
    @Test
    fun `the sample goes from a new vault to one that is opened again`() {
        val paper = Path.of(System.getProperty("dodam.repository"), "tests/fixtures/papers/synthetic-card.jpg")
        val folder = Files.createTempDirectory("dodam-sample")
        val said = mutableListOf<String>()
        try {
            runBlocking { Sample(paper, folder, said::add).run() }
        } finally {
            folder.toFile().deleteRecursively()
        }
        assertContains(said, "Typing 등록 finds 외국인등록증.")
        assertEquals("Locked and opened again: 4 facts, 1 paper.", said.last())
    }
}
