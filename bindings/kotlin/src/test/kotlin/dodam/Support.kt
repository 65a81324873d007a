package dodam

import dodam.core.Profile
import dodam.core.Setup
import kotlinx.coroutines.runBlocking
import java.nio.file.Files
import java.nio.file.Path

const val PIN = "271828"

/** The root of the repository, for packs and synthetic papers. */
val repository: Path = Path.of(System.getProperty("dodam.repository")).normalize()

/** Runs a test with a folder that goes away. */
fun inTemporaryFolder(block: suspend (Path) -> Unit) {
    val folder = Files.createTempDirectory("dodam-kotlin")
    try {
        runBlocking { block(folder) }
    } finally {
        folder.toFile().deleteRecursively()
    }
}

/** Makes a vault in `folder` and closes its handles after the block. */
suspend fun <T> withVault(
    folder: Path,
    block: suspend (Profile, Setup) -> T,
): T =
    openDodam().use { dodam ->
        val setup = dodam.createVault(folder.toString(), PIN, "응우옌 티 흐엉")
        setup.profile.use { profile -> block(profile, setup).also { profile.lock() } }
    }
