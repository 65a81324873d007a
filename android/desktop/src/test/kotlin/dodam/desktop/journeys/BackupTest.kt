package dodam.desktop.journeys

import dodam.desktop.deleteOnceLetGo
import org.junit.jupiter.api.Test

class BackupTest {
    @Test
    fun `a lost vault comes back from its copy with the words and another PIN`() =
        journey {
            val words = beginVault("a synthetic PIN", copy = folder.resolve("copy"))
            touch("Settings")
            touch("Emergency card")
            type("Allergies", "penicillin")
            touchFixed("Save the card")
            appears("Saved.")
            touchFixed("Back")
            touchFixed("Back")
            touch("Lock")
            deleteOnceLetGo(folder.resolve("vault"))
            restart()
            touch("Bring papers back")
            type("24 words", words)
            type("New PIN or passphrase", "another PIN")
            device.file = folder.resolve("copy")
            touchFixed("Choose the backup file")
            appears("Am I insured?")
        }
}
