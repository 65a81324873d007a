package dodam.device

import android.content.Context
import android.hardware.biometrics.BiometricManager
import android.hardware.biometrics.BiometricManager.Authenticators.BIOMETRIC_STRONG
import android.hardware.biometrics.BiometricPrompt
import android.os.Build
import android.os.CancellationSignal
import android.security.keystore.KeyGenParameterSpec
import android.security.keystore.KeyProperties
import dodam.app.words.Language
import kotlinx.coroutines.suspendCancellableCoroutine
import java.security.KeyStore
import java.security.KeyStoreException
import javax.crypto.Cipher
import javax.crypto.KeyGenerator
import javax.crypto.spec.GCMParameterSpec
import kotlin.coroutines.resume

/** A key in the phone's keystore that each use needs a finger or a face for; other fingers destroy it. From Android 11. */
class PhoneFingerKey(
    private val context: Context,
    private val alias: String,
    private val language: () -> Language,
) : FingerKey {
    private val store: KeyStore by lazy { KeyStore.getInstance(PROVIDER).apply { load(null) } }

    override fun isReady(): Boolean =
        context.getSystemService(BiometricManager::class.java)?.canAuthenticate(BIOMETRIC_STRONG) == BiometricManager.BIOMETRIC_SUCCESS

    override fun sealing(): Cipher {
        val purposes = KeyProperties.PURPOSE_ENCRYPT or KeyProperties.PURPOSE_DECRYPT
        val spec =
            KeyGenParameterSpec
                .Builder(alias, purposes)
                .setBlockModes(KeyProperties.BLOCK_MODE_GCM)
                .setEncryptionPaddings(KeyProperties.ENCRYPTION_PADDING_NONE)
                .setKeySize(256)
                .setUserAuthenticationRequired(true)
                .setUserAuthenticationParameters(0, KeyProperties.AUTH_BIOMETRIC_STRONG)
                .setInvalidatedByBiometricEnrollment(true)
                .build()
        val key = KeyGenerator.getInstance(KeyProperties.KEY_ALGORITHM_AES, PROVIDER).apply { init(spec) }.generateKey()
        return Cipher.getInstance(TRANSFORMATION).apply { init(Cipher.ENCRYPT_MODE, key) }
    }

    override fun opening(iv: ByteArray): Cipher {
        val key = store.getKey(alias, null) ?: throw KeyStoreException("the key is gone")
        return Cipher.getInstance(TRANSFORMATION).apply { init(Cipher.DECRYPT_MODE, key, GCMParameterSpec(TAG_BITS, iv)) }
    }

    override suspend fun known(cipher: Cipher): Cipher? =
        suspendCancellableCoroutine { waiting ->
            val strings = language().strings
            val (executor, stop) = context.mainExecutor to CancellationSignal()
            waiting.invokeOnCancellation { stop.cancel() }
            val answer =
                object : BiometricPrompt.AuthenticationCallback() {
                    override fun onAuthenticationSucceeded(result: BiometricPrompt.AuthenticationResult) {
                        if (waiting.isActive) waiting.resume(result.cryptoObject?.cipher)
                    }

                    override fun onAuthenticationError(
                        code: Int,
                        words: CharSequence,
                    ) {
                        if (waiting.isActive) waiting.resume(null)
                    }
                }
            val prompt =
                BiometricPrompt
                    .Builder(context)
                    .setTitle(strings.unlockFingerTitle)
                    .setAllowedAuthenticators(BIOMETRIC_STRONG)
                    .setNegativeButton(strings.unlockFingerPin, executor) { _, _ -> if (waiting.isActive) waiting.resume(null) }
                    .build()
            prompt.authenticate(BiometricPrompt.CryptoObject(cipher), stop, executor, answer)
        }

    override fun delete() = store.deleteEntry(alias)

    companion object {
        /** Whether this Android ties a key to a finger in one way on every phone. */
        val isPossible: Boolean get() = Build.VERSION.SDK_INT >= Build.VERSION_CODES.R
        private const val PROVIDER = "AndroidKeyStore"
        private const val TRANSFORMATION = "AES/GCM/NoPadding"
        private const val TAG_BITS = 128
    }
}
