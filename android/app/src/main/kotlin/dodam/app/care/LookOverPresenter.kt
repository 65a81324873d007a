package dodam.app.care

import dodam.app.core.Core
import dodam.app.core.Presenter
import dodam.app.core.Trouble
import dodam.app.core.Vault
import dodam.core.Finding
import dodam.core.FindingView
import dodam.stoppable
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job

/** What looking a vault over shows. */
data class LookOverState(
    val working: Boolean = false,
    /** What was found, damage first; null until everything was looked at. */
    val found: List<Found>? = null,
    /** Whether a damaged vault is kept that a backup has replaced. */
    val keepsDamaged: Boolean = false,
    val trouble: Trouble? = null,
) {
    val damaged get() = found.orEmpty().any { it.isDamage }

    /** Whether mending helps: a paper's own file comes back from a backup only. */
    val mendable get() = found.orEmpty().any { it.isMendable }
}

/**
 * One thing that was found.
 *
 * @property papers the titles of the papers it speaks of
 */
data class Found(
    val finding: Finding,
    val isDamage: Boolean,
    val papers: List<String> = emptyList(),
) {
    internal val isMendable get() =
        when (finding) {
            is Finding.DatabaseDamaged, is Finding.IndexDamaged, is Finding.DocumentsDamaged -> true
            else -> false
        }
}

sealed interface LookOverEvent {
    /** Reads every file to its end. */
    data object Begin : LookOverEvent

    data object Stop : LookOverEvent

    /** Deletes the damaged files that were kept. */
    data object RemoveDamaged : LookOverEvent
}

/** Looks over everything that is kept, and changes nothing. */
class LookOverPresenter(
    private val core: Core,
    private val vault: Vault,
    scope: CoroutineScope,
) : Presenter<LookOverState, LookOverEvent>(LookOverState(), scope) {
    private var looking: Job? = null

    override fun on(event: LookOverEvent) {
        when (event) {
            is LookOverEvent.Begin -> begin { look() }
            is LookOverEvent.Stop -> stop()
            is LookOverEvent.RemoveDamaged ->
                begin {
                    vault.ask { it.removeSetAside() }
                    core.removeDamaged()
                    look()
                }
        }
    }

    private fun begin(task: suspend () -> Unit) {
        if (state.value.working) return
        show { LookOverState(working = true) }
        looking = work({ trouble -> show { LookOverState(trouble = trouble) } }, task)
    }

    private suspend fun look() {
        val found = vault.ask { profile -> stoppable { profile.examine(readFiles = true, cancellation = it) } }
        val named = found.map { Found(it.finding, it.isDamage, titles(it)) }
        val keepsDamaged = core.keepsDamaged()
        show { LookOverState(found = named.sortedByDescending { it.isDamage }, keepsDamaged = keepsDamaged) }
    }

    private suspend fun titles(found: FindingView): List<String> {
        val ids =
            when (val finding = found.finding) {
                is Finding.PapersLost -> finding.papers
                is Finding.PapersChanged -> finding.papers
                else -> return emptyList()
            }
        return vault.ask { profile -> ids.map { profile.paper(it).paper.title } }
    }

    private fun stop() {
        looking?.cancel()
        show { LookOverState(trouble = Trouble.Stopped) }
    }
}
