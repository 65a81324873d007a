//! Reading and writing the scalars of one map.

use std::collections::BTreeSet;

use automerge::transaction::{Transactable, Transaction};
use automerge::{Automerge, ObjId, ObjType, ROOT, ReadDoc, ScalarValue, Value};
use jiff::civil::Date;

use crate::{ActorKey, MAX_TEXT_BYTES, RecordError};

/// An entry's map for reading. Whatever is absent or of another type reads as `None`.
pub(crate) struct Fields<'a> {
    doc: &'a Automerge,
    map: ObjId,
}

impl<'a> Fields<'a> {
    pub(crate) fn root(doc: &'a Automerge) -> Self {
        Self { doc, map: ROOT }
    }

    /// The entry under this key, if there is a map.
    pub(crate) fn entry(doc: &'a Automerge, key: &str) -> Option<Self> {
        match doc.get(ROOT, key) {
            Ok(Some((Value::Object(ObjType::Map), map))) => Some(Self { doc, map }),
            _ => None,
        }
    }

    /// Every entry whose key begins so, with the rest of its key, in order of keys.
    pub(crate) fn entries(
        doc: &'a Automerge,
        prefix: &'a str,
    ) -> impl Iterator<Item = (String, Self)> + 'a {
        doc.map_range(ROOT, prefix.to_owned()..)
            .map_while(move |item| {
                item.key.strip_prefix(prefix).map(|rest| {
                    (
                        rest.to_owned(),
                        Self {
                            doc,
                            map: item.id(),
                        },
                    )
                })
            })
    }

    /// Who made the entry, and its place in the common order of operations.
    pub(crate) fn origin(&self) -> Option<(u64, ActorKey)> {
        match &self.map {
            ObjId::Id(counter, actor, _) => Some((*counter, actor.to_bytes().try_into().ok()?)),
            ObjId::Root => None,
        }
    }

    pub(crate) fn text(&self, name: &str) -> Option<String> {
        match self.scalar(name)? {
            ScalarValue::Str(text) => Some(text.into()),
            _ => None,
        }
    }

    pub(crate) fn date(&self, name: &str) -> Option<Date> {
        self.text(name)?.parse().ok()
    }

    pub(crate) fn integer(&self, name: &str) -> Option<i64> {
        match self.scalar(name)? {
            ScalarValue::Int(number) | ScalarValue::Timestamp(number) => Some(number),
            ScalarValue::Uint(number) => number.try_into().ok(),
            _ => None,
        }
    }

    pub(crate) fn flag(&self, name: &str) -> Option<bool> {
        match self.scalar(name)? {
            ScalarValue::Boolean(flag) => Some(flag),
            _ => None,
        }
    }

    pub(crate) fn bytes(&self, name: &str) -> Option<Vec<u8>> {
        match self.scalar(name)? {
            ScalarValue::Bytes(bytes) => Some(bytes),
            _ => None,
        }
    }

    pub(crate) fn bytes_32(&self, name: &str) -> Option<[u8; 32]> {
        self.bytes(name)?.try_into().ok()
    }

    /// The names that begin so and are set, without their beginning.
    pub(crate) fn set_flags(&self, prefix: &str) -> BTreeSet<String> {
        let named = self.doc.map_range(&self.map, prefix.to_owned()..);
        let names = named.map_while(|item| item.key.strip_prefix(prefix).map(str::to_owned));
        let set = |name: &String| self.flag(&format!("{prefix}{name}")) == Some(true);
        names.filter(set).collect()
    }

    fn scalar(&self, name: &str) -> Option<ScalarValue> {
        match self.doc.get(&self.map, name) {
            Ok(Some((Value::Scalar(value), _))) => Some(value.into_owned()),
            _ => None,
        }
    }
}

/// Makes a new entry's map; refuses a key that is taken.
pub(crate) fn create_entry(tx: &mut Transaction<'_>, key: &str) -> Result<ObjId, RecordError> {
    if tx.get(ROOT, key)?.is_some() {
        return Err(RecordError::AlreadyThere);
    }
    Ok(tx.put_object(ROOT, key, ObjType::Map)?)
}

/// The map of an entry that must be there.
pub(crate) fn existing_entry(tx: &Transaction<'_>, key: &str) -> Result<ObjId, RecordError> {
    match tx.get(ROOT, key)? {
        Some((Value::Object(ObjType::Map), map)) => Ok(map),
        _ => Err(RecordError::NotFound),
    }
}

/// Writes a field of a new entry.
pub(crate) fn put(
    tx: &mut Transaction<'_>,
    map: &ObjId,
    name: &str,
    value: impl Into<ScalarValue>,
) -> Result<(), RecordError> {
    let value = value.into();
    if let ScalarValue::Str(text) = &value {
        check_text(text)?;
    }
    Ok(tx.put(map, name, value)?)
}

/// Writes a field that may have been edited elsewhere; one that waits for a choice is
/// left to [`resolve`](crate::StrandDocument::resolve), so that nobody's value
/// disappears unseen.
pub(crate) fn change(
    tx: &mut Transaction<'_>,
    map: &ObjId,
    name: &str,
    value: impl Into<ScalarValue>,
) -> Result<(), RecordError> {
    if distinct_scalars(&tx.get_all(map, name)?) > 1 {
        return Err(RecordError::Conflicted);
    }
    put(tx, map, name, value)
}

/// How many different scalars stand in one place.
pub(crate) fn distinct_scalars(values: &[(Value<'_>, ObjId)]) -> usize {
    let mut distinct: Vec<&ScalarValue> = Vec::new();
    for (value, _) in values {
        if let Value::Scalar(scalar) = value
            && !distinct.contains(&scalar.as_ref())
        {
            distinct.push(scalar);
        }
    }
    distinct.len()
}

/// A text or, for `None`, the null that says "cleared": a key that were deleted instead
/// could not stand against another person's value.
pub(crate) fn text_or_cleared(text: Option<&str>) -> ScalarValue {
    text.map_or(ScalarValue::Null, ScalarValue::from)
}

fn check_text(text: &str) -> Result<(), RecordError> {
    if text.len() > MAX_TEXT_BYTES {
        Err(RecordError::TooLarge)
    } else {
        Ok(())
    }
}
