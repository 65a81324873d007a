package dodam.app.look

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.material3.MaterialTheme
import androidx.compose.runtime.Composable
import androidx.compose.ui.unit.dp
import dodam.app.words.strings

/** A day as it is being typed, maybe none. */
data class TypedDay(
    val year: String = "",
    val month: String = "",
    val day: String = "",
) {
    private val isEmpty: Boolean get() = year.isEmpty() && month.isEmpty() && day.isEmpty()

    /** `YYYY-MM-DD`; null where nothing is typed, or no day. */
    val iso: String? get() = dayOf(year, month, day)?.toString()

    val isDayOrEmpty: Boolean get() = isEmpty || iso != null

    companion object {
        /** A day that is known, to be typed over. */
        fun of(iso: String?): TypedDay {
            val parts = iso?.split('-')?.takeIf { it.size == 3 } ?: return TypedDay()
            return TypedDay(parts[0], parts[1].trimStart('0'), parts[2].trimStart('0'))
        }
    }
}

/** A day that needn't be given, in three fields, year first as on Korean papers. */
@Composable
fun OptionalDay(
    label: String,
    typed: TypedDay,
    wrong: Boolean,
    onChange: (TypedDay) -> Unit,
) = Column(verticalArrangement = Arrangement.spacedBy(4.dp)) {
    Text(label, style = MaterialTheme.typography.titleSmall)
    // Read aloud with what it is about: there may be two days on a screen.
    DateFields(
        { DigitsField(typed.year, { year -> onChange(typed.copy(year = year)) }, strings.checkDayYear, 4, it, about = label) },
        { DigitsField(typed.month, { month -> onChange(typed.copy(month = month)) }, strings.checkDayMonth, 2, it, about = label) },
        { DigitsField(typed.day, { day -> onChange(typed.copy(day = day)) }, strings.checkDayDay, 2, it, about = label) },
    )
    if (wrong) Notice(strings.checkDayWrong, icon = Icons.Warning)
}
