package dodam.app.vault

import dodam.app.core.Core
import dodam.app.core.Device
import dodam.app.core.Presenter
import dodam.app.core.Stepwise
import dodam.app.core.Stopping
import dodam.app.core.Trouble
import dodam.app.core.Vault
import dodam.core.RepairReport
import kotlinx.coroutines.CoroutineScope

/** What repairing a damaged vault shows. */
data class RepairState(
    val working: Boolean = false,
    /** Whether everything was there; null until it was repaired. */
    val whole: Boolean? = null,
    val trouble: Trouble? = null,
)

sealed interface RepairEvent {
    data class Repair(
        val pin: String,
    ) : RepairEvent {
        override fun toString() = "Repair"
    }

    data object Stop : RepairEvent

    /** Goes on to what was saved. */
    data object Open : RepairEvent
}

/**
 * Saves what can be read of a damaged vault. The damaged files are kept. `locked` sees to it that the
 * vault is locked, `opened` takes over the repaired one.
 */
class RepairPresenter(
    private val core: Core,
    private val device: Device,
    private val locked: suspend () -> Unit,
    private val opened: (Vault) -> Unit,
    scope: CoroutineScope,
) : Presenter<RepairState, RepairEvent>(RepairState(), scope),
    Stepwise {
    private val repairing = Stopping()
    private var repaired: Vault? = null

    override fun on(event: RepairEvent) {
        when (event) {
            is RepairEvent.Repair -> repair(event.pin)
            is RepairEvent.Stop -> repairing.stop()
            is RepairEvent.Open -> repaired?.let(opened)
        }
    }

    /** While it is repaired it ends first; once it was, it is open, and going back would leave it so. */
    override fun stepBack(): Boolean {
        if (repairing.stop()) return true
        repaired?.let(opened)
        return repaired != null
    }

    private fun repair(pin: String) {
        if (state.value.working || repaired != null) return
        show { RepairState(working = true) }
        work({ trouble -> show { RepairState(trouble = trouble) } }) {
            locked()
            val made =
                repairing.during { stop ->
                    device.withGuard { guard ->
                        core.ask { companion -> companion.unlockBegin(core.folder).use { it.repair(pin, guard, stop) } }
                    }
                }
            repaired = core.opened(made.profile)
            show { RepairState(whole = made.report.isWhole) }
        }
    }
}

private val RepairReport.isWhole get() = incomplete.isEmpty() && documentsLost == 0uL
