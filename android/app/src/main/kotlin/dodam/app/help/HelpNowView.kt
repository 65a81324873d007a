package dodam.app.help

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.Spacer
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.size
import androidx.compose.material3.Button
import androidx.compose.material3.ButtonDefaults
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.unit.dp
import dodam.app.look.EMERGENCY_NUMBER
import dodam.app.look.Edges
import dodam.app.look.Fact
import dodam.app.look.Frame
import dodam.app.look.Hands
import dodam.app.look.Icons
import dodam.app.look.LocalStateColours
import dodam.app.look.Notice
import dodam.app.look.OtherButton
import dodam.app.look.Sheet
import dodam.app.look.SmallButton
import dodam.app.look.Text
import dodam.app.look.lettersAreLarge
import dodam.app.look.round
import dodam.app.words.Language
import dodam.app.words.LocalLanguage
import dodam.app.words.strings
import dodam.app.words.written
import dodam.core.EmergencyCard
import dodam.core.Line

@Composable
fun HelpNowView(
    state: HelpNowState,
    edges: Edges,
    hands: Hands,
    speak: (String) -> Unit,
) = Frame(strings.helpTitle, edges.copy(help = null)) {
    CallAmbulance { hands.call(EMERGENCY_NUMBER) }
    state.emergency?.sayInKorean?.let { korean ->
        Sheet {
            Text(strings.helpSay, style = MaterialTheme.typography.bodyMedium)
            Text(korean, style = MaterialTheme.typography.headlineSmall)
            if (LocalLanguage.current != Language.korean) Text(strings.helpSayMeans)
            Text(strings.helpSayWhere, fontWeight = FontWeight.Medium)
            OtherButton(strings.commonPlayKorean, { speak(korean) }, icon = Icons.Play)
            OtherButton(strings.commonShowKorean, { hands.showSentence(korean, null) }, icon = Icons.Show)
        }
    }
    Text(strings.helpCard, Modifier.semantics { heading() }, style = MaterialTheme.typography.titleLarge)
    when (val card = state.card) {
        is CardState.None -> Notice(strings.helpNoCard, icon = Icons.Emergency)
        is CardState.Unreadable -> Notice(strings.helpCardUnreadable, icon = Icons.Warning)
        is CardState.Written -> Card(card.card)
    }
    if (state.lines.isNotEmpty()) {
        Text(strings.helpLines, Modifier.semantics { heading() }, style = MaterialTheme.typography.titleLarge)
        state.lines.forEach { OtherLine(it, hands) }
    }
}

@Composable
private fun CallAmbulance(call: () -> Unit) {
    val colours = LocalStateColours.current
    Button(
        call,
        Modifier.fillMaxWidth().heightIn(min = 88.dp),
        shape = round,
        colors = ButtonDefaults.buttonColors(colours.emergency, colours.onEmergency),
    ) {
        // Large letters need the whole line.
        if (!lettersAreLarge) {
            Icon(Icons.Call, null, Modifier.size(36.dp))
            Spacer(Modifier.size(16.dp))
        }
        Column {
            Text(strings.helpCall119, style = MaterialTheme.typography.headlineSmall)
            Text(strings.helpAmbulance, style = MaterialTheme.typography.bodyMedium)
        }
    }
}

/** In Korean beside the reader's language: who helps reads Korean. */
@Composable
private fun Card(card: EmergencyCard) =
    Sheet {
        val korean = Language.korean.strings

        @Composable
        fun line(
            name: String,
            inKorean: String,
            value: String?,
        ) {
            if (!value.isNullOrBlank()) Fact(if (name == inKorean) name else "$name · $inKorean", value)
        }
        line(strings.helpCardName, korean.helpCardName, card.name)
        line(strings.helpCardAllergies, korean.helpCardAllergies, card.allergies)
        line(strings.helpCardMedicines, korean.helpCardMedicines, card.medicines)
        line(strings.helpCardConditions, korean.helpCardConditions, card.conditions)
        line(strings.helpCardPregnant, korean.helpCardPregnant, card.pregnant?.let { if (it) strings.commonYes else strings.commonNo })
        line(strings.helpCardBlood, korean.helpCardBlood, card.bloodType)
        line(strings.helpCardLanguages, korean.helpCardLanguages, written.languages(card.languages))
        line(strings.helpCardContact, korean.helpCardContact, listOfNotNull(card.contactName, card.contactPhone).joinToString(" · "))
        line(strings.helpCardNote, korean.helpCardNote, card.note)
    }

@Composable
private fun OtherLine(
    line: Line,
    hands: Hands,
) = Sheet {
    Text(line.who, style = MaterialTheme.typography.titleMedium)
    Column(verticalArrangement = Arrangement.spacedBy(4.dp)) {
        Standing(line)
        line.hours?.let { Text(strings.commonHours(written.unbroken(it)), style = MaterialTheme.typography.bodyMedium) }
        line.checked?.let {
            Text(
                strings.helpChecked(written.month(it)),
                style = MaterialTheme.typography.bodyMedium,
                color = MaterialTheme.colorScheme.onSurfaceVariant,
            )
        }
    }
    OtherButton(strings.commonCall(written.phone(line.phone)), { hands.call(line.phone) }, icon = Icons.Call)
    line.sayInKorean?.let { korean ->
        SmallButton(strings.commonShowKorean, { hands.showSentence(korean, line.who) }, icon = Icons.Show)
    }
}

@Composable
private fun Standing(line: Line) {
    val opens = line.opens
    val open =
        when {
            line.open == true -> Icons.Met to strings.helpOpenNow
            opens != null -> Icons.Clock to strings.helpOpens(written.moment(opens))
            else -> Icons.Unknown to strings.helpHoursUnknown
        }
    val speaks =
        when (line.speaks) {
            true -> Icons.Met to strings.helpSpeaksYours
            false -> Icons.NotMet to strings.helpSpeaksNot
            null -> Icons.Unknown to strings.helpSpeaksUnsure
        }
    listOf(open, speaks).forEach { (shape, words) ->
        Row(horizontalArrangement = Arrangement.spacedBy(8.dp), verticalAlignment = Alignment.CenterVertically) {
            Icon(shape, null)
            Text(words, style = MaterialTheme.typography.bodyMedium)
        }
    }
}
