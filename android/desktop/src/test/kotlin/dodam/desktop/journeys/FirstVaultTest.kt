package dodam.desktop.journeys

import org.junit.jupiter.api.Test

class FirstVaultTest {
    private val pin = "a synthetic PIN"

    @Test
    fun `a vault is begun with words and a copy, locked, and opened again`() =
        journey {
            touch("Keep my papers safe")
            type("Your name or a nickname", "Ms Nguyen")
            type("PIN or passphrase", pin)
            type("PIN or passphrase again", "another PIN")
            touchFixed("Continue")
            appears("The two aren't the same.")
            device.target = folder.resolve("copy")
            replace("PIN or passphrase again", pin)
            touchFixed("Continue")
            appears("1. ")
            touch("I wrote them down")
            touchFixed("Make a backup")
            appears("Am I insured?")
            touch("Lock")
            touch("Unlock")
            type("PIN or passphrase", "not the PIN")
            touchFixed("Unlock")
            appears("That isn't the PIN.")
            replace("PIN or passphrase", pin)
            touchFixed("Unlock")
            appears("Am I insured?")
        }

    @Test
    fun `whichever way one goes back, the words stay until they were written down`() =
        journey {
            touch("Keep my papers safe")
            type("Your name or a nickname", "Ms Nguyen")
            type("PIN or passphrase", pin)
            type("PIN or passphrase again", pin)
            touchFixed("Continue")
            appears("24. ")
            goBack()
            appears("24. ")
            touch("I wrote them down")
            goBack()
            touchFixed("Not now")
            appears("Am I insured?")
        }
}
