package dodam.app.papers

import androidx.compose.runtime.saveable.listSaver
import dodam.app.look.TypedDay
import dodam.core.PaperDetails
import dodam.core.PaperEdit
import dodam.core.PaperSheet

/** What is said of a paper, as it is typed. */
data class PaperForm(
    val title: String = "",
    val kind: String = OTHER_KIND,
    val issuer: String = "",
    val dated: TypedDay = TypedDay(),
    val expires: TypedDay = TypedDay(),
    val note: String = "",
) {
    /** Whether it can be kept as it stands. */
    val isWhole: Boolean get() = title.isNotBlank() && dated.isDayOrEmpty && expires.isDayOrEmpty

    /** For a new paper. */
    fun details(): PaperDetails =
        PaperDetails(
            title = title.trim(),
            kind = kind,
            issuer = issuer.trim().ifEmpty { null },
            dated = dated.iso,
            expires = expires.iso,
            note = note.trim().ifEmpty { null },
        )

    /** For one that is kept: what is empty is taken away. */
    fun edit(): PaperEdit =
        PaperEdit(
            title = title.trim(),
            kind = kind,
            issuer = issuer.trim(),
            dated = dated.iso.orEmpty(),
            expires = expires.iso.orEmpty(),
            note = note.trim(),
        )

    companion object {
        /** For a new file: its name for a title, which says more than none. */
        fun of(
            fileName: String,
            kind: String?,
        ): PaperForm = PaperForm(title = titleOf(fileName), kind = kind ?: OTHER_KIND)

        /** What is said of a paper now. */
        fun of(sheet: PaperSheet): PaperForm =
            with(sheet.paper) {
                PaperForm(title, kind, issuer.orEmpty(), TypedDay.of(dated), TypedDay.of(expires), sheet.note.orEmpty())
            }

        /** Keeps what was typed while another screen is on top. */
        val saver =
            listSaver<PaperForm, String>(
                save = { form ->
                    with(form) {
                        listOf(title, kind, issuer, note) + listOf(dated, expires).flatMap { listOf(it.year, it.month, it.day) }
                    }
                },
                restore = { PaperForm(it[0], it[1], it[2], TypedDay(it[4], it[5], it[6]), TypedDay(it[7], it[8], it[9]), it[3]) },
            )

        private fun titleOf(fileName: String): String {
            val name = fileName.substringBeforeLast('.', fileName).replace('_', ' ').replace('-', ' ').trim()
            return name.replaceFirstChar { it.titlecase() }
        }
    }
}
