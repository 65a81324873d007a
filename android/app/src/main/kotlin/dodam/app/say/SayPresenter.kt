package dodam.app.say

import dodam.app.check.Asked
import dodam.app.check.OneAnswer
import dodam.app.check.OneAsked
import dodam.app.core.OneByOne
import dodam.app.core.Stepwise
import dodam.app.core.Trouble
import dodam.core.FactQuestion
import dodam.core.SaidFact
import kotlinx.coroutines.CoroutineScope

/** What is shown while facts are asked. */
data class SayState(
    /** Null until the questions are there. */
    val asked: OneAsked? = null,
    /** From 1. */
    val number: Int = 1,
    val count: Int = 0,
    val trouble: Trouble? = null,
)

/** What a person did. */
sealed interface SayEvent {
    data class Answered(
        val answer: OneAnswer,
    ) : SayEvent

    data object Back : SayEvent
}

/** Asks some facts, one after the other, and keeps what is said; then it is done. */
class SayPresenter(
    private val asked: Asked,
    private val factIds: List<String>,
    private val language: String,
    private val done: () -> Unit,
    scope: CoroutineScope,
) : OneByOne<SayState, SayEvent>(SayState(), scope),
    Stepwise {
    private var questions = emptyList<FactQuestion>()
    private var at = 0

    init {
        take {
            questions = asked.questions(factIds, language)
            put()
        }
    }

    override fun failed(trouble: Trouble) =
        show {
            if (trouble is Trouble.Invalid && it.asked != null) {
                it.copy(asked = it.asked.copy(wrong = trouble))
            } else {
                it.copy(trouble = trouble)
            }
        }

    override fun stepBack(): Boolean {
        val within = state.value.number > 1
        if (within) on(SayEvent.Back)
        return within
    }

    override suspend fun handle(event: SayEvent) {
        when (event) {
            is SayEvent.Answered -> answered(event.answer)
            is SayEvent.Back -> back()
        }
    }

    private suspend fun answered(answer: OneAnswer) {
        val question = questions.getOrNull(at)?.takeIf { it.factId == answer.factId } ?: return
        when (answer) {
            is OneAnswer.Say -> asked.keep(listOf(SaidFact(question.factId, answer.reply.value)))
            is OneAnswer.RatherNot -> asked.keep(listOf(SaidFact(question.factId, null)))
            is OneAnswer.DontKnow -> Unit
        }
        at++
        put()
    }

    private fun back() {
        if (at == 0) return done()
        at--
        put()
    }

    private fun put() {
        val question = questions.getOrNull(at) ?: return done()
        show { SayState(OneAsked(question), at + 1, questions.size) }
    }
}
