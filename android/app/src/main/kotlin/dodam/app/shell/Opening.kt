package dodam.app.shell

import dodam.app.begin.BeginPresenter
import dodam.app.bill.BillPresenter
import dodam.app.check.CheckPresenter
import dodam.app.check.KeepingInVault
import dodam.app.check.KeepingNothing
import dodam.app.core.Core
import dodam.app.core.Device
import dodam.app.core.Presenter
import dodam.app.core.Vault
import dodam.app.family.FamilyPresenter
import dodam.app.help.HelpNowPresenter
import dodam.app.home.HomePresenter
import dodam.app.medicines.MedicinesPresenter
import dodam.app.papers.AddPaperPresenter
import dodam.app.papers.EditPaperPresenter
import dodam.app.papers.OnePaperPresenter
import dodam.app.papers.PapersPresenter
import dodam.app.present.PresentPresenter
import dodam.app.reminders.RemindersPresenter
import dodam.app.say.SayPresenter
import dodam.app.settings.EmergencyCardPresenter
import dodam.app.settings.SettingsPresenter
import dodam.app.sync.SyncPresenter
import dodam.app.unlock.UnlockPresenter
import dodam.app.vault.DestroyPresenter
import dodam.app.vault.ExaminePresenter
import dodam.app.vault.RepairPresenter
import dodam.app.words.Language
import kotlinx.coroutines.CoroutineScope

/** What a screen can bring about beyond itself. */
internal class Turns(
    /** Locks the vault if one is open, and waits until it is. */
    val locked: suspend () -> Unit,
    /** Takes over a vault that was made or opened. */
    val opened: (Vault) -> Unit,
    /** Shows what there is once the vault was destroyed. */
    val gone: () -> Unit,
    /** Goes back from the screen, if one is still there. */
    val leave: () -> Unit,
)

/** What a screen is opened with. */
internal class Opening(
    private val core: Core,
    private val vault: Vault?,
    private val device: Device,
    private val language: Language,
    private val at: String?,
    private val turns: Turns,
    private val scope: CoroutineScope,
) {
    private val today: String? get() = at?.substringBefore('T')

    /** The presenter of a screen, where it has one. */
    fun presenter(place: Place): Presenter<*, *>? =
        when (place) {
            is Place.First, is Place.Languages, is Place.Sentence -> null
            is Place.HelpNow -> HelpNowPresenter(core, language.tag, at, scope)
            is Place.Check -> CheckPresenter(asked(), language.tag, today, scope)
            is Place.Begin -> BeginPresenter(core, device, turns.opened, scope)
            is Place.Unlock -> UnlockPresenter(core, device, turns.locked, turns.opened, place.way, scope)
            is Place.Settings -> SettingsPresenter(core, open(), device, language.tag, scope)
            is Place.Examine -> ExaminePresenter(core, open(), scope)
            is Place.Repair -> RepairPresenter(core, device, turns.locked, turns.opened, scope)
            is Place.Destroy -> DestroyPresenter(core, device, turns.locked, turns.gone, scope)
            is Place.EmergencyCard -> EmergencyCardPresenter(core, open(), scope)
            is Place.Papers -> PapersPresenter(open(), binned = false, at, scope)
            is Place.Bin -> PapersPresenter(open(), binned = true, at, scope)
            is Place.AddPaper -> AddPaperPresenter(open(), device, place.kind, turns.leave, scope)
            is Place.OnePaper -> OnePaperPresenter(open(), device, place.paperId, at, turns.leave, scope)
            is Place.EditPaper -> EditPaperPresenter(open(), place.paperId, turns.leave, scope)
            is Place.Present -> PresentPresenter(open(), device, place.paperId, language.tag, at, scope)
            is Place.Sync -> SyncPresenter(open(), scope)
            is Place.Home -> HomePresenter(open(), language.tag, at, scope)
            is Place.Bill -> BillPresenter(asked(), language.tag, scope)
            is Place.Reminders -> RemindersPresenter(open(), language.tag, at, scope)
            is Place.Medicines -> MedicinesPresenter(open(), at, scope)
            is Place.Say -> SayPresenter(asked(), place.factIds, language.tag, turns.leave, scope)
            is Place.Family -> FamilyPresenter(core, open(), language, today, scope)
        }

    private fun open() = checkNotNull(vault) { "this screen needs an open vault" }

    private fun asked() = vault?.let { KeepingInVault(core, it) } ?: KeepingNothing(core)
}
