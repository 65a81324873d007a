package dodam.app.family

import dodam.app.check.OneAnswer
import dodam.app.check.OneAsked
import dodam.app.check.doors
import dodam.app.core.Core
import dodam.app.core.OneByOne
import dodam.app.core.Refreshing
import dodam.app.core.Stepwise
import dodam.app.core.Trouble
import dodam.app.core.Vault
import dodam.app.words.Language
import dodam.core.Choice
import dodam.core.FactQuestion
import dodam.core.HouseholdMember
import dodam.core.Plan
import dodam.core.PlanQuestion
import dodam.core.Question
import dodam.core.QuestionKind
import dodam.core.Relation
import dodam.core.SaidFact
import kotlinx.coroutines.CoroutineScope

/**
 * Plans a year ahead for the owner, of whom the vault knows, and for others, of whom is known what
 * is said here. Asks about one person at a time, seven questions at most before it plans again.
 */
class FamilyPresenter(
    private val core: Core,
    private val vault: Vault,
    private val language: Language,
    /** The day it begins; null for today in Korea. */
    private val from: String? = null,
    scope: CoroutineScope,
) : OneByOne<FamilyState, FamilyEvent>(FamilyState(), scope),
    Refreshing,
    Stepwise {
    private var owner = ""

    /** Facts that aren't known just now, by person. */
    private val passed = HashMap<String, MutableSet<String>>()
    private var left = 0

    init {
        take {
            owner = ownName().ifBlank { language.strings.familyYou }
            planned()
        }
    }

    /** What the owner is called, where they have said anything yet. */
    private suspend fun ownName(): String =
        vault.ask { profile ->
            val own = profile.ownPerson()
            val person = profile.people().firstOrNull { it.id == own }
            person?.name.orEmpty()
        }

    override fun refresh() {
        if (state.value.phase is FamilyPhase.Planned) on(FamilyEvent.Again)
    }

    override fun stepBack(): Boolean {
        val phase = state.value.phase
        val within = phase !is FamilyPhase.Looking && phase !is FamilyPhase.Planned && phase !is FamilyPhase.Failed
        if (within) on(FamilyEvent.Back)
        return within
    }

    override suspend fun handle(event: FamilyEvent) {
        when (event) {
            is FamilyEvent.Add -> show { it.copy(phase = FamilyPhase.Naming(), removed = null) }
            is FamilyEvent.Named -> named(event.name.trim())
            is FamilyEvent.Related -> related(event.relation)
            is FamilyEvent.Depends -> depends(event.covered)
            is FamilyEvent.Answered -> answered(event.answer)
            is FamilyEvent.AskAbout -> begin(event.person)
            is FamilyEvent.Remove -> remove(event.person)
            is FamilyEvent.Undo -> undo()
            is FamilyEvent.Back, is FamilyEvent.Again -> planned()
        }
    }

    /** What was typed is asked again; anything else is told. */
    override fun failed(trouble: Trouble) =
        show {
            val phase = it.phase
            if (trouble is Trouble.Invalid && phase is FamilyPhase.Asking) {
                it.copy(phase = phase.copy(asked = phase.asked.copy(wrong = trouble)))
            } else {
                it.copy(phase = FamilyPhase.Failed(trouble))
            }
        }

    private suspend fun named(name: String) {
        val taken = name == owner || state.value.relatives.any { it.name == name }
        if (name.isEmpty() || taken) return show { it.copy(phase = FamilyPhase.Naming(wrong = true)) }
        val question = questions(listOf(RELATION)).firstOrNull()
        val relations = (question?.kind as? QuestionKind.OneOf)?.choices.orEmpty()
        show { it.copy(phase = FamilyPhase.Relating(name, relations)) }
    }

    /** A child is covered by its parents; who covers whom of two adults has to be said. */
    private suspend fun related(relation: Choice) {
        val name = (state.value.phase as? FamilyPhase.Relating)?.name ?: return
        if (relation.value == CHILD) return added(Relative(name, relation.value, relation.label, Covered.ThroughMe))
        show { it.copy(phase = FamilyPhase.Depending(name, relation)) }
    }

    private suspend fun depends(covered: Covered) {
        val phase = state.value.phase as? FamilyPhase.Depending ?: return
        added(Relative(phase.name, phase.relation.value, phase.relation.label, covered))
    }

    private suspend fun added(relative: Relative) {
        show { it.copy(relatives = it.relatives + relative) }
        begin(relative.name)
    }

    private suspend fun begin(person: String) {
        passed.remove(person)
        left = MOST
        next(person)
    }

    private suspend fun answered(answer: OneAnswer) {
        val asking = state.value.phase as? FamilyPhase.Asking ?: return
        val id = asking.asked.question.factId
        // A second touch on an answer that was taken is nothing.
        if (id != answer.factId) return
        when (answer) {
            is OneAnswer.Say -> said(asking.person, id, answer.reply.value)
            is OneAnswer.RatherNot -> said(asking.person, id, null)
            is OneAnswer.DontKnow -> passed.getOrPut(asking.person) { HashSet() } += id
        }
        left--
        next(asking.person)
    }

    /** What is said of the owner is kept in the vault; of others it stays here. */
    private suspend fun said(
        person: String,
        id: String,
        value: String?,
    ) {
        if (person == owner) {
            plan(mapOf(id to value), state.value.relatives)
            return vault.ask { it.setFacts(listOf(SaidFact(id, value))) }
        }
        val relatives = state.value.relatives.map { if (it.name == person) it.copy(facts = it.facts + (id to value)) else it }
        plan(emptyMap(), relatives)
        show { it.copy(relatives = relatives) }
    }

    private suspend fun next(person: String) {
        val plan = plan()
        val own = plan.people.first { it.person == person }
        val known = passed[person].orEmpty()
        val ids = (own.open + own.confirm).filter { it !in known }
        // What decides most about the insurance first, then whatever else the plan hangs on.
        val first = firstAsked(person, known).firstOrNull { it in ids } ?: ids.firstOrNull()
        val question = questions(listOfNotNull(first)).firstOrNull()
        if (question == null || left == 0) return show { it.copy(phase = FamilyPhase.Planned(plan, owner)) }
        val asked = OneAsked(question, again = question.factId in own.confirm)
        show { it.copy(phase = FamilyPhase.Asking(person, asked, kept = person == owner)) }
    }

    private suspend fun firstAsked(
        person: String,
        known: Set<String>,
    ): List<String> {
        val facts = state.value.relatives.firstOrNull { it.name == person }?.facts.orEmpty()
        val question = Question(facts.map { (id, value) -> SaidFact(id, value) }, from, decisions = doors, language = language.tag)
        val passed = known.toList()
        val next = if (person == owner) vault.ask { it.nextQuestions(question, passed) } else core.ask { it.nextQuestions(question, passed) }
        return next?.questions.orEmpty().map { it.factId }
    }

    private suspend fun remove(person: String) {
        val gone = state.value.relatives.firstOrNull { it.name == person } ?: return
        show { it.copy(relatives = it.relatives - gone, removed = gone) }
        planned()
    }

    private suspend fun undo() {
        val back = state.value.removed ?: return
        show { it.copy(relatives = it.relatives + back, removed = null) }
        planned()
    }

    private suspend fun planned() {
        val plan = plan()
        show { it.copy(phase = FamilyPhase.Planned(plan, owner)) }
    }

    private suspend fun plan(
        ofOwner: Map<String, String?> = emptyMap(),
        relatives: List<Relative> = state.value.relatives,
    ): Plan {
        val members = listOf(HouseholdMember(owner, said(ofOwner))) + relatives.map { HouseholdMember(it.name, said(it.facts)) }
        val question = PlanQuestion(members, relatives.mapNotNull { relationOf(it, owner) }, from, language = language.tag)
        return vault.ask { it.plan(question) }
    }

    private suspend fun questions(ids: List<String>): List<FactQuestion> = core.ask { it.factQuestions(ids, language.tag) }

    companion object {
        /** How many questions there are at most in a row. */
        const val MOST = 7
        private const val RELATION = "relation"
    }
}

private fun said(facts: Map<String, String?>) = facts.map { (id, value) -> SaidFact(id, value) }

private const val CHILD = "child"
private const val PARENT = "parent"

/** As the core reads it: who depends, on whom, as what; null where neither does. My mother's child is me. */
internal fun relationOf(
    relative: Relative,
    owner: String,
): Relation? {
    val inverse =
        when (relative.relation) {
            PARENT -> CHILD
            CHILD -> PARENT
            else -> relative.relation
        }
    return when (relative.covered) {
        Covered.ThroughMe -> Relation(relative.name, owner, relative.relation)
        Covered.ThroughThem -> Relation(owner, relative.name, inverse)
        Covered.NoneThroughAnother -> null
    }
}
