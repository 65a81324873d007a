package dodam.app.bill

import dodam.app.check.OneAnswer
import dodam.app.check.OneAsked
import dodam.app.check.Said
import dodam.app.core.Trouble
import dodam.core.BillExplained

/** What Bill shows. */
data class BillState(
    val phase: BillPhase = BillPhase.Typing(),
    val typed: TypedBill = TypedBill(),
    /** What was said to explain it, in order. */
    val said: List<Said> = emptyList(),
    /** Whether what is said is kept; without a vault it isn't. */
    val kept: Boolean = false,
)

/** A bill as it was typed. */
data class TypedBill(
    val amount: String = "",
    val year: String = "",
    val month: String = "",
)

/** What can't be read of it. */
enum class BillMistake { Amount, Month }

/** Where a bill stands. */
sealed interface BillPhase {
    /** The amount and the month are typed. */
    data class Typing(
        val wrong: BillMistake? = null,
    ) : BillPhase

    /** Until the core has answered. */
    data object Looking : BillPhase

    /** It isn't explained yet: something more is asked. */
    data class Asking(
        val asked: OneAsked,
        /** Whether several ways lead to the amount, rather than none. */
        val several: Boolean = false,
    ) : BillPhase

    /** Each way to the amount, or that there is none. */
    data class Explained(
        val amountKrw: Long,
        val month: String,
        val explained: BillExplained,
        /** Whether more questions may tell more. */
        val more: Boolean,
    ) : BillPhase

    /** What can't be done, and what to do about it. */
    data class Failed(
        val trouble: Trouble,
    ) : BillPhase
}

/** What a person did. */
sealed interface BillEvent {
    /** Wants to know what the bill is made of. */
    data class Explain(
        val typed: TypedBill,
    ) : BillEvent

    data class Answered(
        val answer: OneAnswer,
    ) : BillEvent

    /** Goes back to the question before, or to the bill. */
    data object Back : BillEvent

    /** Wants to be asked what is still open. */
    data object More : BillEvent

    /** Types another amount or month. */
    data object Another : BillEvent
}
