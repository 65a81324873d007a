package dodam.device

import java.security.GeneralSecurityException

/** A keystore's place is taken by one that turns bytes around; Robolectric has none. */
internal object Reversing : KeyBox {
    override fun seal(bytes: ByteArray) = bytes.reversedArray()

    override fun open(sealed: ByteArray) = sealed.reversedArray()
}

/** A keystore that has lost its key. */
internal object Emptied : KeyBox {
    override fun seal(bytes: ByteArray) = bytes

    override fun open(sealed: ByteArray): ByteArray = throw GeneralSecurityException("the key is gone")
}
