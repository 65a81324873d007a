package dodam.desktop.core

import dodam.app.core.VaultPlaces
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import java.nio.file.Path
import kotlin.io.path.createDirectories
import kotlin.io.path.createFile
import kotlin.io.path.div
import kotlin.io.path.exists
import kotlin.test.assertEquals

class VaultPlacesTest {
    @TempDir
    lateinit var root: Path

    private val places get() = VaultPlaces("$root/vault") { Path.of(it, "keyslots").exists() }

    private fun hold(vararg names: String) = names.forEach { (root / it).createDirectories().resolve("keyslots").createFile() }

    /** The names of the one in use, the free one, and the damaged ones. */
    private fun shown() = Triple(name(places.inUse), name(places.free), places.damaged.map(::name))

    private fun name(folder: String) = Path.of(folder).fileName.toString()

    @Test
    fun `where there is no vault, the first folder is it`() = assertEquals(Triple("vault", "vault", emptyList()), shown())

    @Test
    fun `a folder without a vault in it is none`() {
        (root / "vault").createDirectories()
        (root / "vault-2").createDirectories()
        assertEquals(Triple("vault", "vault", emptyList()), shown())
    }

    @Test
    fun `the newest is in use, and the others are the damaged ones`() {
        hold("vault", "vault-2", "vault-10")
        assertEquals(Triple("vault-10", "vault-11", listOf("vault", "vault-2")), shown())
    }

    @Test
    fun `the one in use stays it when older ones are gone`() {
        hold("vault-3")
        assertEquals(Triple("vault-3", "vault-4", emptyList()), shown())
    }

    @Test
    fun `what only looks like one is left alone`() {
        hold("vault", "vault-old", "vaults-9", "vault-")
        assertEquals(Triple("vault", "vault-2", emptyList()), shown())
    }
}
