package dodam.desktop.presenters

import dodam.app.core.Core
import dodam.app.core.Threads
import dodam.app.core.Trouble
import dodam.app.core.Vault
import dodam.app.vault.RepairEvent
import dodam.app.vault.RepairPresenter
import dodam.app.vault.RepairState
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

class RepairPresenterTest {
    @TempDir
    lateinit var folder: Path

    private val opened = mutableListOf<Vault>()

    private fun play(test: suspend RepairPresenter.() -> Unit) =
        runBlocking {
            val scope = CoroutineScope(Dispatchers.Default)
            openDodam().use { companion ->
                val core = Core(companion, Threads(), folder.resolve("vault").toString())
                companion.createVault(core.folder, SYNTHETIC_PIN, "Linh").profile.use { it.lock() }
                try {
                    withTimeout(30_000) { RepairPresenter(core, TestDevice(), {}, { opened += it }, scope).test() }
                } finally {
                    scope.cancel()
                    opened.forEach { it.lock() }
                }
            }
        }

    private suspend fun RepairPresenter.ended(): RepairState = state.first { !it.working && it != RepairState() }

    @Test
    fun `what was repaired is opened once its owner was told`() =
        play {
            on(RepairEvent.Repair(SYNTHETIC_PIN))
            assertEquals(RepairState(whole = true), ended())
            assertTrue(opened.isEmpty())
            on(RepairEvent.Open)
            assertEquals(1, opened.size)
        }

    @Test
    fun `going back from what was repaired opens it too`() =
        play {
            assertFalse(stepBack())
            on(RepairEvent.Repair(SYNTHETIC_PIN))
            ended()
            assertTrue(stepBack())
            assertEquals(1, opened.size)
        }

    @Test
    fun `a wrong PIN repairs nothing and can be typed again`() =
        play {
            on(RepairEvent.Repair("a wrong PIN"))
            assertTrue(ended().trouble is Trouble.WrongPin)
            on(RepairEvent.Repair(SYNTHETIC_PIN))
            assertEquals(true, state.first { it.whole != null }.whole)
        }
}
