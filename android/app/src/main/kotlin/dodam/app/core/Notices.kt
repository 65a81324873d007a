package dodam.app.core

import dodam.core.Notification
import kotlinx.coroutines.flow.StateFlow

/** What a device tells while the app is closed: that something is due, never what. */
interface Notices {
    /** Whether its person turned it on; off until then. */
    val on: StateFlow<Boolean>

    /** Whether the system lets it. */
    fun allowed(): Boolean

    /** Turns it on; `false` where the system doesn't allow it, or its person when asked. */
    suspend fun turnOn(): Boolean

    /** Turns it off, and forgets what was to come. */
    suspend fun turnOff()

    /** Tells at these moments and at no others; nothing while it is off. */
    suspend fun schedule(notifications: List<Notification>)
}
