package dodam.app.core

import dodam.core.Companion
import dodam.core.Profile
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flowOn
import kotlinx.coroutines.withContext
import java.io.File

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
 * @param folder where the vault is, or will be made
 */
class Core(
    private val companion: Companion,
    private val threads: Threads,
    folder: String,
) {
    private val places = VaultPlaces(folder, companion::holdsVault)

    /** Where the vault in use is, or will be made. */
    val folder: String get() = places.inUse

    /** Where a vault can be made without touching one that is there. */
    val freeFolder: String get() = places.free

    /** Whether there is a vault. Only names are looked at, so that the first screen can ask it. */
    val holdsVault: Boolean get() = companion.holdsVault(folder)

    /** Whether damaged vaults are kept beside the one in use. */
    suspend fun keepsDamaged(): Boolean = threads.away { places.damaged.isNotEmpty() }

    /** Removes the damaged vaults that are kept beside the one in use. */
    suspend fun removeDamaged() = threads.away { remove(places.damaged) }

    /** Destroys the vault in use for good, and then the damaged ones. */
    suspend fun destroy(
        pin: String,
        guard: ByteArray?,
    ) = threads.away {
        // Once it is gone, the last of them would be the one in use.
        val damaged = places.damaged
        companion.destroyVault(folder, pin, guard)
        remove(damaged)
    }

    /** The core leaves what isn't the vault's; the folder is the app's own, so the rest goes too. */
    private suspend fun remove(folders: List<String>) =
        folders.forEach {
            companion.removeVault(it)
            File(it).deleteRecursively()
        }

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
