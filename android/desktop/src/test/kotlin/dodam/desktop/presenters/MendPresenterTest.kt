package dodam.desktop.presenters

import dodam.app.care.MendEvent
import dodam.app.care.MendPresenter
import dodam.app.care.MendState
import dodam.app.core.Core
import dodam.app.core.Threads
import dodam.app.core.Trouble
import dodam.app.core.Vault
import dodam.desktop.journeys.SYNTHETIC_PIN
import dodam.desktop.journeys.TestDevice
import dodam.openDodam
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.cancel
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import java.nio.file.Path
import kotlin.test.assertEquals
import kotlin.test.assertFalse
import kotlin.test.assertTrue

class MendPresenterTest {
    @TempDir
    lateinit var folder: Path

    private val opened = mutableListOf<Vault>()

    private fun play(test: suspend MendPresenter.() -> Unit) =
        runBlocking {
            val scope = CoroutineScope(Dispatchers.Default)
            openDodam().use { companion ->
                val core = Core(companion, Threads(), folder.resolve("vault").toString())
                companion.createVault(core.folder, SYNTHETIC_PIN, "Linh").profile.use { it.lock() }
                try {
                    withTimeout(30_000) { MendPresenter(core, TestDevice(), {}, { opened += it }, scope).test() }
                } finally {
                    scope.cancel()
                    opened.forEach { it.lock() }
                }
            }
        }

    private suspend fun MendPresenter.ended(): MendState = state.first { !it.working && it != MendState() }

    @Test
    fun `what was mended is opened once its owner was told`() =
        play {
            on(MendEvent.Mend(SYNTHETIC_PIN))
            assertEquals(MendState(whole = true), ended())
            assertTrue(opened.isEmpty())
            on(MendEvent.Open)
            assertEquals(1, opened.size)
        }

    @Test
    fun `going back from what was mended opens it too`() =
        play {
            assertFalse(stepBack())
            on(MendEvent.Mend(SYNTHETIC_PIN))
            ended()
            assertTrue(stepBack())
            assertEquals(1, opened.size)
        }

    @Test
    fun `a wrong PIN mends nothing and can be typed again`() =
        play {
            on(MendEvent.Mend("a wrong PIN"))
            assertTrue(ended().trouble is Trouble.WrongPin)
            on(MendEvent.Mend(SYNTHETIC_PIN))
            assertEquals(true, state.first { it.whole != null }.whole)
        }
}
