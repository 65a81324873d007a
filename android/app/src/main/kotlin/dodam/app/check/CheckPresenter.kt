package dodam.app.check

import dodam.app.core.OneByOne
import dodam.app.core.Stepwise
import dodam.app.core.Trouble
import dodam.core.DodamException
import dodam.core.FactQuestion
import dodam.core.Question
import dodam.core.SaidFact
import kotlinx.coroutines.CoroutineScope

/**
 * Asks one question at a time and gives the answer after seven at most; then, if it is wanted, asks
 * on, or asks who else may help.
 */
class CheckPresenter(
    private val asked: Asked,
    private val language: String,
    /** The day it is about; null for today in Korea. */
    private val asOf: String? = null,
    scope: CoroutineScope,
) : OneByOne<CheckState, CheckEvent>(CheckState(kept = asked.keeps), scope),
    Stepwise {
    /** What was said for this check; a null value is a fact the person would rather not give. */
    private val facts = LinkedHashMap<String, String?>()

    /** Facts the person doesn't know just now. */
    private val passed = LinkedHashSet<String>()

    /** The facts of each question that was put, in order. */
    private val steps = ArrayList<List<FactQuestion>>()
    private var said = emptyList<Said>()
    private var decisions = doors
    private var most = MOST

    init {
        take {
            next()
        }
    }

    override fun stepBack(): Boolean {
        val within = state.value.phase is Phase.Asking && (state.value.said.isNotEmpty() || state.value.before.isNotEmpty())
        if (within) on(CheckEvent.Back)
        return within
    }

    override suspend fun handle(event: CheckEvent) {
        when (event) {
            is CheckEvent.Say -> say(event.values)
            is CheckEvent.DontKnow -> dontKnow(event.number)
            is CheckEvent.RatherNot -> decline(event.number)
            is CheckEvent.Back -> back()
            is CheckEvent.Change -> change(event.factId)
            is CheckEvent.More -> askOn(decisions)
            is CheckEvent.OtherHelp -> askOn(asked.decisions().filter { it.endsWith("/support") })
            is CheckEvent.Again -> again()
        }
    }

    /** What was typed is asked again; anything else is told. */
    override fun failed(trouble: Trouble) =
        show {
            val phase = it.phase
            if (trouble is Trouble.Invalid && phase is Phase.Asking) {
                it.copy(phase = phase.copy(wrong = trouble))
            } else {
                it.copy(phase = Phase.Failed(trouble))
            }
        }

    private suspend fun say(values: Map<String, Reply>) {
        val asking = state.value.phase as? Phase.Asking ?: return
        // A second touch on an answer that was taken is nothing.
        if (asking.questions.none { it.factId in values }) return
        val before = LinkedHashMap(facts)
        values.forEach { (fact, reply) -> facts[fact] = reply.value }
        try {
            asked.check(question())
        } catch (error: DodamException.InvalidInput) {
            facts.clear()
            facts.putAll(before)
            throw error
        }
        asked.keep(values.map { (fact, reply) -> SaidFact(fact, reply.value) })
        done(asking) { values[it.factId]?.shown }
    }

    private suspend fun decline(number: Int) {
        val asking = asking(number) ?: return
        asking.questions.forEach { facts[it.factId] = null }
        asked.keep(asking.questions.map { SaidFact(it.factId, null) })
        done(asking) { null }
    }

    private suspend fun dontKnow(number: Int) {
        val asking = asking(number) ?: return
        asking.questions.forEach { passed += it.factId }
        if (!asking.again) takeBack(asking.questions)
        done(asking) { null }
    }

    /** What a vault holds no longer counts once its person doesn't know it. */
    private suspend fun takeBack(questions: List<FactQuestion>) {
        val known = asked.known()
        val kept = questions.map { it.factId }.filter { known[it] != null }
        kept.forEach { facts[it] = null }
        if (kept.isNotEmpty()) asked.keep(kept.map { SaidFact(it, null) })
    }

    /** The question of that number, if it is still the one that is put. */
    private fun asking(number: Int) = (state.value.phase as? Phase.Asking)?.takeIf { it.number == number }

    private suspend fun done(
        asking: Phase.Asking,
        answer: (FactQuestion) -> String?,
    ) {
        steps += asking.questions
        said = said + asking.questions.map { Said(it.factId, it.text, answer(it)) }
        next()
    }

    private suspend fun back() {
        val last = steps.removeLastOrNull() ?: return next()
        forget(last)
        // A vault knows by now what was said, so it wouldn't come by itself.
        put(last, again = false)
    }

    private suspend fun change(factId: String) {
        val here = steps.firstOrNull { questions -> questions.any { it.factId == factId } }
        val step = here ?: asked.questions(listOf(factId), language)
        steps.remove(step)
        forget(step)
        put(step, again = false)
    }

    private fun forget(step: List<FactQuestion>) {
        val ids = step.map { it.factId }.toSet()
        facts.keys.removeAll(ids)
        passed.removeAll(ids)
        said = said.filter { it.factId !in ids }
    }

    private suspend fun askOn(about: List<String>) {
        decisions = about
        most = steps.size + MOST
        passed.clear()
        next()
    }

    private suspend fun again() {
        facts.clear()
        passed.clear()
        steps.clear()
        said = emptyList()
        decisions = doors
        most = MOST
        show { CheckState(kept = it.kept) }
        next()
    }

    /** Puts the next question, or answers. */
    private suspend fun next() {
        val next = asked.next(question(), passed.toList())
        if (next != null && steps.size < most) return put(next.questions, next.again)
        val report = asked.check(question())
        val answers = report.answers.sortedBy { it.helps }
        val answered = Phase.Answered(report.asOf, answers, more = next != null, otherHelp = decisions !== doors)
        val before = before()
        show { it.copy(phase = answered, said = said, before = before) }
    }

    private suspend fun before(): List<SaidBefore> {
        val known = asked.known() - said.map { it.factId }.toSet()
        if (known.isEmpty()) return emptyList()
        return asked.questions(known.keys.toList(), language).map { SaidBefore(it, known[it.factId]) }
    }

    private fun put(
        questions: List<FactQuestion>,
        again: Boolean,
    ) = show { it.copy(phase = Phase.Asking(steps.size + 1, questions, again), said = said) }

    private fun question() =
        Question(
            facts = facts.map { (fact, value) -> SaidFact(fact, value) },
            asOf = asOf,
            decisions = decisions,
            language = language,
        )

    companion object {
        /** How many questions there are at most before the first answer. */
        const val MOST = 7
    }
}
