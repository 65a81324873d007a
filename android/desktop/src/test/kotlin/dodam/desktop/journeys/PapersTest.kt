package dodam.desktop.journeys

import dodam.desktop.pictures.syntheticCard
import dodam.desktop.pictures.syntheticResult
import org.junit.jupiter.api.Test
import java.nio.file.Path
import kotlin.io.path.notExists
import kotlin.io.path.readBytes
import kotlin.io.path.writeBytes
import kotlin.test.assertContentEquals
import kotlin.test.assertFalse
import kotlin.test.assertTrue

private const val CARD = "Residence card (외국인등록증)"

class PapersTest {
    @Test
    fun `a paper is added, found by two letters, shown at a desk, binned and taken back`() =
        journey {
            beginVault()
            touch("My papers")
            appears("Keep here what you are asked for")
            addPaper(syntheticResult, "Synthetic test result")
            addPaper(syntheticCard, "Synthetic card", CARD)

            type("Search", "ca")
            disappears("Synthetic test result")
            touch("Synthetic card")
            touchFixed("Show it at a desk")
            appears("A copy, not an ID: bring the card.")
            touchFixed("Back")

            touch("Put it in the bin")
            appears("It is in the bin.")
            touchFixed("Back")
            appears("No paper fits.")
            touch("Bin")
            touch("Synthetic card")
            touchFixed("Take it out of the bin")
            appears("It is back among your papers.")
            touch("Put it in the bin")
            touchFixed("Take it out of the bin")
            appears("It is back among your papers.")
        }

    @Test
    fun `a photo is taken, kept, and lies nowhere else afterwards`() =
        journey {
            val photo = folder.resolve("photo.jpg").also { it.writeBytes(syntheticCard.readBytes()) }
            device.photo = photo
            beginVault()
            touch("My papers")
            touchFixed("Add a paper")
            appears("not into the gallery")
            touchFixed("Take a photo")
            appears("Photo")
            touchFixed("Save")
            becomes("the photo to be deleted") { photo.notExists() }
            touch("Photo")
            touchFixed("Show it at a desk")
            appears("Turn the picture")
        }

    @Test
    fun `a photo that isn't kept is deleted all the same`() =
        journey {
            val photo = folder.resolve("photo.jpg").also { it.writeBytes(syntheticCard.readBytes()) }
            device.photo = photo
            beginVault()
            touch("My papers")
            touchFixed("Add a paper")
            touchFixed("Take a photo")
            appears("Save")
            touchFixed("Back")
            becomes("the photo to be deleted") { photo.notExists() }
        }

    @Test
    fun `a device without a camera asks for a file at once`() =
        journey {
            device.file = syntheticCard
            beginVault()
            touch("My papers")
            touchFixed("Add a paper")
            appears("Save")
            assertFalse(shows("Take a photo"))
        }

    @Test
    fun `a card is two touches away, says that it is a copy and isn't photographed`() =
        journey {
            beginVault()
            assertFalse(device.secure)
            touch("Show my card")
            appears("No residence card")
            device.file = syntheticCard
            touchFixed("Add my residence card")
            touchFixed("Save")
            appears("A copy, not an ID: bring the card.")
            appears("Turn the picture")
            assertTrue(device.secure)
            touch("When is the card needed?")
            appears("Not needed in an emergency (응급).")
            touchFixed("Back")
            appears("Am I insured?")
            assertFalse(device.secure)
        }

    @Test
    fun `a copy is the file that was added, byte by byte`() =
        journey {
            beginVault()
            touch("My papers")
            addPaper(syntheticCard, "Synthetic card")
            touch("Synthetic card")
            device.target = folder.resolve("copy.jpg")
            touch("Save without encryption")
            appears("The file is saved. It isn't encrypted")
            assertContentEquals(syntheticCard.readBytes(), folder.resolve("copy.jpg").readBytes())
        }

    @Test
    fun `a paper gets another name, a day and a newer file, and keeps the earlier one`() =
        journey {
            beginVault()
            touch("My papers")
            addPaper(syntheticCard, "Synthetic card")
            touch("Synthetic card")
            touch("Edit details")
            appears("What you call it")
            replace("What you call it", "Blue card")
            typeDay("Expires on (you may leave it empty)", "2025", "2", "30")
            touchFixed("Save")
            appears("There is no such day")
            typeDay("Expires on (you may leave it empty)", "2025", "2", "28")
            touchFixed("Save")
            appears("Expired on Friday 28\u00a0February\u00a02025")
            device.file = syntheticResult
            touch("Put a newer file in its place")
            appears("The newer file is in its place.")
            touch("About the file")
            appears("Earlier files")
        }

    @Test
    fun `what is destroyed is asked about first and is gone`() =
        journey {
            beginVault()
            touch("My papers")
            addPaper(syntheticCard, "Synthetic card")
            touch("Synthetic card")
            touch("Put it in the bin")
            touch("Destroy for good")
            appears("This can't be undone.")
            touchFixed("Keep it")
            disappears("This can't be undone.")
            touch("Destroy for good")
            appears("This can't be undone.")
            touchInDialog("Destroy for good")
            appears("Keep here what you are asked for")
        }
}
