//! Fields that two people changed without seeing each other.

use core::fmt;
use core::str::FromStr;

use automerge::transaction::Transactable;
use automerge::{ObjId, ROOT, ReadDoc, ScalarValue, Value};

use crate::field::{distinct_scalars, existing_entry};
use crate::redact::debug_without_content;
use crate::{ActorKey, RecordError, StrandDocument};

/// Names a field: `phone`, or `visit:<id>/note` for one inside an entry.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FieldPath {
    /// The entry's key (`visit:<id>`); `None` for a field of the person.
    pub entry: Option<String>,
    /// The field's name.
    pub name: String,
}

impl FieldPath {
    /// Names a field of the person: `name`, `birth_date`, `phone`, `address`.
    #[must_use]
    pub fn of_person(name: &str) -> Self {
        Self {
            entry: None,
            name: name.to_owned(),
        }
    }

    fn of_entry(entry: &str, name: &str) -> Self {
        Self {
            entry: Some(entry.to_owned()),
            name: name.to_owned(),
        }
    }
}

impl fmt::Display for FieldPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.entry {
            Some(entry) => write!(f, "{entry}/{}", self.name),
            None => f.write_str(&self.name),
        }
    }
}

impl FromStr for FieldPath {
    type Err = RecordError;

    /// Reads what `Display` gives.
    fn from_str(text: &str) -> Result<Self, RecordError> {
        match text.split_once('/') {
            Some((entry, name)) if !entry.is_empty() && !name.is_empty() => {
                Ok(Self::of_entry(entry, name))
            }
            None if !text.is_empty() => Ok(Self::of_person(text)),
            _ => Err(RecordError::InvalidInput),
        }
    }
}

/// Names the write of one value, the same on every device.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OpId(String);

impl OpId {
    fn of(id: &ObjId) -> Self {
        Self(id.to_string())
    }

    /// Takes the text that [`as_text`](Self::as_text) gave.
    #[must_use]
    pub fn from_text(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// Gives the id as text, for a command line or another language.
    #[must_use]
    pub fn as_text(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for OpId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "OpId({})", self.0)
    }
}

/// One of the values a field may hold.
#[derive(Clone, PartialEq)]
pub enum FieldValue {
    /// A text.
    Text(String),
    /// A number, or a time in milliseconds.
    Integer(i64),
    /// Yes or no.
    Flag(bool),
    /// Bytes.
    Bytes(Vec<u8>),
    /// Somebody emptied the field.
    Cleared,
    /// A type of a newer version: can be chosen, not shown.
    Unknown,
}

debug_without_content!(FieldValue);

impl FieldValue {
    fn of(scalar: &ScalarValue) -> Self {
        match scalar {
            ScalarValue::Str(text) => Self::Text(text.to_string()),
            ScalarValue::Int(number) | ScalarValue::Timestamp(number) => Self::Integer(*number),
            ScalarValue::Uint(number) => {
                i64::try_from(*number).map_or(Self::Unknown, Self::Integer)
            }
            ScalarValue::Boolean(flag) => Self::Flag(*flag),
            ScalarValue::Bytes(bytes) => Self::Bytes(bytes.clone()),
            ScalarValue::Null => Self::Cleared,
            _ => Self::Unknown,
        }
    }
}

/// One of the values between which somebody has to choose.
#[derive(Clone, PartialEq)]
pub struct ConflictValue {
    /// The value.
    pub value: FieldValue,
    /// Who wrote it.
    pub author: ActorKey,
    /// When, by the author's clock, in milliseconds since 1970.
    pub at_ms: i64,
    /// Names this value in [`StrandDocument::resolve`].
    pub op: OpId,
}

debug_without_content!(ConflictValue.op);

/// A field with two or more different values, each written without knowing the others.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldConflict {
    /// Which field.
    pub field: FieldPath,
    /// Its values in an order that is the same on every device. The last one is what
    /// the typed views show until somebody chooses.
    pub values: Vec<ConflictValue>,
}

impl StrandDocument {
    /// Lists the fields that wait for someone to choose, in order of their names.
    ///
    /// Two people who write the same value agree, so equal values are listed once (the
    /// write that automerge orders last), and a field where all are equal isn't listed.
    /// Fields this version doesn't know are listed too: choosing between two values needs
    /// no knowledge of what they mean.
    #[must_use]
    pub fn conflicts(&self) -> Vec<FieldConflict> {
        let mut found = Vec::new();
        for item in self.doc.map_range(ROOT, ..) {
            if item.conflict {
                found.extend(self.conflict_at(&ROOT, FieldPath::of_person(&item.key)));
            }
            if matches!(item.value, automerge::ValueRef::Object(_)) {
                let map = item.id();
                let inside = self.doc.map_range(&map, ..).filter(|field| field.conflict);
                found.extend(inside.filter_map(|field| {
                    self.conflict_at(&map, FieldPath::of_entry(&item.key, &field.key))
                }));
            }
        }
        found
    }

    /// Writes the chosen value over all values of the field, for everyone.
    ///
    /// If someone else chooses differently without seeing this, the two choices conflict
    /// again.
    ///
    /// # Errors
    /// [`RecordError::NotFound`] if the field has no such value now.
    pub fn resolve(
        &mut self,
        field: &FieldPath,
        chosen: &OpId,
        now_ms: i64,
    ) -> Result<(), RecordError> {
        self.edit(now_ms, |tx| {
            let map = match &field.entry {
                Some(entry) => existing_entry(tx, entry)?,
                None => ROOT,
            };
            let values = tx.get_all(&map, field.name.as_str())?;
            let chosen = values.into_iter().find_map(|(value, id)| match value {
                Value::Scalar(scalar) if OpId::of(&id) == *chosen => Some(scalar.into_owned()),
                _ => None,
            });
            let chosen = chosen.ok_or(RecordError::NotFound)?;
            // Writing the value already in view would only delete the others, and a
            // different choice made elsewhere would then win unseen. Deleting first makes
            // every choice a write of its own.
            tx.delete(&map, field.name.as_str())?;
            Ok(tx.put(&map, field.name.as_str(), chosen)?)
        })
    }

    fn conflict_at(&self, map: &ObjId, field: FieldPath) -> Option<FieldConflict> {
        let written = self.doc.get_all(map, field.name.as_str()).ok()?;
        if distinct_scalars(&written) < 2 {
            return None;
        }
        let mut values: Vec<ConflictValue> = Vec::new();
        for (value, id) in &written {
            if let Value::Scalar(scalar) = value {
                let found = self.conflict_value(scalar, id)?;
                values.retain(|earlier| {
                    earlier.value != found.value || found.value == FieldValue::Unknown
                });
                values.push(found);
            }
        }
        Some(FieldConflict { field, values })
    }

    fn conflict_value(&self, scalar: &ScalarValue, id: &ObjId) -> Option<ConflictValue> {
        let change = self
            .doc
            .get_change_meta_by_hash(&self.doc.hash_for_opid(id)?)?;
        Some(ConflictValue {
            value: FieldValue::of(scalar),
            author: change.actor.to_bytes().try_into().ok()?,
            at_ms: change.timestamp,
            op: OpId::of(id),
        })
    }
}
