//! One installed pack, ready to run.

use crate::asking::Asking;
use crate::contact::Contact;
use crate::exact::{Exact, whole};
use crate::expression::Expression;
use crate::figure::{Calculation, Figure, Unit};
use crate::language::Language;
use crate::programme::Programme;
use crate::raw::{Says, Status, Whys};
use crate::state::{State, Verdict};
use crate::text::{Text, TextList};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a list of packs shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackInfo {
    /// Its id.
    pub id: String,
    /// Counted from 1, never down.
    pub version: u32,
    /// Of its files, hexadecimal.
    pub sha256: String,
    /// The day it was issued.
    pub issued: Date,
    /// The first day it is about.
    pub valid_from: Date,
    /// Until when its content was looked after.
    pub review_by: Date,
    /// How far its content has been looked after.
    pub status: Status,
    /// Whether native speakers have checked its texts.
    pub texts_reviewed: bool,
    /// How many of its own tests ran, and passed, when it was loaded.
    pub tests_run: usize,
}

/// A pack, compiled.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Pack {
    pub(crate) info: PackInfo,
    pub(crate) review_facts: Vec<usize>,
    pub(crate) params: Vec<Param>,
    pub(crate) tables: Vec<Table>,
    pub(crate) criteria: Vec<Criterion>,
    pub(crate) decisions: Vec<Decision>,
    pub(crate) asking: Vec<Asking>,
    pub(crate) figures: Vec<Figure>,
    pub(crate) calculations: Vec<Calculation>,
    pub(crate) notes: Vec<Note>,
    pub(crate) steps: Vec<Step>,
    pub(crate) programmes: Vec<Programme>,
    pub(crate) cites: BTreeMap<String, Cite>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Param {
    pub(crate) id: String,
    /// In their order, apart.
    pub(crate) unit: Unit,
    pub(crate) values: Vec<ParamValue>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct ParamValue {
    pub(crate) from: Date,
    pub(crate) until: Option<Date>,
    pub(crate) value: Exact,
    pub(crate) cite: String,
}

impl Param {
    /// The value on a day, in won; `None` outside the known periods.
    pub(crate) fn on(&self, day: Date) -> Option<i64> {
        self.value_on(day).and_then(whole)
    }

    /// The value on a day; `None` outside the known periods.
    pub(crate) fn value_on(&self, day: Date) -> Option<&Exact> {
        self.period_of(day).map(|period| &period.value)
    }

    /// The source of the value on a day.
    pub(crate) fn cite_on(&self, day: Date) -> Option<&str> {
        self.period_of(day).map(|period| period.cite.as_str())
    }

    fn period_of(&self, day: Date) -> Option<&ParamValue> {
        let begun = self.values.partition_point(|value| value.from <= day);
        let last = self.values[..begun].last();
        last.filter(|value| value.until.is_none_or(|end| day <= end))
    }
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Table {
    pub(crate) rows: Vec<Row>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Row {
    pub(crate) code: String,
    pub(crate) values: Vec<String>,
    pub(crate) cite: String,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Criterion {
    pub(crate) id: String,
    pub(crate) test: Expression,
    pub(crate) cites: Vec<String>,
    pub(crate) why: Whys,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Decision {
    pub(crate) id: String,
    pub(crate) tree: Expression,
    pub(crate) amounts: Option<AmountRule>,
    pub(crate) title: Text,
    pub(crate) say: Says,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct AmountRule {
    pub(crate) cap: usize,
    pub(crate) used: usize,
    pub(crate) request: usize,
    pub(crate) at: Option<usize>,
}

/// When a note or a step is shown; everything given must hold.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct When {
    pub(crate) decisions: Vec<String>,
    pub(crate) verdicts: Vec<Verdict>,
    pub(crate) criterion: Option<usize>,
    pub(crate) states: Vec<State>,
    pub(crate) test: Option<Expression>,
    /// Only where some of the money asked for is refused.
    pub(crate) refused: bool,
    /// A figure, and what it may be: words, `KNOWN` or `UNKNOWN`.
    pub(crate) figure: Option<(usize, Vec<String>)>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Note {
    pub(crate) id: String,
    /// A leaf names it: shown only where that leaf asks for it.
    pub(crate) named: bool,
    /// `None` and not named: never.
    pub(crate) when: Option<When>,
    pub(crate) text: Text,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Step {
    pub(crate) id: String,
    pub(crate) when: When,
    pub(crate) contact: Option<Contact>,
    pub(crate) what: Text,
    pub(crate) bring: TextList,
    pub(crate) say_ko: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Cite {
    pub(crate) source: String,
    pub(crate) title: Text,
    pub(crate) dated: Option<Date>,
    pub(crate) checked: Option<String>,
    pub(crate) confidence: String,
}

impl Step {
    /// Whom somebody who reads this language calls for it.
    pub(crate) fn contact_for(&self, language: Language) -> Option<&Contact> {
        let contact = self.contact.as_ref();
        contact.map(|contact| contact.for_reader(language))
    }
}

impl Decision {
    /// The criteria its tree names, in order, each once; with those they name.
    pub(crate) fn criteria(&self) -> Vec<usize> {
        fn walk(expression: &Expression, found: &mut Vec<usize>) {
            match expression {
                Expression::All(parts) | Expression::Any(parts) | Expression::AtLeast(_, parts) => {
                    parts.iter().for_each(|part| walk(part, found));
                }
                Expression::Not(part) => walk(part, found),
                Expression::Criterion(index) if !found.contains(index) => found.push(*index),
                Expression::Criterion(_) | Expression::Decision { .. } | Expression::Leaf(_) => {}
            }
        }
        let mut found = Vec::new();
        walk(&self.tree, &mut found);
        found
    }
}
