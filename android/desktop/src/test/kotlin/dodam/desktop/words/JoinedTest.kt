package dodam.desktop.words

import dodam.app.look.WORD_JOINER
import dodam.app.look.joined
import org.junit.jupiter.api.Test
import kotlin.test.assertEquals

class JoinedTest {
    @Test
    fun `syllables hold to what they belong to, and words stay apart`() =
        mapOf(
            "" to "",
            "Call 119" to "Call 119",
            "외국인" to "외+국+인",
            "구급차를 보내" to "구+급+차+를 보+내",
            "card (외국인등록증)." to "card (외+국+인+등+록+증).",
            "12월 1일" to "12+월 1+일",
            "등록(거소신고)을" to "등+록(거+소+신+고)+을",
            "지역, 직장/지역" to "지+역, 직+장/지+역",
            "电话 전화" to "电话 전+화",
        ).forEach { (text, drawn) -> assertEquals(drawn, joined(text).replace(WORD_JOINER, '+')) }
}
