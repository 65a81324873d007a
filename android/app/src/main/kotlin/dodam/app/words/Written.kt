package dodam.app.words

import dodam.app.core.momentInKorea
import java.text.NumberFormat
import java.time.LocalDate
import java.time.LocalDateTime
import java.time.YearMonth
import java.time.format.DateTimeFormatter
import java.time.format.DecimalStyle
import java.time.format.FormatStyle
import java.util.Locale

/** Days, hours, money and names of languages as a language writes them. */
class Written internal constructor(
    private val language: Language,
) {
    private val locale = language.locale
    private val day = formatter(DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL))
    private val month = formatter(DateTimeFormatter.ofPattern(monthPattern()))
    private val hour = formatter(DateTimeFormatter.ofPattern("HH:mm"))

    private fun formatter(format: DateTimeFormatter) = format.withLocale(locale).withDecimalStyle(DecimalStyle.STANDARD)

    private fun monthPattern() =
        when (locale.language) {
            "ko" -> "yyyy년 M월"
            "zh", "ja" -> "yyyy年M月"
            else -> "MM/yyyy"
        }

    /** A day such as `2025-04-01`, with its weekday; as it came if it is none. */
    fun day(date: String): String = parsed(date) { day.format(LocalDate.parse(it)) }

    /** A month such as `2026-11`; as it came if it is none. */
    fun month(yearMonth: String): String = parsed(yearMonth) { month.format(YearMonth.parse(it)) }

    /** A moment such as `2025-04-01T09:00`, with its weekday; as it came if it is none. */
    fun moment(moment: String): String = parsed(moment) { moment(LocalDateTime.parse(it)) }

    /** A moment by the clocks of Korea, with its weekday. */
    fun moment(at: LocalDateTime): String = "${day.format(at)}, ${hour.format(at)}"

    /** The day of a moment in milliseconds since 1970, by the clocks of Korea. */
    fun dayOf(moment: Long): String = day.format(momentInKorea(moment))

    /** Whole won with their unit. */
    fun won(amount: Long): String = language.strings.commonWon(number(amount))

    /** A whole number with its separators. */
    fun number(number: Long): String = NumberFormat.getIntegerInstance(locale).format(number)

    /** How large a file is, in units that read the same everywhere. */
    fun size(bytes: Long): String =
        when {
            bytes < KILO -> "${number(bytes)} B"
            bytes < KILO * KILO -> "${number(bytes / KILO)} kB"
            else -> String.format(locale, "%.1f MB", bytes.toDouble() / (KILO * KILO))
        }

    /** A telephone number as it is dialled, also among words that go from right to left. */
    fun phone(number: String): String = if (language.rightToLeft) "\u2066$number\u2069" else number

    /** What languages are called, by their tags. */
    fun languages(tags: List<String>): String = tags.joinToString { tag -> Locale.forLanguageTag(tag).getDisplayName(locale).ifEmpty { tag } }

    private fun parsed(
        text: String,
        write: (String) -> String,
    ): String = runCatching { write(text) }.getOrDefault(text)

    private companion object {
        const val KILO = 1_000L
    }
}
