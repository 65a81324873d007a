package dodam.device

import java.io.File
import java.security.GeneralSecurityException
import java.security.SecureRandom

/**
 * The 32 bytes without which a PIN opens nothing, sealed by the phone's keystore: a copied vault
 * can't be guessed elsewhere.
 */
class Guard(
    private val file: File,
    private val box: KeyBox,
    private val chance: SecureRandom = SecureRandom(),
) {
    /** The guard, or null where there is none or the keystore has lost its key: the words then open the vault. */
    fun read(): ByteArray? =
        try {
            if (file.exists()) box.open(file.readBytes()) else null
        } catch (_: GeneralSecurityException) {
            null
        }

    /**
     * Makes new bytes and keeps them beside those of now, which still count until `settled`: whether
     * the vault takes the new ones isn't known yet.
     */
    fun next(): ByteArray {
        val bytes = ByteArray(BYTES).also(chance::nextBytes)
        coming.writeBytes(box.seal(bytes))
        return bytes
    }

    /** Keeps the new bytes as the guard of now, because the vault took them. */
    fun settled() {
        if (coming.exists()) check(coming.renameTo(file)) { "the guard could not be kept" }
    }

    /** The bytes that were made and not settled, as after a crash in between. */
    fun unsettled(): ByteArray? =
        try {
            if (coming.exists()) box.open(coming.readBytes()) else null
        } catch (_: GeneralSecurityException) {
            null
        }

    private val coming = File(file.path + ".coming")

    private companion object {
        const val BYTES = 32
    }
}
