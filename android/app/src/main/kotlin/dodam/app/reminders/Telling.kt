package dodam.app.reminders

import dodam.app.core.Notices
import dodam.app.core.Vault
import dodam.core.DodamException
import dodam.remindersFlow
import kotlinx.coroutines.flow.collectLatest

/**
 * Hands a device what to tell whenever that changes, while a vault is open and its person wants it;
 * until the vault is opened next the device goes by what it was handed last.
 */
internal suspend fun Vault.keepTold(
    notices: Notices,
    at: String?,
    language: String,
) = try {
    notices.on.collectLatest { on ->
        if (on) watch { it.remindersFlow(yearAhead(at, language)) }.collect { notices.schedule(it.scheduled) }
    }
} catch (_: DodamException) {
    // Locked, or rules that can't answer: what was handed last stays.
}
