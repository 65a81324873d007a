package dodam.desktop.journeys

import dodam.app.core.Recognised
import org.junit.jupiter.api.Test
import kotlin.test.assertFalse

class FingerTest {
    /** Begins a vault, lets a finger open it, and locks it. */
    private fun Journey.fingerOn(): TestRecognition {
        val recognition = TestRecognition().also { device.recognition = it }
        beginVault()
        touch("Settings")
        touch("Turn it on")
        type("PIN as it is now", SYNTHETIC_PIN)
        touch("Open with a finger or face")
        appears("From now on a finger or face opens your papers too.")
        touchFixed("Back")
        touch("Lock")
        return recognition
    }

    @Test
    fun `a finger opens the vault once it was turned on with the PIN`() =
        journey {
            fingerOn()
            touch("Unlock")
            appears("Am I insured?")
        }

    @Test
    fun `a wrong PIN turns nothing on`() =
        journey {
            val recognition = TestRecognition().also { device.recognition = it }
            beginVault()
            touch("Settings")
            touch("Turn it on")
            type("PIN as it is now", "not the PIN")
            touch("Open with a finger or face")
            appears("That isn't the PIN.")
            assertFalse(recognition.keeps())
        }

    @Test
    fun `who isn't known types the PIN, or tries again`() =
        journey {
            val recognition = fingerOn()
            recognition.recognised = { Recognised.NotNow }
            touch("Unlock")
            appears("Use a finger or face")
            recognition.recognised = { Recognised.Known(it) }
            touch("Use a finger or face")
            appears("Am I insured?")
        }

    @Test
    fun `other fingers than before open nothing, the PIN does, and the lost secret opens nothing afterwards`() =
        journey {
            val recognition = fingerOn()
            recognition.recognised = { Recognised.Changed }
            touch("Unlock")
            appears("can't open these papers now. Use your PIN.")
            assertFalse(shows("Use a finger or face"))
            type("PIN or passphrase", SYNTHETIC_PIN)
            touchFixed("Unlock")
            appears("Am I insured?")
            assertFalse(opensByDeviceSecret())
        }

    @Test
    fun `turned off, only the PIN opens it`() =
        journey {
            fingerOn()
            touch("Unlock")
            touch("Settings")
            touch("Turn it off")
            appears("A finger or face opens nothing here any more.")
            touchFixed("Back")
            assertFalse(opensByDeviceSecret())
            touch("Lock")
            touch("Unlock")
            appears("PIN or passphrase")
            assertFalse(shows("Use a finger or face"))
        }

    @Test
    fun `a device that knows nobody offers nothing`() =
        journey {
            beginVault()
            touch("Settings")
            appears("What Dodam knows, and doesn't")
            assertFalse(shows("Open with a finger or face"))
        }
}
