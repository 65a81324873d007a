package dodam.app.home

import dodam.app.core.Presenter
import dodam.app.core.Trouble
import dodam.app.core.Vault
import dodam.core.StatusView
import dodam.statusFlow
import kotlinx.coroutines.CoroutineScope

/** What Home shows. */
data class HomeState(
    val status: StatusView? = null,
    val trouble: Trouble? = null,
)

/** Watches how the vault stands. */
class HomePresenter(
    vault: Vault,
    scope: CoroutineScope,
) : Presenter<HomeState, Nothing>(HomeState(), scope) {
    init {
        work({ trouble -> show { it.copy(trouble = trouble) } }) {
            vault.watch { it.statusFlow() }.collect { status -> show { it.copy(status = status) } }
        }
    }

    override fun on(event: Nothing) = Unit
}
