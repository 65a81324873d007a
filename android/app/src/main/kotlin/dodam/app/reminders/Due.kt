package dodam.app.reminders

import dodam.app.core.dayInKorea
import dodam.app.words.Strings
import dodam.core.Reminder
import dodam.core.ReminderKind
import dodam.core.Reminders
import dodam.core.RemindersQuestion
import java.time.LocalDate
import java.time.temporal.ChronoUnit

/** Asks for what is due within a year of a moment, the longest that can be asked for. */
internal fun yearAhead(
    at: String?,
    language: String,
): RemindersQuestion = RemindersQuestion(until = dayInKorea(at).plusYears(1).minusDays(1).toString(), now = at, language = language)

/** A medicine is taken every day: of a course only the next day is told. */
internal fun firstOfEach(reminders: List<Reminder>): List<Reminder> = reminders.distinctBy { if (it.kind == ReminderKind.MEDICINE) it.text else it.id }

/** Whether there may be more: a question is open, or what was said contradicts itself. */
internal val Reminders.mayBeMore: Boolean get() = open.isNotEmpty() || unanswered != null

/** How near a day is, in words; null for a day that passed without being missed. */
internal fun Strings.howNear(
    reminder: Reminder,
    asOf: String,
): String? {
    reminder.overdueDays?.let { return if (it == 1) remindersOverdueOne else remindersOverdue(it.toString()) }
    val days = daysUntil(reminder, asOf)
    return when {
        days < 0 -> null
        days == 0L -> remindersToday
        days == 1L -> remindersTomorrow
        else -> remindersDaysLeft(days.toString())
    }
}

/** How many days there are from the day it is to the one it is about. */
internal fun daysUntil(
    reminder: Reminder,
    asOf: String,
): Long = ChronoUnit.DAYS.between(LocalDate.parse(asOf), LocalDate.parse(reminder.aboutOn))
