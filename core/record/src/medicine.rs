//! Courses of medicine: what is taken, at which times, from which day to which.

use jiff::civil::{Date, Time};

use crate::field::{Fields, change, create_entry, existing_entry, put, text_or_cleared};
use crate::redact::debug_without_content;
use crate::{ActorKey, MedicineId, RecordError, StrandDocument};

pub(crate) const PREFIX: &str = "medicine:";
/// The most times in one day.
const MOST_TIMES: usize = 24;

/// A course about to be added.
#[derive(Clone, PartialEq, Eq)]
pub struct MedicineDraft {
    /// 16 random bytes drawn for this course.
    pub id: MedicineId,
    /// What the medicine is called.
    pub name: String,
    /// How much each time, in the person's words; empty where that isn't said.
    pub dose: String,
    /// When it is taken: whole minutes of a day, in order, each once, 24 at most.
    pub times: Vec<Time>,
    /// The first day.
    pub first_day: Date,
    /// The last day; `None` for a course without an end.
    pub last_day: Option<Date>,
    /// What else to remember.
    pub note: String,
}

/// A course as stored.
#[derive(Clone, PartialEq, Eq)]
pub struct Medicine {
    /// Names the course.
    pub id: MedicineId,
    /// What the medicine is called.
    pub name: String,
    /// How much each time, in the person's words; empty where that isn't said.
    pub dose: String,
    /// When it is taken: whole minutes of a day, in order, each once.
    pub times: Vec<Time>,
    /// The first day.
    pub first_day: Date,
    /// The last day; `None` for a course without an end.
    pub last_day: Option<Date>,
    /// What else to remember.
    pub note: String,
    /// The first day on which it isn't taken any more, where it was stopped.
    pub stopped_on: Option<Date>,
    /// When it was added, in milliseconds since 1970.
    pub added_at_ms: i64,
    /// Whose key added it.
    pub author: ActorKey,
}

debug_without_content!(MedicineDraft.id, Medicine.id);

impl StrandDocument {
    /// Lists the courses, stopped ones included, earliest added first.
    #[must_use]
    pub fn medicines(&self) -> Vec<Medicine> {
        let mut medicines: Vec<_> = Fields::entries(&self.doc, PREFIX)
            .filter_map(|(id, fields)| read_medicine(&id, &fields))
            .collect();
        medicines.sort_by_key(|medicine| (medicine.added_at_ms, medicine.id));
        medicines
    }

    /// Gives one course, stopped or not.
    #[must_use]
    pub fn medicine(&self, id: MedicineId) -> Option<Medicine> {
        let fields = Fields::entry(&self.doc, &key(id))?;
        read_medicine(&id.to_string(), &fields)
    }

    /// Adds a course under the id it brings.
    ///
    /// # Errors
    /// [`RecordError::AlreadyThere`], [`RecordError::NotInThisStrand`],
    /// [`RecordError::TooLarge`]; [`RecordError::InvalidInput`] for a course without a
    /// name or a time, times that aren't in order, or one that ends before it begins.
    pub fn add_medicine(&mut self, draft: &MedicineDraft, now_ms: i64) -> Result<(), RecordError> {
        self.require_medicines()?;
        let ends_before = draft.last_day.is_some_and(|last| last < draft.first_day);
        if draft.name.trim().is_empty() || !are_times(&draft.times) || ends_before {
            return Err(RecordError::InvalidInput);
        }
        self.edit(now_ms, |tx| {
            let medicine = create_entry(tx, &key(draft.id))?;
            put(tx, &medicine, "name", draft.name.as_str())?;
            put(tx, &medicine, "dose", draft.dose.as_str())?;
            put(tx, &medicine, "times", written(&draft.times))?;
            put(tx, &medicine, "first_day", draft.first_day.to_string())?;
            let last_day = draft.last_day.map(|day| day.to_string());
            put(
                tx,
                &medicine,
                "last_day",
                text_or_cleared(last_day.as_deref()),
            )?;
            put(tx, &medicine, "note", draft.note.as_str())?;
            put(tx, &medicine, "added_at_ms", now_ms)
        })
    }

    /// Rewrites a course's note; everything else of the course stays as it is.
    ///
    /// # Errors
    /// [`RecordError::NotFound`], [`RecordError::Conflicted`], [`RecordError::TooLarge`].
    pub fn set_medicine_note(
        &mut self,
        id: MedicineId,
        note: &str,
        now_ms: i64,
    ) -> Result<(), RecordError> {
        self.require_medicines()?;
        self.edit(now_ms, |tx| {
            let medicine = existing_entry(tx, &key(id))?;
            change(tx, &medicine, "note", note)
        })
    }

    /// Stops a course: from this day on it isn't taken. It stays in the list.
    ///
    /// # Errors
    /// [`RecordError::NotFound`], [`RecordError::Conflicted`].
    pub fn stop_medicine(
        &mut self,
        id: MedicineId,
        on: Date,
        now_ms: i64,
    ) -> Result<(), RecordError> {
        self.require_medicines()?;
        self.edit(now_ms, |tx| {
            let medicine = existing_entry(tx, &key(id))?;
            change(tx, &medicine, "stopped_on", on.to_string())
        })
    }

    fn require_medicines(&self) -> Result<(), RecordError> {
        if self.kind.holds_medicines() {
            Ok(())
        } else {
            Err(RecordError::NotInThisStrand)
        }
    }
}

fn key(id: MedicineId) -> String {
    format!("{PREFIX}{id}")
}

/// Whole minutes, in order, each once, at least one of them.
fn are_times(times: &[Time]) -> bool {
    let whole = |time: &Time| time.second() == 0 && time.subsec_nanosecond() == 0;
    (1..=MOST_TIMES).contains(&times.len())
        && times.iter().all(whole)
        && times.is_sorted_by(|before, after| before < after)
}

/// Such as `08:00,20:00`.
fn written(times: &[Time]) -> String {
    let times: Vec<String> = times
        .iter()
        .map(|time| format!("{:02}:{:02}", time.hour(), time.minute()))
        .collect();
    times.join(",")
}

/// Only the spelling that [`written`] gives is read.
fn read_times(text: &str) -> Option<Vec<Time>> {
    let times = text.split(',').map(|time| {
        let (hour, minute) = time.split_once(':')?;
        Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
    });
    let times: Vec<Time> = times.take(MOST_TIMES + 1).collect::<Option<_>>()?;
    (are_times(&times) && written(&times) == text).then_some(times)
}

/// A day that may be left open; `None` where something stands there that is no day, as a
/// course mustn't go on for ever because its end can't be read.
fn read_day(fields: &Fields<'_>, name: &str) -> Option<Option<Date>> {
    match fields.text(name) {
        Some(text) => text.parse().ok().map(Some),
        None => Some(None),
    }
}

pub(crate) fn read_medicine(id: &str, fields: &Fields<'_>) -> Option<Medicine> {
    Some(Medicine {
        id: id.parse().ok()?,
        name: fields.text("name")?,
        dose: fields.text("dose").unwrap_or_default(),
        times: read_times(&fields.text("times")?)?,
        first_day: fields.date("first_day")?,
        last_day: read_day(fields, "last_day")?,
        note: fields.text("note").unwrap_or_default(),
        stopped_on: read_day(fields, "stopped_on")?,
        added_at_ms: fields.integer("added_at_ms")?,
        author: fields.origin()?.1,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_times_as_they_are_written_are_read() {
        for text in ["08:00", "00:00,23:59", "08:00,12:30,20:00"] {
            assert_eq!(written(&read_times(text).unwrap()), text);
        }
        let twenty_five: Vec<String> = (0..25).map(|minute| format!("08:{minute:02}")).collect();
        for text in [
            "",
            ",",
            "8:00",
            "08:00,",
            "24:00",
            "08:60",
            "+8:00",
            "08:00:30",
            "20:00,08:00",
            "08:00,08:00",
            "08:00, 20:00",
            &twenty_five.join(","),
        ] {
            assert_eq!(read_times(text), None, "{text}");
        }
    }
}
