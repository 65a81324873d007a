package dodam.desktop.pictures

import dodam.app.bill.BillEvent
import dodam.app.bill.BillMistake
import dodam.app.bill.BillPhase
import dodam.app.bill.BillPresenter
import dodam.app.bill.TypedBill
import dodam.app.check.OneAnswer
import dodam.app.shell.Place

/** Bill. */
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
    )

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
