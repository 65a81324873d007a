package dodam.app.check

import dodam.app.core.Core
import dodam.app.core.Vault
import dodam.core.BillExplained
import dodam.core.BillQuestion
import dodam.core.FactQuestion
import dodam.core.NextQuestions
import dodam.core.Question
import dodam.core.Report
import dodam.core.SaidFact

/** Whom a check asks: the packs alone, or a vault that knows what was said before. */
interface Asked {
    /** Whether what is said is kept. */
    val keeps: Boolean

    suspend fun check(question: Question): Report

    /** What to ask next; null where nothing is open but what was passed. */
    suspend fun next(
        question: Question,
        passed: List<String>,
    ): NextQuestions?

    suspend fun questions(
        factIds: List<String>,
        language: String,
    ): List<FactQuestion>

    suspend fun decisions(): List<String>

    /** What a bill is made of. */
    suspend fun explain(bill: BillQuestion): BillExplained

    /** What is kept of what was said before, by the fact; a null value is one the person would rather not give. */
    suspend fun known(): Map<String, String?>

    /** Keeps what was said, where it is kept. */
    suspend fun keep(facts: List<SaidFact>)
}

/** Asks the packs; nothing is kept. */
class KeepingNothing(
    private val core: Core,
) : Asked {
    override val keeps = false

    override suspend fun check(question: Question) = core.ask { it.check(question) }

    override suspend fun next(
        question: Question,
        passed: List<String>,
    ) = core.ask { it.nextQuestions(question, passed) }

    override suspend fun questions(
        factIds: List<String>,
        language: String,
    ) = core.ask { it.factQuestions(factIds, language) }

    override suspend fun decisions() = core.ask { it.decisions() }

    override suspend fun explain(bill: BillQuestion) = core.ask { it.explainBill(bill) }

    override suspend fun known() = emptyMap<String, String?>()

    override suspend fun keep(facts: List<SaidFact>) = Unit
}

/** Asks the packs with what the vault knows, and keeps what is said there. */
class KeepingInVault(
    private val core: Core,
    private val vault: Vault,
) : Asked {
    override val keeps = true

    override suspend fun check(question: Question) = vault.ask { it.check(question) }

    override suspend fun next(
        question: Question,
        passed: List<String>,
    ) = vault.ask { it.nextQuestions(question, passed) }

    override suspend fun questions(
        factIds: List<String>,
        language: String,
    ) = core.ask { it.factQuestions(factIds, language) }

    override suspend fun decisions() = core.ask { it.decisions() }

    override suspend fun explain(bill: BillQuestion) = vault.ask { it.explainBill(bill) }

    override suspend fun known() = vault.ask { it.facts() }.associate { it.id to it.value }

    override suspend fun keep(facts: List<SaidFact>) = vault.ask { it.setFacts(facts) }
}
