package dodam.app.core

import dodam.app.words.Strings
import dodam.core.DodamException

/** What went wrong, as one thing a person can do about it. */
sealed interface Trouble {
    data object Locked : Trouble

    data class WrongPin(
        val waitSeconds: Long,
    ) : Trouble

    data object Offline : Trouble

    data object StorageFull : Trouble

    data object Busy : Trouble

    data object NeedsUpdate : Trouble

    data object Stopped : Trouble

    data class NotFound(
        val code: String,
    ) : Trouble

    data class Damaged(
        val code: String,
    ) : Trouble

    data class Rejected(
        val code: String,
    ) : Trouble

    data class Invalid(
        val code: String,
    ) : Trouble

    data class Device(
        val code: String,
    ) : Trouble

    companion object {
        fun of(error: DodamException): Trouble =
            when (error) {
                is DodamException.WrongPin -> WrongPin(error.waitSeconds.toLong())
                is DodamException.Locked -> Locked
                is DodamException.InvalidInput -> Invalid(error.code)
                is DodamException.NotFound -> NotFound(error.code)
                is DodamException.StorageFull -> StorageFull
                is DodamException.Busy -> Busy
                is DodamException.DeviceFailed -> Device(error.code)
                is DodamException.Offline -> Offline
                is DodamException.Rejected -> Rejected(error.code)
                is DodamException.NeedsUpdate -> NeedsUpdate
                is DodamException.Damaged -> Damaged(error.code)
                is DodamException.Stopped -> Stopped
            }
    }
}

/** The sentence for a trouble. */
fun Strings.sentence(trouble: Trouble): String =
    when (trouble) {
        is Trouble.Locked -> troubleLocked
        is Trouble.WrongPin -> if (trouble.waitSeconds > 0) troubleWait(waiting(trouble.waitSeconds)) else troubleWrongPin
        is Trouble.Offline -> troubleOffline
        is Trouble.StorageFull -> troubleStorageFull
        is Trouble.Busy -> troubleBusy
        is Trouble.NeedsUpdate -> troubleNeedsUpdate
        is Trouble.Stopped -> troubleStopped
        is Trouble.NotFound -> forCode(trouble.code) ?: troubleNotFound
        is Trouble.Damaged -> forCode(trouble.code) ?: troubleDamaged
        is Trouble.Rejected -> forCode(trouble.code) ?: troubleRejected(trouble.code)
        is Trouble.Invalid -> forCode(trouble.code) ?: troubleInvalid(trouble.code)
        is Trouble.Device -> forCode(trouble.code) ?: troubleDevice(trouble.code)
    }

/** A time to wait, in the two largest of its units. */
private fun Strings.waiting(seconds: Long): String {
    val (hours, minutes) = seconds / 3600 to seconds / 60 % 60
    val parts =
        listOf(
            hours to troubleHours(hours.toString()),
            minutes to troubleMinutes(minutes.toString()),
            seconds % 60 to troubleSeconds((seconds % 60).toString()),
        )
    val told = parts.dropWhile { (number, _) -> number == 0L }.take(2).filter { (number, _) -> number > 0 }
    return told.joinToString(" ") { (_, words) -> words }
}
