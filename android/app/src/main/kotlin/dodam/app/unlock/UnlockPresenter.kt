package dodam.app.unlock

import dodam.app.core.Core
import dodam.app.core.Device
import dodam.app.core.Presenter
import dodam.app.core.Recognised
import dodam.app.core.Stepwise
import dodam.app.core.Stopping
import dodam.app.core.Trouble
import dodam.app.core.Vault
import dodam.core.Cancellation
import dodam.core.Challenge
import dodam.core.DodamException
import dodam.core.Profile
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.delay

/** What unlocking shows. */
data class UnlockState(
    val way: UnlockWay = UnlockWay.Pin,
    /** Whether a finger or a face opens it too. */
    val byFinger: Boolean = false,
    val working: Boolean = false,
    val trouble: Trouble? = null,
) {
    /** Whether the vault can't be opened for damage, and a repair or a backup may help. */
    val damaged get() = trouble is Trouble.Damaged && trouble.code != WIPED
}

/** How a vault that destroyed itself is told. */
private const val WIPED = "wiped"

/** By what a vault is opened. */
enum class UnlockWay { Pin, Words, Backup }

sealed interface UnlockEvent {
    data class Pin(
        val pin: String,
    ) : UnlockEvent {
        override fun toString() = "Pin"
    }

    /** Opens with the words and sets another PIN. */
    data class Words(
        val words: String,
        val newPin: String,
    ) : UnlockEvent {
        override fun toString() = "Words"
    }

    /** Brings back a backup with the words, and sets a PIN. */
    data class Restore(
        val words: String,
        val newPin: String,
    ) : UnlockEvent {
        override fun toString() = "Restore"
    }

    data object Finger : UnlockEvent

    data object ForgotPin : UnlockEvent

    /** Stops what is being brought back; nothing is there then. */
    data object Stop : UnlockEvent

    data object UsePin : UnlockEvent
}

/** Opens a vault by PIN, finger or words, or makes one of a backup. `opened` takes it over. */
class UnlockPresenter(
    private val core: Core,
    private val device: Device,
    private val locked: suspend () -> Unit,
    private val opened: (Vault) -> Unit,
    first: UnlockWay,
    scope: CoroutineScope,
) : Presenter<UnlockState, UnlockEvent>(UnlockState(first), scope),
    Stepwise {
    private val restoring = Stopping()

    init {
        // Who has turned it on is asked at once, and may type all the same.
        val recognition = device.recognition?.takeIf { first == UnlockWay.Pin && it.keeps() && it.isReady() }
        if (recognition != null) {
            work(::failed) {
                if (!waysIn().deviceSecret) return@work
                show { it.copy(byFinger = true) }
                on(UnlockEvent.Finger)
            }
        }
    }

    private suspend fun waysIn() = core.ask { companion -> companion.unlockBegin(core.folder).use { it.waysIn() } }

    override fun on(event: UnlockEvent) {
        when (event) {
            is UnlockEvent.Pin -> open { challenge -> device.withGuard { challenge.unlockFinish(event.pin, it) }.also { removeLost(challenge, it) } }
            is UnlockEvent.Finger -> byFinger()
            is UnlockEvent.Words -> open { challenge -> device.withNewGuard { challenge.resetPin(event.words, event.newPin, it) } }
            is UnlockEvent.Restore -> restore(event)
            is UnlockEvent.Stop -> restoring.stop()
            is UnlockEvent.ForgotPin -> show { UnlockState(UnlockWay.Words, it.byFinger) }
            is UnlockEvent.UsePin -> show { UnlockState(UnlockWay.Pin, it.byFinger) }
        }
    }

    override fun stepBack(): Boolean {
        // What is being brought back ends first, one way or the other.
        if (restoring.stop()) return true
        val within = state.value.way == UnlockWay.Words
        if (within) on(UnlockEvent.UsePin)
        return within
    }

    private fun open(finish: suspend (Challenge) -> Profile) = once { openNow(finish) }

    private suspend fun openNow(finish: suspend (Challenge) -> Profile) {
        locked()
        val profile = whenFree { core.ask { companion -> companion.unlockBegin(core.folder).use { finish(it) } } }
        opened(core.opened(profile))
    }

    /** A long call that was under way when the vault was locked holds it until that call has ended. */
    private suspend fun whenFree(open: suspend () -> Profile): Profile {
        repeat(MOST_WAITS) {
            try {
                return open()
            } catch (_: DodamException.Busy) {
                delay(WAIT_MS)
            }
        }
        return open()
    }

    private fun byFinger() {
        val recognition = device.recognition ?: return
        once {
            when (val recognised = recognition.recognise()) {
                is Recognised.Known ->
                    try {
                        openNow { it.unlockFinishWithDeviceSecret(recognised.secret) }
                    } finally {
                        recognised.secret.fill(0)
                    }
                is Recognised.NotNow -> show { it.copy(working = false) }
                is Recognised.Changed -> {
                    recognition.forget()
                    failed(Trouble.Rejected(WRONG_SECRET))
                }
            }
        }
    }

    /** What the device has lost opens the vault no more; should that fail, the next PIN tries again. */
    private suspend fun removeLost(
        challenge: Challenge,
        profile: Profile,
    ) {
        if (device.recognition?.keeps() != false) return
        try {
            if (challenge.waysIn().deviceSecret) profile.removeDeviceSecret()
        } catch (_: DodamException) {
        }
    }

    private suspend fun failed(trouble: Trouble) {
        // It destroyed itself, now or before.
        if (trouble == Trouble.Damaged(WIPED) || trouble is Trouble.NotFound) device.forgetVault()
        val byFinger = state.value.byFinger && trouble != Trouble.Rejected(WRONG_SECRET)
        show { it.copy(byFinger = byFinger, working = false, trouble = trouble) }
    }

    private fun restore(event: UnlockEvent.Restore) {
        once {
            val chosen = device.chooseFile()
            if (chosen == null) return@once show { it.copy(working = false) }
            val profile =
                chosen.use { backup ->
                    restoring.during { stop -> device.withNewGuard { guard -> bringBack(backup.path, event, guard, stop) } }
                }
            opened(core.opened(profile))
        }
    }

    /** A second touch while the first is at work is nothing. */
    private fun once(task: suspend () -> Unit) {
        if (state.value.working) return
        show { it.copy(working = true, trouble = null) }
        work(::failed, task)
    }

    private suspend fun bringBack(
        backup: String,
        event: UnlockEvent.Restore,
        guard: ByteArray?,
        stop: Cancellation,
    ) = core.ask { it.restore(backup, core.freeFolder, event.words, event.newPin, guard, cancellation = stop) }

    private companion object {
        const val WRONG_SECRET = "wrong_device_secret"

        /** Ten seconds in all. */
        const val MOST_WAITS = 20
        const val WAIT_MS = 500L
    }
}
