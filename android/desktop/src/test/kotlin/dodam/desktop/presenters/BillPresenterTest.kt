package dodam.desktop.presenters

import dodam.app.bill.BillEvent
import dodam.app.bill.BillMistake
import dodam.app.bill.BillPhase
import dodam.app.bill.BillPresenter
import dodam.app.bill.TypedBill
import dodam.app.check.KeepingNothing
import dodam.app.core.Core
import dodam.app.core.Threads
import dodam.desktop.pictures.await
import dodam.openDodam
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.cancel
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Test
import kotlin.test.assertEquals

class BillPresenterTest {
    /** What a bill that is typed so comes to: a mistake, or its amount and how many ways lead to it. */
    private fun typed(vararg bills: TypedBill): List<Any> =
        runBlocking {
            val scope = CoroutineScope(Dispatchers.Default)
            try {
                openDodam().use { companion ->
                    val asked = KeepingNothing(Core(companion, Threads(), folder = "nowhere"))
                    bills.map { bill ->
                        val presenter = BillPresenter(asked, "en", scope)
                        presenter.on(BillEvent.Explain(bill))
                        val phase = presenter.await { it.phase != BillPhase.Typing() && it.phase != BillPhase.Looking }.phase
                        when (phase) {
                            is BillPhase.Typing -> checkNotNull(phase.wrong)
                            is BillPhase.Explained -> phase.amountKrw to phase.explained.explanations.size
                            else -> phase
                        }
                    }
                }
            } finally {
                scope.cancel()
            }
        }

    @Test
    fun `an amount is read as it stands on a bill, and nothing else is`() {
        val read = typed(*listOf("39540", "39,540", " 39,540원", "₩39 540").map { TypedBill(it, "2021", "6") }.toTypedArray())
        assertEquals(List(4) { 39_540L to 1 }, read)
        val wrong = typed(*listOf("0", "-39540", "39540.5x", "원", "9999999999999").map { TypedBill(it, "2021", "06") }.toTypedArray())
        assertEquals(List(5) { BillMistake.Amount }, wrong)
    }

    @Test
    fun `a month needs a year of four digits`() {
        val months = listOf("2021" to "13", "2021" to "0", "21" to "6", "" to "6").map { (year, month) -> TypedBill("39540", year, month) }
        assertEquals(List(4) { BillMistake.Month }, typed(*months.toTypedArray()))
    }

    @Test
    fun `several ways are all told`() = assertEquals(listOf<Any>(143_840L to 2), typed(TypedBill("143,840", "2023", "5")))
}
