package dodam.app.medicines

import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.material3.MaterialTheme
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.key
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.text.input.ImeAction
import dodam.app.check.WhoSeesIt
import dodam.app.core.sentence
import dodam.app.look.Edges
import dodam.app.look.Frame
import dodam.app.look.Icons
import dodam.app.look.Line
import dodam.app.look.MainButton
import dodam.app.look.Notice
import dodam.app.look.OtherButton
import dodam.app.look.Sheet
import dodam.app.look.SmallButton
import dodam.app.look.Text
import dodam.app.look.Working
import dodam.app.words.strings
import dodam.app.words.written
import dodam.core.MedicineView

/** The courses one takes and has taken; a new one is written down on a screen of its own. */
@Composable
fun MedicinesView(
    state: MedicinesState,
    edges: Edges,
    on: (MedicinesEvent) -> Unit,
) {
    val adding = state.adding
    if (adding != null) {
        WriteDown(adding, state, edges, on)
    } else {
        Courses(state, edges, on)
    }
}

@Composable
private fun Courses(
    state: MedicinesState,
    edges: Edges,
    on: (MedicinesEvent) -> Unit,
) = Frame(
    strings.medicinesTitle,
    edges,
    action = { MainButton(strings.medicinesAdd, { on(MedicinesEvent.Add) }, icon = Icons.Add) },
) {
    state.trouble?.let { Notice(strings.sentence(it), icon = Icons.Warning) }
    state.stopped?.let { stopped ->
        Notice(strings.medicinesStoppedNow(stopped.name))
        OtherButton(strings.commonUndo, { on(MedicinesEvent.Undo) }, icon = Icons.Undo)
    }
    val courses = state.courses
    when {
        courses == null -> if (state.trouble == null) Working(strings.commonWorking)
        courses.isEmpty() -> Text(strings.medicinesNone)
        else -> courses.forEach { key(it.medicine.id) { CourseCard(it, on) } }
    }
}

@Composable
private fun CourseCard(
    course: Course,
    on: (MedicinesEvent) -> Unit,
) = Sheet {
    val medicine = course.medicine
    Text(written.unbroken(listOf(medicine.name, medicine.dose).filter { it.isNotEmpty() }.joinToString(", ")), style = MaterialTheme.typography.titleMedium)
    Text(strings.medicinesTaken(medicine.times.joinToString(", ")))
    Text(daysOf(medicine), style = MaterialTheme.typography.bodyMedium, color = MaterialTheme.colorScheme.onSurfaceVariant)
    if (medicine.note.isNotEmpty()) Text(medicine.note, style = MaterialTheme.typography.bodyMedium)
    if (!course.over) SmallButton(strings.medicinesStop, { on(MedicinesEvent.Stop(medicine.id)) }, icon = Icons.Edit)
}

@Composable
private fun daysOf(medicine: MedicineView): String {
    val stopped = medicine.stoppedOn?.let { strings.medicinesStopped(written.day(it)) }
    val last = medicine.lastDay?.let { strings.checkUntil(written.day(it)) }
    return listOfNotNull(strings.checkFrom(written.day(medicine.firstDay)), stopped ?: last).joinToString(" · ")
}

@Composable
private fun WriteDown(
    adding: Adding,
    state: MedicinesState,
    edges: Edges,
    on: (MedicinesEvent) -> Unit,
) {
    var name by rememberSaveable { mutableStateOf("") }
    var dose by rememberSaveable { mutableStateOf("") }
    var times by rememberSaveable { mutableStateOf("") }
    var note by rememberSaveable { mutableStateOf("") }
    val keep = { on(MedicinesEvent.Keep(TypedCourse(name, dose, times, note))) }
    val next = KeyboardOptions(imeAction = ImeAction.Next)
    Frame(
        strings.medicinesAdd,
        edges,
        action = { MainButton(strings.medicinesKeep, keep, icon = Icons.Save, enabled = name.isNotBlank() && times.isNotBlank()) },
    ) {
        state.trouble?.let { Notice(strings.sentence(it), icon = Icons.Warning) }
        Line(name, { name = it }, strings.medicinesName, example = strings.medicinesNameAbout, keyboard = next)
        val wrong = strings.medicinesTimesWrong.takeIf { adding.wrongTimes }
        Line(times, { times = it }, strings.medicinesTimes, wrong = wrong, example = strings.medicinesTimesAbout, keyboard = next)
        Line(dose, { dose = it }, strings.medicinesDose, example = strings.medicinesDoseAbout, keyboard = next)
        val last = next.copy(imeAction = ImeAction.Done)
        Line(note, { note = it }, strings.medicinesNote, keyboard = last, done = { if (name.isNotBlank() && times.isNotBlank()) keep() })
        WhoSeesIt(kept = true)
    }
}
