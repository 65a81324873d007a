//! What values a fact may have, so that one can be put in the place of another.

use crate::document::{Node, Value};
use std::collections::{BTreeMap, BTreeSet};

/// The values of facts, as far as packs name them.
#[derive(Debug, Default)]
pub struct Values {
    /// Fact to its kind.
    facts: BTreeMap<String, Kind>,
    /// Kind of place to the places there are.
    places: BTreeMap<String, Vec<String>>,
    /// The statuses that tables list.
    statuses: Vec<String>,
    /// Table and column to the values that rows have there.
    columns: BTreeMap<(String, String), BTreeSet<String>>,
    /// Texts that conditions compare facts with.
    compared: Vec<String>,
}

#[derive(Debug)]
enum Kind {
    Choice(Vec<String>),
    Place(String),
    Status,
    Other,
}

impl Values {
    /// The values that these files name.
    pub fn of<'a>(files: impl Iterator<Item = &'a Node>) -> Self {
        let mut values = Self::default();
        for file in files {
            let items = |key| file.get(key).map_or(&[][..], Node::items);
            items("fact").iter().for_each(|fact| values.add_fact(fact));
            items("place")
                .iter()
                .for_each(|place| values.add_place(place));
            items("table")
                .iter()
                .for_each(|table| values.add_table(table));
            values.add_compared(file);
        }
        values.statuses.sort();
        values.statuses.dedup();
        values
    }

    fn add_fact(&mut self, fact: &Node) {
        let Some(id) = fact.text_of("id") else {
            return;
        };
        let kind = match (fact.text_of("type"), fact.text_of("place")) {
            (Some("choice"), _) => {
                let choices = fact.get("choices").map_or(&[][..], Node::items);
                let ids = choices.iter().filter_map(|choice| choice.text_of("id"));
                Kind::Choice(ids.map(str::to_owned).collect())
            }
            (Some("place"), Some(place)) => Kind::Place(place.to_owned()),
            (Some("status"), _) => Kind::Status,
            _ => Kind::Other,
        };
        self.facts.insert(id.to_owned(), kind);
    }

    fn add_place(&mut self, place: &Node) {
        if let (Some(id), Some(kind)) = (place.text_of("id"), place.text_of("kind")) {
            let places = self.places.entry(kind.to_owned()).or_default();
            places.push(id.to_owned());
        }
    }

    fn add_table(&mut self, table: &Node) {
        let id = table.text_of("id").unwrap_or_default();
        let rows = table.get("rows").map_or(&[][..], Node::items);
        for cell in rows.iter().flat_map(Node::entries) {
            let value = cell.node.text().unwrap_or_default().to_owned();
            match cell.key.as_str() {
                "cite" => {}
                "code" => self.statuses.push(value),
                column => {
                    let column = (id.to_owned(), column.to_owned());
                    self.columns.entry(column).or_default().insert(value);
                }
            }
        }
    }

    /// The values of a table's column, beside those `listed`.
    #[must_use]
    pub fn in_column(&self, table: &str, column: &str, listed: &[&str]) -> Vec<&str> {
        let column = self.columns.get(&(table.to_owned(), column.to_owned()));
        let values = column.into_iter().flatten().map(String::as_str);
        values.filter(|value| !listed.contains(value)).collect()
    }

    /// Texts of `is`, `in` and `not_in`, wherever they stand, but those about figures.
    fn add_compared(&mut self, node: &Node) {
        if node
            .entry("figure")
            .is_some_and(|entry| entry.node.text().is_some())
        {
            return;
        }
        for entry in node.entries() {
            if matches!(entry.key.as_str(), "is" | "in" | "not_in") {
                let texts = entry.node.texts().into_iter().chain(entry.node.text());
                self.compared.extend(texts.map(str::to_owned));
            } else if entry.key != "test" || !matches!(entry.node.value, Value::List(_)) {
                self.add_compared(&entry.node);
            }
        }
        node.items().iter().for_each(|item| self.add_compared(item));
    }

    /// What may stand in the place of a value of a fact, beside those `listed`: every
    /// other choice; of places and statuses one.
    #[must_use]
    pub fn instead_of(&self, fact: &str, listed: &[&str]) -> Vec<&str> {
        let (all, most) = match self.facts.get(fact) {
            Some(Kind::Choice(choices)) => (choices.as_slice(), usize::MAX),
            Some(Kind::Place(kind)) => (self.places.get(kind).map_or(&[][..], Vec::as_slice), 1),
            Some(Kind::Status) => (self.statuses.as_slice(), 1),
            _ => (&[][..], 0),
        };
        let others = all.iter().map(String::as_str);
        let others = others.filter(|one| !listed.contains(one));
        others.take(most).collect()
    }

    /// A place of a kind that a place may lie in instead: one that conditions ask about,
    /// because no other can change a verdict.
    #[must_use]
    pub fn elsewhere(&self, place: &str) -> Option<&str> {
        let kind = self
            .places
            .values()
            .find(|kind| kind.iter().any(|one| one == place))?;
        let mut others = kind.iter().filter(|one| *one != place);
        let asked = others.clone().find(|one| self.compared.contains(one));
        asked.or_else(|| others.next()).map(String::as_str)
    }
}
