//! The people whose care strands are here: the owner and, on a worker's device, those
//! who shared theirs; their contacts, visits and what waits for a choice.

use crate::chance;
use crate::error::CompanionError;
use crate::groups::own_identity;
use crate::hex::hex;
use crate::inbox;
use crate::profile::Profile;
use crate::projection;
use crate::redact::debug_without_content;
use crate::settings;
use crate::strands::{self, RecordId, Strand};
use dodam_record::{
    ConflictValue, FieldConflict, FieldPath, FieldValue, OpId, StrandDocument, StrandKind,
    VisitDraft, VisitId, VisitKind,
};
use dodam_seal::ActorId;
use dodam_vault::{PersonListing, Transaction, load_people};

/// A person as a list shows them.
#[derive(Clone, PartialEq, Eq)]
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

/// What changes about a person. `None` leaves a field as it is.
#[derive(Clone, Default)]
pub struct PersonDetails {
    /// The name.
    pub name: Option<String>,
    /// The telephone number.
    pub phone: Option<String>,
    /// The address.
    pub address: Option<String>,
}

/// A visit as a list shows it.
#[derive(Clone, PartialEq, Eq)]
pub struct VisitView {
    /// Thirty-two hexadecimal digits.
    pub id: String,
    /// When, in milliseconds since 1970.
    pub at_ms: i64,
    /// Such as `home`.
    pub kind: String,
    /// What was noted.
    pub note: String,
    /// Who visited, as they wrote it.
    pub by: String,
}

/// A field where two people wrote different things without knowing of each other.
#[derive(Clone, PartialEq, Eq)]
pub struct ConflictView {
    /// Whose record.
    pub person: String,
    /// Which field, such as `phone`.
    pub field: String,
    /// Every value, with who wrote it.
    pub values: Vec<ConflictChoice>,
}

/// One of the values.
#[derive(Clone, PartialEq, Eq)]
pub struct ConflictChoice {
    /// The value; `None` where someone cleared the field.
    pub value: Option<String>,
    /// Who wrote it, under the name they write with.
    pub by: String,
    /// When, in milliseconds since 1970, by the writer's clock.
    pub at_ms: i64,
}

debug_without_content!(
    PersonView,
    PersonDetails,
    VisitView,
    ConflictView,
    ConflictChoice
);

impl Profile {
    /// Everyone whose care strand is here, the owner first.
    ///
    /// # Errors
    /// [`CompanionError::Locked`], storage errors.
    pub fn people(&self) -> Result<Vec<PersonView>, CompanionError> {
        self.read(|tx| {
            let own = settings::own_record(tx)?;
            let mut people = load_people(tx, StrandKind::Care.as_text())?;
            // By name already; the owner goes before them.
            people.sort_by_key(|(record, _)| *record != own);
            let people = people.into_iter();
            people
                .map(|(record, person)| {
                    let record = RecordId::try_from(record);
                    let record = record.map_err(|_| CompanionError::Damaged("strand"))?;
                    Ok(view(&record, person))
                })
                .collect()
        })
    }

    /// The id of the owner's own record.
    ///
    /// # Errors
    /// [`CompanionError::Locked`], storage errors.
    pub fn own_person(&self) -> Result<String, CompanionError> {
        Ok(hex(&self.read(settings::own_record)?))
    }

    /// Changes a person's details; the owner's where no id is given.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`]; [`CompanionError::Rejected`] with `conflicted`
    /// while a field waits for someone to choose.
    pub fn set_person(
        &self,
        id: Option<&str>,
        details: &PersonDetails,
    ) -> Result<PersonView, CompanionError> {
        let moment = self.moment();
        let at = moment.now_ms;
        self.write(|tx| {
            let strand = person_strand(tx, id)?;
            strands::edit(tx, &strand, moment, |document| {
                if let Some(name) = &details.name {
                    document.set_name(given(name), at)?;
                }
                if let Some(phone) = &details.phone {
                    document.set_phone(given(phone), at)?;
                }
                if let Some(address) = &details.address {
                    document.set_address(given(address), at)?;
                }
                Ok(view(&strand.record, projection::person(document)))
            })
        })
    }

    /// Records a visit, durably before it returns.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`], storage errors.
    pub fn record_visit(
        &self,
        id: &str,
        kind: &str,
        note: &str,
    ) -> Result<VisitView, CompanionError> {
        let moment = self.moment();
        self.write(|tx| {
            let strand = person_strand(tx, Some(id))?;
            let draft = VisitDraft {
                id: VisitId::from_bytes(chance::id()),
                at_ms: moment.now_ms,
                kind: VisitKind::from_text(kind),
                note: note.to_owned(),
                by: settings::owner_name(tx)?,
            };
            strands::edit(tx, &strand, moment, |document| {
                Ok(document.record_visit(&draft, moment.now_ms)?)
            })?;
            let VisitDraft {
                id,
                at_ms,
                kind,
                note,
                by,
            } = draft;
            let (id, kind) = (id.to_string(), kind.as_text().to_owned());
            Ok(VisitView {
                id,
                at_ms,
                kind,
                note,
                by,
            })
        })
    }

    /// A person's visits, earliest first.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`], storage errors.
    pub fn visits(&self, id: Option<&str>) -> Result<Vec<VisitView>, CompanionError> {
        self.read(|tx| {
            let Some(strand) = find_strand(tx, id)? else {
                return Ok(Vec::new());
            };
            let visits = strands::read(tx, &strand)?.visits().into_iter();
            Ok(visits
                .map(|visit| VisitView {
                    id: visit.id.to_string(),
                    at_ms: visit.at_ms,
                    kind: visit.kind.as_text().to_owned(),
                    note: visit.note,
                    by: visit.by,
                })
                .collect())
        })
    }

    /// Every field that waits for someone to choose.
    ///
    /// # Errors
    /// [`CompanionError::Locked`], storage errors.
    pub fn conflicts(&self) -> Result<Vec<ConflictView>, CompanionError> {
        self.read(|tx| {
            let mut all = Vec::new();
            for strand in strands::conflicted(tx)? {
                for conflict in strands::read(tx, &strand)?.conflicts() {
                    all.push(conflict_view(tx, &strand, &conflict)?);
                }
            }
            Ok(all)
        })
    }

    /// Settles a conflict by one of its values; with the next sync it is settled
    /// everywhere.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`] when no such conflict or value waits.
    pub fn resolve_conflict(
        &self,
        person: &str,
        field: &str,
        value: Option<&str>,
    ) -> Result<(), CompanionError> {
        let moment = self.moment();
        self.write(|tx| {
            let strand =
                find_strand(tx, Some(person))?.ok_or(CompanionError::NotFound("a person"))?;
            strands::edit(tx, &strand, moment, |document| {
                let (path, op) = find_choice(document, field, value)?;
                Ok(document.resolve(&path, &op, moment.now_ms)?)
            })
        })
    }
}

pub(crate) fn find_strand(
    tx: &Transaction<'_>,
    id: Option<&str>,
) -> Result<Option<Strand>, CompanionError> {
    let record = match id {
        Some(id) => record_from_hex(id).ok_or(CompanionError::NotFound("a person"))?,
        None => settings::own_record(tx)?,
    };
    strands::find(tx, &record, &StrandKind::Care)
}

/// The owner's care strand is begun on first use; others must be here.
pub(crate) fn person_strand(
    tx: &Transaction<'_>,
    id: Option<&str>,
) -> Result<Strand, CompanionError> {
    if let Some(strand) = find_strand(tx, id)? {
        return Ok(strand);
    }
    let own = settings::own_record(tx)?;
    if id.is_some_and(|id| record_from_hex(id) != Some(own)) {
        return Err(CompanionError::NotFound("a person"));
    }
    strands::find_or_begin(tx, &own, &StrandKind::Care, &settings::account(tx)?)
}

fn given(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|text| !text.is_empty())
}

fn view(record: &RecordId, person: PersonListing) -> PersonView {
    let PersonListing {
        name,
        phone,
        address,
        visits,
    } = person;
    PersonView {
        id: hex(record),
        name,
        phone,
        address,
        visits,
    }
}

fn conflict_view(
    tx: &Transaction<'_>,
    strand: &Strand,
    conflict: &FieldConflict,
) -> Result<ConflictView, CompanionError> {
    let mut values = Vec::new();
    for value in &conflict.values {
        let by = author_name(tx, strand, value)?;
        values.push(ConflictChoice {
            value: shown(&value.value),
            by,
            at_ms: value.at_ms,
        });
    }
    let (person, field) = (hex(&strand.record), conflict.field.to_string());
    Ok(ConflictView {
        person,
        field,
        values,
    })
}

fn author_name(
    tx: &Transaction<'_>,
    strand: &Strand,
    value: &ConflictValue,
) -> Result<String, CompanionError> {
    let author = inbox::introduction(tx, &strand.id, &ActorId::from_bytes(value.author))?;
    let own = own_identity(tx)?.signing.device_id();
    Ok(match author {
        Some(author) if !author.name.is_empty() => author.name,
        Some(author) if author.device == own => "this device".to_owned(),
        Some(author) => format!("{:?}", author.device),
        None => "unknown".to_owned(),
    })
}

fn shown(value: &FieldValue) -> Option<String> {
    match value {
        FieldValue::Text(text) => Some(text.clone()),
        FieldValue::Integer(number) => Some(number.to_string()),
        FieldValue::Flag(flag) => Some(flag.to_string()),
        FieldValue::Bytes(_) | FieldValue::Cleared | FieldValue::Unknown => None,
    }
}

fn find_choice(
    document: &StrandDocument,
    field: &str,
    value: Option<&str>,
) -> Result<(FieldPath, OpId), CompanionError> {
    let conflicts = document.conflicts().into_iter();
    let conflict = conflicts
        .into_iter()
        .find(|conflict| conflict.field.to_string() == field);
    let conflict = conflict.ok_or(CompanionError::NotFound("a conflict"))?;
    let choice = conflict
        .values
        .iter()
        .find(|choice| shown(&choice.value).as_deref() == value);
    let op = choice
        .ok_or(CompanionError::NotFound("that value"))?
        .op
        .clone();
    Ok((conflict.field, op))
}

fn record_from_hex(text: &str) -> Option<RecordId> {
    let id: VisitId = text.parse().ok()?;
    Some(*id.as_bytes())
}
