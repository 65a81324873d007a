package dodam.app.shell

import androidx.compose.foundation.isSystemInDarkTheme
import androidx.compose.runtime.Composable
import androidx.compose.runtime.DisposableEffect
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.runtime.key
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.saveable.rememberSaveableStateHolder
import androidx.compose.runtime.setValue
import dodam.app.begin.BeginPresenter
import dodam.app.begin.BeginView
import dodam.app.bill.BillPresenter
import dodam.app.bill.BillView
import dodam.app.check.CheckPresenter
import dodam.app.check.CheckView
import dodam.app.core.Presenter
import dodam.app.family.FamilyPresenter
import dodam.app.family.FamilyView
import dodam.app.first.FirstDoors
import dodam.app.first.FirstState
import dodam.app.first.FirstView
import dodam.app.help.HelpNowPresenter
import dodam.app.help.HelpNowView
import dodam.app.help.SentenceView
import dodam.app.home.HomePresenter
import dodam.app.home.HomeView
import dodam.app.look.Cannot
import dodam.app.look.CannotDialog
import dodam.app.look.DodamTheme
import dodam.app.look.Edges
import dodam.app.look.Hands
import dodam.app.medicines.MedicinesPresenter
import dodam.app.medicines.MedicinesView
import dodam.app.papers.AddPaperPresenter
import dodam.app.papers.AddPaperView
import dodam.app.papers.BinView
import dodam.app.papers.EditPaperPresenter
import dodam.app.papers.EditPaperView
import dodam.app.papers.OnePaperPresenter
import dodam.app.papers.OnePaperView
import dodam.app.papers.PapersPresenter
import dodam.app.papers.PapersView
import dodam.app.present.PresentPresenter
import dodam.app.present.PresentView
import dodam.app.reminders.RemindersPresenter
import dodam.app.reminders.RemindersView
import dodam.app.say.SayPresenter
import dodam.app.say.SayView
import dodam.app.settings.EmergencyCardPresenter
import dodam.app.settings.EmergencyCardView
import dodam.app.settings.SettingsPresenter
import dodam.app.settings.SettingsView
import dodam.app.sync.SyncPresenter
import dodam.app.sync.SyncView
import dodam.app.unlock.UnlockPresenter
import dodam.app.unlock.UnlockView
import dodam.app.unlock.UnlockWay
import dodam.app.vault.DestroyPresenter
import dodam.app.vault.DestroyView
import dodam.app.vault.ExaminePresenter
import dodam.app.vault.ExamineView
import dodam.app.vault.RepairPresenter
import dodam.app.vault.RepairView
import dodam.app.words.LanguagesView
import dodam.app.words.strings

/** The whole app: the screen one is on, in its language. */
@Composable
fun ShellView(
    shell: Shell,
    dark: Boolean = isSystemInDarkTheme(),
) {
    val state by shell.state.collectAsState()
    DodamTheme(state.language, dark) {
        val visit = state.here
        SecureWhile(shell, visit.place.secret)
        // After locking nothing is left of what was typed or where one was.
        key(state.way.first().number) {
            val places = rememberSaveableStateHolder()
            // One comes back to where one was; a screen that is opened again begins with nothing typed.
            places.SaveableStateProvider(visit.number) { Screen(shell, state, visit) }
        }
    }
}

@Composable
private fun SecureWhile(
    shell: Shell,
    secret: Boolean,
) = DisposableEffect(secret) {
    if (secret) shell.device.secure(true)
    onDispose { if (secret) shell.device.secure(false) }
}

@Composable
private fun Screen(
    shell: Shell,
    state: ShellState,
    visit: Visit,
) {
    val edges = Edges(shell::back, { shell.go(Place.HelpNow) }, state.waiting)
    var cannot by remember { mutableStateOf<Cannot?>(null) }
    val hands = remember(shell) { DeviceHands(shell) { cannot = it } }
    val speak = { korean: String -> if (!shell.device.speakKorean(korean)) cannot = Cannot.Speak }
    when (val place = visit.place) {
        is Place.First -> FirstView(FirstState(state.holdsVault), remember(shell) { ShellDoors(shell) })
        is Place.Languages ->
            LanguagesView(state.language, edges) {
                shell.speak(it)
                shell.back()
            }
        is Place.Sentence -> SentenceView(place.korean, place.meaning, edges, speak)
        is Place.HelpNow -> HelpNowView(shown(visit.presenter as HelpNowPresenter), edges, hands, speak)
        is Place.Begin -> {
            val presenter = visit.presenter as BeginPresenter
            BeginView(shown(presenter), edges, presenter::on)
        }
        is Place.Unlock -> {
            val presenter = visit.presenter as UnlockPresenter
            UnlockView(shown(presenter), edges, shell::go, presenter::on)
        }
        is Place.Settings -> {
            val presenter = visit.presenter as SettingsPresenter
            SettingsView(shown(presenter), edges, shell::go, presenter::on)
        }
        is Place.Examine -> {
            val presenter = visit.presenter as ExaminePresenter
            ExamineView(shown(presenter), edges, shell::go, presenter::on)
        }
        is Place.Repair -> {
            val presenter = visit.presenter as RepairPresenter
            RepairView(shown(presenter), edges, shell::go, presenter::on)
        }
        is Place.Destroy -> {
            val presenter = visit.presenter as DestroyPresenter
            DestroyView(shown(presenter), edges, presenter::on)
        }
        is Place.EmergencyCard -> {
            val presenter = visit.presenter as EmergencyCardPresenter
            EmergencyCardView(shown(presenter), edges, presenter::on)
        }
        is Place.Home -> {
            val presenter = visit.presenter as HomePresenter
            HomeView(shown(presenter), state.status, edges, shell::go, shell::lock, presenter::refresh)
        }
        is Place.Bill -> {
            val presenter = visit.presenter as BillPresenter
            BillView(shown(presenter), edges, hands, presenter::on)
        }
        is Place.Reminders -> RemindersView(shown(visit.presenter as RemindersPresenter), edges, hands, shell::go)
        is Place.Medicines -> {
            val presenter = visit.presenter as MedicinesPresenter
            MedicinesView(shown(presenter), edges, presenter::on)
        }
        is Place.Say -> {
            val presenter = visit.presenter as SayPresenter
            SayView(shown(presenter), edges, presenter::on)
        }
        is Place.Family -> {
            val presenter = visit.presenter as FamilyPresenter
            FamilyView(shown(presenter), edges, hands, presenter::on)
        }
        is Place.Check -> {
            val presenter = visit.presenter as CheckPresenter
            CheckView(shown(presenter), edges, hands, presenter::on)
        }
        is Place.Papers -> {
            val presenter = visit.presenter as PapersPresenter
            PapersView(shown(presenter), edges, shell::go, presenter::on)
        }
        is Place.Bin -> {
            val presenter = visit.presenter as PapersPresenter
            BinView(shown(presenter), edges, shell::go, presenter::on)
        }
        is Place.AddPaper -> {
            val presenter = visit.presenter as AddPaperPresenter
            AddPaperView(shown(presenter), edges, presenter::on)
        }
        is Place.OnePaper -> {
            val presenter = visit.presenter as OnePaperPresenter
            OnePaperView(shown(presenter), edges, shell::go, presenter::on)
        }
        is Place.EditPaper -> {
            val presenter = visit.presenter as EditPaperPresenter
            EditPaperView(shown(presenter), edges, presenter::on)
        }
        is Place.Present -> {
            val presenter = visit.presenter as PresentPresenter
            PresentView(shown(presenter), edges, hands, shell::go, presenter::on)
        }
        is Place.Sync -> {
            val presenter = visit.presenter as SyncPresenter
            SyncView(shown(presenter), edges, shell::go, presenter::on)
        }
    }
    cannot?.let { CannotDialog(it) { cannot = null } }
}

@Composable
private fun <State> shown(presenter: Presenter<State, *>): State = presenter.state.collectAsState().value

private class ShellDoors(
    private val shell: Shell,
) : FirstDoors {
    override fun help() = shell.go(Place.HelpNow)

    override fun check() = shell.go(Place.Check)

    override fun bill() = shell.go(Place.Bill)

    override fun unlock() = shell.go(Place.Unlock())

    override fun begin() = shell.go(Place.Begin)

    override fun restore() = shell.go(Place.Unlock(UnlockWay.Backup))

    override fun language() = shell.go(Place.Languages)
}

private class DeviceHands(
    private val shell: Shell,
    private val cannot: (Cannot) -> Unit,
) : Hands {
    override fun call(phone: String) {
        if (!shell.device.call(phone)) cannot(Cannot.Call(phone))
    }

    override fun showSentence(
        korean: String,
        meaning: String?,
    ) = shell.go(Place.Sentence(korean, meaning))
}
