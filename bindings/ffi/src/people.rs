//! The people whose care is written down here: the owner and, on a worker's device,
//! those who shared theirs.

use dodam_companion as companion;

use crate::crossing::{Cross, Given, debug_without_content, given, shown};
use crate::{DodamError, Profile};

shown! {
    /// A person as a list shows them.
    PersonView of companion::PersonView {
        /// Names the record: thirty-two hexadecimal digits.
        id: String,
        /// Empty until given.
        name: String,
        /// A telephone number as it was typed.
        phone: Option<String>,
        /// An address as it was typed.
        address: Option<String>,
        /// How many visits are recorded.
        visits: u64,
    }
}

given! {
    /// What changes about a person. Null leaves a field as it is, an empty text clears it.
    PersonDetails as companion::PersonDetails {
        /// The name.
        #[uniffi(default = None)]
        name: Option<String>,
        /// The telephone number.
        #[uniffi(default = None)]
        phone: Option<String>,
        /// The address.
        #[uniffi(default = None)]
        address: Option<String>,
    }
}

shown! {
    /// A visit as a list shows it.
    VisitView of companion::VisitView {
        /// Thirty-two hexadecimal digits.
        id: String,
        /// When, in milliseconds since 1970.
        at_ms: i64,
        /// Such as `home`, `phone` or `clinic`; one this version doesn't know is shown
        /// neutrally.
        kind: String,
        /// What was noted.
        note: String,
        /// Who visited, as they wrote it.
        by: String,
    }
}

/// A field where two people wrote different things without knowing of each other.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
#[uniffi::export(Debug)]
pub struct ConflictView {
    /// Whose record.
    pub person_id: String,
    /// Which field, such as `phone`.
    pub field: String,
    /// Every value, with who wrote it.
    pub values: Vec<ConflictChoice>,
}

debug_without_content!(ConflictView);

impl Cross for companion::ConflictView {
    type Out = ConflictView;
    fn cross(self) -> ConflictView {
        let Self {
            person: person_id,
            field,
            values,
        } = self;
        let values = values.cross();
        ConflictView {
            person_id,
            field,
            values,
        }
    }
}

shown! {
    /// One of the values.
    ConflictChoice of companion::ConflictChoice {
        /// The value; null where someone cleared the field.
        value: Option<String>,
        /// Who wrote it.
        by: String,
        /// When, in milliseconds since 1970, by the writer's clock.
        at_ms: i64,
    }
}

#[uniffi::export]
impl Profile {
    /// Lists the people, the owner first, then by name.
    pub async fn people(&self) -> Result<Vec<PersonView>, DodamError> {
        self.work(|vault| vault.people()).await
    }

    /// Gives the id of the owner's own record: thirty-two hexadecimal digits.
    pub async fn own_person(&self) -> Result<String, DodamError> {
        self.work(|vault| vault.own_person()).await
    }

    /// Changes a person's details; the owner's where `person_id` is null.
    ///
    /// Fails with `NotFound`, `InvalidInput`, and `Rejected` with `conflicted` while a
    /// field waits for someone to choose.
    pub async fn set_person(
        &self,
        person_id: Option<String>,
        details: PersonDetails,
    ) -> Result<PersonView, DodamError> {
        let details = details.given()?;
        self.work(move |vault| vault.set_person(person_id.as_deref(), &details))
            .await
    }

    /// Records a visit of now, durably before it returns.
    ///
    /// Fails with `NotFound`, `StorageFull`.
    pub async fn record_visit(
        &self,
        person_id: String,
        kind: String,
        note: String,
    ) -> Result<VisitView, DodamError> {
        self.work(move |vault| vault.record_visit(&person_id, &kind, &note))
            .await
    }

    /// Lists a person's visits, earliest first; the owner's where `person_id` is null.
    ///
    /// Fails with `NotFound`.
    pub async fn visits(&self, person_id: Option<String>) -> Result<Vec<VisitView>, DodamError> {
        self.work(move |vault| vault.visits(person_id.as_deref()))
            .await
    }

    /// Lists what waits for someone to choose.
    pub async fn conflicts(&self) -> Result<Vec<ConflictView>, DodamError> {
        self.work(|vault| vault.conflicts()).await
    }

    /// Settles a conflict by one of its values; with the next sync it is settled
    /// everywhere.
    ///
    /// Fails with `NotFound` when no such conflict or value waits.
    pub async fn resolve_conflict(
        &self,
        person_id: String,
        field: String,
        value: Option<String>,
    ) -> Result<(), DodamError> {
        self.work(move |vault| vault.resolve_conflict(&person_id, &field, value.as_deref()))
            .await
    }
}
