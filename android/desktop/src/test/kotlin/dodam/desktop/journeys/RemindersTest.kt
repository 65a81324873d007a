package dodam.desktop.journeys

import dodam.app.core.Recognised
import dodam.desktop.deleteOnceLetGo
import org.junit.jupiter.api.Test
import kotlin.io.path.moveTo
import kotlin.test.assertEquals
import kotlin.test.assertFalse
import kotlin.test.assertNull

class RemindersTest {
    @Test
    fun `a medicine is written down, is due today, and is stopped`() =
        journey {
            beginVault()
            touch("To do, by date")
            touch("Medicines")
            appears("Write down what you take")
            touchFixed("Add a medicine")
            type("What it is called", "Amlodipine")
            type("At which hours, each day", "8:00, 25")
            type("How much each time", "5 mg")
            touchFixed("Save")
            appears("Write hours from 0 to 23")
            replace("At which hours, each day", "20, 8:30")
            touchFixed("Save")
            appears("Amlodipine, 5\u00a0mg")
            appears("Each day at 08:30, 20:00")
            touchFixed("Back")
            appears("08:30, 20:00: Amlodipine, 5\u00a0mg")
            appears("Today")
            touch("Medicines")
            touch("I no longer take this")
            appears("Amlodipine: noted as no longer taken.")
            touch("Undo")
            touch("I no longer take this")
            // Since the first time it stands there that it isn't taken; that it was stopped again does not.
            appears("Amlodipine: noted as no longer taken.")
            appears("Not taken from")
            touchFixed("Back")
            appears("Nothing is known yet")
            assertFalse(shows("Amlodipine"))
        }

    @Test
    fun `what would bring more reminders is asked, one question at a time, and kept`() =
        journey {
            beginVault()
            touch("To do, by date")
            touchFixed("Answer questions")
            appears("Question 1 of")
            touch("I'd rather not say")
            appears("Question 2 of")
            touchFixed("Back")
            appears("Question 1 of")
            touchFixed("Back")
            appears("To do, by date")
        }

    @Test
    fun `reminders are off until they are turned on, tell nothing of what they are about, and end when turned off`() =
        journey {
            val notices = TestNotices().also { device.notices = it }
            beginVault()
            touch("To do, by date")
            touch("Medicines")
            touchFixed("Add a medicine")
            type("What it is called", "Amlodipine")
            type("At which hours, each day", "8")
            touchFixed("Save")
            appears("Each day at 08:00")
            touchFixed("Back")
            touchFixed("Back")
            assertNull(notices.scheduled)

            touch("Settings")
            appears("It never says what, and nothing shows on the lock screen.")
            touch("Remind me")
            becomes("moments to be scheduled") { notices.scheduled.orEmpty().size == 64 }
            val texts = notices.scheduled.orEmpty().map { it.text }.toSet()
            assertEquals(setOf("Dodam: something is due. Open to see.", "Dodam: open to renew reminders."), texts)

            touch("Remind me")
            becomes("moments to be forgotten") { notices.scheduled == null }
        }

    @Test
    fun `what changes while a vault is open is scheduled anew, and stays when it is locked`() =
        journey {
            val notices = TestNotices().also { device.notices = it }
            beginVault()
            touch("Settings")
            touch("Remind me")
            becomes("a schedule") { notices.scheduled != null }
            val before = notices.scheduled.orEmpty().size
            touchFixed("Back")
            touch("To do, by date")
            touch("Medicines")
            touchFixed("Add a medicine")
            type("What it is called", "Amlodipine")
            type("At which hours, each day", "8")
            touchFixed("Save")
            becomes("a longer schedule than $before") { notices.scheduled.orEmpty().size == 64 }
            touchFixed("Back")
            touchFixed("Back")
            touch("Lock")
            deleteOnceLetGo(folder.resolve("vault"))
            assertEquals(64, notices.scheduled.orEmpty().size)
        }

    @Test
    fun `a system that refuses reminders is explained, and a device without them has no switch`() =
        journey {
            beginVault()
            touch("Settings")
            appears("What Dodam knows, and doesn't")
            assertFalse(shows("Remind me"))
            touchFixed("Back")
            device.notices = TestNotices().apply { allows = false }
            touch("Settings")
            touch("Remind me")
            appears("The phone doesn't let Dodam show reminders.")
            assertFalse(checkNotNull(device.notices).on.value)
        }

    @Test
    fun `where there is no vault any more, nothing is told any more`() =
        journey {
            val notices = TestNotices().also { device.notices = it }
            beginVault()
            touch("Settings")
            touch("Remind me")
            becomes("a schedule") { notices.scheduled != null }
            touchFixed("Back")
            touch("Lock")
            deleteOnceLetGo(folder.resolve("vault"))
            restart()
            becomes("nothing to be scheduled") { notices.scheduled == null && !notices.on.value }
        }

    @Test
    fun `a vault that destroys itself takes its reminders and its finger with it`() =
        journey {
            val notices = TestNotices().also { device.notices = it }
            val recognition = TestRecognition().also { device.recognition = it }
            beginVault()
            touch("Settings")
            touch("Remind me")
            touch("Turn it on")
            type("PIN as it is now", SYNTHETIC_PIN)
            touch("Open with a finger or face")
            appears("From now on a finger or face opens your papers too.")
            becomes("a schedule") { notices.scheduled != null }
            touchFixed("Back")
            touch("Lock")
            recognition.recognised = { Recognised.NotNow }
            // As after the last wrong PIN, cut short; it is finished now.
            folder.resolve("vault/keyslots").moveTo(folder.resolve("vault/wiping"))
            touch("Unlock")
            type("PIN or passphrase", SYNTHETIC_PIN)
            touchFixed("Unlock")
            becomes("nothing to be scheduled") { notices.scheduled == null && !recognition.keeps() }
            deleteOnceLetGo(folder.resolve("vault"))
        }
}
