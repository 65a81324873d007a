package dodam.desktop.presenters

import dodam.app.core.Core
import dodam.app.core.Threads
import dodam.app.core.Vault
import dodam.app.medicines.MedicinesEvent
import dodam.app.medicines.MedicinesPresenter
import dodam.app.medicines.TypedCourse
import dodam.app.settings.EmergencyCardEvent
import dodam.app.settings.EmergencyCardPresenter
import dodam.core.EmergencyCard
import dodam.core.Profile
import dodam.desktop.pictures.await
import dodam.openDodam
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import java.nio.file.Path
import kotlin.test.assertEquals

/** Who touches "Save" and goes back at once has saved. */
class LeavingTest {
    @TempDir
    lateinit var folder: Path

    /** Leaves a screen right after `touch`, and looks once everything of it has ended. */
    private fun <T> afterLeaving(
        touch: suspend (Core, Vault, CoroutineScope) -> Unit,
        look: suspend (Core, Profile) -> T,
    ): T =
        runBlocking {
            openDodam().use { companion ->
                val core = Core(companion, Threads(), folder.resolve("vault").toString())
                val profile = companion.createVault(core.folder, "a synthetic PIN", "Linh").profile
                val screen = Job()
                touch(core, core.opened(profile), CoroutineScope(Dispatchers.Default + screen))
                screen.cancelAndJoin()
                look(core, profile).also { profile.lock() }
            }
        }

    @Test
    fun `a medicine that was written down`() {
        val names =
            afterLeaving({ _, vault, scope ->
                val presenter = MedicinesPresenter(vault, "2026-11-28T14:30", scope)
                presenter.await { it.courses != null }
                presenter.on(MedicinesEvent.Add)
                presenter.on(MedicinesEvent.Keep(TypedCourse("Amlodipine", "5 mg", "08:00")))
            }) { _, profile -> profile.medicines(null).map { it.name } }
        assertEquals(listOf("Amlodipine"), names)
    }

    @Test
    fun `an emergency card`() {
        val name =
            afterLeaving({ core, vault, scope ->
                val presenter = EmergencyCardPresenter(core, vault, scope)
                presenter.await { it.card != null }
                presenter.on(EmergencyCardEvent.Save(EmergencyCard(name = "Linh")))
            }) { core, _ -> core.ask { it.emergencyCard(core.folder) }?.name }
        assertEquals("Linh", name)
    }
}
