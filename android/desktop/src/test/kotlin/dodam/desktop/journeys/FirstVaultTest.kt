package dodam.desktop.journeys

import org.junit.jupiter.api.Test

class FirstVaultTest {
    private val pin = "a synthetic PIN"

    @Test
    fun `a vault is begun with words and a copy, locked, and opened again`() =
        journey {
            touch("Keep my papers safe")
            type("What to call you", "Ms Nguyen")
            type("PIN or passphrase", pin)
            type("The same again", "another PIN")
            touchFixed("Continue")
            appears("The two aren't the same.")
            device.target = folder.resolve("copy")
            replace("The same again", pin)
            touchFixed("Continue")
            appears("1. ")
            touch("I wrote them down")
            touchFixed("Make a copy")
            appears("Am I covered?")
            touch("Lock")
            touch("Unlock")
            type("PIN or passphrase", "not the PIN")
            touchFixed("Unlock")
            appears("That isn't the PIN.")
            replace("PIN or passphrase", pin)
            touchFixed("Unlock")
            appears("Am I covered?")
        }

    @Test
    fun `whichever way one goes back, the words stay until they were written down`() =
        journey {
            touch("Keep my papers safe")
            type("What to call you", "Ms Nguyen")
            type("PIN or passphrase", pin)
            type("The same again", pin)
            touchFixed("Continue")
            appears("24. ")
            goBack()
            appears("24. ")
            touch("I wrote them down")
            goBack()
            touchFixed("Not now")
            appears("Am I covered?")
        }
}
