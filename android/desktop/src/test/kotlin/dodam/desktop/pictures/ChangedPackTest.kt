package dodam.desktop.pictures

import dodam.openDodam
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import java.nio.file.Path
import kotlin.io.path.ExperimentalPathApi
import kotlin.io.path.copyToRecursively
import kotlin.io.path.createDirectory
import kotlin.io.path.deleteExisting
import kotlin.io.path.listDirectoryEntries
import kotlin.io.path.readText
import kotlin.io.path.writeText
import kotlin.test.assertTrue

/** What a picture says about money comes from the packs, and from nowhere else. */
class ChangedPackTest {
    @TempDir
    lateinit var folder: Path

    @Test
    fun `an amount that changes in a pack changes the picture`() =
        runBlocking {
            val built = explained(null)
            assertTrue("118,180 won" in built, "$built")
            val changed = explained(installed { it.replace("value = 118180,", "value = 118200,") })
            assertTrue("118,200 won" in changed && "118,180 won" !in changed, "$changed")
        }

    private suspend fun explained(packs: Path?): List<String> {
        val stage = Stage(folder.resolve("stage"), "en", packs?.toString())
        return stage.use {
            val scene = scenes.single { it.screen == "bill" && it.state == "one_way" }
            scene.play(stage)
            draw(stage, Format("en", height = 4000)).texts
        }
    }

    /** The pack of premiums, changed and signed by keys of this test's own, where the core looks for packs. */
    @OptIn(ExperimentalPathApi::class)
    private suspend fun installed(change: (String) -> String): Path {
        val pack = folder.resolve("kr.nhi.premium")
        ofRepository("packs/kr.nhi.premium").copyToRecursively(pack, followLinks = false, overwrite = false)
        // They hold the amounts that are true.
        pack.listDirectoryEntries("tests_*.toml").forEach { it.deleteExisting() }
        val file = pack.resolve("pack.toml")
        file.writeText(change(file.readText()).replace("version = 1\n", "version = 2\n"))
        val (key, root, bundle) = listOf("key", "root", "bundle").map { folder.resolve(it).toString() }
        dodam("pack", "key", "--out", key, "--name", "a synthetic signer")
        dodam(
            "pack", "root", "new", "--root-key", "$key.pub", "--root-threshold", "1", "--index-key", "$key.pub",
            "--index-threshold", "1", "--expires", "2099-01-01", "--key", key, "--out", root,
        )
        dodam("pack", "sign", "$pack", "--key", key, "--publisher", "official", "--out", bundle)
        val packs = folder.resolve("packs").createDirectory()
        openDodam("$packs").use { companion ->
            companion.adoptPackRoot(root)
            companion.installPacks(bundle)
        }
        return packs
    }
}
