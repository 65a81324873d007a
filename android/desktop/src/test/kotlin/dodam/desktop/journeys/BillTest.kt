package dodam.desktop.journeys

import org.junit.jupiter.api.Test
import kotlin.test.assertEquals
import kotlin.test.assertFalse

class BillTest {
    private fun Journey.typeBill(
        amount: String,
        year: String,
        month: String,
    ) {
        touch("Explain a bill")
        type("Amount (납부금액)", amount)
        type("Year", year)
        type("Month", month)
        touchFixed("Explain it")
    }

    @Test
    fun `a bill is explained won for won without a vault and leaves no file`() =
        journey {
            typeBill("39,540", "2021", "6")
            appears("there is one way to this amount")
            listOf("118,180 won", "− 82,720 won", "= 35,460 won", "+ 4,080 won", "= 39,540 won").forEach { appears(it) }
            appears("Reduction (경감), 70 %")
            appears("If you think the bill is wrong")
            assertEquals(emptyList(), files())
        }

    @Test
    fun `an amount that nothing yields is asked about and then said plainly, with whom to ask`() =
        journey {
            typeBill("7", "2021", "6")
            appears("What is your status of residence")
            touch("I don't know")
            appears("How much is your monthly health premium")
            touch("I don't know")
            appears("I can't explain this amount.")
            appears("That doesn't mean the bill is wrong")
            appears("Ask NHIS what is in this bill")
            assertFalse(shows("There is one way"))
        }

    @Test
    fun `a month that there is not is told and what was typed stays`() =
        journey {
            typeBill("39,540", "21", "6")
            appears("There is no such month.")
            replace("Year", "2021")
            touchFixed("Explain it")
            appears("there is one way to this amount")
        }
}
