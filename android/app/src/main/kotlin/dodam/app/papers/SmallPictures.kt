package dodam.app.papers

import androidx.compose.ui.graphics.ImageBitmap
import dodam.app.core.Vault
import dodam.core.DodamException
import dodam.core.PaperView
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.update

/** Fetches small pictures for the rows that are drawn, one by one, the row drawn last first. */
internal class SmallPictures(
    private val vault: Vault,
    private val show: (hash: String, picture: ImageBitmap) -> Unit,
) {
    private val wanted = MutableStateFlow(emptyList<PaperView>())

    fun want(paper: PaperView) = wanted.update { it - paper + paper }

    fun forget(paper: PaperView) = wanted.update { it - paper }

    /** Works until it is cancelled. */
    suspend fun fetch() {
        while (true) {
            val paper = wanted.first { it.isNotEmpty() }.last()
            val picture = picture(paper) as? Picture.Drawn
            forget(paper)
            if (picture != null) show(paper.sha256, picture.image)
        }
    }

    /** A picture that can't be had leaves its row with a sign of its kind. */
    private suspend fun picture(paper: PaperView): Picture? =
        try {
            vault.ask { profile -> profile.paperThumbnail(paper.id)?.let { pictureOf(it, SMALL_PICTURE) } }
        } catch (_: DodamException) {
            null
        }
}
