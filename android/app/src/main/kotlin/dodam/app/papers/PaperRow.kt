package dodam.app.papers

import androidx.compose.foundation.BorderStroke
import androidx.compose.foundation.Image
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.graphics.ImageBitmap
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.layout.ContentScale
import androidx.compose.ui.text.style.TextOverflow
import androidx.compose.ui.unit.dp
import dodam.app.look.Icons
import dodam.app.look.Text
import dodam.app.look.lettersAreLarge
import dodam.app.look.round
import dodam.app.words.strings
import dodam.app.words.written
import dodam.core.PaperView
import java.time.LocalDate

/** A paper in a list: a small picture, what it is, when it runs out and where it is kept. */
@Composable
internal fun PaperRow(
    paper: PaperView,
    picture: ImageBitmap?,
    today: LocalDate,
    open: () -> Unit,
) = Surface(
    open,
    Modifier.fillMaxWidth().heightIn(min = 88.dp),
    shape = round,
    color = MaterialTheme.colorScheme.surfaceContainer,
    border = BorderStroke(1.dp, MaterialTheme.colorScheme.outlineVariant),
) {
    Row(Modifier.padding(12.dp), Arrangement.spacedBy(12.dp)) {
        if (!lettersAreLarge) SmallPicture(paper, picture)
        Column(Modifier.weight(1f), Arrangement.spacedBy(2.dp)) {
            if (lettersAreLarge) SmallPicture(paper, picture)
            Text(paper.title, maxLines = 2, overflow = TextOverflow.Ellipsis, style = MaterialTheme.typography.titleMedium)
            val about = listOfNotNull(strings.kind(paper.kind), paper.issuer).joinToString(" · ")
            Text(about, style = MaterialTheme.typography.bodyMedium, color = MaterialTheme.colorScheme.onSurfaceVariant)
            paper.expires?.let { RunsOut(it, today) }
            Kept(paper.here, paper.safeElsewhere)
        }
    }
}

@Composable
private fun SmallPicture(
    paper: PaperView,
    picture: ImageBitmap?,
) = Surface(Modifier.size(64.dp), shape = corner, color = MaterialTheme.colorScheme.surfaceContainerHighest) {
    if (picture != null) {
        Image(picture, null, Modifier.fillMaxSize().clip(corner), contentScale = ContentScale.Crop)
    } else {
        Box(contentAlignment = Alignment.Center) { Icon(signOf(paper.kind), null, tint = MaterialTheme.colorScheme.onSurfaceVariant) }
    }
}

private val corner = RoundedCornerShape(10.dp)

/** Until when a paper counts, in words. */
@Composable
internal fun RunsOut(
    expires: String,
    today: LocalDate,
) {
    val ranOut = ranOut(expires, today)
    val day = written.day(expires)
    Sign(if (ranOut) Icons.Warning else Icons.Clock, if (ranOut) strings.papersRanOut(day) else strings.papersRunsOut(day))
}

/** Whether a paper's last day is over. */
internal fun ranOut(
    expires: String,
    today: LocalDate,
): Boolean = runCatching { LocalDate.parse(expires) }.getOrNull()?.isBefore(today) == true

/** Where a file is kept, in words. */
@Composable
internal fun Kept(
    here: Boolean,
    elsewhere: Boolean,
) = when {
    !here -> Sign(Icons.NoNetwork, strings.papersNotHere)
    elsewhere -> Sign(Icons.Safe, strings.papersSafe)
    else -> Sign(Icons.Phone, strings.papersOnlyHere)
}

@Composable
internal fun Sign(
    icon: ImageVector,
    text: String,
) = Row(horizontalArrangement = Arrangement.spacedBy(6.dp)) {
    Icon(icon, null, Modifier.padding(top = 2.dp).size(18.dp), tint = MaterialTheme.colorScheme.onSurfaceVariant)
    Text(text, style = MaterialTheme.typography.bodyMedium)
}
