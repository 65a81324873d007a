package dodam

import dodam.core.Companion
import dodam.core.DodamException
import dodam.core.contractVersion

/** The interface these sources were written for. */
const val CONTRACT_VERSION: UInt = 2u

/**
 * Opens the way into the core.
 *
 * @throws DodamException.NeedsUpdate if the library at hand has another interface than this app
 */
fun openDodam(): Companion {
    if (contractVersion() != CONTRACT_VERSION) throw DodamException.NeedsUpdate()
    return Companion()
}
