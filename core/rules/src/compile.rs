//! From written conditions to running ones, with every complaint naming its place.

use crate::error::{PackError, quoted};
use crate::expression::{Expression, Leaf};
use crate::fact_type::FactType;
use crate::keys::Keys;
use crate::names::meant;
use crate::pack::Row;
use crate::source::At;
use crate::state::{State, Verdict};
use crate::value::Places;
use std::collections::{BTreeMap, BTreeSet};
use toml::Value as Toml;

/// How deep conditions may be nested.
pub(crate) const DEEPEST: usize = 16;

/// The names an expression may use.
pub(crate) struct Scope<'a> {
    pub(crate) facts: &'a [FactType],
    pub(crate) fact_ids: &'a BTreeMap<String, usize>,
    pub(crate) params: &'a BTreeMap<String, usize>,
    pub(crate) tables: &'a BTreeMap<String, TableNames>,
    /// Criteria that may be referred to: those above.
    pub(crate) criteria: &'a BTreeMap<String, usize>,
    pub(crate) notes: &'a BTreeSet<String>,
    pub(crate) places: &'a dyn Places,
}

/// Where a table is, and what its columns hold.
pub(crate) struct TableNames {
    pub(crate) index: usize,
    /// Name and values of each column.
    pub(crate) columns: Vec<(String, BTreeSet<String>)>,
}

impl TableNames {
    pub(crate) fn new(index: usize, columns: &[String], rows: &[Row]) -> Self {
        let column = |(place, name): (usize, &String)| {
            let values = rows.iter().filter_map(|row| row.values.get(place).cloned());
            (name.clone(), values.collect())
        };
        Self {
            index,
            columns: columns.iter().enumerate().map(column).collect(),
        }
    }
}

impl Scope<'_> {
    pub(crate) fn fact(&self, id: &str, at: &At) -> Result<usize, PackError> {
        match self.fact_ids.get(id) {
            Some(fact) if !self.facts[*fact].is_readable() => at.fail(own_words(id)),
            Some(fact) => Ok(*fact),
            None => {
                let known = self.fact_ids.keys().map(String::as_str);
                at.fail(no_such("fact", id, known))
            }
        }
    }

    /// A tree of criteria: a name, or all, any, not, at_least of trees.
    pub(crate) fn tree(
        &self,
        written: &Toml,
        at: &At,
        depth: usize,
    ) -> Result<Expression, PackError> {
        match written {
            Toml::String(criterion) => self.criterion(criterion, at),
            Toml::Table(table) => self.expression(table.clone(), at, depth),
            _ => at.fail("a criterion's name or a table such as { all = […] } is needed"),
        }
    }

    fn criterion(&self, id: &str, at: &At) -> Result<Expression, PackError> {
        match self.criteria.get(id) {
            Some(index) => Ok(Expression::Criterion(*index)),
            None => {
                let known = self.criteria.keys().map(String::as_str);
                at.fail(no_such("criterion", id, known))
            }
        }
    }

    /// Any expression.
    pub(crate) fn expression(
        &self,
        table: toml::Table,
        at: &At,
        depth: usize,
    ) -> Result<Expression, PackError> {
        if depth > DEEPEST {
            return at.fail(format!("conditions may be nested {DEEPEST} deep at most"));
        }
        let mut keys = Keys { table, at };
        let parts = |key: &str, items: Vec<Toml>| -> Result<Vec<Expression>, PackError> {
            let at = at.key(key);
            let each = |(place, item)| self.tree(item, &at.place(place), depth + 1);
            items.iter().enumerate().map(each).collect()
        };
        let made = if let Some(items) = keys.list("all")? {
            Expression::All(parts("all", items)?)
        } else if let Some(items) = keys.list("any")? {
            Expression::Any(parts("any", items)?)
        } else if let Some(inner) = keys.take("not") {
            Expression::Not(Box::new(self.tree(&inner, &at.key("not"), depth + 1)?))
        } else if let Some(count) = keys.number("at_least")? {
            let of = keys
                .list("of")?
                .map_or_else(|| at.fail("`at_least` needs `of`"), Ok)?;
            let count = usize::try_from(count)
                .ok()
                .filter(|count| (1..=of.len()).contains(count));
            let Some(count) = count else {
                return at.fail("`at_least` needs a number from 1 to the length of `of`");
            };
            Expression::AtLeast(count, parts("of", of)?)
        } else if let Some(id) = keys.text("criterion")? {
            self.criterion(&id, &at.key("criterion"))?
        } else if let Some(id) = keys.text("decision")? {
            decision(id, &mut keys)?
        } else {
            Expression::Leaf(Box::new(self.leaf(&mut keys)?))
        };
        keys.end()?;
        Ok(made)
    }

    fn leaf(&self, keys: &mut Keys<'_>) -> Result<Leaf, PackError> {
        let at = keys.at.clone();
        let otherwise = state(keys, "otherwise", &["NOT_MET", "NEEDS_DECISION", "UNKNOWN"])?;
        let absent = state(keys, "absent", &["MET", "NOT_MET"])?;
        let note = keys.text("note")?;
        self.note(note.as_deref(), &at.key("note"))?;
        let test = self.test(keys)?;
        if absent.is_some() && !test.facts().iter().any(|fact| self.facts[*fact].optional) {
            return at
                .key("absent")
                .fail("`absent` is only for facts that are `optional` in the vocabulary");
        }
        let otherwise = otherwise.unwrap_or(State::NotMet);
        Ok(Leaf {
            test,
            otherwise,
            note,
            absent,
        })
    }

    pub(crate) fn note(&self, note: Option<&str>, at: &At) -> Result<(), PackError> {
        match note {
            Some(id) if !self.notes.contains(id) => {
                let known = self.notes.iter().map(String::as_str);
                at.fail(no_such("note", id, known))
            }
            _ => Ok(()),
        }
    }
}

fn decision(id: String, keys: &mut Keys<'_>) -> Result<Expression, PackError> {
    let at = keys.at.clone();
    let (holds, text) = match (keys.text("is")?, keys.text("is_not")?) {
        (Some(text), None) => (true, text),
        (None, Some(text)) => (false, text),
        _ => return at.fail("a decision needs either `is` or `is_not`"),
    };
    // UNKNOWN can't be compared with: it would make a definite answer out of not knowing.
    let verdict = match text.as_str() {
        "YES" => Verdict::Yes,
        "NO" => Verdict::No,
        _ => return at.fail("a decision is compared with \"YES\" or \"NO\""),
    };
    Ok(Expression::Decision { id, verdict, holds })
}

pub(crate) fn state(
    keys: &mut Keys<'_>,
    key: &str,
    allowed: &[&str],
) -> Result<Option<State>, PackError> {
    let Some(text) = keys.text(key)? else {
        return Ok(None);
    };
    if !allowed.contains(&text.as_str()) {
        return keys.fail(key, &format!("one of {}", allowed.join(", ")));
    }
    Ok(Some(match text.as_str() {
        "MET" => State::Met,
        "NOT_MET" => State::NotMet,
        "UNKNOWN" => State::Unknown,
        _ => State::NeedsDecision,
    }))
}

/// That a fact is for its owner alone.
pub(crate) fn own_words(id: &str) -> String {
    format!("`{id}` is a text of the person's own: no rule and no text may have it")
}

/// That a name isn't known, and which was perhaps meant.
pub(crate) fn no_such<'a>(
    what: &str,
    id: &str,
    known: impl Iterator<Item = &'a str> + Clone,
) -> String {
    let id_shown = quoted(id);
    if let Some(near) = meant(id, known.clone()) {
        return format!("no {what} is called `{id_shown}`; did you mean `{near}`?");
    }
    let known: Vec<&str> = known.collect();
    match known.as_slice() {
        [] => format!("no {what} is called `{id_shown}`; there is none yet"),
        few if few.len() <= 12 => {
            format!(
                "no {what} is called `{id_shown}`; there are {}",
                few.join(", ")
            )
        }
        _ => format!("no {what} is called `{id_shown}`"),
    }
}
