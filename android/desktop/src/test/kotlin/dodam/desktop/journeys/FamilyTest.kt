package dodam.desktop.journeys

import org.junit.jupiter.api.Test
import kotlin.test.assertFalse

class FamilyTest {
    @Test
    fun `a family of two is asked about, planned for, and one is taken out and brought back`() =
        journey {
            beginVault()
            touch("Family and plan")
            appears("Day by day")
            touchFixed("Add a person")
            type("What to call this person", "An")
            touchFixed("Continue")
            appears("What is An to you?")
            touch("spouse")
            touch("An lives on my income")
            appears("“you” means An")
            answerUntil("Day by day", mapOf("registered as a foreigner" to { touch("No") }))
            appears("Not in National Health Insurance")
            touch("Remove An")
            appears("An is removed.")
            assertFalse(shows("Remove An"))
            touch("Undo")
            appears("Remove An")
        }

    @Test
    fun `two people can't have one name`() =
        journey {
            beginVault()
            touch("Family and plan")
            appears("Day by day")
            touchFixed("Add a person")
            type("What to call this person", "You")
            touchFixed("Continue")
            appears("Somebody here has this name.")
        }
}
