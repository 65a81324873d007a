package dodam.app.shell

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlin.time.Duration
import kotlin.time.Duration.Companion.seconds

/**
 * Locks a minute after the app was left: long enough to look up a number elsewhere, short enough
 * for a phone that is put away.
 */
class LockWhenLeft(
    private val scope: CoroutineScope,
    /** Time that goes on while the device sleeps. */
    private val now: () -> Duration,
    private val lock: () -> Unit,
) {
    private var until: Duration? = null
    private var waiting: Job? = null

    /** The app isn't seen any more; for longer, while its person looks for a file elsewhere. */
    fun left(choosing: Boolean = false) {
        val after = if (choosing) WHILE_CHOOSING else AFTER
        until = now() + after
        waiting?.cancel()
        waiting =
            scope.launch {
                delay(after)
                lock()
            }
    }

    /** The app is seen again; a device that slept through its minute locks now. */
    fun back() {
        waiting?.cancel()
        val end = until ?: return
        until = null
        if (now() >= end) lock()
    }

    companion object {
        val AFTER: Duration = 60.seconds
        val WHILE_CHOOSING: Duration = 600.seconds
    }
}
