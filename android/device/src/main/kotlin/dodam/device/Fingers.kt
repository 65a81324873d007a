package dodam.device

import dodam.app.core.Recognised
import dodam.app.core.Recognition
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import java.io.File
import java.security.GeneralSecurityException
import java.security.SecureRandom
import javax.crypto.Cipher

/** A key that the phone's keystore lets nobody use before it has known its person. */
interface FingerKey {
    /** Whether a finger or a face is set up that is hard enough to imitate. */
    fun isReady(): Boolean

    /** Makes the key anew, to seal with it. */
    fun sealing(): Cipher

    /** To open with it; fails with a `GeneralSecurityException` when it is gone, as after other fingers were set up. */
    fun opening(iv: ByteArray): Cipher

    /** Knows the person for one use of a cipher; null where it doesn't. */
    suspend fun known(cipher: Cipher): Cipher?

    fun delete()
}

/** The 32 bytes that open the vault in the PIN's place, sealed by a key that needs its person. */
class Fingers(
    private val file: File,
    private val key: FingerKey,
    private val chance: SecureRandom = SecureRandom(),
) : Recognition {
    override fun isReady(): Boolean = key.isReady()

    override fun keeps(): Boolean = file.exists()

    override suspend fun keepNew(set: suspend (ByteArray) -> Unit): Boolean {
        val cipher = key.known(withContext(Dispatchers.IO) { key.sealing() }) ?: return false
        val secret = ByteArray(BYTES).also(chance::nextBytes)
        try {
            val sealed = cipher.iv + cipher.doFinal(secret)
            set(secret)
            withContext(Dispatchers.IO) { file.writeBytes(sealed) }
        } finally {
            secret.fill(0)
        }
        return true
    }

    override suspend fun recognise(): Recognised =
        try {
            val sealed = withContext(Dispatchers.IO) { file.readBytes() }
            val iv = sealed.copyOf(IV_BYTES)
            val cipher = key.known(withContext(Dispatchers.IO) { key.opening(iv) })
            if (cipher == null) Recognised.NotNow else Recognised.Known(cipher.doFinal(sealed, IV_BYTES, sealed.size - IV_BYTES))
        } catch (_: GeneralSecurityException) {
            Recognised.Changed
        }

    override fun forget() {
        if (!file.exists()) return
        file.delete()
        key.delete()
    }

    private companion object {
        const val BYTES = 32
        const val IV_BYTES = 12
    }
}
