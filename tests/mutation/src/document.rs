//! A file of a pack as a tree whose every part knows the bytes it stands on.

use std::ops::Range;
use toml::de::{DeTable, DeValue};

/// A value and where it is written.
#[derive(Debug, Clone)]
pub struct Node {
    /// Its bytes, brackets and quotes included.
    pub span: Range<usize>,
    /// What it is.
    pub value: Value,
}

/// What stands in a file.
#[derive(Debug, Clone)]
pub enum Value {
    /// Keys in the order they are written.
    Table(Vec<Entry>),
    /// Values in their order.
    List(Vec<Node>),
    /// A text.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// `true` or `false`.
    Boolean(bool),
    /// A day.
    Date(String),
    /// What packs have no use for.
    Other,
}

/// A key of a table and its value.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// The bytes of the key.
    pub key_span: Range<usize>,
    /// Its value.
    pub node: Node,
}

impl Node {
    /// The tree of a file that loads as a pack's.
    ///
    /// # Errors
    /// What TOML says about the file.
    pub fn of_file(text: &str) -> Result<Self, String> {
        let table = DeTable::parse(text).map_err(|error| error.to_string())?;
        Ok(Self {
            span: 0..text.len(),
            value: of_table(table.get_ref()),
        })
    }

    /// Its entries, if it is a table.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        match &self.value {
            Value::Table(entries) => entries,
            _ => &[],
        }
    }

    /// Its items, if it is a list.
    #[must_use]
    pub fn items(&self) -> &[Self] {
        match &self.value {
            Value::List(items) => items,
            _ => &[],
        }
    }

    /// The entry of a key.
    #[must_use]
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries().iter().find(|entry| entry.key == key)
    }

    /// What stands under a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.entry(key).map(|entry| &entry.node)
    }

    /// The text, if it is one.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The text under a key.
    #[must_use]
    pub fn text_of(&self, key: &str) -> Option<&str> {
        self.get(key).and_then(Self::text)
    }

    /// The texts of a list.
    #[must_use]
    pub fn texts(&self) -> Vec<&str> {
        self.items().iter().filter_map(Self::text).collect()
    }
}

fn of_table(table: &DeTable<'_>) -> Value {
    let mut entries: Vec<Entry> = table
        .iter()
        .map(|(key, value)| Entry {
            key: key.get_ref().to_string(),
            key_span: key.span(),
            node: of_value(value.span(), value.get_ref()),
        })
        .collect();
    entries.sort_by_key(|entry| entry.key_span.start);
    Value::Table(entries)
}

fn of_value(span: Range<usize>, value: &DeValue<'_>) -> Node {
    let value = match value {
        DeValue::Table(table) => of_table(table),
        DeValue::Array(items) => {
            let items = items.iter();
            Value::List(
                items
                    .map(|item| of_value(item.span(), item.get_ref()))
                    .collect(),
            )
        }
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Boolean(held) => Value::Boolean(*held),
        DeValue::Datetime(date) => Value::Date(date.to_string()),
        DeValue::Integer(integer) => i64::from_str_radix(integer.as_str(), integer.radix())
            .map_or(Value::Other, Value::Integer),
        DeValue::Float(_) => Value::Other,
    };
    Node { span, value }
}

/// The bytes to take out for one part of a list or of a table in braces, its comma
/// included. `spans` are those of all parts.
#[must_use]
pub fn part_with_comma(spans: &[Range<usize>], part: usize) -> Range<usize> {
    let own = &spans[part];
    match (spans.get(part + 1), part.checked_sub(1)) {
        (Some(next), _) => own.start..next.start,
        (None, Some(before)) => spans[before].end..own.end,
        (None, None) => own.clone(),
    }
}
