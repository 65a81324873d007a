package dodam.app.papers

import dodam.app.core.Presenter
import dodam.app.core.Trouble
import dodam.app.core.Vault
import dodam.app.core.dayInKorea
import dodam.core.DodamException
import dodam.core.PaperQuery
import dodam.core.PaperView
import dodam.core.paperKinds
import dodam.stoppable
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.collectLatest
import kotlinx.coroutines.flow.update

/** Finds papers as it is typed, page by page. What is still being looked for when something else is wanted is stopped. */
class PapersPresenter(
    private val vault: Vault,
    binned: Boolean,
    /** The moment to show, by the clocks of Korea; null for now. */
    at: String?,
    scope: CoroutineScope,
) : Presenter<PapersState, PapersEvent>(PapersState(dayInKorea(at), binned), scope) {
    private val asked = MutableStateFlow(Asked(Wish(), pages = 1, time = 0))
    private val pictures =
        SmallPictures(vault) { hash, picture ->
            show { it.copy(pictures = (it.pictures + (hash to picture)).entries.newest()) }
        }

    /** What was found last; only the search touches it. */
    private var found: Found? = null

    init {
        work(::failed) {
            val kinds = vault.ask { paperKinds() }
            show { it.copy(kinds = kinds) }
        }
        work(::failed) { asked.collectLatest(::find) }
        work(::failed) { pictures.fetch() }
    }

    override fun on(event: PapersEvent) {
        when (event) {
            is PapersEvent.Seen -> asked.update { it.copy(time = it.time + 1) }
            is PapersEvent.Search -> wish { it.copy(words = event.words) }
            is PapersEvent.OfKind -> wish { it.copy(kind = event.kind) }
            is PapersEvent.Soon -> wish { it.copy(soon = event.only) }
            is PapersEvent.More -> asked.update { it.copy(pages = (state.value.papers.orEmpty().size / PAGE) + 1) }
            is PapersEvent.Appeared -> if (event.paper.sha256 !in state.value.pictures) pictures.want(event.paper)
            is PapersEvent.Gone -> pictures.forget(event.paper)
            is PapersEvent.EmptyBin ->
                keep(::failed) {
                    vault.ask { it.emptyBin() }
                    on(PapersEvent.Seen)
                }
        }
    }

    private fun wish(change: (Wish) -> Wish) {
        asked.update { Asked(change(it.wish), pages = 1, time = it.time) }
        show { it.copy(wish = asked.value.wish) }
    }

    private suspend fun find(asked: Asked) {
        val before = found
        // Whoever is typing isn't answered letter by letter.
        if (before != null && before.asked.wish.words != asked.wish.words) delay(TYPING_MS)
        try {
            val goesOn = before?.takeIf { it.asked.copy(pages = asked.pages) == asked }
            val papers = LinkedHashMap(goesOn?.papers.orEmpty())
            var more = true
            while (more && papers.size < asked.pages * PAGE) {
                val (size, page) = papers.size to page(asked.wish, papers.size)
                page.associateByTo(papers) { it.id }
                more = page.size == PAGE && papers.size > size
            }
            found = Found(asked, papers)
            val list = papers.values.toList()
            show { it.copy(papers = list, more = more, trouble = null) }
        } catch (error: DodamException) {
            failed(Trouble.of(error))
        }
    }

    private suspend fun page(
        wish: Wish,
        skip: Int,
    ): List<PaperView> {
        val until = state.value.today.plusDays(SOON_DAYS).toString().takeIf { wish.soon }
        val query = PaperQuery(wish.words.trim(), wish.kind, until, state.value.binned)
        return vault.ask { profile -> stoppable { profile.findPapers(query, skip.toUInt(), it) } }
    }

    private fun failed(trouble: Trouble) = show { it.copy(trouble = trouble) }

    /** @property time how often the screen was shown: papers may have changed in between */
    private data class Asked(
        val wish: Wish,
        val pages: Int,
        val time: Int,
    )

    private class Found(
        val asked: Asked,
        val papers: Map<String, PaperView>,
    )

    companion object {
        /** How far ahead "soon" looks. */
        const val SOON_DAYS = 90L

        /** How many papers the core gives at once. */
        const val PAGE = 200
        private const val TYPING_MS = 150L
    }
}

/** So many small pictures are kept at once: some screens full. */
private const val KEPT_PICTURES = 96

private fun <K, V> Collection<Map.Entry<K, V>>.newest(): Map<K, V> = drop((size - KEPT_PICTURES).coerceAtLeast(0)).associate { it.key to it.value }
