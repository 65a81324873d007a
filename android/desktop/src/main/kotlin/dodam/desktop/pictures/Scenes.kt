package dodam.desktop.pictures

import androidx.compose.runtime.Composable
import dodam.app.help.HelpNowPresenter
import dodam.app.look.Edges
import dodam.app.shell.Place

/** One state of one screen, and how the app gets there. */
class Scene(
    val screen: String,
    val state: String,
    /** What is drawn in place of where the app came to: states that no presenter holds still, such as waiting. */
    val byHand: (@Composable (Edges) -> Unit)? = null,
    val play: suspend Stage.() -> Unit = {},
) {
    /** Whether it is before unlocking, in words that every language has, and drawn in each. */
    val isSeenFirst: Boolean get() = screen to state in seenFirst

    /** Whether it stands for its screen in languages that change more than the words. */
    val isFirstOfScreen: Boolean get() = isSeenFirst || this === scenes.first { it.screen == screen }

    private companion object {
        val seenFirst = setOf("first" to "no_vault", "help_now" to "no_card", "check" to "day", "check" to "answer_yes")
    }
}

/** Every screen in every state that a person can meet. */
val scenes: List<Scene> =
    listOf(
        Scene("first", "no_vault") {},
        Scene("first", "languages") { shell.go(Place.Languages) },
        Scene("help_now", "no_card") {
            at<HelpNowPresenter>(Place.HelpNow).await { it.lines.isNotEmpty() && it.emergency != null }
        },
        Scene("help_now", "sentence") {
            val line = at<HelpNowPresenter>(Place.HelpNow).await { it.emergency != null }.emergency
            shell.go(Place.Sentence(checkNotNull(line?.sayInKorean), null))
        },
        Scene("check", "first_question") { check(emptyMap(), until = "registered") },
        Scene("check", "status") { check(student, until = "visa") },
        Scene("check", "day") { check(student, until = "entry_date") },
        Scene("check", "answer_yes") { check(student) },
        Scene("check", "answer_not_registered") { check(mapOf("registered" to "false")) },
        Scene("check", "answer_unknown") { check(emptyMap()) },
    ) + vaultScenes + moneyScenes + paperScenes + presentScenes + syncScenes + scenesByHand

/** A made-up student, in Korea since March 2025. */
internal val student =
    mapOf(
        "registered" to "true",
        "employed" to "false",
        "birth_date" to "2001-05-17",
        "visa" to "D-2",
        "entry_date" to "2025-03-02",
        "stay_until" to "2027-02-28",
        "absences" to "none",
        "opted_out" to "false",
        "dependant_registered" to "false",
        "sponsor_insured" to "false",
        "born_in_korea" to "false",
    )
