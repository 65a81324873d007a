package dodam.app.look

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
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
    FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp)) {
        // Read aloud with what it is about: there may be two days on a screen.
        DigitsField(typed.year, { onChange(typed.copy(year = it)) }, strings.checkDayYear, 4, about = label)
        DigitsField(typed.month, { onChange(typed.copy(month = it)) }, strings.checkDayMonth, 2, about = label)
        DigitsField(typed.day, { onChange(typed.copy(day = it)) }, strings.checkDayDay, 2, about = label)
    }
    if (wrong) Notice(strings.checkDayWrong, icon = Icons.Warning)
}
