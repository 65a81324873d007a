package dodam.app.unlock

import dodam.app.core.Core
import dodam.app.core.Device
import dodam.app.core.Presenter
import dodam.app.core.Stepwise
import dodam.app.core.Trouble
import dodam.app.core.Vault
import dodam.core.Challenge
import dodam.core.Profile
import kotlinx.coroutines.CoroutineScope

/** What unlocking shows. */
data class UnlockState(
    val way: UnlockWay = UnlockWay.Pin,
    val working: Boolean = false,
    val trouble: Trouble? = null,
)

/** By what a vault is opened. */
enum class UnlockWay { Pin, Words, Backup }

sealed interface UnlockEvent {
    data class Pin(
        val pin: String,
    ) : UnlockEvent {
        override fun toString() = "Pin"
    }

    /** Opens with the words and sets another PIN. */
    data class Words(
        val words: String,
        val newPin: String,
    ) : UnlockEvent {
        override fun toString() = "Words"
    }

    /** Brings back a backup with the words, and sets a PIN. */
    data class Restore(
        val words: String,
        val newPin: String,
    ) : UnlockEvent {
        override fun toString() = "Restore"
    }

    data object ForgotPin : UnlockEvent

    data object UsePin : UnlockEvent
}

/** Opens a vault by PIN or words, or makes one of a backup. `opened` takes it over. */
class UnlockPresenter(
    private val core: Core,
    private val device: Device,
    private val locked: suspend () -> Unit,
    private val opened: (Vault) -> Unit,
    first: UnlockWay,
    scope: CoroutineScope,
) : Presenter<UnlockState, UnlockEvent>(UnlockState(first), scope),
    Stepwise {
    override fun on(event: UnlockEvent) {
        when (event) {
            is UnlockEvent.Pin -> open { challenge -> device.withGuard { challenge.unlockFinish(event.pin, it) } }
            is UnlockEvent.Words -> open { challenge -> device.withNewGuard { challenge.resetPin(event.words, event.newPin, it) } }
            is UnlockEvent.Restore -> restore(event)
            is UnlockEvent.ForgotPin -> show { UnlockState(UnlockWay.Words) }
            is UnlockEvent.UsePin -> show { UnlockState(UnlockWay.Pin) }
        }
    }

    override fun stepBack(): Boolean {
        val within = state.value.way == UnlockWay.Words
        if (within) on(UnlockEvent.UsePin)
        return within
    }

    private fun open(finish: suspend (Challenge) -> Profile) =
        once {
            locked()
            val profile = core.ask { companion -> companion.unlockBegin(core.folder).use { finish(it) } }
            opened(core.opened(profile))
        }

    private fun restore(event: UnlockEvent.Restore) {
        once {
            val chosen = device.chooseFile()
            if (chosen == null) return@once show { it.copy(working = false) }
            val profile =
                chosen.use { backup ->
                    device.withNewGuard { guard -> core.ask { it.restore(backup.path, core.folder, event.words, event.newPin, guard) } }
                }
            opened(core.opened(profile))
        }
    }

    /** A second touch while the first is at work is nothing. */
    private fun once(task: suspend () -> Unit) {
        if (state.value.working) return
        show { it.copy(working = true, trouble = null) }
        work(::failed, task)
    }

    private suspend fun failed(trouble: Trouble) {
        // It destroyed itself, now or before.
        if (trouble == Trouble.Damaged(WIPED) || trouble is Trouble.NotFound) device.forgetVault()
        show { it.copy(working = false, trouble = trouble) }
    }

    private companion object {
        const val WIPED = "wiped"
    }
}
