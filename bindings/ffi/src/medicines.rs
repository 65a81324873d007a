//! Courses of medicine: what is taken, at which times, until when.

use dodam_companion as companion;

use crate::crossing::{Given, given, shown};
use crate::question::day_or_today;
use crate::{DodamError, Profile};

given! {
    /// What is said of a course when it is added.
    MedicineDetails as companion::MedicineDetails {
        /// What the medicine is called.
        name: String,
        /// How much each time, in the person's words; empty where that isn't said.
        #[uniffi(default = "")]
        dose: String,
        /// When it is taken, as `HH:MM` in Korean time, in any order; 24 at most.
        times: Vec<String>,
        /// The first day, as `YYYY-MM-DD`.
        first_day: String,
        /// The last day, as `YYYY-MM-DD`; null for a course without an end.
        #[uniffi(default = None)]
        last_day: Option<String>,
        /// What else to remember.
        #[uniffi(default = "")]
        note: String,
    }
}

shown! {
    /// A course as a list shows it.
    MedicineView of companion::MedicineView {
        /// Thirty-two hexadecimal digits.
        id: String,
        /// What the medicine is called.
        name: String,
        /// How much each time; empty where that isn't said.
        dose: String,
        /// When it is taken, as `HH:MM` in Korean time, in order.
        times: Vec<String>,
        /// The first day, as `YYYY-MM-DD`.
        first_day: String,
        /// The last day, as `YYYY-MM-DD`; null for a course without an end.
        last_day: Option<String>,
        /// What else to remember.
        note: String,
        /// The first day on which it isn't taken any more, where it was stopped.
        stopped_on: Option<String>,
    }
}

#[uniffi::export]
impl Profile {
    /// Adds a course to a person's care strand; to the owner's where `person_id` is null.
    ///
    /// Fails with `InvalidInput` for a course without a name or a time, or one that ends before
    /// it begins; `NotFound`.
    pub async fn add_medicine(
        &self,
        person_id: Option<String>,
        details: MedicineDetails,
    ) -> Result<MedicineView, DodamError> {
        let details = details.given()?;
        self.work(move |vault| vault.add_medicine(person_id.as_deref(), &details))
            .await
    }

    /// Lists a person's courses, stopped ones included, earliest added first; the owner's where
    /// `person_id` is null.
    ///
    /// Fails with `NotFound`.
    pub async fn medicines(
        &self,
        person_id: Option<String>,
    ) -> Result<Vec<MedicineView>, DodamError> {
        self.work(move |vault| vault.medicines(person_id.as_deref()))
            .await
    }

    /// Stops a course: from the day `on`, or from today, it isn't taken. It stays in the list.
    ///
    /// Fails with `NotFound`; `Rejected` with `conflicted` while two people have stopped it on
    /// different days.
    #[uniffi::method(default(on = None))]
    pub async fn stop_medicine(
        &self,
        person_id: Option<String>,
        medicine_id: String,
        on: Option<String>,
    ) -> Result<MedicineView, DodamError> {
        let on = day_or_today(on, &self.clock)?;
        self.work(move |vault| vault.stop_medicine(person_id.as_deref(), &medicine_id, on))
            .await
    }
}
