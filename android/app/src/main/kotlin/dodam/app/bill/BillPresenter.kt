package dodam.app.bill

import dodam.app.check.Asked
import dodam.app.check.OneAnswer
import dodam.app.check.OneAsked
import dodam.app.check.Said
import dodam.app.core.OneByOne
import dodam.app.core.Stepwise
import dodam.app.core.Trouble
import dodam.core.BillQuestion
import dodam.core.DodamException
import dodam.core.FactQuestion
import dodam.core.Known
import dodam.core.SaidFact
import kotlinx.coroutines.CoroutineScope
import java.time.YearMonth

/**
 * Explains a bill by what is known. Where nothing leads to the amount it asks what may help, one
 * question at a time; where several ways do, it asks on only if it is wanted.
 */
class BillPresenter(
    private val asked: Asked,
    private val language: String,
    scope: CoroutineScope,
) : OneByOne<BillState, BillEvent>(BillState(kept = asked.keeps), scope),
    Stepwise {
    private var amountKrw = 0L
    private var month = ""

    /** What was said for this bill; a null value is a fact the person would rather not give. */
    private val facts = LinkedHashMap<String, String?>()

    /** Facts the person doesn't know just now. */
    private val passed = LinkedHashSet<String>()

    /** The questions that were put, in order. */
    private val steps = ArrayList<FactQuestion>()
    private var askOn = false

    init {
        take()
    }

    override fun stepBack(): Boolean {
        val within = state.value.phase is BillPhase.Asking
        if (within) on(BillEvent.Back)
        return within
    }

    override suspend fun handle(event: BillEvent) {
        when (event) {
            is BillEvent.Explain -> read(event.typed)
            is BillEvent.Answered -> answered(event.answer)
            is BillEvent.Back -> back()
            is BillEvent.More -> askOn()
            is BillEvent.Another -> show { it.copy(phase = BillPhase.Typing()) }
        }
    }

    /** What was typed is asked again; anything else is told. */
    override fun failed(trouble: Trouble) =
        show {
            val phase = it.phase
            if (trouble is Trouble.Invalid && phase is BillPhase.Asking) {
                it.copy(phase = phase.copy(asked = phase.asked.copy(wrong = trouble)))
            } else {
                it.copy(phase = BillPhase.Failed(trouble))
            }
        }

    private suspend fun read(typed: TypedBill) {
        val amount = amountOf(typed.amount)
        val of = monthOf(typed.year, typed.month)
        if (amount == null || of == null) {
            val wrong = if (amount == null) BillMistake.Amount else BillMistake.Month
            return show { it.copy(phase = BillPhase.Typing(wrong), typed = typed) }
        }
        amountKrw = amount
        month = of.toString()
        passed.clear()
        askOn = false
        show { it.copy(phase = BillPhase.Looking, typed = typed) }
        next()
    }

    private suspend fun answered(answer: OneAnswer) {
        val question = (state.value.phase as? BillPhase.Asking)?.asked?.question ?: return
        // A second touch on an answer that was taken is nothing.
        if (question.factId != answer.factId) return
        when (answer) {
            is OneAnswer.Say -> say(question, answer)
            is OneAnswer.RatherNot -> {
                facts[question.factId] = null
                asked.keep(listOf(SaidFact(question.factId, null)))
            }
            is OneAnswer.DontKnow -> passed += question.factId
        }
        steps += question
        val shown = (answer as? OneAnswer.Say)?.reply?.shown
        show { it.copy(said = it.said + Said(question.factId, question.text, shown)) }
        next()
    }

    private suspend fun say(
        question: FactQuestion,
        answer: OneAnswer.Say,
    ) {
        facts[question.factId] = answer.reply.value
        try {
            asked.explain(bill())
        } catch (error: DodamException.InvalidInput) {
            facts.remove(question.factId)
            throw error
        }
        asked.keep(listOf(SaidFact(question.factId, answer.reply.value)))
    }

    private suspend fun back() {
        val several = (state.value.phase as? BillPhase.Asking)?.several == true
        val last = steps.removeLastOrNull()
        when {
            last != null -> {
                facts.remove(last.factId)
                passed.remove(last.factId)
                val asking = BillPhase.Asking(OneAsked(last), several)
                show { it.copy(phase = asking, said = it.said.filter { one -> one.factId != last.factId }) }
            }
            several -> {
                askOn = false
                next()
            }
            else -> show { it.copy(phase = BillPhase.Typing()) }
        }
    }

    private suspend fun askOn() {
        askOn = true
        passed.clear()
        next()
    }

    /** Explains the bill, or puts the next question. */
    private suspend fun next() {
        val explained = asked.explain(bill())
        val open = explained.told.open.filter { it !in passed }
        val confirm = explained.told.confirm.filter { it !in passed }
        val questions = asked.questions((open + confirm).take(1), language)
        val wanted = explained.state == Known.UNKNOWN && questions.isNotEmpty()
        if (wanted && (askOn || explained.explanations.isEmpty())) {
            val question = questions.first()
            val several = explained.explanations.isNotEmpty()
            show { it.copy(phase = BillPhase.Asking(OneAsked(question, again = question.factId in confirm), several)) }
        } else {
            show { it.copy(phase = BillPhase.Explained(amountKrw, month, explained, more = wanted)) }
        }
    }

    private fun bill() =
        BillQuestion(
            amountKrw = amountKrw,
            month = month,
            facts = facts.map { (fact, value) -> SaidFact(fact, value) },
            language = language,
        )
}

/** Whole won, as they are typed or stand on a bill: `39540`, `39,540원`. */
internal fun amountOf(typed: String): Long? {
    val digits = typed.filter { it !in SEPARATORS && !it.isWhitespace() }.removeSuffix("원")
    if (digits.isEmpty() || digits.length > MOST_DIGITS || digits.any { it !in '0'..'9' }) return null
    return digits.toLong().takeIf { it > 0 }
}

/** The month, if there is one; a year of two digits is none. */
internal fun monthOf(
    year: String,
    month: String,
): YearMonth? {
    if (year.length != 4) return null
    return runCatching { YearMonth.of(year.toInt(), month.toInt()) }.getOrNull()
}

private const val SEPARATORS = ",.'₩"
private const val MOST_DIGITS = 12
