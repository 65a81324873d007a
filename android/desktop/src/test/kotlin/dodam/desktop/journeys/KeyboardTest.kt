package dodam.desktop.journeys

import androidx.compose.ui.input.key.Key
import org.junit.jupiter.api.Test
import kotlin.test.assertEquals

/** The app for who has a keyboard and nothing to point with. */
class KeyboardTest {
    @Test
    fun `a first check is answered, and gone back from, with keys alone`() =
        journey {
            enter("Do I have health insurance?")
            appears("Question 1 of 7 at most")
            enter("Yes")
            disappears("Question 1 of 7 at most")
            goBack()
            appears("Question 1 of 7 at most")
            enter("No")
            appears("Your answer")
            goBack()
            appears("Do I have health insurance?")
        }

    @Test
    fun `119 is reached with keys from a question, and Escape closes what lies on top alone`() =
        journey {
            device.telephone = false
            enter("Do I have health insurance?")
            enter("119")
            enter("Call 119")
            appears("Close")
            goBack()
            disappears("Close")
            appears("Call 119")
            goBack()
            appears("Question 1 of 7 at most")
            assertEquals(emptyList(), device.called)
        }

    @Test
    fun `a vault is begun and opened with keys alone`() =
        journey {
            enter("Keep my papers safe")
            walkTo("Your name or a nickname")
            typeHere("Ms Nguyen")
            walkTo("PIN or passphrase")
            typeHere(SYNTHETIC_PIN)
            walkTo("PIN or passphrase again")
            typeHere(SYNTHETIC_PIN)
            enter("Continue")
            enter("I wrote them down")
            enter("Not now")
            enter("Lock")
            enter("Unlock")
            typeHere(SYNTHETIC_PIN)
            press(Key.Enter)
            appears("Am I insured?")
        }
}
