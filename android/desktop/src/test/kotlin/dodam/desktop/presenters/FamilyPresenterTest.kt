package dodam.desktop.presenters

import dodam.app.check.OneAnswer
import dodam.app.check.Reply
import dodam.app.core.Core
import dodam.app.core.Threads
import dodam.app.family.Covered
import dodam.app.family.FamilyEvent
import dodam.app.family.FamilyPhase
import dodam.app.family.FamilyPresenter
import dodam.app.words.Language
import dodam.core.Application
import dodam.core.SaidFact
import dodam.desktop.pictures.await
import dodam.openDodam
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.cancel
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import java.nio.file.Path
import kotlin.test.assertEquals

class FamilyPresenterTest {
    @TempDir
    lateinit var folder: Path

    private val day = "2026-11-28"

    private val worker =
        mapOf(
            "registered" to "true",
            "employed" to "true",
            "workplace_applicable" to "true",
            "employment_start" to "2023-03-02",
            "visa" to "F-4",
            "birth_date" to "1970-03-01",
            "entry_date" to "2023-01-10",
            "stay_until" to "2028-01-09",
            "absences" to "none",
            "opted_out" to "false",
        )
    private val dependant =
        mapOf(
            "registered" to "true",
            "employed" to "false",
            "visa" to "F-1",
            "visa_since" to "2024-01-10",
            "birth_date" to "2010-02-01",
            "entry_date" to "2024-01-10",
            "stay_until" to "2028-01-09",
            "absences" to "none",
            "opted_out" to "false",
            "dependant_registered" to "false",
            "income_property_ok" to "true",
        )

    /** Who may become whose dependant, when the owner says this of themselves and adds somebody of whom that is known. */
    private fun mayBecome(
        owner: Map<String, String>,
        relation: String,
        covered: Covered,
        other: Map<String, String>,
    ): List<Pair<String, List<String>>> =
        runBlocking {
            val scope = CoroutineScope(Dispatchers.Default)
            try {
                openDodam().use { companion ->
                    val core = Core(companion, Threads(), folder.toString())
                    val profile = companion.createVault(folder.resolve("vault").toString(), "a synthetic PIN", "Linh").profile
                    profile.setFacts(owner.map { (id, value) -> SaidFact(id, value, day) })
                    val presenter = FamilyPresenter(core, core.opened(profile), Language.of("en"), day, scope)
                    presenter.await { it.phase is FamilyPhase.Planned }
                    presenter.on(FamilyEvent.Named("Ba"))
                    val relations = (presenter.await { it.phase is FamilyPhase.Relating }.phase as FamilyPhase.Relating).relations
                    presenter.on(FamilyEvent.Related(relations.first { it.value == relation }))
                    presenter.on(FamilyEvent.Depends(covered))
                    val plan = presenter.answered(other).plan
                    profile.lock()
                    plan.people.flatMap { person ->
                        person.mayApply.filter { it.what == Application.DEPENDANT }.map { person.person to it.with }
                    }
                }
            } finally {
                scope.cancel()
            }
        }

    private suspend fun FamilyPresenter.answered(facts: Map<String, String>): FamilyPhase.Planned {
        while (true) {
            val phase = await { it.relatives.isNotEmpty() && (it.phase is FamilyPhase.Asking || it.phase is FamilyPhase.Planned) }.phase
            if (phase is FamilyPhase.Planned) {
                // Seven questions in a row, then the plan; what is open is asked when it is wanted.
                val added = phase.plan.people.last()
                if (added.open.none { it in facts }) return phase
                on(FamilyEvent.AskAbout(added.person))
                await { it.phase != phase }
                continue
            }
            val id = (phase as FamilyPhase.Asking).asked.question.factId
            on(FamilyEvent.Answered(facts[id]?.let { OneAnswer.Say(id, Reply(it, it)) } ?: OneAnswer.DontKnow(id)))
            await { it.phase != phase }
        }
    }

    @Test
    fun `a child may become the dependant of the owner who works`() =
        assertEquals(listOf("Ba" to listOf("You")), mayBecome(worker, "child", Covered.ThroughMe, dependant))

    @Test
    fun `the owner may become the dependant of a parent who works`() =
        assertEquals(listOf("You" to listOf("Ba")), mayBecome(dependant, "parent", Covered.ThroughThem, worker))

    @Test
    fun `a parent on whom nobody depends is planned for by themselves`() =
        assertEquals(emptyList(), mayBecome(dependant, "parent", Covered.NoneThroughAnother, worker))
}
