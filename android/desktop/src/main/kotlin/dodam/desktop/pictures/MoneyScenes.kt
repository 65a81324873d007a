package dodam.desktop.pictures

import dodam.app.bill.BillEvent
import dodam.app.bill.BillMistake
import dodam.app.bill.BillPhase
import dodam.app.bill.BillPresenter
import dodam.app.bill.TypedBill
import dodam.app.check.OneAnswer
import dodam.app.home.HomePresenter
import dodam.app.medicines.MedicinesEvent
import dodam.app.medicines.MedicinesPresenter
import dodam.app.reminders.RemindersPresenter
import dodam.app.say.SayPresenter
import dodam.app.shell.Place
import dodam.core.MedicineDetails

/** Bill, Home, Home and Reminders. */
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
    )

private val unpaid = mapOf("months_unpaid" to "2", "unpaid_since" to "2026-09-26")

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
    presenter.await { it.cover != null && it.due != null && it.status != null }
}

private suspend fun Stage.reminders() {
    at<RemindersPresenter>(Place.Reminders).await { it.list != null }
}
