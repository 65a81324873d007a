package dodam.app.reminders

import dodam.app.core.Presenter
import dodam.app.core.Trouble
import dodam.app.core.Vault
import dodam.core.Reminder
import dodam.remindersFlow
import kotlinx.coroutines.CoroutineScope

/** What Reminders shows. */
data class RemindersState(
    val list: DueList? = null,
    val trouble: Trouble? = null,
)

/** What is due, by the day. */
data class DueList(
    val asOf: String,
    val soon: List<Reminder>,
    /** What is more than three months away. */
    val later: List<Reminder>,
    /** Facts that would bring more reminders. */
    val open: List<String>,
    /** Whether what was said contradicts itself, so that rules couldn't be asked. */
    val contradicts: Boolean,
    /** Whether there may be more than is told. */
    val mayBeMore: Boolean,
)

/** Watches what is due within a year. */
class RemindersPresenter(
    vault: Vault,
    language: String,
    /** The moment by the clocks of Korea, `YYYY-MM-DDTHH:MM`; null for now. */
    at: String? = null,
    scope: CoroutineScope,
) : Presenter<RemindersState, Nothing>(RemindersState(), scope) {
    init {
        work({ trouble -> show { it.copy(trouble = trouble) } }) {
            vault.watch { it.remindersFlow(yearAhead(at, language)) }.collect { told ->
                val (soon, later) = firstOfEach(told.reminders).partition { daysUntil(it, told.asOf) <= SOON_DAYS }
                val list = DueList(told.asOf, soon, later, told.open, contradicts = told.unanswered != null, told.mayBeMore)
                show { it.copy(list = list) }
            }
        }
    }

    override fun on(event: Nothing) = Unit

    private companion object {
        const val SOON_DAYS = 92
    }
}
