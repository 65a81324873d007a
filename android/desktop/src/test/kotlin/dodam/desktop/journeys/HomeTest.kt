package dodam.desktop.journeys

import org.junit.jupiter.api.Test
import java.time.LocalDate
import java.time.ZoneId
import kotlin.test.assertFalse

class HomeTest {
    private val today = LocalDate.now(ZoneId.of("Asia/Seoul"))

    /** A made-up student who came a year ago and may stay for another. */
    private val student: Map<String, Journey.() -> Unit> =
        mapOf(
            "registered as a foreigner" to { touch("Yes") },
            "lawfully employed" to { touch("No") },
            "date of birth" to { typeDay(LocalDate.of(2001, 5, 17)) },
            "What is your status of residence" to {
                type("Status of residence (체류자격), as on the card", "D-2")
                touch("Continue")
            },
            "come to Korea for this stay" to { typeDay(today.minusYears(1)) },
            "may you stay" to { typeDay(today.plusYears(1)) },
            "Does any of these apply" to { touch("None of these") },
        )

    private fun Journey.checkAll() {
        touchFixed("Check")
        answerUntil("Your answer", student)
        touchFixed("Back")
    }

    @Test
    fun `home teaches while nothing is said, and after a first check shows the verdict and what is due`() =
        journey {
            beginVault()
            appears("Answer a few questions.")
            assertFalse(shows("Due next"))
            checkAll()
            appears("Reasons and what to do")
            appears("You are in National Health Insurance")
            appears("Due next")
            appears("Premium of")
            appears("Saved on this phone.")
            touch("To do, by date")
            appears("Pay by")
            touchFixed("Back")
            touch("Lock")
            appears("Unlock")
        }

    @Test
    fun `while nobody knows whether one is covered, home doesn't say that nothing is due`() =
        journey {
            beginVault()
            touchFixed("Check")
            answerUntil("Your answer", student.filterKeys { it == "registered as a foreigner" })
            touchFixed("Back")
            appears("What is due can't be told yet")
            assertFalse(shows("Nothing is due"))
        }

    @Test
    fun `a slip is mended by going back, and another day from what was said`() =
        journey {
            beginVault()
            touchFixed("Check")
            appears("registered as a foreigner")
            touch("Yes")
            appears("lawfully employed")
            goBack()
            appears("registered as a foreigner")
            touch("No")
            appears("Your answer")
            touchFixed("Back")
            appears("Reasons and what to do")
            touch("Reasons and what to do")
            appears("Your answer")
            touch("What you said")
            touch("No")
            appears("I don't know")
            goBack()
            appears("Your answer")
            touch("What you said")
            touch("No")
            appears("registered as a foreigner")
            touch("Yes")
            appears("lawfully employed")
        }

    @Test
    fun `what isn't known any more is taken back`() =
        journey {
            beginVault()
            touchFixed("Check")
            appears("registered as a foreigner")
            touch("No")
            appears("Your answer")
            assertFalse(shows("Not known yet"))
            touch("What you said")
            touch("No")
            appears("registered as a foreigner")
            touch("I don't know")
            answerUntil("Your answer", emptyMap())
            touchFixed("Back")
            appears("Not known yet")
        }

    @Test
    fun `what is said in check is known to the bill`() =
        journey {
            beginVault()
            checkAll()
            // Until all of Home is there, what lies below still moves.
            appears("Reasons and what to do")
            appears("Due next")
            touch("Explain a bill")
            type("Amount (납부금액)", "7")
            type("Year", "2021")
            type("Month", "6")
            touchFixed("Explain it")
            appears("How much is your monthly health premium")
        }
}
