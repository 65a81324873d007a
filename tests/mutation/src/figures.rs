//! Changes of figures: what they are worked out from, and how.

use crate::document::{Entry, Node, Value};
use crate::maker::{Maker, whole};
use crate::mutant::Group;

/// Where a figure's formula stands.
const UNITS: [&str; 4] = ["krw", "rate", "day", "word"];

/// Keys that change places with another one.
const TWINS: [(&str, &str); 4] = [
    ("plus", "minus"),
    ("minus", "plus"),
    ("greatest", "least"),
    ("least", "greatest"),
];

impl Maker<'_> {
    /// Every change of a figure.
    pub(crate) fn figure(&mut self, at: &str, figure: &Node) {
        for entry in UNITS.iter().filter_map(|unit| figure.entry(unit)) {
            self.formula(&format!("{at}.{}", entry.key), entry);
        }
    }

    fn formula(&mut self, at: &str, entry: &Entry) {
        match &entry.node.value {
            Value::Integer(_) => self.number(at, entry, 0),
            Value::Text(_) => self.rate(at, entry),
            Value::Table(_) => self.worked_out(at, &entry.node),
            _ => {}
        }
    }

    fn worked_out(&mut self, at: &str, node: &Node) {
        for entry in node.entries() {
            let at = format!("{at}.{}", entry.key);
            match entry.key.as_str() {
                "cases" => self.cases(&at, &entry.node),
                "down_to" | "day_of_month" => self.number(&at, entry, 1),
                "months" => self.number(&at, entry, i64::MIN),
                "days" | "years" => self.number(&at, entry, 0),
                "from" => {}
                "times" | "rate" | "of" => self.formula(&at, entry),
                "earliest" => {
                    self.drop_each(Group::Operators, &at, &entry.node);
                    self.each_formula(&at, &entry.node);
                }
                "fact" | "param" => {}
                key => self.joined_amounts(&at, entry, key),
            }
        }
    }

    fn joined_amounts(&mut self, at: &str, entry: &Entry, key: &str) {
        if let Some((_, twin)) = TWINS.iter().find(|(one, _)| *one == key) {
            self.rename(at, entry, twin);
        }
        self.drop_each(Group::Operators, at, &entry.node);
        self.each_formula(at, &entry.node);
    }

    fn each_formula(&mut self, at: &str, list: &Node) {
        for (place, part) in list.items().iter().enumerate() {
            let entry = Entry {
                key: place.to_string(),
                key_span: part.span.start..part.span.start,
                node: part.clone(),
            };
            self.formula(&format!("{at}.{place}"), &entry);
        }
    }

    fn cases(&mut self, at: &str, cases: &Node) {
        self.drop_each(Group::Operators, at, cases);
        for (place, case) in cases.items().iter().enumerate() {
            let at = format!("{at}.{place}");
            if let Some(when) = case.get("when") {
                self.condition(&format!("{at}.when"), when);
            }
            if let Some(then) = case.entry("then") {
                self.formula(&format!("{at}.then"), then);
            }
        }
    }

    /// A rate in quotes (`7.09`, `0.9082/7.09`, `30 %`), its last digits one lower and one higher.
    pub(crate) fn rate(&mut self, at: &str, entry: &Entry) {
        let text = entry.node.text().unwrap_or_default();
        for part in text.split('/') {
            let number = part.trim_end_matches('%').trim();
            let digits = number.replace('.', "");
            let Ok(value) = digits.parse::<u64>() else {
                continue;
            };
            for near in [value.checked_sub(1), value.checked_add(1)] {
                let Some(near) = near else { continue };
                let instead = with_point(near, number);
                let instead = text.replacen(number, &instead, 1);
                self.replace(Group::Numbers, at, entry, &format!("\"{instead}\""));
            }
        }
    }

    /// Which states of a figure show a note or a step.
    pub(crate) fn figure_states(&mut self, at: &str, when: &Node) {
        let (Some(_), Some(is)) = (when.entry("figure"), when.entry("is")) else {
            return;
        };
        self.drop_each(Group::Operators, &format!("{at}.is"), &is.node);
        for (place, state) in is.node.items().iter().enumerate() {
            let other = match state.text() {
                Some("KNOWN") => "\"UNKNOWN\"",
                _ => "\"KNOWN\"",
            };
            let change = format!("{other} in {}", self.quoted(&whole(is)));
            let edit = (state.span.clone(), other.to_owned());
            self.make(
                Group::Operators,
                &format!("{at}.is.{place}"),
                change,
                vec![edit],
            );
        }
    }
}

/// A number's digits with the point where the other number has it.
fn with_point(digits: u64, like: &str) -> String {
    let after = like.split_once('.').map_or(0, |(_, after)| after.len());
    let text = format!("{digits:0>width$}", width = after + 1);
    match after {
        0 => text,
        _ => format!(
            "{}.{}",
            &text[..text.len() - after],
            &text[text.len() - after..]
        ),
    }
}
