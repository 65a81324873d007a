package dodam.desktop.pictures

import dodam.app.check.CheckEvent
import dodam.app.check.CheckPresenter
import dodam.app.check.Phase
import dodam.app.check.Reply
import dodam.app.core.ChosenFile
import dodam.app.core.Core
import dodam.app.core.Device
import dodam.app.core.Notices
import dodam.app.core.Presenter
import dodam.app.core.Recognised
import dodam.app.core.Recognition
import dodam.app.core.Threads
import dodam.app.shell.Place
import dodam.app.shell.Shell
import dodam.core.Notification
import dodam.openDodam
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.cancel
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.withTimeout
import java.nio.file.Files
import java.nio.file.Path
import kotlin.io.path.name

/** The moment at which every picture is taken, by the clocks of Korea. */
const val MOMENT = "2026-11-28T14:30"

/** The app over the real core, driven as a person would, until there is something to draw. */
class Stage(
    private val folder: Path,
    private val languageTag: String,
    /** Where packs are that were installed; null for those that came with the library. */
    packsFolder: String? = null,
) : AutoCloseable {
    private val scope = CoroutineScope(Dispatchers.Default + SupervisorJob())

    /** Where the vault is, or will be. */
    val vaultFolder: String = folder.resolve("vault").toString()
    private val core = Core(openDodam(packsFolder), Threads(), vaultFolder)

    /** The file that the person chooses; null where they choose none. */
    var file: Path? = null

    /** Whether it is a phone with a camera, that knows fingers and may be let to notify; a desktop is none. */
    var phone = false
    val shell = Shell(core, device(), scope, MOMENT).also { if (languageTag == Mirrored.tag) it.speak(Mirrored) }

    private val servers = mutableListOf<Server>()

    /** A server of this stage's own. */
    fun server(): Server = Server(folder.resolve("server")).also { servers += it }

    /** Goes to a screen and gives its presenter. */
    inline fun <reified P : Presenter<*, *>> at(place: Place): P {
        shell.go(place)
        return shell.state.value.here.presenter as P
    }

    /** Answers the questions of a check until it asks for a fact, or answers. */
    suspend fun check(
        facts: Map<String, String>,
        until: String? = null,
    ) {
        val presenter = at<CheckPresenter>(Place.Check)
        while (true) {
            val phase = presenter.whenAsked()
            if (phase !is Phase.Asking || phase.questions.any { it.factId == until }) return
            val values = phase.questions.mapNotNull { question -> facts[question.factId]?.let { question.factId to Reply(it, it) } }
            presenter.on(if (values.isEmpty()) CheckEvent.DontKnow(phase.number) else CheckEvent.Say(values.toMap()))
            presenter.await { it.phase != phase }
        }
    }

    private suspend fun CheckPresenter.whenAsked(): Phase = await { it.phase !is Phase.Looking }.phase

    override fun close() {
        scope.cancel()
        servers.forEach { it.close() }
    }

    private fun device(): Device =
        object : Device {
            override fun call(phone: String) = true

            override fun speakKorean(sentence: String) = true

            override suspend fun chooseFile(): ChosenFile? = file?.let { ChosenFile(it.toString(), it.name) }

            override suspend fun <T> saveAs(
                name: String,
                write: suspend (path: String) -> T,
            ): T? = null

            override val notices get() = Refused.takeIf { phone }

            override val recognition get() = Unknown.takeIf { phone }

            override val hasCamera get() = phone

            override val languageTag = this@Stage.languageTag

            override fun keepLanguage(tag: String) = Unit
        }
}

/** A system that lets nothing be told. */
private object Refused : Notices {
    override val on = MutableStateFlow(false)

    override fun allowed() = false

    override suspend fun turnOn() = false

    override suspend fun turnOff() = Unit

    override suspend fun schedule(notifications: List<Notification>) = Unit
}

/** A phone whose person would rather type. */
private object Unknown : Recognition {
    override fun isReady() = true

    override fun keeps() = true

    override suspend fun keepNew(set: suspend (ByteArray) -> Unit) = false

    override suspend fun recognise() = Recognised.NotNow

    override fun forget() = Unit
}

/** Waits until a presenter shows something; a screen that never does fails in half a minute. */
suspend fun <State> Presenter<State, *>.await(shown: (State) -> Boolean): State = withTimeout(30_000) { state.first(shown) }
