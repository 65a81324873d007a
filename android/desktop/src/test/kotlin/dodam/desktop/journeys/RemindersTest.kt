package dodam.desktop.journeys

import org.junit.jupiter.api.Test
import kotlin.test.assertFalse

class RemindersTest {
    @Test
    fun `a medicine is written down, is due today, and is stopped`() =
        journey {
            beginVault()
            touch("What is due")
            touch("Medicines")
            appears("Write down what you take")
            touchFixed("Add a medicine")
            type("What it is called", "Amlodipine")
            type("At which hours, each day", "8:00, 25")
            type("How much each time", "5 mg")
            touchFixed("Keep it")
            appears("Write hours from 0 to 23")
            replace("At which hours, each day", "20, 8:30")
            touchFixed("Keep it")
            appears("Amlodipine, 5 mg")
            appears("Each day at 08:30, 20:00")
            touchFixed("Back")
            appears("08:30, 20:00: Amlodipine, 5 mg")
            appears("Today")
            touch("Medicines")
            touch("Stop from today")
            appears("Amlodipine is stopped from today.")
            touch("Undo")
            touch("Stop from today")
            appears("Not taken from")
            touchFixed("Back")
            appears("Nothing is known yet")
            assertFalse(shows("Amlodipine"))
        }

    @Test
    fun `what would bring more reminders is asked, one question at a time, and kept`() =
        journey {
            beginVault()
            touch("What is due")
            touchFixed("Answer more questions")
            appears("Question 1 of")
            touch("I'd rather not say")
            appears("Question 2 of")
            touchFixed("Back")
            appears("Question 1 of")
            touchFixed("Back")
            appears("What is due")
        }
}
