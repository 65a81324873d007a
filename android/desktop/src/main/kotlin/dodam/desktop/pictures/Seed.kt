package dodam.desktop.pictures

import dodam.app.begin.BeginEvent
import dodam.app.begin.BeginPresenter
import dodam.app.begin.BeginState
import dodam.app.look.TypedDay
import dodam.app.papers.AddPaperEvent
import dodam.app.papers.AddPaperPresenter
import dodam.app.papers.PaperForm
import dodam.app.shell.Place
import dodam.app.unlock.UnlockEvent
import dodam.app.unlock.UnlockPresenter
import dodam.core.Profile
import dodam.core.SaidFact
import dodam.openDodam
import dodam.stoppable
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.withTimeout
import java.nio.file.Path
import kotlin.io.path.isDirectory

internal const val PIN = "a synthetic PIN"

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
    stands(Place.Home)
    withTimeout(30_000) { shell.state.first { it.status != null } }
}

/** Begins with a server of the stage's own; nothing was sent yet. */
suspend fun Stage.enrolled(profile: Profile) {
    val server = server()
    stoppable { profile.enrol(server.address, server.admit(), it) }
}

/** Says facts on the day on which the pictures are taken. */
suspend fun Profile.say(
    facts: Map<String, String>,
    on: String = day,
) = setFacts(facts.map { (id, value) -> SaidFact(id, value, on) })

/** The repository's own folder of this name. */
internal fun ofRepository(folder: String): Path =
    generateSequence(Path.of("").toAbsolutePath()) { it.parent }
        .map { it.resolve(folder) }
        .first { it.isDirectory() }

/** Papers made for this repository; no person's. */
private val fixtures: Path = ofRepository("tests/fixtures/papers")

/** A drawn card, JPEG. */
val syntheticCard: Path = fixtures.resolve("synthetic-card.jpg")

/** One page, PDF. */
val syntheticResult: Path = fixtures.resolve("synthetic-test-result.pdf")

/** Begins a vault as a person would, and stands at Home. */
suspend fun Stage.beginVault() {
    val presenter = at<BeginPresenter>(Place.Begin)
    val pin = "a synthetic PIN"
    presenter.on(BeginEvent.Choose("Ms Nguyen", pin, pin))
    presenter.await { it is BeginState.Words }
    presenter.on(BeginEvent.WroteThemDown)
    presenter.await { it is BeginState.Copy }
    presenter.on(BeginEvent.NoCopyNow)
    stands(Place.Home)
}

/** Adds a file as a person would, and stands where one stood before. */
suspend fun Stage.addPaper(
    chosen: Path,
    form: PaperForm,
) {
    val before = shell.state.value.here.place
    file = chosen
    val presenter = at<AddPaperPresenter>(Place.AddPaper())
    presenter.await { it.file != null }
    presenter.on(AddPaperEvent.Save(form))
    stands(before)
    file = null
}

/** A vault with papers: a card that counts, one that ran out, a result. */
suspend fun Stage.seedPapers() {
    beginVault()
    addPaper(syntheticResult, PaperForm("Blood test, autumn", "test_result", "Andong Medical Center", TypedDay("2026", "10", "12")))
    addPaper(syntheticCard, PaperForm("Old card", "residence_card", expires = TypedDay("2025", "2", "28")))
    addPaper(syntheticCard, residenceCard)
}

/** A card that counts on the day of the pictures. */
val residenceCard =
    PaperForm("My card", "residence_card", "Immigration office", TypedDay("2025", "3", "10"), TypedDay("2027", "2", "28"), "The copy is in the blue folder")

private suspend fun Stage.stands(place: Place) = withTimeout(30_000) { shell.state.first { it.here.place == place } }
