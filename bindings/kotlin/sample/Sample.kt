package dodam.sample

import dodam.core.DodamException
import dodam.core.PaperDetails
import dodam.core.PresentQuestion
import dodam.core.Profile
import dodam.core.Question
import dodam.core.SaidFact
import dodam.openDodam
import dodam.stoppable
import dodam.unlocked
import kotlinx.coroutines.runBlocking
import java.nio.file.Files
import java.nio.file.Path
import kotlin.system.exitProcess

/**
 * A companion on a console, with a made-up person: makes a vault, keeps what she says, answers,
 * keeps a paper, finds it, shows it at a desk, locks and opens again.
 */
class Sample(
    private val paper: Path,
    private val folder: Path,
    private val say: (String) -> Unit,
) {
    private val pin = "a passphrase, not six digits"

    suspend fun run() {
        openDodam().use { dodam ->
            val vault = folder.resolve("vault").toString()
            val setup = dodam.createVault(vault, pin, "Ms Nguyen")
            say("A vault, and ${setup.recoveryWords.split(" ").size} words to write down.")
            setup.profile.use { profile ->
                profile.wordsWereShown()
                keepWhatSheSays(profile)
                answer(profile)
                keepAndFind(profile)
                show(profile)
                profile.lock()
            }
            dodam.unlocked(vault, pin) { again ->
                say("Locked and opened again: ${again.facts().size} facts, ${again.papers().size} paper.")
            }
        }
    }

    private suspend fun keepWhatSheSays(profile: Profile) {
        profile.setFacts(
            listOf(
                SaidFact("registered", "true"),
                SaidFact("province", "경상북도"),
                SaidFact("city", "포항"),
                SaidFact("nhi_enrolled", null),
            ),
        )
        profile.facts().forEach { say("  ${it.id}: ${it.value ?: "rather not said"}") }
    }

    private suspend fun answer(profile: Profile) {
        val question =
            Question(
                facts = listOf(SaidFact("nhi_enrolled", "false")),
                asOf = "2025-02-20",
                decisions = listOf("kr.gb.pilot/support"),
                language = "en",
            )
        for (answer in profile.check(question).answers) {
            say(answer.text)
            answer.open.forEach { say("  to be asked: $it") }
            answer.steps.forEach { say("  ${it.action} ${it.phone ?: ""}") }
        }
    }

    private suspend fun keepAndFind(profile: Profile) {
        val details = PaperDetails(title = "외국인등록증", kind = "residence_card", expires = "2030-01-31")
        val kept = stoppable { profile.addPaper(paper.toString(), details, cancellation = it) }
        say("Kept: ${kept.title}, ${kept.sizeBytes} bytes.")
        say("Typing 등록 finds ${profile.searchPapers("등록").joinToString { it.title }}.")
    }

    private suspend fun show(profile: Profile) {
        val shown = profile.present(PresentQuestion(language = "en")).paper
        say(shown?.let { "To show: ${it.view.title}, ${it.bytes.size} bytes of ${it.mediaType}." } ?: "No paper to show.")
    }
}

/** A sentence for each thing a person can do. */
fun sentence(error: DodamException): String =
    when (error) {
        is DodamException.WrongPin -> "Another PIN opens this vault (${error.failures} wrong so far)."
        is DodamException.Locked -> "Unlock first."
        is DodamException.InvalidInput -> "Correct what was typed (${error.code})."
        is DodamException.NotFound -> "It isn't there (${error.code})."
        is DodamException.StorageFull -> "Free some space."
        is DodamException.Busy -> "Another program has this vault open."
        is DodamException.DeviceFailed -> "This device can't do it now (${error.code})."
        is DodamException.Offline -> "There is no network; nothing is lost."
        is DodamException.Rejected -> "It was refused (${error.code})."
        is DodamException.NeedsUpdate -> "Install a newer version."
        is DodamException.Damaged -> "Restore from a backup (${error.code})."
        is DodamException.Stopped -> "It was stopped, and can be begun again."
    }

/** `PAPER [FOLDER]`; without a folder everything is gone at the end. */
fun main(arguments: Array<String>) {
    if (arguments.size !in 1..2) {
        println("PAPER [FOLDER]")
        exitProcess(2)
    }
    val temporary = Files.createTempDirectory("dodam-sample")
    val folder = arguments.getOrNull(1)?.let { Files.createDirectories(Path.of(it)) } ?: temporary
    try {
        runBlocking { Sample(Path.of(arguments[0]), folder, ::println).run() }
    } catch (error: DodamException) {
        println(sentence(error))
        exitProcess(1)
    } finally {
        temporary.toFile().deleteRecursively()
    }
}
