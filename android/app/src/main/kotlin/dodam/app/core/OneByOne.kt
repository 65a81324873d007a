package dodam.app.core

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.withContext

/** A presenter that takes what a person did one after the other: two touches in a row are two events. */
abstract class OneByOne<State, Event>(
    first: State,
    scope: CoroutineScope,
) : Presenter<State, Event>(first, scope) {
    private val events = Channel<Event>(Channel.UNLIMITED)

    final override fun on(event: Event) {
        events.trySend(event)
    }

    /**
     * Begins, and then takes events until the screen is left; called once everything else is there.
     * What was touched before it was left is still done.
     */
    protected fun take(begin: suspend () -> Unit = {}) {
        work(::failed) {
            try {
                tried(::failed) { begin() }
                for (event in events) done(event)
            } finally {
                events.close()
                for (event in events) done(event)
            }
        }
    }

    /** What the core can't do is told, and the next event is taken all the same. */
    private suspend fun done(event: Event) = withContext(NonCancellable) { tried(::failed) { handle(event) } }

    protected abstract suspend fun handle(event: Event)

    /** Shows what the core couldn't do. */
    protected abstract fun failed(trouble: Trouble)
}
