package dodam.app.vault

import dodam.app.core.Core
import dodam.app.core.Device
import dodam.app.core.Presenter
import dodam.app.core.Trouble
import kotlinx.coroutines.CoroutineScope

/** What destroying a vault shows. */
data class DestroyState(
    val working: Boolean = false,
    val trouble: Trouble? = null,
)

sealed interface DestroyEvent {
    data class Destroy(
        val pin: String,
    ) : DestroyEvent {
        override fun toString() = "Destroy"
    }
}

/**
 * Destroys the vault, and damaged ones that were kept beside it. `locked` sees to it that it is
 * locked, `gone` shows what there is without one.
 */
class DestroyPresenter(
    private val core: Core,
    private val device: Device,
    private val locked: suspend () -> Unit,
    private val gone: () -> Unit,
    scope: CoroutineScope,
) : Presenter<DestroyState, DestroyEvent>(DestroyState(), scope) {
    override fun on(event: DestroyEvent) =
        when (event) {
            is DestroyEvent.Destroy -> destroy(event.pin)
        }

    private fun destroy(pin: String) {
        if (state.value.working) return
        show { DestroyState(working = true) }
        // Half of it would be worse than either.
        keep({ trouble -> show { DestroyState(trouble = trouble) } }) {
            locked()
            device.withGuard { guard -> core.destroy(pin, guard) }
            device.forgetVault()
            gone()
        }
    }
}
