//! The people whose care is written down here: the owner and, on a worker's device,
//! those who shared theirs.

use crate::{DodamError, Profile};

/// A person as a list shows them.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct PersonView {
    /// Names the record: thirty-two hexadecimal digits.
    pub id: String,
    /// Empty until given.
    pub name: String,
    /// A telephone number as it was typed.
    pub phone: Option<String>,
    /// An address as it was typed.
    pub address: Option<String>,
    /// How many visits are recorded.
    pub visits: u64,
}

/// What changes about a person. Null leaves a field as it is, an empty text clears it.
#[derive(Debug, Clone, Default, uniffi::Record)]
pub struct PersonDetails {
    /// The name.
    pub name: Option<String>,
    /// The telephone number.
    pub phone: Option<String>,
    /// The address.
    pub address: Option<String>,
}

/// A visit as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct VisitView {
    /// Thirty-two hexadecimal digits.
    pub id: String,
    /// When, in milliseconds since 1970.
    pub at_ms: i64,
    /// Such as `home`, `phone` or `clinic`; one this version doesn't know is shown
    /// neutrally.
    pub kind: String,
    /// What was noted.
    pub note: String,
    /// Who visited, as they wrote it.
    pub by: String,
}

/// A field where two people wrote different things without knowing of each other.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ConflictView {
    /// Whose record.
    pub person_id: String,
    /// Which field, such as `phone`.
    pub field: String,
    /// Every value, with who wrote it.
    pub values: Vec<ConflictChoice>,
}

/// One of the values.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ConflictChoice {
    /// The value; null where someone cleared the field.
    pub value: Option<String>,
    /// Who wrote it.
    pub by: String,
    /// When, in milliseconds since 1970, by the writer's clock.
    pub at_ms: i64,
}

#[uniffi::export]
impl Profile {
    /// Lists the people, the owner first.
    pub fn people(&self) -> Result<Vec<PersonView>, DodamError> {
        Ok(self
            .inner
            .people()?
            .into_iter()
            .map(PersonView::from)
            .collect())
    }

    /// Changes a person's details; the owner's where `person_id` is null.
    ///
    /// Fails with `NotFound`, `InvalidInput`, and `Rejected` with `conflicted` while a
    /// field waits for someone to choose.
    pub fn set_person(
        &self,
        person_id: Option<String>,
        details: PersonDetails,
    ) -> Result<PersonView, DodamError> {
        Ok(self
            .inner
            .set_person(person_id.as_deref(), &details.into())?
            .into())
    }

    /// Records a visit of now, durably before it returns.
    pub fn record_visit(
        &self,
        person_id: &str,
        kind: &str,
        note: &str,
    ) -> Result<VisitView, DodamError> {
        Ok(self.inner.record_visit(person_id, kind, note)?.into())
    }

    /// Lists a person's visits, earliest first; the owner's where `person_id` is null.
    pub fn visits(&self, person_id: Option<String>) -> Result<Vec<VisitView>, DodamError> {
        Ok(self
            .inner
            .visits(person_id.as_deref())?
            .into_iter()
            .map(VisitView::from)
            .collect())
    }

    /// Lists what waits for someone to choose.
    pub fn conflicts(&self) -> Result<Vec<ConflictView>, DodamError> {
        Ok(self
            .inner
            .conflicts()?
            .into_iter()
            .map(ConflictView::from)
            .collect())
    }

    /// Settles a conflict by one of its values; with the next sync it is settled
    /// everywhere.
    ///
    /// Fails with `NotFound` when no such conflict or value waits.
    pub fn resolve_conflict(
        &self,
        person_id: &str,
        field: &str,
        value: Option<String>,
    ) -> Result<(), DodamError> {
        Ok(self
            .inner
            .resolve_conflict(person_id, field, value.as_deref())?)
    }
}

impl From<dodam_companion::PersonView> for PersonView {
    fn from(person: dodam_companion::PersonView) -> Self {
        let dodam_companion::PersonView {
            id,
            name,
            phone,
            address,
            visits,
        } = person;
        Self {
            id,
            name,
            phone,
            address,
            visits,
        }
    }
}

impl From<PersonDetails> for dodam_companion::PersonDetails {
    fn from(details: PersonDetails) -> Self {
        let PersonDetails {
            name,
            phone,
            address,
        } = details;
        Self {
            name,
            phone,
            address,
        }
    }
}

impl From<dodam_companion::VisitView> for VisitView {
    fn from(visit: dodam_companion::VisitView) -> Self {
        let dodam_companion::VisitView {
            id,
            at_ms,
            kind,
            note,
            by,
        } = visit;
        Self {
            id,
            at_ms,
            kind,
            note,
            by,
        }
    }
}

impl From<dodam_companion::ConflictView> for ConflictView {
    fn from(conflict: dodam_companion::ConflictView) -> Self {
        let dodam_companion::ConflictView {
            person: person_id,
            field,
            values,
        } = conflict;
        Self {
            person_id,
            field,
            values: values.into_iter().map(ConflictChoice::from).collect(),
        }
    }
}

impl From<dodam_companion::ConflictChoice> for ConflictChoice {
    fn from(choice: dodam_companion::ConflictChoice) -> Self {
        let dodam_companion::ConflictChoice { value, by, at_ms } = choice;
        Self { value, by, at_ms }
    }
}
