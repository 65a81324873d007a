package dodam

import dodam.core.CriterionState
import dodam.core.DodamException
import dodam.core.Question
import dodam.core.Report
import dodam.core.SaidFact
import dodam.core.Verdict
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Test
import kotlin.io.path.div
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertNotNull
import kotlin.test.assertTrue

/** Rows 1 and 4 of the acceptance table, as an app asks them. */
class CheckTest {
    private val pohang =
        mapOf(
            "registered" to "true",
            "province" to "경상북도",
            "city" to "포항",
            "nhi_enrolled" to "false",
            "centre" to "Pohang",
            "service" to "outpatient",
            "service_date" to "2025-02-20",
            "request_krw" to "300000",
            "cap_used_krw" to "0",
        )

    private fun said(facts: Map<String, String>) = facts.map { (id, value) -> SaidFact(id, value) }

    private fun question(
        facts: Map<String, String>,
        language: String? = "en",
    ) = Question(
        facts = said(facts),
        asOf = "2025-02-20",
        decisions = listOf("kr.gb.pilot/support"),
        language = language,
    )

    private fun Report.only() = answers.single()

    @Test
    fun `row 1 - everything known in Pohang appears eligible, with reasons and sources`() =
        runBlocking<Unit> {
            openDodam().use { dodam ->
                val answer = dodam.check(question(pohang)).only()
                assertEquals(Verdict.YES, answer.verdict)
                assertTrue(answer.criteria.all { it.state == CriterionState.MET }, answer.criteria.toString())
                assertTrue(answer.criteria.all { it.cites.isNotEmpty() && it.why.isNotBlank() }, answer.criteria.toString())
                val amounts = assertNotNull(answer.amounts)
                assertEquals(300_000L, amounts.grantedKrw)
                assertEquals(1_700_000L, amounts.remainingKrw)
            }
        }

    @Test
    fun `row 4 - with enrolment unknown exactly that is asked`() =
        runBlocking<Unit> {
            openDodam().use { dodam ->
                val answer = dodam.check(question(pohang - "nhi_enrolled" + ("city" to "안동"))).only()
                assertEquals(Verdict.UNKNOWN, answer.verdict)
                assertEquals(listOf("nhi_enrolled"), answer.open)
                assertTrue(answer.steps.isNotEmpty())
            }
        }

    @Test
    fun `a vault answers from what it keeps and from what is said for one question`() =
        inTemporaryFolder { folder ->
            withVault(folder / "vault") { profile, _ ->
                profile.setFacts(said(pohang - "nhi_enrolled").map { it.copy(saidOn = "2025-02-20") })
                val open = profile.check(question(emptyMap())).only()
                assertEquals(listOf("nhi_enrolled"), open.open)
                val answered = profile.check(question(mapOf("nhi_enrolled" to "false"))).only()
                assertEquals(Verdict.YES, answered.verdict)
                assertEquals(pohang.size - 1, profile.facts().size)
                profile.lock()
                assertFailsWith<DodamException.Locked> { profile.check(question(emptyMap())) }
            }
        }

    @Test
    fun `a fact rather not said stays open to nobody's question`() =
        runBlocking<Unit> {
            openDodam().use { dodam ->
                val declined = question(pohang - "nhi_enrolled")
                val more = declined.facts + SaidFact("nhi_enrolled", null)
                val answer = dodam.check(declined.copy(facts = more)).only()
                assertEquals(emptyList(), answer.open)
                assertEquals(listOf("nhi_enrolled"), answer.declined)
            }
        }

    @Test
    fun `the answer comes in the language asked for`() =
        runBlocking<Unit> {
            openDodam().use { dodam ->
                val texts = listOf("ko", "en", "zh-Hans", "vi").map { dodam.check(question(pohang, it)).only().text }
                assertEquals(4, texts.toSet().size, texts.toString())
            }
        }

    @Test
    fun `a fact that there is not is refused as typed wrongly`() =
        runBlocking<Unit> {
            openDodam().use { dodam ->
                assertFailsWith<DodamException.InvalidInput> { dodam.check(question(mapOf("no_such_fact" to "1"))) }
                assertFailsWith<DodamException.InvalidInput> { dodam.check(question(pohang).copy(asOf = "20.2.2025")) }
            }
        }
}
