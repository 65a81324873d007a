package dodam.app.papers

import dodam.app.core.Presenter
import dodam.app.core.Trouble
import dodam.app.core.Vault
import dodam.core.paperKinds
import kotlinx.coroutines.CoroutineScope

/** What editing a paper shows. */
data class EditPaperState(
    /** What is said of it now; null until it was read. */
    val form: PaperForm? = null,
    val kinds: List<String> = emptyList(),
    val working: Boolean = false,
    val trouble: Trouble? = null,
)

/** Says things anew about a paper. */
data class SavePaper(
    val form: PaperForm,
)

/** Says things anew about a paper; `saved` is told when that lasts. */
class EditPaperPresenter(
    private val vault: Vault,
    private val paperId: String,
    private val saved: () -> Unit,
    scope: CoroutineScope,
) : Presenter<EditPaperState, SavePaper>(EditPaperState(), scope) {
    init {
        work(::failed) {
            val (sheet, kinds) = vault.ask { it.paper(paperId) to paperKinds() }
            show { it.copy(form = PaperForm.of(sheet), kinds = kinds) }
        }
    }

    override fun on(event: SavePaper) {
        if (state.value.working) return
        show { it.copy(working = true, trouble = null) }
        keep(::failed) {
            vault.ask { it.editPaper(paperId, event.form.edit()) }
            saved()
        }
    }

    private fun failed(trouble: Trouble) = show { it.copy(working = false, trouble = trouble) }
}
