package dodam.desktop.pictures

import dodam.app.shell.Place
import dodam.app.unlock.UnlockEvent
import dodam.app.unlock.UnlockPresenter
import dodam.core.Profile
import dodam.core.SaidFact
import dodam.openDodam
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.withTimeout

private const val PIN = "a synthetic PIN"

/** The day of [MOMENT]. */
private val day = MOMENT.substringBefore('T')

/** A vault of a made-up person with something in it, opened by its PIN as its owner would. */
suspend fun Stage.opened(fill: suspend (Profile) -> Unit = {}) {
    openDodam().use { companion ->
        companion.createVault(vaultFolder, PIN, "Linh").profile.use { profile ->
            profile.wordsWereShown()
            fill(profile)
            profile.lock()
        }
    }
    at<UnlockPresenter>(Place.Unlock()).on(UnlockEvent.Pin(PIN))
    withTimeout(20_000) { shell.state.first { it.here.place is Place.Home } }
}

/** Says facts on the day on which the pictures are taken. */
suspend fun Profile.say(
    facts: Map<String, String>,
    on: String = day,
) = setFacts(facts.map { (id, value) -> SaidFact(id, value, on) })
