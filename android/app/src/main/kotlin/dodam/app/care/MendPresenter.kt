package dodam.app.care

import dodam.app.core.Core
import dodam.app.core.Device
import dodam.app.core.Presenter
import dodam.app.core.Stepwise
import dodam.app.core.Stopping
import dodam.app.core.Trouble
import dodam.app.core.Vault
import dodam.core.RepairReport
import kotlinx.coroutines.CoroutineScope

/** What mending a damaged vault shows. */
data class MendState(
    val working: Boolean = false,
    /** Whether everything was there; null until it was mended. */
    val whole: Boolean? = null,
    val trouble: Trouble? = null,
)

sealed interface MendEvent {
    data class Mend(
        val pin: String,
    ) : MendEvent {
        override fun toString() = "Mend"
    }

    data object Stop : MendEvent

    /** Goes on to what was saved. */
    data object Open : MendEvent
}

/**
 * Saves what can be read of a damaged vault. The damaged files are kept. `locked` sees to it that the
 * vault is locked, `opened` takes over the mended one.
 */
class MendPresenter(
    private val core: Core,
    private val device: Device,
    private val locked: suspend () -> Unit,
    private val opened: (Vault) -> Unit,
    scope: CoroutineScope,
) : Presenter<MendState, MendEvent>(MendState(), scope),
    Stepwise {
    private val mending = Stopping()
    private var mended: Vault? = null

    override fun on(event: MendEvent) {
        when (event) {
            is MendEvent.Mend -> mend(event.pin)
            is MendEvent.Stop -> mending.stop()
            is MendEvent.Open -> mended?.let(opened)
        }
    }

    /** While it is mended it ends first; once it was, it is open, and going back would leave it so. */
    override fun stepBack(): Boolean {
        if (mending.stop()) return true
        mended?.let(opened)
        return mended != null
    }

    private fun mend(pin: String) {
        if (state.value.working || mended != null) return
        show { MendState(working = true) }
        work({ trouble -> show { MendState(trouble = trouble) } }) {
            locked()
            val repaired =
                mending.during { stop ->
                    device.withGuard { guard ->
                        core.ask { companion -> companion.unlockBegin(core.folder).use { it.repair(pin, guard, stop) } }
                    }
                }
            mended = core.opened(repaired.profile)
            show { MendState(whole = repaired.report.isWhole) }
        }
    }
}

private val RepairReport.isWhole get() = incomplete.isEmpty() && documentsLost == 0uL
