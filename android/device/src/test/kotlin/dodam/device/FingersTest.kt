package dodam.device

import dodam.app.core.Recognised
import kotlinx.coroutines.runBlocking
import org.junit.Rule
import org.junit.Test
import org.junit.rules.TemporaryFolder
import java.io.File
import java.security.KeyStoreException
import javax.crypto.Cipher
import javax.crypto.KeyGenerator
import javax.crypto.SecretKey
import javax.crypto.spec.GCMParameterSpec
import kotlin.test.assertContentEquals
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertFalse
import kotlin.test.assertIs
import kotlin.test.assertTrue

class FingersTest {
    @get:Rule
    val folder = TemporaryFolder()

    private val file get() = File(folder.root, "finger")
    private val key = Key()

    private fun kept(): Pair<Fingers, ByteArray> {
        val fingers = Fingers(file, key)
        var secret = ByteArray(0)
        assertTrue(runBlocking { fingers.keepNew { secret = it.copyOf() } })
        return fingers to secret
    }

    @Test
    fun `a known finger gives the bytes that the vault took`() {
        val (fingers, secret) = kept()
        assertEquals(32, secret.size)
        assertTrue(fingers.keeps())
        val known = assertIs<Recognised.Known>(runBlocking { fingers.recognise() })
        assertContentEquals(secret, known.secret)
    }

    @Test
    fun `what lies on disk isn't the bytes`() {
        val (_, secret) = kept()
        assertFalse(file.readBytes().toList().windowed(32).contains(secret.toList()))
    }

    @Test
    fun `an unknown finger gives nothing, and sets nothing`() {
        val (fingers, _) = kept()
        key.knows = false
        assertEquals(Recognised.NotNow, runBlocking { fingers.recognise() })
        fingers.forget()
        assertFalse(runBlocking { fingers.keepNew { error("the vault was asked") } })
        assertFalse(fingers.keeps())
    }

    @Test
    fun `nothing is kept where the vault took nothing`() {
        val fingers = Fingers(file, key)
        assertFailsWith<IllegalStateException> { runBlocking { fingers.keepNew { error("wrong PIN") } } }
        assertFalse(fingers.keeps())
    }

    @Test
    fun `other fingers than before lose the bytes instead of crashing`() {
        val (fingers, _) = kept()
        key.delete()
        assertEquals(Recognised.Changed, runBlocking { fingers.recognise() })
        fingers.forget()
        assertFalse(fingers.keeps())
    }

    /** A keystore's place is taken by a key in memory. */
    private class Key : FingerKey {
        var knows = true
        private var key: SecretKey? = null

        override fun isReady() = true

        override fun sealing(): Cipher {
            key = KeyGenerator.getInstance("AES").apply { init(256) }.generateKey()
            return Cipher.getInstance(TRANSFORMATION).apply { init(Cipher.ENCRYPT_MODE, key) }
        }

        override fun opening(iv: ByteArray): Cipher {
            val key = key ?: throw KeyStoreException("the key is gone")
            return Cipher.getInstance(TRANSFORMATION).apply { init(Cipher.DECRYPT_MODE, key, GCMParameterSpec(128, iv)) }
        }

        override suspend fun known(cipher: Cipher) = cipher.takeIf { knows }

        override fun delete() {
            key = null
        }

        private companion object {
            const val TRANSFORMATION = "AES/GCM/NoPadding"
        }
    }
}
