package dodam.app.settings

import dodam.app.begin.BeginPresenter
import dodam.app.core.Core
import dodam.app.core.Device
import dodam.app.core.Presenter
import dodam.app.core.Trouble
import dodam.app.core.Vault
import dodam.app.core.backUp
import dodam.core.PackView
import dodam.core.StatusView
import dodam.core.StorageReport
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job

/** What Settings show: how this vault is kept safe, and what Dodam knows. */
data class SettingsState(
    val status: StatusView? = null,
    val storage: StorageReport? = null,
    val packs: List<PackView> = emptyList(),
    /** Null where the device can't tell anything while the app is closed. */
    val notices: NoticesState? = null,
    /** Whether a finger or a face opens the vault; null where the device knows nobody. */
    val byFinger: Boolean? = null,
    val work: Work = Work.None,
    /** Something was done: a sentence that stays until the next. */
    val done: Done? = null,
    val trouble: Trouble? = null,
)

/** Whether the device tells that something is due, and whether the system refused to let it. */
data class NoticesState(
    val on: Boolean,
    val refused: Boolean = false,
)

/** What is being done just now. */
enum class Work { None, Backup, Pin, Words, Finger }

/** What was done. */
enum class Done { Backup, Pin, Words, BackupLacksPapers, FingerOn, FingerOff }

sealed interface SettingsEvent {
    data object BackUp : SettingsEvent

    data object StopBackUp : SettingsEvent

    data class ChangePin(
        val current: String,
        val new: String,
    ) : SettingsEvent {
        override fun toString() = "ChangePin"
    }

    data class Remind(
        val on: Boolean,
    ) : SettingsEvent

    /** Lets a finger or a face open the vault. */
    data class FingerOn(
        val pin: String,
    ) : SettingsEvent {
        override fun toString() = "FingerOn"
    }

    data object FingerOff : SettingsEvent

    data class CheckWords(
        val words: String,
    ) : SettingsEvent {
        override fun toString() = "CheckWords"
    }
}

class SettingsPresenter(
    private val core: Core,
    private val vault: Vault,
    private val device: Device,
    private val language: String,
    scope: CoroutineScope,
) : Presenter<SettingsState, SettingsEvent>(SettingsState(), scope) {
    private var backup: Job? = null

    init {
        work(::failed) { look() }
        device.notices?.let { notices ->
            work(::failed) {
                notices.on.collect { on -> show { it.copy(notices = NoticesState(on, refused = on && !notices.allowed())) } }
            }
        }
    }

    override fun on(event: SettingsEvent) {
        when (event) {
            is SettingsEvent.BackUp -> backUp()
            is SettingsEvent.StopBackUp -> stop()
            is SettingsEvent.ChangePin -> changePin(event)
            is SettingsEvent.CheckWords ->
                once(Work.Words, Done.Words) { vault.ask { it.checkWords(event.words) } }
            is SettingsEvent.Remind -> remind(event.on)
            is SettingsEvent.FingerOn -> fingerOn(event.pin)
            is SettingsEvent.FingerOff -> fingerOff()
        }
    }

    private suspend fun look() {
        val status = vault.ask { it.status() }
        val storage = vault.ask { it.storage() }
        val packs = core.ask { it.packs(language) }
        val byFinger = device.recognition?.takeIf { it.isReady() || it.keeps() }?.keeps()
        show { it.copy(status = status, storage = storage, packs = packs, byFinger = byFinger) }
    }

    private fun backUp() {
        if (state.value.work != Work.None) return
        backup =
            work(::failed) {
                val summary =
                    device.saveAs(BeginPresenter.BACKUP_NAME) { path ->
                        show { it.copy(work = Work.Backup, done = null, trouble = null) }
                        vault.backUp(path)
                    } ?: return@work
                val done = if (summary.papersMissing > 0uL) Done.BackupLacksPapers else Done.Backup
                show { it.copy(work = Work.None, done = done) }
                look()
            }
    }

    private fun stop() {
        backup?.cancel()
        show { it.copy(work = Work.None, trouble = Trouble.Stopped) }
    }

    private fun changePin(event: SettingsEvent.ChangePin) =
        once(Work.Pin, Done.Pin) {
            device.withGuard { guard ->
                device.withNewGuard { new -> vault.ask { it.changePin(event.current, event.new, guard, new) } }
            }
        }

    private fun remind(on: Boolean) {
        val notices = device.notices ?: return
        work(::failed) {
            if (!on) return@work notices.turnOff()
            if (!notices.turnOn()) show { it.copy(notices = NoticesState(on = false, refused = true)) }
        }
    }

    private fun fingerOn(pin: String) {
        val recognition = device.recognition ?: return
        once(Work.Finger, Done.FingerOn) {
            device.withGuard { guard -> recognition.keepNew { secret -> vault.ask { it.setDeviceSecret(pin, secret, guard) } } }
        }
    }

    private fun fingerOff() {
        val recognition = device.recognition ?: return
        once(Work.Finger, Done.FingerOff) {
            vault.ask { it.removeDeviceSecret() }
            recognition.forget()
        }
    }

    /** Does one thing at a time; a task that gives `false` did nothing. */
    private fun once(
        work: Work,
        done: Done,
        task: suspend () -> Any,
    ) {
        if (state.value.work != Work.None) return
        show { it.copy(work = work, done = null, trouble = null) }
        work(::failed) {
            val isDone = task() != false
            show { it.copy(work = Work.None, done = done.takeIf { isDone }) }
            look()
        }
    }

    private fun failed(trouble: Trouble) = show { it.copy(work = Work.None, trouble = trouble) }
}
