package dodam

import dodam.core.Cancellation
import dodam.core.DodamException
import dodam.core.PaperDetails
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch
import org.junit.jupiter.api.Test
import java.io.RandomAccessFile
import java.net.InetAddress
import java.net.ServerSocket
import java.nio.file.Path
import kotlin.io.path.div
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertTrue

class StoppingTest {
    private fun largeFile(folder: Path): String = "$folder/large".also { path -> RandomAccessFile(path, "rw").use { it.setLength(20L shl 20) } }

    @Test
    fun `a progress listener that throws stops an import, which goes on later`() =
        inTemporaryFolder { folder ->
            val file = largeFile(folder)
            withVault(folder / "vault") { profile, _ ->
                val fails = onProgress { error("a listener that fails") }
                assertFailsWith<DodamException.Stopped> { profile.addPaper(file, PaperDetails(), fails) }
                assertTrue(profile.storage().unfinishedBytes > 0uL)
                val seen = mutableListOf<ULong>()
                val added = profile.addPaper(file, PaperDetails(), onProgress { seen += it })
                assertEquals(20uL shl 20, added.sizeBytes)
                assertEquals(seen.sorted(), seen)
                assertEquals(0uL, profile.storage().unfinishedBytes)
            }
        }

    @Test
    fun `cancelling a coroutine stops the import it waits for`() =
        inTemporaryFolder { folder ->
            val file = largeFile(folder)
            withVault(folder / "vault") { profile, _ ->
                coroutineScope {
                    val begun = CompletableDeferred<Unit>()
                    val goOn = CompletableDeferred<Unit>()
                    val held =
                        onProgress {
                            begun.complete(Unit)
                            kotlinx.coroutines.runBlocking { goOn.await() }
                        }
                    val import = launch(Dispatchers.Default) { stoppable { profile.addPaper(file, PaperDetails(), held, it) } }
                    begun.await()
                    import.cancelAndJoin()
                    goOn.complete(Unit)
                }
                // The next import waits for nothing: the stopped one has let go of its place.
                val added = profile.addPaper(file, PaperDetails(title = "again"))
                assertEquals(listOf(added), profile.papers())
            }
        }

    @Test
    fun `a call that waits for a silent server is stopped`() =
        inTemporaryFolder { folder ->
            withVault(folder / "vault") { profile, _ ->
                ServerSocket(0, 1, InetAddress.getLoopbackAddress()).use { silent ->
                    coroutineScope {
                        val cancellation = Cancellation()
                        val call =
                            async(Dispatchers.Default) {
                                runCatching { profile.enrol("http://127.0.0.1:${silent.localPort}", "code", cancellation) }
                            }
                        silent.accept().use {
                            cancellation.cancel()
                            assertTrue(call.await().exceptionOrNull() is DodamException.Stopped)
                        }
                    }
                }
            }
        }
}
