package dodam.app.begin

import dodam.app.core.Core
import dodam.app.core.Device
import dodam.app.core.Presenter
import dodam.app.core.Stepwise
import dodam.app.core.Trouble
import dodam.app.core.Vault
import dodam.app.core.backUp
import dodam.core.Setup
import kotlinx.coroutines.CoroutineScope

/** How a vault is begun: a PIN, the words on paper, a copy off the device. */
sealed interface BeginState {
    /** A name and a PIN are chosen. */
    data class Pin(
        val working: Boolean = false,
        val wrong: PinMistake? = null,
        val trouble: Trouble? = null,
    ) : BeginState

    /** The words are shown, once, to be written down. */
    data class Words(
        val words: List<String>,
    ) : BeginState {
        override fun toString() = "Words"
    }

    /** A copy off the device, or a clear warning. */
    data class Copy(
        val working: Boolean = false,
        val trouble: Trouble? = null,
    ) : BeginState
}

/** What is wrong with a PIN before the core is asked. */
enum class PinMistake { TooShort, NotTheSame }

sealed interface BeginEvent {
    data class Choose(
        val name: String,
        val pin: String,
        val again: String,
    ) : BeginEvent {
        /** A PIN isn't for logs. */
        override fun toString() = "Choose"
    }

    data object WroteThemDown : BeginEvent

    data object MakeCopy : BeginEvent

    data object NoCopyNow : BeginEvent
}

/** Makes a vault. `opened` takes it over once its words were written down. */
class BeginPresenter(
    private val core: Core,
    private val device: Device,
    private val opened: (Vault) -> Unit,
    scope: CoroutineScope,
) : Presenter<BeginState, BeginEvent>(BeginState.Pin(), scope),
    Stepwise {
    private var vault: Vault? = null

    override fun on(event: BeginEvent) {
        when (event) {
            is BeginEvent.Choose -> choose(event)
            is BeginEvent.WroteThemDown -> wroteThemDown()
            is BeginEvent.MakeCopy -> makeCopy()
            is BeginEvent.NoCopyNow -> vault?.let(opened)
        }
    }

    /** From when the vault is being made there is no way back: its words have to be on paper first. */
    override fun stepBack(): Boolean = (state.value as? BeginState.Pin)?.working != false

    private fun choose(chosen: BeginEvent.Choose) {
        val mistake =
            when {
                chosen.pin.length < SHORTEST_PIN -> PinMistake.TooShort
                chosen.pin != chosen.again -> PinMistake.NotTheSame
                else -> null
            }
        if (mistake != null) return show { BeginState.Pin(wrong = mistake) }
        if ((state.value as? BeginState.Pin)?.working == true) return
        show { BeginState.Pin(working = true) }
        work({ trouble -> show { BeginState.Pin(trouble = trouble) } }) {
            val setup: Setup =
                device.withNewGuard { guard -> core.ask { it.createVault(core.folder, chosen.pin, chosen.name.trim(), guard) } }
            vault = core.opened(setup.profile)
            show { BeginState.Words(setup.recoveryWords.split(' ')) }
        }
    }

    private fun wroteThemDown() {
        val vault = vault ?: return
        work({ trouble -> show { BeginState.Copy(trouble = trouble) } }) {
            vault.ask { it.wordsWereShown() }
            show { BeginState.Copy() }
        }
    }

    private fun makeCopy() {
        val vault = vault ?: return
        work({ trouble -> show { BeginState.Copy(trouble = trouble) } }) {
            val written =
                device.saveAs(BACKUP_NAME) { path ->
                    show { BeginState.Copy(working = true) }
                    vault.backUp(path)
                }
            if (written != null) opened(vault)
        }
    }

    companion object {
        const val SHORTEST_PIN = 6
        const val BACKUP_NAME = "dodam-backup"
    }
}
