package dodam.app.check

import dodam.app.core.Trouble
import dodam.core.Answer
import dodam.core.FactQuestion

/** What Check shows. */
data class CheckState(
    val phase: Phase = Phase.Looking,
    /** What was said so far, in order. */
    val said: List<Said> = emptyList(),
    /** What a vault knew before, where an answer is shown. */
    val before: List<SaidBefore> = emptyList(),
    /** Whether what is said is kept; without a vault it isn't. */
    val kept: Boolean = false,
)

/** Where a check stands. */
sealed interface Phase {
    /** Until the core has answered. */
    data object Looking : Phase

    /** One question, or several rare ones that one touch denies. */
    data class Asking(
        /** From 1. */
        val number: Int,
        val questions: List<FactQuestion>,
        /** Whether it was said before and only counts no more by its age. */
        val again: Boolean = false,
        /** Why what was typed can't be used. */
        val wrong: Trouble? = null,
    ) : Phase

    /** The answers, those that help most first. */
    data class Answered(
        val asOf: String,
        val answers: List<Answer>,
        /** Whether more questions would tell more. */
        val more: Boolean,
        /** Whether the answers are about other help than the insurance. */
        val otherHelp: Boolean,
    ) : Phase

    /** What can't be done, and what to do about it. */
    data class Failed(
        val trouble: Trouble,
    ) : Phase
}

/** One thing that was said. */
data class Said(
    val factId: String,
    val question: String,
    /** As a person reads it; null where they would rather not say, or don't know. */
    val answer: String?,
)

/** One thing that was said another time: `true`, a day, or whatever the question's kind has. */
data class SaidBefore(
    val question: FactQuestion,
    val value: String?,
) {
    override fun toString() = "SaidBefore"
}

/** What a person did. */
sealed interface CheckEvent {
    /** Said something about each of the facts that are asked. */
    data class Say(
        val values: Map<String, Reply>,
    ) : CheckEvent

    /** Passes the question of that number for now. */
    data class DontKnow(
        val number: Int,
    ) : CheckEvent

    /** Isn't to be asked that again. */
    data class RatherNot(
        val number: Int,
    ) : CheckEvent

    /** Goes back to the question before. */
    data object Back : CheckEvent

    /** Goes back to a question, to say something else. */
    data class Change(
        val factId: String,
    ) : CheckEvent

    /** Wants to be asked what is still open. */
    data object More : CheckEvent

    /** Wants to know who else may help. */
    data object OtherHelp : CheckEvent

    /** Begins anew; what was said is forgotten. */
    data object Again : CheckEvent
}

/** A value as the core reads it, and as the person read it. */
data class Reply(
    val value: String,
    val shown: String,
)
