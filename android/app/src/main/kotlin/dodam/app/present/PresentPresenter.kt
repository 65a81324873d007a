package dodam.app.present

import dodam.app.core.Device
import dodam.app.core.Presenter
import dodam.app.core.Trouble
import dodam.app.core.Vault
import dodam.app.core.dayInKorea
import dodam.app.papers.LARGE_PICTURE
import dodam.app.papers.Picture
import dodam.app.papers.RESIDENCE_CARD
import dodam.app.papers.pictureOf
import dodam.app.papers.turned
import dodam.core.Calculated
import dodam.core.PaperQuery
import dodam.core.PaperView
import dodam.core.PresentQuestion
import dodam.core.Profile
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import java.time.LocalDate

/** What Present shows. */
data class PresentState(
    val today: LocalDate,
    /** Whether it was looked for; without a paper then there is none to show. */
    val looked: Boolean = false,
    val paper: PaperView? = null,
    val picture: Picture = Picture.Looking,
    /** Whether the paper has run out. */
    val expired: Boolean = false,
    /** What could be shown instead, the best first. */
    val others: List<PaperView> = emptyList(),
    /** What counts at a desk, in the core's words; null where no pack knows. */
    val rule: Calculated? = null,
    val sources: List<String> = emptyList(),
    val trouble: Trouble? = null,
)

sealed interface PresentEvent {
    /** The screen is shown, or shown again. */
    data object Seen : PresentEvent

    /** Shows another paper. */
    data class Choose(
        val paperId: String,
    ) : PresentEvent

    /** Turns the picture by a quarter. */
    data object Turn : PresentEvent
}

/** Opens the residence card, or the paper that is asked for. Its bytes are forgotten once it is drawn. */
class PresentPresenter(
    private val vault: Vault,
    private val device: Device,
    private val first: String?,
    private val languageTag: String,
    at: String?,
    scope: CoroutineScope,
) : Presenter<PresentState, PresentEvent>(PresentState(dayInKorea(at)), scope) {
    private var opening: Job? = null
    private var chosen = first

    override fun on(event: PresentEvent) {
        when (event) {
            is PresentEvent.Seen -> open(chosen)
            is PresentEvent.Choose -> open(event.paperId)
            is PresentEvent.Turn -> turn()
        }
    }

    private fun open(paperId: String?) {
        opening?.cancel()
        chosen = paperId
        opening = work({ trouble -> show { it.copy(looked = true, trouble = trouble) } }) { look(paperId) }
    }

    private suspend fun look(paperId: String?) {
        show { it.copy(trouble = null) }
        val day = state.value.today.toString()
        vault.ask { profile ->
            val presented = profile.present(PresentQuestion(paperId, day, languageTag))
            val paper = presented.paper
            val others = others(profile, paper?.view, presented.others)
            val before = state.value
            // A picture that was turned stays turned.
            val drawn = before.picture.takeIf { it is Picture.Drawn && before.paper?.sha256 == paper?.view?.sha256 }
            val picture = drawn ?: paper?.let { pictureOf(it.bytes, LARGE_PICTURE, device::quartersToTurn) } ?: Picture.Looking
            paper?.bytes?.fill(0)
            show {
                PresentState(it.today, true, paper?.view, picture, paper?.expired == true, others, presented.rule, presented.sources)
            }
        }
    }

    /** For a chosen paper, or when only cards are left that ran out, the core names none. */
    private suspend fun others(
        profile: Profile,
        shown: PaperView?,
        others: List<PaperView>,
    ): List<PaperView> {
        if (others.isNotEmpty()) return others
        val cards = profile.findPapers(PaperQuery(kind = RESIDENCE_CARD))
        return cards.filter { it.id != shown?.id && it.here }.take(MOST_OTHERS)
    }

    private fun turn() =
        work({}) {
            val drawn = state.value.picture as? Picture.Drawn ?: return@work
            val turned = vault.ask { drawn.image.turned() }
            show { if (it.picture === drawn) it.copy(picture = Picture.Drawn(turned)) else it }
        }

    private companion object {
        const val MOST_OTHERS = 10
    }
}
