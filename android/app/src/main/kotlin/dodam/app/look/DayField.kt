package dodam.app.look

import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import dodam.app.words.strings
import java.time.LocalDate

/**
 * A day in three fields, year first as on Korean papers, typed rather than hunted for in a calendar:
 * a birthday is far away. Gives `YYYY-MM-DD`.
 */
@Composable
fun DayField(
    mistake: String?,
    say: (String) -> Unit,
) {
    var year by rememberSaveable { mutableStateOf("") }
    var month by rememberSaveable { mutableStateOf("") }
    var day by rememberSaveable { mutableStateOf("") }
    var noSuchDay by rememberSaveable { mutableStateOf(false) }
    val done = {
        val typed = dayOf(year, month, day)
        noSuchDay = typed == null
        typed?.let { say(it.toString()) }
        Unit
    }
    DateFields(
        { DigitsField(year, { year = it }, strings.checkDayYear, 4, it) },
        { DigitsField(month, { month = it }, strings.checkDayMonth, 2, it) },
        { DigitsField(day, { day = it }, strings.checkDayDay, 2, it, done) },
    )
    val wrong = if (noSuchDay) strings.checkDayWrong else mistake
    wrong?.let { Notice(it, icon = Icons.Warning) }
    MainButton(strings.commonContinue, done, enabled = year.isNotEmpty() && month.isNotEmpty() && day.isNotEmpty())
}

/** The day, if there is one; a year of two digits is none. */
internal fun dayOf(
    year: String,
    month: String,
    day: String,
): LocalDate? {
    if (year.length != 4) return null
    return runCatching { LocalDate.of(year.toInt(), month.toInt(), day.toInt()) }.getOrNull()
}
