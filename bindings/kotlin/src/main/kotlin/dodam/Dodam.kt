package dodam

import dodam.core.Cancellation
import dodam.core.Companion
import dodam.core.DodamException
import dodam.core.Profile
import dodam.core.ProgressListener
import dodam.core.contractVersion
import kotlinx.coroutines.CancellationException

/** The interface these sources were written for. */
const val CONTRACT_VERSION: UInt = 4u

/**
 * Opens the way into the core, with a folder for packs that are installed later where one is
 * given.
 *
 * @throws DodamException.NeedsUpdate if the library at hand has another interface than this app
 */
fun openDodam(packsFolder: String? = null): Companion {
    if (contractVersion() != CONTRACT_VERSION) throw DodamException.NeedsUpdate()
    return Companion(packsFolder)
}

/**
 * Opens a vault for a block, and locks it afterwards.
 *
 * @throws DodamException.WrongPin for another PIN
 * @throws DodamException.NotFound where there is no vault
 */
suspend fun <T> Companion.unlocked(
    folder: String,
    pin: String,
    block: suspend (Profile) -> T,
): T =
    unlockBegin(folder).use { it.unlockFinish(pin) }.use { profile ->
        try {
            block(profile)
        } finally {
            profile.lock()
        }
    }

/**
 * Makes a long call that ends when its coroutine is cancelled: `stoppable { profile.sync(it) }`.
 * Without it a cancelled coroutine stops waiting, and the call goes on to its end.
 */
suspend fun <T> stoppable(call: suspend (Cancellation) -> T): T =
    Cancellation().use { cancellation ->
        try {
            call(cancellation)
        } catch (cancelled: CancellationException) {
            cancellation.cancel()
            throw cancelled
        }
    }

/** Is told how many bytes are done, on a thread of the core's; what it throws stops the call. */
fun onProgress(tell: (ULong) -> Unit): ProgressListener =
    object : ProgressListener {
        override fun onProgress(doneBytes: ULong) = tell(doneBytes)
    }
