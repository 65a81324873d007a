package dodam.app.words

import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.selected
import androidx.compose.ui.semantics.semantics
import dodam.app.look.Choice
import dodam.app.look.Edges
import dodam.app.look.Frame
import dodam.app.look.Notice

/** The languages, each by its own name. */
@Composable
fun LanguagesView(
    chosen: Language,
    edges: Edges,
    choose: (Language) -> Unit,
) = Frame(strings.firstLanguage, edges) {
    Notice(strings.commonDraft)
    Language.all.forEach { language ->
        val isChosen = language.tag == chosen.tag
        Choice(
            if (isChosen) "${language.ownName} ✓" else language.ownName,
            { choose(language) },
            Modifier.semantics { selected = isChosen },
            // In its own words: who looks for it may not read those that are shown.
            about = language.strings.firstFurther.takeIf { !language.isComplete },
        )
    }
}
