package dodam.app.shell

import dodam.app.core.Core
import dodam.app.core.Device
import dodam.app.core.Presenter
import dodam.app.core.Refreshing
import dodam.app.core.Stepwise
import dodam.app.core.Vault
import dodam.app.reminders.keepTold
import dodam.app.words.Language
import dodam.core.DodamException
import dodam.core.StatusView
import dodam.statusFlow
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.cancel
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.catch
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import java.util.concurrent.atomic.AtomicInteger

/** What holds the screens together: where one is, in which language, and whether a vault is open. */
data class ShellState(
    val language: Language,
    /** The way here, the present screen last. */
    val way: List<Visit>,
    val holdsVault: Boolean,
    /** How the open vault stands; null while none is open, and until it is known. */
    val status: StatusView? = null,
) {
    val here: Visit get() = way.last()

    /** How many things wait to be sent; null where nothing can be sent. */
    val waiting: Int? get() = status?.takeIf { it.enrolled }?.pending?.toInt()
}

/** A screen that is open; its presenter ends when it is left. */
class Visit internal constructor(
    /** Tells it from every other, also of the same place. */
    val number: Int,
    val place: Place,
    val presenter: Presenter<*, *>?,
    private val scope: CoroutineScope,
) {
    internal fun leave() = scope.cancel()

    internal fun isOf(other: CoroutineScope) = scope === other
}

/** Goes from screen to screen. */
class Shell(
    val core: Core,
    val device: Device,
    private val scope: CoroutineScope,
    /** The moment to show, by the clocks of Korea; null for now. Pictures give one. */
    val at: String? = null,
) {
    private var vault: Vault? = null
    private var watching: Job? = null

    /** Locks the vault that was open last; until it has, no other can be opened there. */
    @Volatile private var locking: Job? = null

    /** Hands the device what to tell of the vault that is open. */
    @Volatile private var telling: Job? = null
    private val number = AtomicInteger()
    private val states: MutableStateFlow<ShellState>
    val state: StateFlow<ShellState>

    init {
        val language = Language.of(device.languageTag)
        states = MutableStateFlow(ShellState(language, listOf(visit(Place.First, language)), core.holdsVault))
        state = states.asStateFlow()
        if (!state.value.holdsVault) scope.launch { device.forgetVault() }
    }

    /** Goes on to a screen. */
    fun go(place: Place) {
        val next = visit(place, state.value.language)
        states.update { it.copy(way = it.way + next) }
    }

    /** Goes back: a step within the screen, or by one screen; on the first there is nowhere to go. */
    fun back() {
        if ((state.value.here.presenter as? Stepwise)?.stepBack() == true) return
        leave()
    }

    private fun leave() {
        val way = state.value.way
        if (way.size == 1) return
        way.last().leave()
        states.update { it.copy(way = it.way.dropLast(1)) }
        (state.value.here.presenter as? Refreshing)?.refresh()
    }

    /** Takes over a vault that was just made or opened, and shows its first screen. */
    private fun opened(vault: Vault) {
        this.vault = vault
        watching = scope.launch { watch(vault) }
        device.keepLanguage(state.value.language.tag)
        tell(state.value.language)
        restart(Place.Home)
    }

    /** What waits is shown on every screen. */
    private suspend fun watch(vault: Vault) =
        vault
            .watch { it.statusFlow() }
            .catch { if (it !is DodamException) throw it }
            .collect { status -> states.update { it.copy(status = status) } }

    private fun tell(language: Language) {
        telling?.cancel()
        val (vault, notices) = (vault ?: return) to (device.notices ?: return)
        telling = scope.launch { vault.keepTold(notices, at, language.tag) }
    }

    /** Locks the vault and shows the locked first screen; what was typed is gone. */
    fun lock() {
        if (close()) restart(Place.First)
    }

    private fun close(): Boolean {
        val open = vault ?: return false
        vault = null
        watching?.cancel()
        telling?.cancel()
        locking = scope.launch { open.lock() }
        return true
    }

    /** Sees to it that the vault is locked, for what can only be done to a locked one; one stays where one is. */
    private suspend fun locked() {
        if (close()) {
            val here = state.value.here
            val behind = state.value.way.dropLast(1)
            states.update { it.copy(way = listOf(visit(Place.First, it.language), here), status = null) }
            behind.forEach { it.leave() }
        }
        locking?.join()
    }

    /** The vault was destroyed. */
    private fun gone() = restart(Place.First)

    /** Leaves every screen and begins at one. */
    private fun restart(place: Place) {
        state.value.way.forEach { it.leave() }
        val only = visit(place, state.value.language)
        states.update { it.copy(way = listOf(only), holdsVault = core.holdsVault, status = if (vault == null) null else it.status) }
    }

    /** Speaks another language from now on; the screens on the way begin anew in it. */
    fun speak(language: Language) {
        // Who keeps nothing leaves no trace of their language either.
        if (state.value.holdsVault) device.keepLanguage(language.tag)
        val before = state.value.way
        before.forEach { it.leave() }
        val again = before.map { visit(it.place, language) }
        states.update { it.copy(language = language, way = again) }
        tell(language)
    }

    /** Goes back from a screen that is done, if one is still there. */
    private fun leave(done: CoroutineScope) {
        if (state.value.here.isOf(done)) leave()
    }

    private fun visit(
        place: Place,
        language: Language,
    ): Visit {
        val own = CoroutineScope(scope.coroutineContext + SupervisorJob(scope.coroutineContext[Job]))
        val opening = Opening(core, vault, device, language, at, Turns(::locked, ::opened, ::gone) { leave(own) }, own)
        return Visit(number.incrementAndGet(), place, opening.presenter(place), own)
    }
}
