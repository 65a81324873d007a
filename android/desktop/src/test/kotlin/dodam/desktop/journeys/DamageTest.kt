package dodam.desktop.journeys

import org.junit.jupiter.api.Test
import java.io.RandomAccessFile
import java.nio.file.Path
import kotlin.io.path.createDirectories
import kotlin.io.path.exists
import kotlin.io.path.writeText
import kotlin.test.assertEquals
import kotlin.test.assertFalse
import kotlin.test.assertTrue

/** What a person can do about a vault that is damaged, and how one is destroyed. */
class DamageTest {
    /** Changes a byte on a page of a file, once the app has let go of it. */
    private fun Journey.damage(
        file: Path,
        at: Long,
    ) = becomes("the vault to be let go of") {
        runCatching {
            RandomAccessFile(file.toFile(), "rw").use {
                it.seek(at)
                val byte = it.read()
                it.seek(at)
                it.write(byte xor 1)
            }
        }.isSuccess
    }

    private fun Journey.keep(title: String) {
        touch("My papers")
        val file = folder.resolve("$title.txt").apply { writeText("a synthetic paper") }
        addPaper(file, title)
        touchFixed("Back")
        appears("Am I insured?")
    }

    private fun Journey.unlock(pin: String) {
        touch("Unlock")
        type("PIN or passphrase", pin)
        touchFixed("Unlock")
    }

    @Test
    fun `a repair asks for the PIN, and says where too little is left for it`() =
        journey {
            beginVault("a synthetic PIN")
            touch("Lock")
            becomes("nobody to hold the vault") { !folder.resolve("vault/vault.db-wal").exists() }
            // The first page says what the others are.
            damage(folder.resolve("vault/vault.db"), 100)
            unlock("a synthetic PIN")
            appears("The place where your papers are kept is damaged.")
            touch("Repair what is damaged")
            type("PIN or passphrase", "a wrong PIN")
            touchFixed("Repair what is damaged")
            appears("That isn't the PIN.")
            replace("PIN or passphrase", "a synthetic PIN")
            touchFixed("Repair what is damaged")
            appears("Too little can be read for a repair.")
            assertTrue(folder.resolve("vault/keyslots").exists())
        }

    @Test
    fun `a vault beyond repair stays where it is beside what a backup brings back`() =
        journey {
            val copy = folder.resolve("copy")
            val words = beginVault("a synthetic PIN", copy = copy)
            touch("Lock")
            becomes("nobody to hold the vault") { !folder.resolve("vault/vault.db-wal").exists() }
            damage(folder.resolve("vault/keyslots"), 60)
            unlock("a synthetic PIN")
            touch("Bring papers back")
            type("24 words", words)
            type("New PIN or passphrase", "another PIN")
            device.file = copy
            touchFixed("Choose the backup file")
            appears("Am I insured?")
            assertTrue(folder.resolve("vault/keyslots").exists())
            // Closed and opened again, it is the one that was brought back.
            touch("Lock")
            restart()
            unlock("another PIN")
            appears("Am I insured?")
            touch("Settings")
            touch("Is everything whole?")
            touchFixed("Check everything")
            appears("What was damaged before you brought back a backup is still kept.")
            touch("Delete the damaged files for good")
            becomes("the damaged files to be gone") { !folder.resolve("vault").exists() }
            // The one in use isn't gone with them.
            repeat(2) { touchFixed("Back") }
            touch("Lock")
            restart()
            unlock("another PIN")
            appears("Am I insured?")
        }

    @Test
    fun `a paper whose file was changed is named, and no repair is offered that wouldn't help`() =
        journey {
            beginVault()
            keep("A synthetic letter")
            val sealed = files().single { it.parent.fileName.toString() == "papers" }
            damage(sealed, 20)
            touch("Settings")
            touch("Is everything whole?")
            touchFixed("Check everything")
            appears("The files of these papers are damaged")
            appears("A synthetic letter")
            assertFalse(shows("Repair what is damaged"))
            assertFalse(shows("Nothing is damaged."))
        }

    @Test
    fun `a vault is destroyed with its PIN alone, and another can be begun at once`() =
        journey {
            beginVault()
            touch("Settings")
            touch("Destroy everything here")
            type("PIN or passphrase", "a wrong PIN")
            touchFixed("Destroy it for good")
            appears("That isn't the PIN.")
            assertTrue(folder.resolve("vault/keyslots").exists())
            replace("PIN or passphrase", SYNTHETIC_PIN)
            touchFixed("Destroy it for good")
            appears("Keep my papers safe")
            assertEquals(listOf("lock"), folder.resolve("vault").toFile().list()?.toList())
            beginVault("a third PIN")
        }

    @Test
    fun `what was wrong about a backup leaves the first screen as it was`() =
        journey {
            val file = folder.resolve("no backup").apply { parent.createDirectories() }
            file.writeText("synthetic")
            touch("Bring papers back")
            type("24 words", List(24) { "abandon" }.joinToString(" "))
            type("New PIN or passphrase", "another PIN")
            device.file = file
            touchFixed("Choose the backup file")
            appears("words")
            touchFixed("Back")
            restart()
            appears("Keep my papers safe")
        }
}
