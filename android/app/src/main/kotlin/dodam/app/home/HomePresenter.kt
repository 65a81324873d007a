package dodam.app.home

import dodam.app.check.doors
import dodam.app.check.helps
import dodam.app.core.Presenter
import dodam.app.core.Refreshing
import dodam.app.core.Trouble
import dodam.app.core.Vault
import dodam.app.reminders.firstOfEach
import dodam.app.reminders.mayBeMore
import dodam.app.reminders.yearAhead
import dodam.core.Answer
import dodam.core.Question
import dodam.core.Reminder
import dodam.core.Verdict
import dodam.remindersFlow
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job

/** What Home shows; null is what isn't known yet. */
data class HomeState(
    val cover: Cover? = null,
    val due: Due? = null,
    val trouble: Trouble? = null,
) {
    /** Whether it is known if one is covered: by that it is told what is due. */
    val coverIsKnown: Boolean
        get() = (cover as? Cover.Answered)?.answer?.verdict.let { it == Verdict.YES || it == Verdict.NO }

    /** Whether something is still looked up that Home shows. */
    val looking: Boolean get() = trouble == null && (cover == null || due == null)
}

/** Whether one is covered. */
sealed interface Cover {
    /** Nothing was said yet that could answer it. */
    data object NothingSaid : Cover

    /** The door that helps most. */
    data class Answered(
        val answer: Answer,
    ) : Cover
}

/** What comes next. */
data class Due(
    val asOf: String,
    val next: List<Reminder>,
    /** Whether there may be more that can't be told by what is known. */
    val mayBeMore: Boolean = false,
)

/** Watches what is due, and asks again whether one is covered each time Home is shown. */
class HomePresenter(
    private val vault: Vault,
    private val language: String,
    /** The moment by the clocks of Korea, `YYYY-MM-DDTHH:MM`; null for now. */
    private val at: String? = null,
    scope: CoroutineScope,
) : Presenter<HomeState, Nothing>(HomeState(), scope),
    Refreshing {
    private var watching: Job? = null

    init {
        refresh()
    }

    override fun on(event: Nothing) = Unit

    /** Also after something failed: then it watches again. */
    override fun refresh() {
        show { it.copy(trouble = null) }
        if (watching?.isActive != true) watching = work(::failed) { watchDue() }
        work(::failed) {
            val nothing = vault.ask { it.facts() }.isEmpty()
            val cover = if (nothing) Cover.NothingSaid else Cover.Answered(mostHelpful())
            show { it.copy(cover = cover) }
        }
    }

    private suspend fun watchDue() =
        vault.watch { it.remindersFlow(yearAhead(at, language)) }.collect { told ->
            val next = firstOfEach(told.reminders).take(MOST_DUE)
            show { it.copy(due = Due(told.asOf, next, told.mayBeMore)) }
        }

    private suspend fun mostHelpful(): Answer {
        val question = Question(asOf = at?.substringBefore('T'), decisions = doors, language = language)
        return vault.ask { it.check(question) }.answers.minBy { it.helps }
    }

    private fun failed(trouble: Trouble) = show { it.copy(trouble = trouble) }

    private companion object {
        const val MOST_DUE = 3
    }
}
