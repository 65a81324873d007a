package dodam.app.core

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.withContext
import java.util.concurrent.ConcurrentLinkedQueue

/** A presenter that takes what a person did one after the other: two touches in a row are two events. */
abstract class OneByOne<State, Event>(
    first: State,
    scope: CoroutineScope,
) : Presenter<State, Event>(first, scope) {
    // A channel alone would lose what it hands to a receiver that is cancelled just then.
    private val events = ConcurrentLinkedQueue<Event>()
    private val come = Channel<Unit>(Channel.CONFLATED)

    final override fun on(event: Event) {
        events.add(event)
        come.trySend(Unit)
    }

    /**
     * Begins, and then takes events until the screen is left; called once everything else is there.
     * What was touched before it was left is still done.
     */
    protected fun take(begin: suspend () -> Unit = {}) {
        work(::failed) {
            try {
                tried(::failed) { begin() }
                for (unit in come) handleAll()
            } finally {
                handleAll()
            }
        }
    }

    /** What the core can't do is told, and the next event is taken all the same. */
    private suspend fun handleAll() =
        withContext(NonCancellable) {
            while (true) {
                val event = events.poll() ?: break
                tried(::failed) { handle(event) }
            }
        }

    protected abstract suspend fun handle(event: Event)

    /** Shows what the core couldn't do. */
    protected abstract fun failed(trouble: Trouble)
}
