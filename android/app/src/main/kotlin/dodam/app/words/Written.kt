package dodam.app.words

import dodam.app.core.momentInKorea
import java.text.NumberFormat
import java.time.LocalDate
import java.time.LocalDateTime
import java.time.YearMonth
import java.time.format.DateTimeFormatter
import java.time.format.DecimalStyle
import java.time.format.FormatStyle
import java.time.temporal.TemporalAccessor
import java.util.Locale

/** Days, hours, money and names of languages as a language writes them. */
class Written internal constructor(
    private val language: Language,
) {
    private val locale = language.locale

    /** As the tag has it: older systems call Indonesian `in`. */
    private val primary = language.tag.substringBefore('-')
    private val day = formatter(dayPattern?.let { DateTimeFormatter.ofPattern(it) } ?: DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL))
    private val month = formatter(DateTimeFormatter.ofPattern(monthPattern))
    private val hour = formatter(DateTimeFormatter.ofPattern("HH:mm"))

    private fun formatter(format: DateTimeFormatter) = format.withLocale(locale).withDecimalStyle(DecimalStyle.STANDARD)

    /** As the core writes a day, so that one screen writes it in one way; null where the core leaves it at figures. */
    private val dayPattern: String?
        get() =
            when (primary) {
                "en" -> "EEEE d MMMM yyyy"
                "ko" -> "yyyy년 M월 d일(E)"
                "zh" -> "yyyy年M月d日（EEEE）"
                "ja" -> "yyyy年M月d日（E）"
                "vi" -> "EEEE, d/M/yyyy"
                "id" -> "EEEE, d MMMM yyyy"
                "ru" -> "d MMMM yyyy 'г.' (E)"
                else -> null
            }

    private val monthPattern: String
        get() =
            when (primary) {
                "ko" -> "yyyy년 M월"
                "zh", "ja" -> "yyyy年M月"
                "vi" -> "'tháng' M/yyyy"
                "mn" -> "yyyy 'оны' LLLL"
                else -> "LLLL yyyy"
            }

    /** A day such as `2025-04-01`, with its weekday; as it came if it is none. */
    fun day(date: String): String = parsed(date) { written(LocalDate.parse(it)) }

    /** A month such as `2026-11`; as it came if it is none. */
    fun month(yearMonth: String): String = parsed(yearMonth) { unbroken(month.format(YearMonth.parse(it))) }

    /** A moment such as `2025-04-01T09:00`, with its weekday; as it came if it is none. */
    fun moment(moment: String): String = parsed(moment) { moment(LocalDateTime.parse(it)) }

    /** A moment by the clocks of Korea, with its weekday. */
    fun moment(at: LocalDateTime): String = "${written(at)}, ${hour.format(at)}"

    /** The day of a moment in milliseconds since 1970, by the clocks of Korea. */
    fun dayOf(moment: Long): String = written(momentInKorea(moment))

    /** Whole won with their unit. */
    fun won(amount: Long): String = language.strings.commonWon(number(amount))

    /** A whole number with its separators. */
    fun number(number: Long): String = NumberFormat.getIntegerInstance(locale).format(number)

    /** How large a file is, in units that read the same everywhere. */
    fun size(bytes: Long): String =
        when {
            bytes < KILO -> together("${number(bytes)}\u00a0B")
            bytes < KILO * KILO -> together("${number(bytes / KILO)}\u00a0kB")
            else -> together(String.format(locale, "%.1f\u00a0MB", bytes.toDouble() / (KILO * KILO)))
        }

    /** A telephone number as it is dialled, also among words that go from right to left. */
    fun phone(number: String): String = together(number)

    /** What languages are called that people speak, by their tags. */
    fun languages(tags: List<String>): String = list(tags.map { Locale.forLanguageTag(it).getDisplayLanguage(locale).ifEmpty { it } })

    /** One thing after the other. */
    fun list(things: List<String>): String = things.joinToString(if (primary in setOf("zh", "ja")) "、" else ", ")

    /** A text that isn't broken between a figure and its unit, a day and its month, or two hours. */
    fun unbroken(text: String): String =
        text
            .replace(numberAndWord, "\u00a0")
            .replace(wordAndYear, "\u00a0")
            .replace(wordAndMonth, "\u00a0")
            .replace(yearAndWeekday, "\u00a0")
            .replace(weekdayInBrackets) { it.value.toList().joinToString("\u2060") }
            .replace(betweenFigures, "\u2060–\u2060")
            .replace(hyphenAfterFigure, "\u2011")

    private fun written(day: TemporalAccessor) = unbroken(this.day.format(day))

    /** What is read from left to right also among words that go the other way. */
    private fun together(text: String): String = if (language.rightToLeft) "\u2066$text\u2069" else text

    private fun parsed(
        text: String,
        write: (String) -> String,
    ): String = runCatching { write(text) }.getOrDefault(text)

    private companion object {
        const val KILO = 1_000L
        val numberAndWord = Regex("(?<=\\d) (?=\\p{L})")
        val wordAndYear = Regex("(?<=[\\p{L}.]) (?=\\d{4}(\\D|$))")
        val wordAndMonth = Regex("(?<=\\p{L}) (?=\\d{1,2}/\\d{4})")
        val yearAndWeekday = Regex("(?<=\\.) (?=\\()")
        val weekdayInBrackets = Regex("（星期.）")
        val betweenFigures = Regex("(?<=\\d)–(?=\\d)")
        val hyphenAfterFigure = Regex("(?<=\\d)-(?=\\p{L})")
    }
}
