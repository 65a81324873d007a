package dodam.app.look

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.width
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.text.input.ImeAction
import androidx.compose.ui.text.input.KeyboardType
import androidx.compose.ui.unit.dp
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
    val digits = KeyboardOptions(keyboardType = KeyboardType.Number, imeAction = ImeAction.Next)
    val last = digits.copy(imeAction = ImeAction.Done)
    val done = {
        val typed = dayOf(year, month, day)
        noSuchDay = typed == null
        typed?.let { say(it.toString()) }
        Unit
    }
    // Four digits and their label fit, however large the letters; then they stand below each other.
    val narrow = 88.dp * LocalDensity.current.fontScale
    FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp)) {
        Line(year, { year = it.digits(4) }, strings.checkDayYear, Modifier.width(narrow * 1.3f), keyboard = digits)
        Line(month, { month = it.digits(2) }, strings.checkDayMonth, Modifier.width(narrow), keyboard = digits)
        Line(day, { day = it.digits(2) }, strings.checkDayDay, Modifier.width(narrow), keyboard = last, done = done)
    }
    val wrong = if (noSuchDay) strings.checkDayWrong else mistake
    wrong?.let { Notice(it, icon = Icons.Warning) }
    MainButton(strings.commonContinue, done, enabled = year.isNotEmpty() && month.isNotEmpty() && day.isNotEmpty())
}

internal fun String.digits(most: Int) = filter { it in '0'..'9' }.take(most)

/** The day, if there is one; a year of two digits is none. */
internal fun dayOf(
    year: String,
    month: String,
    day: String,
): LocalDate? {
    if (year.length != 4) return null
    return runCatching { LocalDate.of(year.toInt(), month.toInt(), day.toInt()) }.getOrNull()
}
