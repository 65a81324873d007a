package dodam.desktop.pictures

import dodam.app.bill.BillEvent
import dodam.app.bill.BillMistake
import dodam.app.bill.BillPhase
import dodam.app.bill.BillPresenter
import dodam.app.bill.TypedBill
import dodam.app.check.OneAnswer
import dodam.app.check.Reply
import dodam.app.family.Covered
import dodam.app.family.FamilyEvent
import dodam.app.family.FamilyPhase
import dodam.app.family.FamilyPresenter
import dodam.app.family.FamilyState
import dodam.app.home.HomePresenter
import dodam.app.medicines.MedicinesEvent
import dodam.app.medicines.MedicinesPresenter
import dodam.app.reminders.RemindersPresenter
import dodam.app.say.SayPresenter
import dodam.app.shell.Place
import dodam.core.MedicineDetails

/** Bill, Home, Reminders, and Family and plan. */
internal val moneyScenes: List<Scene> =
    listOf(
        Scene("bill", "empty") { shell.go(Place.Bill) },
        Scene("bill", "mistake") {
            val presenter = at<BillPresenter>(Place.Bill)
            presenter.on(BillEvent.Explain(TypedBill("39,540", "21", "6")))
            presenter.await { (it.phase as? BillPhase.Typing)?.wrong == BillMistake.Month }
        },
        Scene("bill", "one_way") { bill("39,540", "2021", "6") },
        Scene("bill", "months_and_late") { bill("80660", "2021", "6") },
        Scene("bill", "several_ways") { bill("143840", "2023", "5") },
        Scene("bill", "asking") { bill("7", "2021", "6", passing = false) },
        Scene("bill", "no_way") { bill("7", "2021", "6") },
        Scene("home", "nothing_said") {
            opened()
            home()
        },
        Scene("home", "covered") {
            opened { it.say(student) }
            home()
        },
        Scene("home", "not_known") {
            opened { it.say(mapOf("registered" to "true")) }
            home()
        },
        Scene("home", "overdue") {
            opened {
                it.say(student + unpaid)
                it.addMedicine(null, medicine)
            }
            home()
        },
        Scene("home", "waiting") {
            opened {
                enrolled(it)
                it.say(student)
            }
            home()
        },
        Scene("reminders", "none") {
            opened()
            reminders()
        },
        Scene("reminders", "due") {
            opened { it.say(student) }
            reminders()
        },
        Scene("reminders", "overdue") {
            opened {
                it.say(student + unpaid)
                it.addMedicine(null, medicine)
            }
            reminders()
        },
        Scene("reminders", "say_again") {
            opened { it.say(student, on = "2025-04-01") }
            reminders()
        },
        Scene("medicines", "list") {
            opened { it.addMedicine(null, medicine) }
            at<MedicinesPresenter>(Place.Medicines).await { it.courses != null }
        },
        Scene("medicines", "add") {
            opened()
            val presenter = at<MedicinesPresenter>(Place.Medicines)
            presenter.on(MedicinesEvent.Add)
            presenter.await { it.adding != null }
        },
        Scene("say", "question") {
            opened()
            at<SayPresenter>(Place.Say(listOf("employed", "visa"))).await { it.asked != null }
        },
        Scene("family", "alone") {
            opened { it.say(student) }
            family { it.phase is FamilyPhase.Planned }
        },
        Scene("family", "name") {
            opened()
            family { it.phase is FamilyPhase.Planned }.on(FamilyEvent.Add)
        },
        Scene("family", "relation") {
            opened()
            family { it.phase is FamilyPhase.Planned }.relate()
        },
        Scene("family", "depends") {
            opened()
            family { it.phase is FamilyPhase.Planned }.relate("spouse")
        },
        Scene("family", "question") {
            opened { it.say(worker) }
            family { it.phase is FamilyPhase.Planned }.add("spouse")
        },
        Scene("family", "of_two") {
            opened { it.say(worker) }
            family { it.phase is FamilyPhase.Planned }.add("spouse", wife)
        },
        Scene("family", "removed") {
            opened { it.say(worker) }
            val presenter = family { it.phase is FamilyPhase.Planned }
            presenter.add("spouse", wife)
            presenter.on(FamilyEvent.Remove("An"))
            presenter.await { it.removed != null && it.phase is FamilyPhase.Planned }
        },
    )

private val unpaid = mapOf("months_unpaid" to "2", "unpaid_since" to "2026-09-26")

/** A made-up worker, and his wife who came later. */
private val worker =
    mapOf(
        "registered" to "true",
        "employed" to "true",
        "workplace_applicable" to "true",
        "employment_start" to "2025-03-10",
        "monthly_wage_krw" to "3000000",
        "visa" to "E-7",
        "visa_since" to "2025-03-02",
        "birth_date" to "1992-05-01",
        "entry_date" to "2025-03-02",
        "stay_until" to "2027-12-31",
        "absences" to "none",
        "opted_out" to "false",
    )
private val wife =
    mapOf(
        "registered" to "true",
        "employed" to "false",
        "visa" to "F-3",
        "visa_since" to "2026-07-01",
        "birth_date" to "1994-02-01",
        "entry_date" to "2026-07-01",
        "stay_until" to "2027-12-31",
        "absences" to "none",
        "opted_out" to "false",
        "dependant_registered" to "false",
        "income_property_ok" to "true",
        "same_address" to "true",
    )

private val medicine = MedicineDetails(name = "Amlodipine", dose = "5 mg", times = listOf("08:00"), firstDay = "2026-11-01")

/** Types a bill; where something is asked, it is passed, so that the bill is answered. */
private suspend fun Stage.bill(
    amount: String,
    year: String,
    month: String,
    passing: Boolean = true,
) {
    val presenter = at<BillPresenter>(Place.Bill)
    presenter.on(BillEvent.Explain(TypedBill(amount, year, month)))
    while (true) {
        val phase = presenter.await { it.phase is BillPhase.Asking || it.phase is BillPhase.Explained }.phase
        if (phase !is BillPhase.Asking || !passing) return
        presenter.on(BillEvent.Answered(OneAnswer.DontKnow(phase.asked.question.factId)))
        presenter.await { it.phase != phase }
    }
}

private suspend fun Stage.home() {
    val presenter = shell.state.value.here.presenter as HomePresenter
    presenter.await { !it.looking }
}

private suspend fun Stage.reminders() {
    at<RemindersPresenter>(Place.Reminders).await { it.list != null }
}

private suspend fun Stage.family(shown: (FamilyState) -> Boolean): FamilyPresenter {
    val presenter = at<FamilyPresenter>(Place.Family)
    presenter.await(shown)
    return presenter
}

/** Names a person, and says what they are to the owner where that is given. */
private suspend fun FamilyPresenter.relate(relation: String? = null) {
    on(FamilyEvent.Named("An"))
    val relating = await { it.phase is FamilyPhase.Relating }.phase as FamilyPhase.Relating
    if (relation == null) return
    on(FamilyEvent.Related(relating.relations.first { it.value == relation }))
    await { it.phase is FamilyPhase.Depending }
}

/** Adds a person and answers what is asked of them; without facts the first question stands. */
private suspend fun FamilyPresenter.add(
    relation: String,
    facts: Map<String, String>? = null,
) {
    relate(relation)
    on(FamilyEvent.Depends(Covered.ThroughMe))
    while (true) {
        val phase = await { it.phase is FamilyPhase.Asking || it.phase is FamilyPhase.Planned }.phase
        if (phase !is FamilyPhase.Asking || facts == null) return
        val id = phase.asked.question.factId
        val answer = facts[id]?.let { OneAnswer.Say(id, Reply(it, it)) } ?: OneAnswer.DontKnow(id)
        on(FamilyEvent.Answered(answer))
        await { it.phase != phase }
    }
}
