package dodam.desktop.pictures

import dodam.app.begin.BeginEvent
import dodam.app.begin.BeginPresenter
import dodam.app.begin.BeginState
import dodam.app.help.CardState
import dodam.app.help.HelpNowPresenter
import dodam.app.home.HomePresenter
import dodam.app.settings.EmergencyCardEvent
import dodam.app.settings.EmergencyCardPresenter
import dodam.app.settings.SettingsEvent
import dodam.app.settings.SettingsPresenter
import dodam.app.shell.Place
import dodam.app.unlock.UnlockEvent
import dodam.app.unlock.UnlockPresenter
import dodam.app.unlock.UnlockWay
import dodam.app.vault.DestroyPresenter
import dodam.app.vault.ExamineEvent
import dodam.app.vault.ExaminePresenter
import dodam.app.vault.RepairPresenter
import dodam.core.EmergencyCard
import dodam.core.Profile

/**
 * How a vault is begun, opened and looked after. The words themselves are others each time, so that
 * screen is clicked through and not drawn.
 */
internal val vaultScenes: List<Scene> =
    listOf(
        Scene("begin", "pin") { shell.go(Place.Begin) },
        Scene("begin", "pin_too_short") {
            val presenter = at<BeginPresenter>(Place.Begin)
            presenter.on(BeginEvent.Choose("Linh", "1234", "1234"))
            presenter.await { (it as? BeginState.Pin)?.wrong != null }
        },
        Scene("begin", "copy") {
            val presenter = at<BeginPresenter>(Place.Begin)
            presenter.on(BeginEvent.Choose("Linh", "a synthetic PIN", "a synthetic PIN"))
            presenter.await { it is BeginState.Words }
            presenter.on(BeginEvent.WroteThemDown)
            presenter.await { it is BeginState.Copy }
        },
        Scene("unlock", "pin") { lockedAt(UnlockWay.Pin) },
        Scene("unlock", "wrong_pin") {
            val presenter = lockedAt(UnlockWay.Pin)
            presenter.on(UnlockEvent.Pin("another synthetic PIN"))
            presenter.await { it.trouble != null }
        },
        Scene("unlock", "finger") {
            phone = true
            val presenter = lockedAt(UnlockWay.Pin) { it.setDeviceSecret(PIN, ByteArray(32) { 7 }) }
            presenter.await { it.byFinger && !it.working }
        },
        Scene("unlock", "words") { lockedAt(UnlockWay.Words) },
        Scene("unlock", "backup") { shell.go(Place.Unlock(UnlockWay.Backup)) },
        Scene("settings", "no_copy_yet") {
            opened()
            at<SettingsPresenter>(Place.Settings).await { it.packs.isNotEmpty() && it.storage != null }
        },
        Scene("examine", "whole") {
            opened()
            val presenter = at<ExaminePresenter>(Place.Examine)
            presenter.on(ExamineEvent.Begin)
            presenter.await { it.found != null }
        },
        Scene("repair", "asked") { at<RepairPresenter>(Place.Repair) },
        Scene("destroy", "asked") { at<DestroyPresenter>(Place.Destroy) },
        Scene("settings", "on_a_phone") {
            phone = true
            opened()
            val presenter = at<SettingsPresenter>(Place.Settings)
            presenter.await { it.packs.isNotEmpty() && it.storage != null && it.notices != null && it.byFinger != null }
            presenter.on(SettingsEvent.Remind(true))
            presenter.await { it.notices?.refused == true }
        },
        Scene("emergency_card", "empty") {
            opened()
            at<EmergencyCardPresenter>(Place.EmergencyCard).await { it.card != null }
        },
        Scene("emergency_card", "saved") { cardSaved() },
        Scene("help_now", "card") {
            cardSaved()
            at<HelpNowPresenter>(Place.HelpNow).await { it.card is CardState.Written && it.lines.isNotEmpty() && it.emergency != null }
        },
    )

private suspend fun Stage.lockedAt(
    way: UnlockWay,
    fill: suspend (Profile) -> Unit = {},
): UnlockPresenter {
    opened(fill)
    // A call that is under way would keep the vault from the next that opens it.
    (shell.state.value.here.presenter as HomePresenter).await { !it.looking }
    shell.lock()
    return at(Place.Unlock(way))
}

private suspend fun Stage.cardSaved() {
    opened()
    val presenter = at<EmergencyCardPresenter>(Place.EmergencyCard)
    presenter.await { it.card != null }
    val card =
        EmergencyCard(
            name = "Linh",
            languages = listOf("vi", "en"),
            bloodType = "O+",
            allergies = "penicillin",
            medicines = "metformin",
            pregnant = true,
            contactName = "Minh",
            contactPhone = "010-0000-0000",
        )
    presenter.on(EmergencyCardEvent.Save(card))
    presenter.await { it.saved }
}
