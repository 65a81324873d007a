package dodam.app.settings

import dodam.app.core.Core
import dodam.app.core.Presenter
import dodam.app.core.Trouble
import dodam.app.core.Vault
import dodam.core.EmergencyCard
import dodam.core.bloodTypes
import kotlinx.coroutines.CoroutineScope

/** The emergency card as it is written. */
data class EmergencyCardState(
    /** What stands on it; null until it was read. */
    val card: EmergencyCard? = null,
    val isThere: Boolean = false,
    /** What is taken today, by the medicines that are kept; null where there are none. */
    val medicines: String? = null,
    val bloodTypes: List<String> = emptyList(),
    val saved: Boolean = false,
    val trouble: Trouble? = null,
)

sealed interface EmergencyCardEvent {
    data class Save(
        val card: EmergencyCard,
    ) : EmergencyCardEvent

    data object Remove : EmergencyCardEvent
}

/** Writes the card that stands outside the lock: only what its owner typed. */
class EmergencyCardPresenter(
    private val core: Core,
    private val vault: Vault,
    scope: CoroutineScope,
) : Presenter<EmergencyCardState, EmergencyCardEvent>(EmergencyCardState(), scope) {
    init {
        work(::failed) {
            val card = core.ask { it.emergencyCard(core.folder) }
            val medicines = vault.ask { it.medicinesForCard() }
            val types = core.ask { bloodTypes() }
            show { it.copy(card = card ?: EmergencyCard(), isThere = card != null, medicines = medicines, bloodTypes = types) }
        }
    }

    override fun on(event: EmergencyCardEvent) {
        keep(::failed) {
            when (event) {
                is EmergencyCardEvent.Save -> {
                    vault.ask { it.setEmergencyCard(event.card) }
                    show { it.copy(card = event.card, isThere = true, saved = true, trouble = null) }
                }
                is EmergencyCardEvent.Remove -> {
                    vault.ask { it.removeEmergencyCard() }
                    show { it.copy(card = EmergencyCard(), isThere = false, saved = false, trouble = null) }
                }
            }
        }
    }

    /** A card that can't be read is written anew. */
    private fun failed(trouble: Trouble) = show { it.copy(card = it.card ?: EmergencyCard(), trouble = trouble) }
}
