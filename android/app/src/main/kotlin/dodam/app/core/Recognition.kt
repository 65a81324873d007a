package dodam.app.core

/** A device that knows its person by a finger or a face, and then gives out bytes that open a vault. */
interface Recognition {
    /** Whether a finger or a face is set up on it. */
    fun isReady(): Boolean

    /** Whether it keeps such bytes. */
    fun keeps(): Boolean

    /** Knows its person, and keeps new bytes once a vault took them; `false` where it didn't know them. */
    suspend fun keepNew(set: suspend (ByteArray) -> Unit): Boolean

    /** Knows its person, and gives the bytes. */
    suspend fun recognise(): Recognised

    /** Forgets the bytes. */
    fun forget()
}

/** Whether its person was known. */
sealed interface Recognised {
    class Known(
        val secret: ByteArray,
    ) : Recognised

    /** Nobody was known, or they would rather type. */
    data object NotNow : Recognised

    /** Other fingers or faces were set up since, and the bytes are lost. */
    data object Changed : Recognised
}
