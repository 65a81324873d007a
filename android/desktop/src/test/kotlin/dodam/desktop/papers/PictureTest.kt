package dodam.desktop.papers

import androidx.compose.ui.graphics.decodeToImageBitmap
import dodam.app.core.Core
import dodam.app.core.Threads
import dodam.app.papers.OnePaperEvent
import dodam.app.papers.OnePaperPresenter
import dodam.app.papers.Picture
import dodam.core.PaperDetails
import dodam.desktop.journeys.TestDevice
import dodam.desktop.pictures.await
import dodam.desktop.pictures.syntheticCard
import dodam.openDodam
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.cancel
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import java.nio.file.Path
import kotlin.io.path.readBytes
import kotlin.test.assertEquals

class PictureTest {
    @TempDir
    lateinit var folder: Path

    private val scope = CoroutineScope(Dispatchers.Default + SupervisorJob())
    private val card = syntheticCard.readBytes()

    @AfterEach
    fun end() = scope.cancel()

    @Test
    fun `a desktop decodes a picture upright by itself`() {
        val held = bytes(0xFF, 0xD8, 0xFF, 0xE1, 0, 34) + "Exif".encodeToByteArray() + orientation(6) + card.drop(2)
        val (lying, upright) = card.decodeToImageBitmap() to held.decodeToImageBitmap()
        assertEquals(lying.width to lying.height, upright.height to upright.width)
    }

    @Test
    fun `where the device decodes a picture as it lies, it is turned`() =
        runBlocking {
            val core = Core(openDodam(), Threads(), folder.resolve("vault").toString())
            val vault = core.opened(core.ask { it.createVault(core.folder, "a synthetic PIN", "Ms Nguyen") }.profile)
            val paperId = vault.ask { it.addPaper(syntheticCard.toString(), PaperDetails(title = "Card", kind = "residence_card", expires = null)) }.id
            val sizes =
                listOf(0, 1, 2, 3).map { quarters ->
                    val device = TestDevice().apply { this.quarters = quarters }
                    val presenter = OnePaperPresenter(vault, device, paperId, null, {}, scope)
                    presenter.on(OnePaperEvent.Seen)
                    val picture = presenter.await { it.picture is Picture.Drawn }.picture as Picture.Drawn
                    picture.image.width to picture.image.height
                }
            val (lying, upright) = (320 to 200) to (200 to 320)
            assertEquals(listOf(lying, upright, lying, upright), sizes)
            vault.lock()
        }

    private fun orientation(value: Int) = bytes(0, 0, 0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1) + bytes(0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, value, 0, 0, 0, 0, 0, 0)

    private fun bytes(vararg values: Int) = ByteArray(values.size) { values[it].toByte() }
}
