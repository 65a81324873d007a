package dodam.app.papers

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.material3.MaterialTheme
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.unit.dp
import dodam.app.core.Trouble
import dodam.app.core.sentence
import dodam.app.look.Chips
import dodam.app.look.Edges
import dodam.app.look.Folded
import dodam.app.look.Frame
import dodam.app.look.Icons
import dodam.app.look.Line
import dodam.app.look.MainButton
import dodam.app.look.Notice
import dodam.app.look.OptionalDay
import dodam.app.look.Text
import dodam.app.look.Working
import dodam.app.words.Strings
import dodam.app.words.strings

/** What is beside a form while it is filled in and kept. */
internal data class FormEdges(
    val title: String,
    /** The file that is kept with it, where there is one. */
    val about: String? = null,
    val working: String? = null,
    val stop: (() -> Unit)? = null,
    val trouble: Trouble? = null,
)

/** What is said of a paper: a title and a kind, and what else one likes. */
@Composable
internal fun PaperFormView(
    first: PaperForm,
    kinds: List<String>,
    form: FormEdges,
    edges: Edges,
    save: (PaperForm) -> Unit,
) {
    var typed by rememberSaveable(first, stateSaver = PaperForm.saver) { mutableStateOf(first) }
    var tried by rememberSaveable { mutableStateOf(false) }
    val keep = {
        tried = true
        if (typed.isWhole) save(typed)
    }
    Frame(form.title, edges, action = { MainButton(strings.papersSave, keep, icon = Icons.Save, enabled = form.working == null) }) {
        form.about?.let { Text(it, style = MaterialTheme.typography.bodyMedium, color = MaterialTheme.colorScheme.onSurfaceVariant) }
        form.trouble?.let { Notice(strings.ofPaper(it), icon = Icons.Warning) }
        form.working?.let { Working(it, form.stop) }
        val missing = strings.papersTitleMissing.takeIf { tried && typed.title.isBlank() }
        Line(typed.title, { typed = typed.copy(title = it) }, strings.papersFieldTitle, wrong = missing)
        OptionalDay(strings.papersFieldExpires, typed.expires, tried && !typed.expires.isDayOrEmpty) { typed = typed.copy(expires = it) }
        Text(strings.papersFieldKind, style = MaterialTheme.typography.titleSmall)
        Chips(kinds.map { it to strings.kind(it) }, typed.kind) { typed = typed.copy(kind = it) }
        val said = typed.issuer.isNotEmpty() || typed.note.isNotEmpty() || typed.dated.iso != null
        Folded(strings.papersFieldsMore, open = said) {
            Column(verticalArrangement = Arrangement.spacedBy(16.dp)) {
                Line(typed.issuer, { typed = typed.copy(issuer = it) }, strings.papersFieldIssuer)
                OptionalDay(strings.papersFieldDated, typed.dated, tried && !typed.dated.isDayOrEmpty) { typed = typed.copy(dated = it) }
                Line(typed.note, { typed = typed.copy(note = it) }, strings.papersFieldNote)
            }
        }
    }
}

/** The sentence for a trouble with a paper. */
internal fun Strings.ofPaper(trouble: Trouble): String {
    val code = (trouble as? Trouble.Invalid)?.code ?: (trouble as? Trouble.Rejected)?.code
    return when (code) {
        "kept_apart" -> papersKeptApart
        "unreadable_file", "unusable_file" -> papersUnreadable
        "not_on_this_device" -> papersFetchFirst
        "too_large_to_show" -> papersTooLarge
        else -> if (trouble is Trouble.Stopped) papersStopped else sentence(trouble)
    }
}
