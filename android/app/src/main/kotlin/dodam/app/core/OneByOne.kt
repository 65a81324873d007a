package dodam.app.core

import dodam.core.DodamException
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.channels.Channel

/** A presenter that takes what a person did one after the other: two touches in a row are two events. */
abstract class OneByOne<State, Event>(
    first: State,
    scope: CoroutineScope,
) : Presenter<State, Event>(first, scope) {
    private val events = Channel<Event>(Channel.UNLIMITED)

    final override fun on(event: Event) {
        events.trySend(event)
    }

    /** Begins, and then takes events until the screen is left; called once everything else is there. */
    protected fun take(begin: suspend () -> Unit = {}) {
        work(::failed) {
            tried { begin() }
            for (event in events) tried { handle(event) }
        }
    }

    /** What the core can't do is told, and the next event is taken all the same. */
    private suspend fun tried(task: suspend () -> Unit) =
        try {
            task()
        } catch (error: DodamException) {
            failed(Trouble.of(error))
        }

    protected abstract suspend fun handle(event: Event)

    /** Shows what the core couldn't do. */
    protected abstract fun failed(trouble: Trouble)
}
