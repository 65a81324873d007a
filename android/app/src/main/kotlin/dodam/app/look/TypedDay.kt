package dodam.app.look

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.width
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.input.ImeAction
import androidx.compose.ui.text.input.KeyboardType
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
    val digits = KeyboardOptions(keyboardType = KeyboardType.Number, imeAction = ImeAction.Next)
    val narrow = 88.dp * LocalDensity.current.fontScale
    FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp)) {
        // Read aloud with what it is about: there may be two days on a screen.
        val about = { part: String, wide: Float -> Modifier.width(narrow * wide).semantics { contentDescription = "$label, $part" } }
        val (year, month, day) = Triple(strings.checkDayYear, strings.checkDayMonth, strings.checkDayDay)
        Line(typed.year, { onChange(typed.copy(year = it.digits(4))) }, year, about(year, 1.3f), keyboard = digits)
        Line(typed.month, { onChange(typed.copy(month = it.digits(2))) }, month, about(month, 1f), keyboard = digits)
        Line(typed.day, { onChange(typed.copy(day = it.digits(2))) }, day, about(day, 1f), keyboard = digits)
    }
    if (wrong) Notice(strings.checkDayWrong, icon = Icons.Warning)
}
