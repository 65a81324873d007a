//! Courses of medicine: what is taken, at which times, until when.

use crate::chance;
use crate::error::CompanionError;
use crate::people::{find_strand, person_strand};
use crate::profile::Profile;
use crate::redact::debug_without_content;
use crate::strands;
use dodam_record::{Medicine, MedicineDraft, MedicineId, RecordError};
use jiff::civil::{Date, Time};

/// What is said of a course when it is added.
#[derive(Clone)]
pub struct MedicineDetails {
    /// What the medicine is called.
    pub name: String,
    /// How much each time, in the person's words; empty where that isn't said.
    pub dose: String,
    /// When it is taken, in Korean time; in any order.
    pub times: Vec<Time>,
    /// The first day.
    pub first_day: Date,
    /// The last day; `None` for a course without an end.
    pub last_day: Option<Date>,
    /// What else to remember.
    pub note: String,
}

/// A course as a list shows it.
#[derive(Clone, PartialEq, Eq)]
pub struct MedicineView {
    /// Thirty-two hexadecimal digits.
    pub id: String,
    /// What the medicine is called.
    pub name: String,
    /// How much each time; empty where that isn't said.
    pub dose: String,
    /// When it is taken, in Korean time, in order.
    pub times: Vec<Time>,
    /// The first day.
    pub first_day: Date,
    /// The last day; `None` for a course without an end.
    pub last_day: Option<Date>,
    /// What else to remember.
    pub note: String,
    /// The first day on which it isn't taken any more, where it was stopped.
    pub stopped_on: Option<Date>,
}

debug_without_content!(MedicineDetails, MedicineView);

impl MedicineView {
    /// Whether it is taken on a day.
    #[must_use]
    pub fn is_taken_on(&self, day: Date) -> bool {
        self.first_day <= day
            && self.last_day.is_none_or(|last| day <= last)
            && self.stopped_on.is_none_or(|stopped| day < stopped)
    }

    fn of(medicine: Medicine) -> Self {
        Self {
            id: medicine.id.to_string(),
            name: medicine.name,
            dose: medicine.dose,
            times: medicine.times,
            first_day: medicine.first_day,
            last_day: medicine.last_day,
            note: medicine.note,
            stopped_on: medicine.stopped_on,
        }
    }
}

impl Profile {
    /// Adds a course to a person's care strand; to the owner's where no id is given.
    ///
    /// # Errors
    /// [`CompanionError::InvalidInput`] for a course without a name or a time, or one that
    /// ends before it begins; [`CompanionError::NotFound`], storage errors.
    pub fn add_medicine(
        &self,
        person: Option<&str>,
        details: &MedicineDetails,
    ) -> Result<MedicineView, CompanionError> {
        let mut times = details.times.clone();
        times.sort_unstable();
        times.dedup();
        let draft = MedicineDraft {
            id: MedicineId::from_bytes(chance::id()),
            name: details.name.trim().to_owned(),
            dose: details.dose.trim().to_owned(),
            times,
            first_day: details.first_day,
            last_day: details.last_day,
            note: details.note.trim().to_owned(),
        };
        let moment = self.moment();
        self.write(|tx| {
            let strand = person_strand(tx, person)?;
            strands::edit(tx, &strand, moment, |document| {
                document
                    .add_medicine(&draft, moment.now_ms)
                    .map_err(|error| refused(error, &draft))?;
                let added = document.medicine(draft.id);
                added
                    .map(MedicineView::of)
                    .ok_or(CompanionError::Damaged("strand"))
            })
        })
    }

    /// A person's courses, stopped ones included, earliest added first; the owner's where
    /// no id is given.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`], storage errors.
    pub fn medicines(&self, person: Option<&str>) -> Result<Vec<MedicineView>, CompanionError> {
        self.read(|tx| {
            let Some(strand) = find_strand(tx, person)? else {
                return Ok(Vec::new());
            };
            let medicines = strands::read(tx, &strand)?.medicines().into_iter();
            Ok(medicines.map(MedicineView::of).collect())
        })
    }

    /// Stops a course: from this day on it isn't taken. It stays in the list.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`]; [`CompanionError::Rejected`] with `conflicted` while two
    /// people have stopped it on different days.
    pub fn stop_medicine(
        &self,
        person: Option<&str>,
        id: &str,
        on: Date,
    ) -> Result<MedicineView, CompanionError> {
        let missing = CompanionError::NotFound("a medicine");
        let id: MedicineId = id.parse().map_err(|_| missing.clone())?;
        let moment = self.moment();
        self.write(|tx| {
            let strand = find_strand(tx, person)?.ok_or(missing.clone())?;
            strands::edit(tx, &strand, moment, |document| {
                if document.medicine(id).is_none() {
                    return Err(missing);
                }
                document.stop_medicine(id, on, moment.now_ms)?;
                let stopped = document.medicine(id);
                stopped
                    .map(MedicineView::of)
                    .ok_or(CompanionError::Damaged("strand"))
            })
        })
    }
}

/// In words that say what to correct.
fn refused(error: RecordError, draft: &MedicineDraft) -> CompanionError {
    let (code, what) = match error {
        RecordError::InvalidInput if draft.name.is_empty() => {
            ("medicine_name", "a medicine needs a name")
        }
        RecordError::InvalidInput if draft.times.is_empty() => (
            "medicine_times",
            "say when it is taken, such as 08:00,20:00",
        ),
        RecordError::InvalidInput if draft.last_day.is_some_and(|last| last < draft.first_day) => {
            ("medicine_days", "its last day lies before its first")
        }
        RecordError::InvalidInput => (
            "medicine_times",
            "times are whole minutes of a day, 24 at most",
        ),
        other => return other.into(),
    };
    CompanionError::invalid(code, what)
}
