package dodam.app.look

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.runtime.Composable
import androidx.compose.ui.unit.dp
import dodam.app.words.Strings
import dodam.app.words.strings
import dodam.app.words.written
import dodam.core.Step

/** What a touch on a step or a line can do. */
interface Hands {
    /** Opens the dialler. */
    fun call(phone: String)

    /** Fills the screen with a sentence in Korean. */
    fun showSentence(
        korean: String,
        meaning: String?,
    )
}

/** Something a person can do: what, with whom, when, at what cost; to call and to show. */
@Composable
fun StepCard(
    step: Step,
    hands: Hands,
) = Sheet {
    Text(step.action, style = MaterialTheme.typography.titleMedium)
    val facts =
        listOfNotNull(
            step.who,
            step.hours?.let { strings.commonHours(written.unbroken(it)) },
            step.languages.takeIf { it.isNotEmpty() }?.let { strings.commonSpeaks(written.languages(it)) },
            step.cost?.let { strings.commonCosts(it) },
            step.bring.takeIf { it.isNotEmpty() }?.let { things -> strings.things(written.list(things), called = step.phone != null) },
        )
    if (facts.isNotEmpty()) {
        Column(verticalArrangement = Arrangement.spacedBy(4.dp)) {
            facts.forEach { Text(it, style = MaterialTheme.typography.bodyMedium) }
        }
    }
    step.phone?.let { phone -> OtherButton(strings.commonCall(written.phone(phone)), { hands.call(phone) }, icon = Icons.Call) }
    step.sayInKorean?.let { korean ->
        KoreanSentence(korean)
        SmallButton(strings.commonShowKorean, { hands.showSentence(korean, step.action) }, icon = Icons.Show)
    }
}

/** What is needed: at hand for a call, along on the way to a desk. */
private fun Strings.things(
    things: String,
    called: Boolean,
) = if (called) commonHaveReady(things) else commonBring(things)

/** A sentence in Korean as it is said at a desk. */
@Composable
fun KoreanSentence(korean: String) {
    Row(horizontalArrangement = Arrangement.spacedBy(12.dp)) {
        Icon(Icons.Play, null, tint = MaterialTheme.colorScheme.onSurfaceVariant)
        Text("“$korean”", style = MaterialTheme.typography.bodyLarge)
    }
}
