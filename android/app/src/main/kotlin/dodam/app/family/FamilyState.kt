package dodam.app.family

import dodam.app.check.OneAnswer
import dodam.app.check.OneAsked
import dodam.app.core.Trouble
import dodam.core.Choice
import dodam.core.Plan

/** What Family and plan shows. */
data class FamilyState(
    val phase: FamilyPhase = FamilyPhase.Looking,
    /** Everybody but the owner, as they were added. */
    val relatives: List<Relative> = emptyList(),
    /** Who was removed last and can come back. */
    val removed: Relative? = null,
)

/** Somebody of the household. What is said of them is kept only while the screen is open. */
data class Relative(
    val name: String,
    /** What they are to the owner: `spouse`, `child`, … */
    val relation: String,
    val relationWord: String,
    val covered: Covered,
    /** What was said of them; a null value is a fact not to be asked. */
    val facts: Map<String, String?> = emptyMap(),
)

/** Who may be insured through whom. */
enum class Covered { ThroughMe, ThroughThem, NoneThroughAnother }

/** Where it stands. */
sealed interface FamilyPhase {
    /** Until the core has answered. */
    data object Looking : FamilyPhase

    /** Everybody's cover and the calendar. */
    data class Planned(
        val plan: Plan,
        val owner: String,
    ) : FamilyPhase

    /** A person's name is typed. */
    data class Naming(
        val wrong: Boolean = false,
    ) : FamilyPhase

    /** What the person is to the owner. */
    data class Relating(
        val name: String,
        val relations: List<Choice>,
    ) : FamilyPhase

    /** Who depends on whom. */
    data class Depending(
        val name: String,
        val relation: Choice,
    ) : FamilyPhase

    /** One question about one person. */
    data class Asking(
        val person: String,
        val asked: OneAsked,
        /** Whether what is said is kept: of the owner it is. */
        val kept: Boolean,
    ) : FamilyPhase

    /** What can't be done, and what to do about it. */
    data class Failed(
        val trouble: Trouble,
    ) : FamilyPhase
}

/** What a person did. */
sealed interface FamilyEvent {
    /** Adds a person. */
    data object Add : FamilyEvent

    data class Named(
        val name: String,
    ) : FamilyEvent

    data class Related(
        val relation: Choice,
    ) : FamilyEvent

    data class Depends(
        val covered: Covered,
    ) : FamilyEvent

    data class Answered(
        val answer: OneAnswer,
    ) : FamilyEvent

    /** Wants to be asked about a person. */
    data class AskAbout(
        val person: String,
    ) : FamilyEvent

    data class Remove(
        val person: String,
    ) : FamilyEvent

    /** Brings back who was removed last. */
    data object Undo : FamilyEvent

    /** Goes back by one step. */
    data object Back : FamilyEvent

    /** Plans again. */
    data object Again : FamilyEvent
}
