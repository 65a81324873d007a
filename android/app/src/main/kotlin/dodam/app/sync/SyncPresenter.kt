package dodam.app.sync

import dodam.app.core.Presenter
import dodam.app.core.Trouble
import dodam.app.core.Vault
import dodam.core.Profile
import dodam.core.StatusView
import dodam.core.SyncReport
import dodam.statusFlow
import dodam.stoppable
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job

/** What Sync shows. */
data class SyncState(
    /** How the vault stands; null until it was read. */
    val status: StatusView? = null,
    val papers: PapersKept? = null,
    val phase: SyncPhase = SyncPhase.Idle,
)

/** Where the files of papers are. */
data class PapersKept(
    val all: Int,
    val onlyHere: Int,
    val notHere: Int,
)

/** What the line is doing. */
sealed interface SyncPhase {
    data object Idle : SyncPhase

    /** Speaks with a server for the first time. */
    data object Enrolling : SyncPhase

    data object Syncing : SyncPhase

    /** What the last sync did. */
    data class Done(
        val report: SyncReport,
    ) : SyncPhase

    data class Failed(
        val trouble: Trouble,
    ) : SyncPhase

    /** Another address is remembered. */
    data object AddressKept : SyncPhase
}

sealed interface SyncEvent {
    /** The screen is shown, or shown again. */
    data object Seen : SyncEvent

    /** Begins with a server by the code its operator gave, and sends what waits. */
    data class Enrol(
        val address: String,
        val code: String,
    ) : SyncEvent {
        override fun toString() = "Enrol"
    }

    /** Remembers another address of the same server. */
    data class Address(
        val address: String,
    ) : SyncEvent

    data object Sync : SyncEvent

    data object Stop : SyncEvent
}

/** Watches how the vault stands and speaks with the server when asked to, never by itself. */
class SyncPresenter(
    private val vault: Vault,
    scope: CoroutineScope,
) : Presenter<SyncState, SyncEvent>(SyncState(), scope) {
    private var line: Job? = null

    init {
        work(::failed) {
            vault.watch { it.statusFlow() }.collect { status -> show { it.copy(status = status) } }
        }
    }

    override fun on(event: SyncEvent) {
        when (event) {
            is SyncEvent.Seen -> work(::failed) { count() }
            is SyncEvent.Enrol ->
                speak(SyncPhase.Enrolling) { profile ->
                    stoppable { profile.enrol(event.address.trim(), event.code.trim(), it) }
                    show { it.copy(phase = SyncPhase.Syncing) }
                    SyncPhase.Done(stoppable { profile.sync(it) })
                }
            is SyncEvent.Sync -> speak(SyncPhase.Syncing) { profile -> SyncPhase.Done(stoppable { profile.sync(it) }) }
            is SyncEvent.Address ->
                speak(SyncPhase.Syncing) { profile ->
                    profile.setServerUrl(event.address.trim())
                    SyncPhase.AddressKept
                }
            is SyncEvent.Stop -> stop()
        }
    }

    /** One thing at a time; a second touch is nothing. */
    private fun speak(
        begins: SyncPhase,
        call: suspend (Profile) -> SyncPhase,
    ) {
        if (state.value.phase.busy) return
        show { it.copy(phase = begins) }
        line =
            work(::failed) {
                val ended = vault.ask(call)
                show { it.copy(phase = ended) }
                count()
            }
    }

    private fun stop() {
        line?.cancel()
        show { it.copy(phase = SyncPhase.Failed(Trouble.Stopped)) }
    }

    private suspend fun count() {
        val papers = vault.ask { it.papers() }
        val kept = PapersKept(papers.size, papers.count { it.here && !it.safeElsewhere }, papers.count { !it.here })
        show { it.copy(papers = kept) }
    }

    private fun failed(trouble: Trouble) = show { it.copy(phase = SyncPhase.Failed(trouble)) }
}

/** Whether the line is in use. */
internal val SyncPhase.busy: Boolean get() = this is SyncPhase.Enrolling || this is SyncPhase.Syncing
