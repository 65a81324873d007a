//! Makes mutants of one file: the plain changes that everything else is made of.

use crate::document::{Entry, Node, Value, part_with_comma};
use crate::mutant::{Group, Mutant};
use crate::values::Values;
use jiff::civil::Date;
use std::ops::Range;

/// A longer quotation is cut.
const LONGEST_QUOTATION: usize = 70;

/// Gathers the mutants of one file.
pub(crate) struct Maker<'a> {
    pub(crate) values: &'a Values,
    file: &'a str,
    text: &'a str,
    /// Whether what is changed now can only change what is shown.
    pub(crate) only_shows: bool,
    mutants: Vec<Mutant>,
}

/// An edit: other text for some bytes.
pub(crate) type Edit = (Range<usize>, String);

impl<'a> Maker<'a> {
    pub(crate) fn new(file: &'a str, text: &'a str, values: &'a Values) -> Self {
        Self {
            values,
            file,
            text,
            only_shows: false,
            mutants: Vec::new(),
        }
    }

    /// The mutants, by line.
    pub(crate) fn into_mutants(mut self) -> Vec<Mutant> {
        self.mutants.sort_by_key(|mutant| mutant.line);
        self.mutants
    }

    /// One mutant.
    pub(crate) fn make(&mut self, group: Group, at: &str, change: String, mut edits: Vec<Edit>) {
        edits.sort_by_key(|(span, _)| span.start);
        let start = edits.first().map_or(0, |(span, _)| span.start);
        self.mutants.push(Mutant {
            file: self.file.to_owned(),
            line: self.text[..start].matches('\n').count() + 1,
            at: at.to_owned(),
            change,
            group,
            only_shows: self.only_shows,
            edits,
        });
    }

    /// What stands on some bytes, on one line and not too long.
    pub(crate) fn quoted(&self, span: &Range<usize>) -> String {
        let words = self.text[span.clone()].split_whitespace();
        let line = words.collect::<Vec<_>>().join(" ");
        match line.char_indices().nth(LONGEST_QUOTATION) {
            Some((end, _)) => format!("{}…", &line[..end]),
            None => line,
        }
    }

    /// What stands on some bytes, as it is.
    pub(crate) fn written(&self, span: &Range<usize>) -> String {
        self.text[span.clone()].to_owned()
    }

    /// Another text for a value.
    pub(crate) fn replace(&mut self, group: Group, at: &str, entry: &Entry, instead: &str) {
        let before = self.quoted(&entry.node.span);
        let change = format!("{} {before} -> {instead}", entry.key);
        let edit = (entry.node.span.clone(), instead.to_owned());
        self.make(group, at, change, vec![edit]);
    }

    /// A number one lower and one higher; none below `least`.
    pub(crate) fn number(&mut self, at: &str, entry: &Entry, least: i64) {
        if let Value::Integer(number) = entry.node.value {
            for near in [number - 1, number + 1] {
                if near >= least {
                    self.replace(Group::Numbers, at, entry, &near.to_string());
                }
            }
        }
    }

    /// A day earlier and a day later.
    pub(crate) fn date(&mut self, at: &str, entry: &Entry) {
        let Value::Date(date) = &entry.node.value else {
            return;
        };
        let Ok(date) = date.parse::<Date>() else {
            return;
        };
        for near in [date.yesterday(), date.tomorrow()].into_iter().flatten() {
            self.replace(Group::Numbers, at, entry, &near.to_string());
        }
    }

    /// `true` for `false` and the other way round.
    pub(crate) fn flip(&mut self, at: &str, entry: &Entry) {
        if let Value::Boolean(held) = entry.node.value {
            self.replace(Group::Others, at, entry, &(!held).to_string());
        }
    }

    /// Another key for the same value.
    pub(crate) fn rename(&mut self, at: &str, entry: &Entry, key: &str) {
        let whole = entry.key_span.start..entry.node.span.end;
        let change = format!("{} -> {key} in {}", entry.key, self.quoted(&whole));
        let edit = (entry.key_span.clone(), key.to_owned());
        self.make(Group::Operators, at, change, vec![edit]);
    }

    /// The opposite of a condition.
    pub(crate) fn negate(&mut self, at: &str, node: &Node) {
        let change = format!("not in front of {}", self.quoted(&node.span));
        let instead = format!("{{ not = {} }}", self.written(&node.span));
        let edit = (node.span.clone(), instead);
        self.make(Group::Operators, at, change, vec![edit]);
    }

    /// Each item taken out of a list that has several.
    pub(crate) fn drop_each(&mut self, group: Group, at: &str, list: &Node) {
        let items = list.items();
        let spans: Vec<_> = items.iter().map(|item| item.span.clone()).collect();
        for (place, item) in items.iter().enumerate().filter(|_| items.len() > 1) {
            let change = format!("{} left out", self.quoted(&item.span));
            let edit = (part_with_comma(&spans, place), String::new());
            self.make(group, &format!("{at}.{place}"), change, vec![edit]);
        }
    }

    /// A key taken out of a table in braces.
    pub(crate) fn drop_key(&mut self, group: Group, at: &str, table: &Node, key: &str) {
        let entries = table.entries();
        let spans: Vec<_> = entries.iter().map(whole).collect();
        if let Some(place) = entries.iter().position(|entry| entry.key == key) {
            let change = format!("{} left out", self.quoted(&spans[place]));
            let edit = (part_with_comma(&spans, place), String::new());
            self.make(group, &format!("{at}.{key}"), change, vec![edit]);
        }
    }

    /// A key taken out of a section, where each key has a line of its own.
    pub(crate) fn drop_line(&mut self, group: Group, at: &str, entry: &Entry) {
        let span = whole(entry);
        let change = format!("{} left out", self.quoted(&span));
        self.make(group, at, change, vec![(span, String::new())]);
    }
}

/// The bytes of a key and its value.
pub(crate) fn whole(entry: &Entry) -> Range<usize> {
    entry.key_span.start..entry.node.span.end
}
