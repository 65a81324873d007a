package dodam.desktop.words

import dodam.app.core.Trouble
import dodam.app.core.sentence
import dodam.app.words.Language
import org.junit.jupiter.api.Test
import kotlin.test.assertEquals

private const val SPACE = "\u00a0"
private const val JOIN = "\u2060"

class WrittenTest {
    /** As the core writes them in sentences that stand beside: `core/rules/src/wording.rs`. */
    @Test
    fun `a day is written as the core writes it`() {
        val expected =
            mapOf(
                "en" to "Tuesday 1${SPACE}April${SPACE}2025",
                "ko" to "2025년 4월 1일(화)",
                "zh-Hans" to "2025年4月1日（${JOIN}星${JOIN}期${JOIN}二$JOIN）",
                "ja" to "2025年4月1日（火）",
                "vi" to "Thứ Ba, 1/4/2025",
                "id" to "Selasa, 1${SPACE}April${SPACE}2025",
                "ru" to "1${SPACE}апреля${SPACE}2025${SPACE}г.$SPACE(вт)",
            )
        assertEquals(expected, expected.mapValues { (tag, _) -> Language.of(tag).written.day("2025-04-01") })
    }

    @Test
    fun `a month stands in words where the language has them`() {
        val expected =
            mapOf("en" to "November${SPACE}2026", "ko" to "2026년 11월", "zh-Hans" to "2026年11月", "vi" to "tháng${SPACE}11/2026")
        assertEquals(expected, expected.mapValues { (tag, _) -> Language.of(tag).written.month("2026-11") })
    }

    @Test
    fun `hours aren't broken between two lines`() {
        assertEquals("Mon–Fri 09:00$JOIN–${JOIN}18:00", Language.of("en").written.unbroken("Mon–Fri 09:00–18:00"))
    }

    @Test
    fun `languages that are spoken go by their name alone`() {
        assertEquals("Chinese, Uzbek", Language.of("en").written.languages(listOf("zh-Hans", "uz")))
        assertEquals("韩语、英语", Language.of("zh-Hans").written.languages(listOf("ko", "en")))
    }

    @Test
    fun `a time to wait has its units`() {
        val waiting = { seconds: Long -> Language.of("en").strings.sentence(Trouble.WrongPin(seconds)).substringAfter(" in ") }
        assertEquals(listOf("30 s.", "1 min.", "1 min 5 s.", "2 h.", "2 h 5 min."), listOf(30L, 60L, 65L, 7200L, 7530L).map(waiting))
    }
}
