package dodam.desktop.measure

import androidx.compose.ui.ImageComposeScene
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.input.pointer.PointerEventType
import androidx.compose.ui.unit.Density
import dodam.app.papers.PapersEvent
import dodam.app.papers.PapersPresenter
import dodam.app.shell.Place
import dodam.app.shell.ShellView
import dodam.app.unlock.UnlockEvent
import dodam.app.unlock.UnlockPresenter
import dodam.desktop.pictures.Stage
import dodam.desktop.pictures.andBelow
import dodam.desktop.pictures.said
import java.lang.management.ManagementFactory
import java.nio.file.Path
import kotlin.system.exitProcess

private const val PIN = "a synthetic benchmark's PIN"

/** `FOLDER`: how long the screens over the vault there take, drawn by the processor alone; see `benches/app`. */
fun main(arguments: Array<String>) {
    if (arguments.size != 1) {
        System.err.println("FOLDER: where a vault is that benches/vault made, as benches/app does")
        exitProcess(2)
    }
    draw(Path.of(arguments[0]))
    exitProcess(0)
}

/** In the title of one paper, however many there are. */
private const val FOUND = "x00007"

private fun draw(folder: Path) {
    val stage = Stage(folder, "en")
    val screen = Screen(stage)
    screen.waitFor("Help now")
    told("start of the program to the first screen", System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().startTime)
    val unlock = stage.at<UnlockPresenter>(Place.Unlock())
    screen.takes("PIN to Home, whole") {
        unlock.on(UnlockEvent.Pin(PIN))
        waitFor("Am I insured?")
    }
    var papers: PapersPresenter? = null
    screen.takes("Home to the first papers") {
        papers = stage.at<PapersPresenter>(Place.Papers)
        waitFor("x0")
    }
    screen.frames("a frame of papers, scrolled")
    screen.takes("a word typed to what was found, 150 of it waited") {
        papers?.on(PapersEvent.Search(FOUND))
        waitUntil { papers?.state?.value?.papers.orEmpty().let { found -> found.isNotEmpty() && found.all { FOUND in it.title } } }
    }
    screen.takes("Home to Sync, whole") {
        stage.shell.go(Place.Sync)
        waitFor("Papers you keep")
    }
}

private fun told(
    what: String,
    millis: Number,
) = println("measured ${"%.1f".format(millis.toDouble())} $what")

/** A phone's screen of 360 by 780 dp at twice the pixels. */
private class Screen(
    stage: Stage,
) {
    private val scene = ImageComposeScene(720, 1560, Density(2f)) { ShellView(stage.shell, dark = false) }
    private var frame = 0L

    private fun render() = scene.render(frame++ * FRAME).close()

    fun takes(
        what: String,
        act: Screen.() -> Unit,
    ) {
        val begin = System.nanoTime()
        act()
        told(what, (System.nanoTime() - begin) / 1e6)
    }

    /** Draws until something with one of these words is on the screen. */
    fun waitFor(vararg words: String) = waitUntil { texts().any { text -> words.any { it in text } } }

    fun waitUntil(done: () -> Boolean) {
        val begin = System.nanoTime()
        do {
            render()
            check(System.nanoTime() - begin < MOST) { "it didn't appear; there was: ${texts()}" }
        } while (!done())
    }

    /** What frames cost while a list is scrolled from hand to hand. */
    fun frames(what: String) {
        val times =
            List(FRAMES) {
                val begin = System.nanoTime()
                scene.sendPointerEvent(PointerEventType.Scroll, Offset(360f, 800f), Offset(0f, 3f))
                render()
                (System.nanoTime() - begin) / 1e6
            }.sorted()
        told("$what, median of $FRAMES", times[FRAMES / 2])
        told("$what, the 95th of 100", times[FRAMES * 95 / 100])
    }

    private fun texts(): List<String> = scene.semanticsOwners.flatMap { it.unmergedRootSemanticsNode.andBelow() }.flatMap { it.said() }

    private companion object {
        const val FRAME = 16_000_000L
        const val FRAMES = 400
        const val MOST = 60_000_000_000L
    }
}
