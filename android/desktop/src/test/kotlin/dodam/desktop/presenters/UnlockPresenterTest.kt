package dodam.desktop.presenters

import dodam.app.core.Core
import dodam.app.core.Device
import dodam.app.core.Threads
import dodam.app.core.Vault
import dodam.app.unlock.UnlockEvent
import dodam.app.unlock.UnlockPresenter
import dodam.app.unlock.UnlockWay
import dodam.core.DodamException
import dodam.core.Profile
import dodam.desktop.journeys.TestDevice
import dodam.openDodam
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.cancel
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import java.nio.file.Path
import kotlin.test.assertTrue

class UnlockPresenterTest {
    @TempDir
    lateinit var folder: Path

    /** Lets go of the vault once somebody was told that it is in use. */
    private class Holding(
        private val held: Profile,
        private val device: Device = TestDevice(),
    ) : Device by device {
        var wasBusy = false

        override suspend fun <T> withGuard(open: suspend (ByteArray?) -> T): T =
            try {
                open(null)
            } catch (busy: DodamException.Busy) {
                wasBusy = true
                held.lock()
                throw busy
            }
    }

    @Test
    fun `a vault that is still in use is opened as soon as it is free`() =
        runBlocking {
            val scope = CoroutineScope(Dispatchers.Default)
            try {
                openDodam().use { companion ->
                    val core = Core(companion, Threads(), folder.resolve("vault").toString())
                    val device = Holding(companion.createVault(core.folder, PIN, "Linh").profile)
                    val opened = CompletableDeferred<Vault>()
                    UnlockPresenter(core, device, {}, { opened.complete(it) }, UnlockWay.Pin, scope).on(UnlockEvent.Pin(PIN))
                    withTimeout(30_000) { opened.await() }.lock()
                    assertTrue(device.wasBusy)
                }
            } finally {
                scope.cancel()
            }
        }

    private companion object {
        const val PIN = "a synthetic PIN"
    }
}
