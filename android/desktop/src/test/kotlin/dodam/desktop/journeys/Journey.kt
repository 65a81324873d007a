package dodam.desktop.journeys

import androidx.compose.runtime.getValue
import androidx.compose.runtime.key
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import androidx.compose.ui.input.key.Key
import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.test.ComposeUiTest
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.hasAnyAncestor
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.isDialog
import androidx.compose.ui.test.isFocused
import androidx.compose.ui.test.isHeading
import androidx.compose.ui.test.isRoot
import androidx.compose.ui.test.onLast
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performKeyInput
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performSemanticsAction
import androidx.compose.ui.test.performTextInput
import androidx.compose.ui.test.performTextReplacement
import androidx.compose.ui.test.pressKey
import androidx.compose.ui.test.v2.runDesktopComposeUiTest
import androidx.navigationevent.DirectNavigationEventInput
import androidx.navigationevent.compose.LocalNavigationEventDispatcherOwner
import dodam.app.core.ChosenFile
import dodam.app.core.Core
import dodam.app.core.Device
import dodam.app.core.Notices
import dodam.app.core.Recognised
import dodam.app.core.Recognition
import dodam.app.core.Threads
import dodam.app.shell.Shell
import dodam.app.shell.ShellView
import dodam.core.Notification
import dodam.desktop.EscapeGoesBack
import dodam.desktop.deleteOnceLetGo
import dodam.openDodam
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.job
import kotlinx.coroutines.runBlocking
import java.nio.file.Files
import java.nio.file.Path
import java.time.LocalDate
import kotlin.io.path.ExperimentalPathApi
import kotlin.io.path.deleteExisting
import kotlin.io.path.name
import kotlin.io.path.walk

/**
 * The app on a phone's screen over the real core, clicked through by the words a person reads. A
 * call to the core on the thread that draws fails it.
 */
@OptIn(ExperimentalTestApi::class)
class Journey(
    private val ui: ComposeUiTest,
    val device: TestDevice,
    val folder: Path,
    private val back: () -> Unit,
    private val open: () -> Unit,
) {
    /** Touches what has these words, wherever it is by then: a screen that is still being filled moves what lies below. */
    fun touch(words: String) {
        appears(words)
        ui.onNode(hasText(words) and hasClickAction()).performScrollTo().performSemanticsAction(SemanticsActions.OnClick)
    }

    /** Touches what stands at the foot of the screen. */
    fun touchFixed(words: String) {
        appears(words)
        ui.onNode(hasText(words) and hasClickAction()).performClick()
    }

    /** Types on the line with this label. */
    fun type(
        label: String,
        text: String,
    ) {
        appears(label)
        ui.onNode(hasSetTextAction() and hasText(label)).performTextInput(text)
    }

    /** Types on the line with this label in place of what stands there. */
    fun replace(
        label: String,
        text: String,
    ) = ui.onNode(hasSetTextAction() and hasText(label)).performTextReplacement(text)

    /** Presses a key, wherever one is. */
    fun press(key: Key) = ui.onAllNodes(isRoot()).onLast().performKeyInput { pressKey(key) }

    /** Goes by the tab key to what has these words. */
    fun walkTo(words: String) {
        appears(words)
        repeat(MOST_STOPS) {
            press(Key.Tab)
            if (ui.onAllNodes(isFocused() and hasText(words)).fetchSemanticsNodes().isNotEmpty()) return
        }
        error("the tab key never comes to \"$words\"")
    }

    /** Goes to what has these words by the tab key, and enters it. */
    fun enter(words: String) {
        walkTo(words)
        press(Key.Enter)
    }

    /** Types on the line where one is. */
    fun typeHere(text: String) {
        ui.waitUntil("a line to type on", 30_000) { ui.onAllNodes(isFocused() and hasSetTextAction()).fetchSemanticsNodes().isNotEmpty() }
        ui.onNode(isFocused() and hasSetTextAction()).performTextInput(text)
    }

    /** Begins a vault, with a copy where one is wanted, and gives its words. */
    fun beginVault(
        pin: String = SYNTHETIC_PIN,
        copy: Path? = null,
    ): String {
        touch("Keep my papers safe")
        type("Your name or a nickname", "Ms Nguyen")
        type("PIN or passphrase", pin)
        type("PIN or passphrase again", pin)
        touchFixed("Continue")
        appears("24. ")
        val words = (1..24).joinToString(" ") { number -> wordsBeginningWith("$number. ") }
        touch("I wrote them down")
        device.target = copy
        touchFixed(if (copy == null) "Not now" else "Make a backup")
        appears("Am I insured?")
        return words
    }

    private fun wordsBeginningWith(start: String): String {
        val texts =
            ui.onAllNodes(hasText(start, substring = true)).fetchSemanticsNodes().flatMap {
                it.config[SemanticsProperties.Text].map { text -> text.text }
            }
        return texts.single { it.startsWith(start) }.removePrefix(start)
    }

    /** Adds a file from the screen of papers. */
    fun addPaper(
        file: Path,
        title: String,
        kind: String? = null,
    ) {
        device.file = file
        touchFixed("Add a paper")
        appears("What you call it")
        kind?.let { touch(it) }
        touchFixed("Save")
        appears(title)
        appears("Only on this phone")
    }

    /** Goes back as a phone's own gesture does, or a keyboard's escape. */
    fun goBack() = back()

    /** Whether the vault's key file still lets a device secret open it. */
    fun opensByDeviceSecret(): Boolean =
        openDodam().use { companion ->
            companion.unlockBegin(folder.resolve("vault").toString()).use { runBlocking { it.waysIn().deviceSecret } }
        }

    /** The app is closed and opened again. */
    fun restart() = open()

    /** Touches what has these words in a question on top of the screen. */
    fun touchInDialog(words: String) = ui.onNode(hasText(words) and hasClickAction() and hasAnyAncestor(isDialog())).performClick()

    /** Types a day on the three lines of this label. */
    fun typeDay(
        label: String,
        year: String,
        month: String,
        day: String,
    ) = listOf("Year" to year, "Month" to month, "Day" to day).forEach { (part, digits) ->
        ui.onNode(hasSetTextAction() and hasContentDescription("$label, $part")).performTextReplacement(digits)
    }

    /** Types a day in its three fields. */
    fun typeDay(day: LocalDate) {
        type("Year", day.year.toString())
        type("Month", day.monthValue.toString())
        type("Day", day.dayOfMonth.toString())
        touch("Continue")
    }

    /**
     * Answers the questions that are put, each known by a part of it, until something else is on
     * the screen; what isn't answered here isn't known.
     */
    fun answerUntil(
        end: String,
        answers: Map<String, Journey.() -> Unit>,
    ) {
        repeat(MOST_QUESTIONS) {
            ui.waitUntil("\"$end\" or a question", 30_000) { shows(end) || shows("I don't know") }
            if (shows(end)) return
            val put = titles()
            val answer = answers.entries.firstOrNull { (question, _) -> shows(question) }?.value
            if (answer != null) answer() else touch("I don't know")
            ui.waitUntil("something after \"$put\"", 30_000) { titles() != put }
        }
    }

    private fun titles(): String =
        ui.onAllNodes(isHeading()).fetchSemanticsNodes().joinToString { node ->
            node.config.getOrElse(SemanticsProperties.Text) { emptyList() }.joinToString()
        }

    /** Waits until something holds that no words tell of. */
    fun becomes(
        what: String,
        holds: () -> Boolean,
    ) = ui.waitUntil(what, 30_000, holds)

    /** Waits until these words are on the screen. */
    fun appears(words: String) = appears(hasText(words, substring = true), words)

    /** Waits until these words are on the screen no more. */
    fun disappears(words: String) = ui.waitUntil("\"$words\" to disappear", 30_000) { !shows(words) }

    private fun appears(
        matcher: SemanticsMatcher,
        words: String,
    ) = ui.waitUntil("\"$words\" to appear", 30_000) { ui.onAllNodes(matcher).fetchSemanticsNodes().isNotEmpty() }

    /** Whether these words are on the screen now. */
    fun shows(words: String): Boolean = ui.onAllNodes(hasText(words, substring = true)).fetchSemanticsNodes().isNotEmpty()

    /** Every file that the app has made. */
    @OptIn(ExperimentalPathApi::class)
    fun files(): List<Path> = folder.walk().toList()
}

private const val MOST_QUESTIONS = 20

/** More than any screen has to stop at. */
private const val MOST_STOPS = 80

/** Opens the vaults of journeys. */
const val SYNTHETIC_PIN = "a synthetic PIN"

/** Plays a journey in English, on a screen of 400 by 800 dp. */
@OptIn(ExperimentalTestApi::class)
fun journey(play: Journey.() -> Unit) {
    val folder = Files.createTempDirectory("dodam-journey")
    val scope = CoroutineScope(Dispatchers.Default + SupervisorJob())
    try {
        runDesktopComposeUiTest(width = 400, height = 800) {
            val device = TestDevice()
            var drawing: Thread? = null
            val escape = DirectNavigationEventInput()
            val threads = Threads(draws = { Thread.currentThread() === drawing })
            val core = Core(openDodam(), threads, folder.resolve("vault").toString())
            var shell by mutableStateOf(Shell(core, device, scope))
            setContent {
                drawing = Thread.currentThread()
                checkNotNull(LocalNavigationEventDispatcherOwner.current).navigationEventDispatcher.addInput(escape)
                key(shell) {
                    EscapeGoesBack(shell::back)
                    ShellView(shell, dark = false)
                }
            }
            Journey(this, device, folder, { runOnIdle { escape.backCompleted() } }) { shell = Shell(core, device, scope) }.play()
        }
    } finally {
        runBlocking { scope.coroutineContext.job.cancelAndJoin() }
        deleteOnceLetGo(folder)
    }
}

/** A phone without a keystore, whose person chooses the files that a test names. */
class TestDevice : Device {
    val called = mutableListOf<String>()
    var file: Path? = null
    var target: Path? = null

    override var notices: TestNotices? = null
    override var recognition: TestRecognition? = null

    /** What its camera takes; null where there is none. */
    var photo: Path? = null
    override val hasCamera get() = photo != null

    override suspend fun takePhoto(): ChosenFile? = photo?.let { taken -> ChosenFile(taken.toString(), "") { taken.deleteExisting() } }

    var quarters = 0

    override fun quartersToTurn(picture: ByteArray) = quarters

    /** Whether the screen may be photographed now. */
    var secure = false

    /** Whether there is a telephone. */
    var telephone = true

    override fun call(phone: String): Boolean = telephone && called.add(phone)

    override fun speakKorean(sentence: String) = true

    override suspend fun chooseFile(): ChosenFile? = file?.let { ChosenFile(it.toString(), it.name) }

    override suspend fun <T> saveAs(
        name: String,
        write: suspend (path: String) -> T,
    ): T? = target?.let { write(it.toString()) }

    override val languageTag = "en"

    override fun keepLanguage(tag: String) = Unit

    override fun secure(on: Boolean) {
        secure = on
    }
}

/** A phone that tells, without a system behind it. */
class TestNotices : Notices {
    private val state = MutableStateFlow(false)
    override val on = state.asStateFlow()
    var allows = true

    /** What is to be told; null where nothing is kept. */
    @Volatile
    var scheduled: List<Notification>? = null

    override fun allowed() = allows

    override suspend fun turnOn(): Boolean {
        state.value = allows
        return allows
    }

    override suspend fun turnOff() {
        state.value = false
        scheduled = null
    }

    override suspend fun schedule(notifications: List<Notification>) {
        scheduled = notifications
    }
}

/** A phone that knows its person, or doesn't. */
class TestRecognition : Recognition {
    @Volatile
    var recognised: (ByteArray) -> Recognised = { Recognised.Known(it) }
    private var kept: ByteArray? = null

    override fun isReady() = true

    override fun keeps() = kept != null

    override suspend fun keepNew(set: suspend (ByteArray) -> Unit): Boolean {
        val secret = ByteArray(32) { it.toByte() }
        set(secret)
        kept = secret
        return true
    }

    override suspend fun recognise() = recognised(checkNotNull(kept).copyOf())

    override fun forget() {
        kept = null
    }
}
