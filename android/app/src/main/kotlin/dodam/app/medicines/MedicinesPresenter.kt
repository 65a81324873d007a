package dodam.app.medicines

import dodam.app.core.OneByOne
import dodam.app.core.Stepwise
import dodam.app.core.Trouble
import dodam.app.core.Vault
import dodam.app.core.dayInKorea
import dodam.core.MedicineDetails
import dodam.core.MedicineView
import kotlinx.coroutines.CoroutineScope
import java.time.LocalDate
import java.time.LocalTime

/** What Medicines shows. */
data class MedicinesState(
    /** The courses; null until they are there. Those still taken come first. */
    val courses: List<Course>? = null,
    /** The course that is being written down; null while the list is shown. */
    val adding: Adding? = null,
    /** The course that was stopped last and can be taken on. */
    val stopped: MedicineView? = null,
    val trouble: Trouble? = null,
)

/** A course, and whether it is still taken or will be. */
data class Course(
    val medicine: MedicineView,
    val over: Boolean,
)

/** What is wrong with what was typed. */
data class Adding(
    val wrongTimes: Boolean = false,
)

/** A course as it was typed. */
data class TypedCourse(
    val name: String,
    val dose: String = "",
    val times: String = "",
    val note: String = "",
)

/** What a person did. */
sealed interface MedicinesEvent {
    data object Add : MedicinesEvent

    /** Keeps a course that is taken from today on. */
    data class Keep(
        val typed: TypedCourse,
    ) : MedicinesEvent {
        /** What one takes isn't for logs. */
        override fun toString() = "Keep"
    }

    data class Stop(
        val id: String,
    ) : MedicinesEvent

    /** Takes on what was stopped last: a course of its own, from today. */
    data object Undo : MedicinesEvent

    data object Back : MedicinesEvent
}

/** Adds and stops courses of medicine; a reminder of each follows by itself. */
class MedicinesPresenter(
    private val vault: Vault,
    private val at: String? = null,
    scope: CoroutineScope,
) : OneByOne<MedicinesState, MedicinesEvent>(MedicinesState(), scope),
    Stepwise {
    init {
        take {
            list()
        }
    }

    override fun stepBack(): Boolean {
        val within = state.value.adding != null
        if (within) on(MedicinesEvent.Back)
        return within
    }

    override fun failed(trouble: Trouble) = show { it.copy(trouble = trouble) }

    override suspend fun handle(event: MedicinesEvent) {
        when (event) {
            is MedicinesEvent.Add -> show { it.copy(adding = Adding(), trouble = null) }
            is MedicinesEvent.Back -> show { it.copy(adding = null, trouble = null) }
            is MedicinesEvent.Keep -> keep(event.typed)
            is MedicinesEvent.Stop -> stop(event.id)
            is MedicinesEvent.Undo -> undo()
        }
    }

    private suspend fun keep(typed: TypedCourse) {
        // A second touch on the button adds nothing twice.
        if (state.value.adding == null) return
        val times = timesOf(typed.times) ?: return show { it.copy(adding = Adding(wrongTimes = true)) }
        val details =
            MedicineDetails(
                name = typed.name.trim(),
                dose = typed.dose.trim(),
                times = times,
                firstDay = dayInKorea(at).toString(),
                note = typed.note.trim(),
            )
        vault.ask { it.addMedicine(null, details) }
        list()
    }

    private suspend fun stop(id: String) {
        val stopped = vault.ask { it.stopMedicine(null, id, dayInKorea(at).toString()) }
        list()
        show { it.copy(stopped = stopped) }
    }

    private suspend fun undo() {
        val stopped = state.value.stopped ?: return
        val again =
            MedicineDetails(stopped.name, stopped.dose, stopped.times, dayInKorea(at).toString(), stopped.lastDay, stopped.note)
        vault.ask { it.addMedicine(null, again) }
        list()
    }

    private suspend fun list() {
        val today = dayInKorea(at)
        val courses = vault.ask { it.medicines(null) }.map { Course(it, isOver(it, today)) }
        show { MedicinesState(courses.sortedBy { it.over }) }
    }
}

private fun isOver(
    medicine: MedicineView,
    today: LocalDate,
): Boolean =
    medicine.stoppedOn?.let { LocalDate.parse(it) <= today } == true ||
        medicine.lastDay?.let { LocalDate.parse(it) < today } == true

/** Hours as they are typed: `8 20`, `8:00, 20:30`; null where one can't be read, or there is none. */
internal fun timesOf(typed: String): List<String>? {
    val parts = typed.split(',', ' ', ';', '、', '，').filter { it.isNotBlank() }
    if (parts.isEmpty()) return null
    val times = parts.map { timeOf(it) ?: return null }
    return times.distinct()
}

private fun timeOf(typed: String): String? {
    val parts = typed.split(':', '.')
    val minute = parts.getOrElse(1) { "0" }
    return runCatching { LocalTime.of(parts.first().toInt(), minute.toInt()).toString() }.getOrNull()
}
