package dodam.app.papers

import androidx.compose.foundation.Image
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.layout.ContentScale
import androidx.compose.ui.unit.dp
import dodam.app.look.Icons
import dodam.app.look.Notice
import dodam.app.look.Working
import dodam.app.look.round
import dodam.app.words.strings

/** A paper's picture as wide as the screen; `meaning` is read aloud in its place. */
@Composable
internal fun PictureView(
    picture: Picture,
    meaning: String,
) = when (picture) {
    is Picture.Looking ->
        Surface(Modifier.fillMaxWidth(), shape = round, color = MaterialTheme.colorScheme.surfaceContainerHighest) {
            Box(Modifier.heightIn(min = 160.dp), Alignment.Center) { Working(strings.papersOpening) }
        }
    is Picture.Drawn -> Image(picture.image, meaning, Modifier.fillMaxWidth().clip(round), contentScale = ContentScale.FillWidth)
    is Picture.OtherFormat -> Notice(strings.papersOtherFormat, icon = Icons.Paper)
    is Picture.NotDrawable -> Notice(strings.papersNotDrawable, icon = Icons.Paper)
}
