package dodam.app.core

import dodam.core.Cancellation

/**
 * A long call that can be asked to stop, and still says what it came to: stopped, or done by then.
 * One is under way at a time.
 */
class Stopping {
    private var cancellation: Cancellation? = null

    /** Asks what is under way to stop; `false` where nothing is. */
    fun stop(): Boolean {
        cancellation?.cancel()
        return cancellation != null
    }

    /** Makes the call. */
    suspend fun <T> during(call: suspend (Cancellation) -> T): T =
        Cancellation().use {
            cancellation = it
            try {
                call(it)
            } finally {
                cancellation = null
            }
        }
}
