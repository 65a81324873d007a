package dodam.app.help

import dodam.app.core.Core
import dodam.app.core.Presenter
import dodam.app.look.EMERGENCY_NUMBER
import dodam.core.EmergencyCard
import dodam.core.Line
import dodam.core.LinesQuestion
import kotlinx.coroutines.CoroutineScope

/** What Help now shows. 119 stands there before anything else is known. */
data class HelpNowState(
    /** The ambulance, with what to say. */
    val emergency: Line? = null,
    val card: CardState = CardState.None,
    /** Who else can be called, those first that answer now. */
    val lines: List<Line> = emptyList(),
)

/** The emergency card on this device. */
sealed interface CardState {
    data object None : CardState

    data object Unreadable : CardState

    data class Written(
        val card: EmergencyCard,
    ) : CardState
}

/** Needs no PIN and no network; what can't be read leaves 119 where it is. */
class HelpNowPresenter(
    private val core: Core,
    private val languageTag: String,
    /** The moment by the clocks of Korea, `YYYY-MM-DDTHH:MM`; null for now. */
    private val at: String? = null,
    scope: CoroutineScope,
) : Presenter<HelpNowState, Nothing>(HelpNowState(), scope) {
    init {
        work(failed = {}) {
            val line = core.ask { it.emergencyLine(languageTag, languageTag) }
            show { it.copy(emergency = line) }
        }
        work(failed = { show { it.copy(card = CardState.Unreadable) } }) {
            val card = core.ask { it.emergencyCard(core.folder) }
            if (card != null) show { it.copy(card = CardState.Written(card)) }
        }
        work(failed = {}) {
            val question = LinesQuestion(spoken = languageTag, at = at, language = languageTag)
            val lines = core.ask { it.lines(question) }.lines
            show { it.copy(lines = lines.filter { line -> line.phone != EMERGENCY_NUMBER }) }
        }
    }

    override fun on(event: Nothing) = Unit
}
