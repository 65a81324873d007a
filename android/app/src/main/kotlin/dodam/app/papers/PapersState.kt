package dodam.app.papers

import androidx.compose.ui.graphics.ImageBitmap
import dodam.app.core.Trouble
import dodam.core.PaperView
import java.time.LocalDate

/** Which papers are looked for. */
data class Wish(
    val words: String = "",
    /** Only this kind; null for all. */
    val kind: String? = null,
    /** Only those that ran out or soon will. */
    val soon: Boolean = false,
) {
    /** Whether every paper is meant. */
    val all: Boolean get() = this == Wish()
}

/** What the list of papers shows, and the bin. */
data class PapersState(
    val today: LocalDate,
    /** Whether it is the bin that is shown. */
    val binned: Boolean = false,
    val wish: Wish = Wish(),
    /** The kinds there are. */
    val kinds: List<String> = emptyList(),
    /** Those found so far; null until the first are. */
    val papers: List<PaperView>? = null,
    /** Whether there are more behind them. */
    val more: Boolean = false,
    /** Small pictures by the hash of their file. */
    val pictures: Map<String, ImageBitmap> = emptyMap(),
    val trouble: Trouble? = null,
)

sealed interface PapersEvent {
    /** The screen is shown, or shown again. */
    data object Seen : PapersEvent

    data class Search(
        val words: String,
    ) : PapersEvent

    data class OfKind(
        val kind: String?,
    ) : PapersEvent

    data class Soon(
        val only: Boolean,
    ) : PapersEvent

    /** Its end is near. */
    data object More : PapersEvent

    /** A row is drawn. */
    data class Appeared(
        val paper: PaperView,
    ) : PapersEvent

    /** A row is drawn no more. */
    data class Gone(
        val paper: PaperView,
    ) : PapersEvent

    /** Destroys everything in the bin. */
    data object EmptyBin : PapersEvent
}
