package dodam.app.settings

import androidx.compose.material3.MaterialTheme
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import dodam.app.core.sentence
import dodam.app.look.Chips
import dodam.app.look.Edges
import dodam.app.look.Frame
import dodam.app.look.Icons
import dodam.app.look.Line
import dodam.app.look.MainButton
import dodam.app.look.Notice
import dodam.app.look.SmallButton
import dodam.app.look.Text
import dodam.app.look.Working
import dodam.app.words.LocalLanguage
import dodam.app.words.strings
import dodam.core.EmergencyCard

@Composable
fun EmergencyCardView(
    state: EmergencyCardState,
    edges: Edges,
    on: (EmergencyCardEvent) -> Unit,
) {
    val written = state.card ?: return Frame(strings.helpCard, edges) { Working(strings.commonWorking) }
    // What is typed is kept while the card on disk is the same.
    var card by remember(written) { mutableStateOf(written) }
    val speaks = LocalLanguage.current.tag
    val save = { on(EmergencyCardEvent.Save(card.tidied(speaks))) }
    Frame(
        strings.helpCard,
        edges,
        action = { MainButton(strings.settingsCardSave, save, icon = Icons.Save, enabled = card != EmergencyCard()) },
    ) {
        Notice(strings.settingsCardOpen, icon = Icons.Warning)
        state.trouble?.let { Notice(strings.sentence(it), icon = Icons.Warning) }
        if (state.saved) Notice(strings.settingsCardSaved, icon = Icons.Met)
        Fields(card, state) { card = it }
        if (state.isThere) SmallButton(strings.settingsCardRemove, { on(EmergencyCardEvent.Remove) }, icon = Icons.Delete)
    }
}

@Composable
private fun Fields(
    card: EmergencyCard,
    state: EmergencyCardState,
    change: (EmergencyCard) -> Unit,
) {
    Line(card.name.orEmpty(), { change(card.copy(name = it)) }, strings.helpCardName)
    Line(card.allergies.orEmpty(), { change(card.copy(allergies = it)) }, strings.helpCardAllergies)
    Line(card.medicines.orEmpty(), { change(card.copy(medicines = it)) }, strings.helpCardMedicines)
    state.medicines?.takeIf { it != card.medicines }?.let { kept ->
        SmallButton(strings.settingsCardMedicines(kept), { change(card.copy(medicines = kept)) }, icon = Icons.Add)
    }
    Line(card.conditions.orEmpty(), { change(card.copy(conditions = it)) }, strings.helpCardConditions)
    Known(strings.helpCardBlood, state.bloodTypes.filter { it != "unknown" }.map { it to it }, card.bloodType) { change(card.copy(bloodType = it)) }
    val pregnant = listOf(true to strings.commonYes, false to strings.commonNo)
    Known(strings.helpCardPregnant, pregnant, card.pregnant) { change(card.copy(pregnant = it)) }
    Line(card.contactName.orEmpty(), { change(card.copy(contactName = it)) }, strings.helpCardContact)
    Line(card.contactPhone.orEmpty(), { change(card.copy(contactPhone = it)) }, strings.settingsCardPhone)
    Line(card.note.orEmpty(), { change(card.copy(note = it)) }, strings.helpCardNote)
}

/** What is known may be left unsaid again: a second touch takes the choice away. */
@Composable
private fun <T> Known(
    title: String,
    choices: List<Pair<T, String>>,
    chosen: T?,
    choose: (T?) -> Unit,
) {
    Text(title, style = MaterialTheme.typography.titleSmall)
    Chips(choices, chosen) { choose(it.takeIf { it != chosen }) }
}

/** What was left empty isn't said. */
private fun EmergencyCard.tidied(speaks: String): EmergencyCard {
    fun String?.said() = this?.trim()?.ifEmpty { null }
    return copy(
        name = name.said(),
        languages = languages.ifEmpty { listOf(speaks) },
        allergies = allergies.said(),
        medicines = medicines.said(),
        conditions = conditions.said(),
        contactName = contactName.said(),
        contactPhone = contactPhone.said(),
        note = note.said(),
    )
}
