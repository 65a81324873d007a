package dodam.app.core

import dodam.core.DodamException
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.DelicateCoroutinesApi
import kotlinx.coroutines.Job
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext

/** A screen that looks anew when one comes back to it. */
interface Refreshing {
    fun refresh()
}

/**
 * What stands behind a screen: takes what a person does, asks the core, and gives what is shown.
 * It ends with its scope, when the screen is left.
 */
abstract class Presenter<State, Event>(
    first: State,
    private val scope: CoroutineScope,
) {
    private val states = MutableStateFlow(first)

    /** What is shown; never changed in place. */
    val state: StateFlow<State> = states.asStateFlow()

    /** Takes what a person did. Returns at once. */
    abstract fun on(event: Event)

    /** Shows something else. */
    protected fun show(change: (State) -> State) = states.update(change)

    /** Works beside the screen; `failed` is told what the core couldn't do. */
    protected fun work(
        failed: suspend (Trouble) -> Unit,
        task: suspend () -> Unit,
    ): Job = scope.launch { tried(failed, task) }

    /** Keeps what a person decided: it ends also where the screen is left at once. */
    @OptIn(DelicateCoroutinesApi::class)
    protected fun keep(
        failed: suspend (Trouble) -> Unit,
        task: suspend () -> Unit,
    ): Job = scope.launch(start = CoroutineStart.ATOMIC) { withContext(NonCancellable) { tried(failed, task) } }

    /** Does something; `failed` is told what the core couldn't do. */
    protected suspend fun tried(
        failed: suspend (Trouble) -> Unit,
        task: suspend () -> Unit,
    ) = try {
        task()
    } catch (error: DodamException) {
        failed(Trouble.of(error))
    }
}

/** A screen of several steps: whichever way one goes back, it is a step within the screen first. */
interface Stepwise {
    /** Goes a step back within the screen; `false` where the screen is to be left. */
    fun stepBack(): Boolean
}
