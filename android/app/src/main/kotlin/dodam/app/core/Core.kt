package dodam.app.core

import dodam.core.Companion
import dodam.core.Profile
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flowOn
import kotlinx.coroutines.withContext

/**
 * Where work is done that isn't drawing, and how to tell the thread that draws.
 *
 * @property work threads for calls to the core
 * @property draws whether the thread that asks is the one that draws
 */
class Threads(
    val work: CoroutineDispatcher = Dispatchers.Default,
    private val draws: () -> Boolean = { false },
) {
    /** Fails on the thread that draws: a call to the core there would make the screen stand still. */
    private fun mustNotDraw() = check(!draws()) { "the core is called on the thread that draws" }

    /** Does something off the thread that draws. */
    internal suspend fun <T> away(call: suspend () -> T): T =
        withContext(work) {
            mustNotDraw()
            call()
        }
}

/**
 * The only way from a screen to the core without a vault. Screens hold no `Companion` of their own.
 *
 * @property folder where the vault is, or will be made
 */
class Core(
    private val companion: Companion,
    private val threads: Threads,
    val folder: String,
) {
    /** Asks the core, off the thread that draws. */
    suspend fun <T> ask(call: suspend (Companion) -> T): T = threads.away { call(companion) }

    /** Takes over a vault that was just made or opened. */
    fun opened(profile: Profile): Vault = Vault(profile, threads)
}

/** An open vault, on the same terms as [Core]. */
class Vault internal constructor(
    private val profile: Profile,
    private val threads: Threads,
) {
    /** Asks the vault, off the thread that draws. */
    suspend fun <T> ask(call: suspend (Profile) -> T): T = threads.away { call(profile) }

    /** Watches something of the vault's, off the thread that draws. */
    fun <T> watch(flow: (Profile) -> Flow<T>): Flow<T> = flow(profile).flowOn(threads.work)

    /** Locks it: every later call fails with `Locked`, which a call that is on its way may still be told. */
    suspend fun lock() = ask { it.lock() }
}
