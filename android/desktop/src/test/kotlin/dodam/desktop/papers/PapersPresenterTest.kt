package dodam.desktop.papers

import dodam.app.core.Core
import dodam.app.core.Threads
import dodam.app.core.Vault
import dodam.app.papers.PapersEvent
import dodam.app.papers.PapersPresenter
import dodam.app.papers.PapersState
import dodam.core.PaperDetails
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
import kotlin.io.path.writeText
import kotlin.test.assertEquals

/** The list over a real vault. */
class PapersPresenterTest {
    @TempDir
    lateinit var folder: Path

    private val scope = CoroutineScope(Dispatchers.Default + SupervisorJob())

    @AfterEach
    fun end() = scope.cancel()

    @Test
    fun `each wish finds its papers`() {
        val table =
            listOf<Pair<List<PapersEvent>, List<String>>>(
                emptyList<PapersEvent>() to listOf("Later card", "Old card", "Blood test"),
                listOf(PapersEvent.Search("ca")) to listOf("Later card", "Old card"),
                listOf(PapersEvent.Search("blo")) to listOf("Blood test"),
                listOf(PapersEvent.Search("xyz")) to emptyList(),
                listOf(PapersEvent.OfKind("test_result")) to listOf("Blood test"),
                // Soonest first: ran out in 2025, and 90 days ahead.
                listOf(PapersEvent.Soon(true)) to listOf("Old card", "Later card"),
                // What was wanted before is forgotten.
                listOf(PapersEvent.Search("blo"), PapersEvent.OfKind("bill"), PapersEvent.OfKind(null), PapersEvent.Search("old")) to listOf("Old card"),
            )
        withVault { vault ->
            vault.add("Blood test", "test_result", null)
            vault.add("Old card", "residence_card", "2025-02-28")
            vault.add("Later card", "residence_card", "2027-02-26")
            for ((events, titles) in table) {
                val presenter = papers(vault)
                events.forEach(presenter::on)
                presenter.await { it.titles.sorted() == titles.sorted() }
                if (events.lastOrNull() is PapersEvent.Soon) assertEquals(titles, presenter.state.value.titles)
            }
        }
    }

    @Test
    fun `the day after, what runs out in ninety days isn't soon`() =
        withVault { vault ->
            vault.add("Old card", "residence_card", "2025-02-28")
            vault.add("Later card", "residence_card", "2027-02-27")
            val presenter = papers(vault)
            presenter.on(PapersEvent.Soon(true))
            presenter.await { it.titles == listOf("Old card") }
        }

    @Test
    fun `more than the core gives at once come page by page, each once`() =
        withVault { vault ->
            val all = PapersPresenter.PAGE + 3
            repeat(all) { vault.add("Paper $it", "other", null, folder.resolve("$it.txt").apply { writeText("synthetic $it") }) }
            val presenter = papers(vault)
            presenter.await { it.papers?.size == PapersPresenter.PAGE && it.more }
            presenter.on(PapersEvent.More)
            val last = presenter.await { it.papers?.size == all }
            assertEquals(false, last.more)
            assertEquals(all, last.papers.orEmpty().map { it.id }.toSet().size)
            // Shown again, it is as long as it was.
            vault.ask { it.binPaper(last.papers.orEmpty().last().id) }
            presenter.on(PapersEvent.Seen)
            presenter.await { it.papers?.size == all - 1 }
        }

    @Test
    fun `a row that is drawn gets its small picture`() =
        withVault { vault ->
            vault.add("Card", "residence_card", null)
            val presenter = papers(vault)
            val paper = presenter.await { it.papers?.size == 1 }.papers.orEmpty().single()
            assertEquals(emptyMap(), presenter.state.value.pictures)
            presenter.on(PapersEvent.Appeared(paper))
            presenter.await { paper.sha256 in it.pictures }
        }

    private val PapersState.titles: List<String> get() = papers.orEmpty().map { it.title }

    private fun papers(vault: Vault) = PapersPresenter(vault, binned = false, at = "2026-11-28T14:30", scope)

    private suspend fun Vault.add(
        title: String,
        kind: String,
        expires: String?,
        file: Path = syntheticCard,
    ) = ask { it.addPaper(file.toString(), PaperDetails(title = title, kind = kind, expires = expires)) }

    private fun withVault(test: suspend (Vault) -> Unit) =
        runBlocking {
            val core = Core(openDodam(), Threads(), folder.resolve("vault").toString())
            val setup = core.ask { it.createVault(core.folder, "a synthetic PIN", "Ms Nguyen") }
            val vault = core.opened(setup.profile)
            test(vault)
            vault.lock()
        }
}
