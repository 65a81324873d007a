package dodam.app.vault

import dodam.app.core.Core
import dodam.app.core.Presenter
import dodam.app.core.Trouble
import dodam.app.core.Vault
import dodam.core.Finding
import dodam.core.FindingView
import dodam.stoppable
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job

/** What examining a vault shows. */
data class ExamineState(
    val working: Boolean = false,
    /** What was found, damage first; null until everything was looked at. */
    val found: List<Found>? = null,
    /** Whether a damaged vault is kept that a backup has replaced. */
    val keepsDamaged: Boolean = false,
    val trouble: Trouble? = null,
) {
    val damaged get() = found.orEmpty().any { it.isDamage }

    /** Whether a repair helps: a paper's own file comes back from a backup only. */
    val repairable get() = found.orEmpty().any { it.isRepairable }
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
    internal val isRepairable get() =
        when (finding) {
            is Finding.DatabaseDamaged, is Finding.IndexDamaged, is Finding.DocumentsDamaged -> true
            else -> false
        }
}

sealed interface ExamineEvent {
    /** Reads every file to its end. */
    data object Begin : ExamineEvent

    data object Stop : ExamineEvent

    /** Deletes the damaged files that were kept. */
    data object RemoveDamaged : ExamineEvent
}

/** Examines everything that is kept, and changes nothing. */
class ExaminePresenter(
    private val core: Core,
    private val vault: Vault,
    scope: CoroutineScope,
) : Presenter<ExamineState, ExamineEvent>(ExamineState(), scope) {
    private var examining: Job? = null

    override fun on(event: ExamineEvent) {
        when (event) {
            is ExamineEvent.Begin -> begin { examine() }
            is ExamineEvent.Stop -> stop()
            is ExamineEvent.RemoveDamaged ->
                begin {
                    vault.ask { it.removeSetAside() }
                    core.removeDamaged()
                    examine()
                }
        }
    }

    private fun begin(task: suspend () -> Unit) {
        if (state.value.working) return
        show { ExamineState(working = true) }
        examining = work({ trouble -> show { ExamineState(trouble = trouble) } }, task)
    }

    private suspend fun examine() {
        val found = vault.ask { profile -> stoppable { profile.examine(readFiles = true, cancellation = it) } }
        val named = found.map { Found(it.finding, it.isDamage, titles(it)) }
        val keepsDamaged = core.keepsDamaged()
        show { ExamineState(found = named.sortedByDescending { it.isDamage }, keepsDamaged = keepsDamaged) }
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
        examining?.cancel()
        show { ExamineState(trouble = Trouble.Stopped) }
    }
}
