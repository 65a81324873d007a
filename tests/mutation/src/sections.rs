//! The sections of a pack's file, and what is changed in each.

use crate::document::{Entry, Node, part_with_comma};
use crate::maker::{Maker, whole};
use crate::mutant::{Group, Mutant};
use crate::values::Values;
use jiff::Span;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Every mutant of a file of a pack or of the vocabulary. Tests, citations and texts are
/// left alone, and of the head all but its dates and the dates it compares with them.
///
/// # Errors
/// What TOML says about the file.
pub fn mutants(file: &str, text: &str, values: &Values) -> Result<Vec<Mutant>, String> {
    let root = Node::of_file(text).map_err(|error| format!("packs/{file}: {error}"))?;
    let mut maker = Maker::new(file, text, values);
    if let Some(head) = root.get("pack") {
        maker.head(head);
    }
    for (section, change) in SECTIONS {
        let items = root.get(section).map_or(&[][..], Node::items);
        for item in items {
            let id = item.text_of("id").unwrap_or_default();
            maker.only_shows = matches!(*section, "note" | "step" | "contact");
            change(&mut maker, &format!("{section}.{id}"), item);
        }
    }
    Ok(maker.into_mutants())
}

type Change = fn(&mut Maker<'_>, &str, &Node);

/// Each kind of section with what changes it.
const SECTIONS: &[(&str, Change)] = &[
    ("param", |maker, at, item| maker.param(at, item)),
    ("table", |maker, at, item| maker.table(at, item)),
    ("criterion", |maker, at, item| maker.under(at, item, "test")),
    ("decision", |maker, at, item| maker.decided(at, item)),
    ("figure", |maker, at, item| maker.figure(at, item)),
    ("note", |maker, at, item| maker.shown(at, item)),
    ("step", |maker, at, item| maker.shown(at, item)),
    ("contact", |maker, at, item| maker.contact(at, item)),
    ("programme", |maker, at, item| maker.programme(at, item)),
    ("fact", |maker, at, item| maker.fact(at, item)),
    ("place", |maker, at, item| maker.place(at, item)),
];

impl Maker<'_> {
    fn head(&mut self, head: &Node) {
        for key in ["valid_from", "review_by"] {
            if let Some(entry) = head.entry(key) {
                self.date(&format!("pack.{key}"), entry);
            }
        }
        if let Some(entry) = head.entry("review_facts") {
            self.drop_line(Group::Operators, "pack.review_facts", entry);
        }
    }

    fn under(&mut self, at: &str, item: &Node, key: &str) {
        if let Some(condition) = item.get(key) {
            self.condition(&format!("{at}.{key}"), condition);
        }
    }

    fn decided(&mut self, at: &str, decision: &Node) {
        self.under(at, decision, "tree");
        if let Some(amounts) = decision.get("amounts") {
            self.drop_key(Group::Operators, &format!("{at}.amounts"), amounts, "at");
        }
    }

    fn param(&mut self, at: &str, param: &Node) {
        let Some(values) = param.get("values") else {
            return;
        };
        self.drop_each(Group::Tables, &format!("{at}.values"), values);
        for (place, value) in values.items().iter().enumerate() {
            let at = format!("{at}.values.{place}");
            for entry in value.entries() {
                let at = format!("{at}.{}", entry.key);
                self.number(&at, entry, 0);
                self.date(&at, entry);
                if entry.key == "value" {
                    self.rate(&at, entry);
                }
            }
            self.drop_key(Group::Operators, &at, value, "until");
        }
    }

    fn table(&mut self, at: &str, table: &Node) {
        let Some(rows) = table.get("rows") else {
            return;
        };
        self.drop_each(Group::Tables, &format!("{at}.rows"), rows);
        for row in rows.items() {
            let code = row.text_of("code").unwrap_or_default();
            let cells = row.entries().iter();
            let cells = cells.filter(|cell| !matches!(cell.key.as_str(), "code" | "cite"));
            for cell in cells {
                self.cell(&format!("{at}.rows.{code}.{}", cell.key), rows, cell);
            }
        }
    }

    /// Every other value of the column.
    fn cell(&mut self, at: &str, rows: &Node, cell: &Entry) {
        let column = rows.items().iter();
        let others: BTreeSet<&str> = column
            .filter_map(|row| row.text_of(&cell.key))
            .filter(|other| cell.node.text() != Some(other))
            .collect();
        for other in others {
            self.replace(Group::Tables, at, cell, &format!("\"{other}\""));
        }
    }

    /// A note or a step: when it is shown.
    fn shown(&mut self, at: &str, item: &Node) {
        if let Some(decisions) = item.get("decisions") {
            self.drop_each(Group::Operators, &format!("{at}.decisions"), decisions);
        }
        let Some(when) = item.get("when") else {
            return;
        };
        let at = format!("{at}.when");
        self.drop_parts(&at, when);
        for (key, all) in [("verdict", &VERDICTS[..]), ("state", &STATES[..])] {
            if let Some(entry) = when.entry(key) {
                self.drop_each(Group::Operators, &format!("{at}.{key}"), &entry.node);
                self.other_of_list(&format!("{at}.{key}"), entry, all);
            }
        }
        self.figure_states(&at, when);
        self.under(&at, when, "test");
    }

    /// Each part of `when` left out: a list of states by itself, and with its criterion.
    fn drop_parts(&mut self, at: &str, when: &Node) {
        let parts = when.entries();
        let named = |key: &str| matches!(key, "criterion" | "figure" | "is");
        for part in parts.iter().filter(|part| !named(&part.key)) {
            if parts.len() > 1 {
                self.drop_key(Group::Operators, at, when, &part.key);
            }
        }
        let mut spans: Vec<_> = parts.iter().map(whole).collect();
        let criterion = parts.iter().position(|part| part.key == "criterion");
        if let Some(place) = criterion.filter(|_| parts.len() > 2) {
            if parts.get(place + 1).is_some_and(|next| next.key == "state") {
                spans[place].end = spans.remove(place + 1).end;
            }
            let change = format!("{} left out", self.quoted(&spans[place]));
            let edit = (part_with_comma(&spans, place), String::new());
            self.make(
                Group::Operators,
                &format!("{at}.criterion"),
                change,
                vec![edit],
            );
        }
    }

    /// Another verdict or state in the place of each.
    fn other_of_list(&mut self, at: &str, entry: &Entry, all: &[&str]) {
        let listed = entry.node.texts();
        let Some(other) = all.iter().find(|one| !listed.contains(*one)) else {
            return;
        };
        for (place, item) in entry.node.items().iter().enumerate() {
            let change = format!("{} -> \"{other}\"", self.quoted(&item.span));
            let edit = (item.span.clone(), format!("\"{other}\""));
            self.make(
                Group::Operators,
                &format!("{at}.{place}"),
                change,
                vec![edit],
            );
        }
    }

    fn fact(&mut self, at: &str, fact: &Node) {
        if let Some(entry) = fact.entry("confirm_after_months") {
            self.number(&format!("{at}.confirm_after_months"), entry, 1);
        }
        for key in ["askable", "optional"] {
            if let Some(entry) = fact.entry(key) {
                self.flip(&format!("{at}.{key}"), entry);
            }
        }
        if let Some(entry) = fact.entry("history") {
            self.drop_line(Group::Operators, &format!("{at}.history"), entry);
        }
        if let Some(entry) = fact.entry("implied") {
            self.implied(&format!("{at}.implied"), entry);
        }
        let contradicts = fact.get("contradicts").map_or(&[][..], Node::items);
        for (place, one) in contradicts.iter().enumerate() {
            self.under(&format!("{at}.contradicts.{place}"), one, "when");
        }
    }

    fn implied(&mut self, at: &str, entry: &Entry) {
        if entry.node.items().len() == 1 {
            self.drop_line(Group::Operators, at, entry);
        }
        self.drop_each(Group::Operators, at, &entry.node);
        for (place, one) in entry.node.items().iter().enumerate() {
            let at = format!("{at}.{place}");
            self.under(&at, one, "when");
            if let Some(value) = one.entry("value") {
                self.flip(&format!("{at}.value"), value);
            }
        }
    }

    fn contact(&mut self, at: &str, contact: &Node) {
        if let Some(entry) = contact.entry("immigration_office") {
            self.flip(&format!("{at}.immigration_office"), entry);
        }
    }

    /// How a record stands, since and until when, when it was known, and where.
    fn programme(&mut self, at: &str, programme: &Node) {
        if let Some(entry) = programme.entry("state") {
            let others = PROGRAMME_STATES.iter();
            for other in others.filter(|one| entry.node.text() != Some(**one)) {
                let at = format!("{at}.state");
                self.replace(Group::Others, &at, entry, &format!("\"{other}\""));
            }
        }
        for key in ["from", "until"] {
            if let Some(entry) = programme.entry(key) {
                let at = format!("{at}.{key}");
                self.date(&at, entry);
                self.drop_line(Group::Operators, &at, entry);
            }
        }
        if let Some(entry) = programme.entry("known") {
            self.known(&format!("{at}.known"), entry);
        }
        if let Some(entry) = programme.entry("where") {
            let at = format!("{at}.where");
            self.drop_line(Group::Operators, &at, entry);
            self.drop_each(Group::Others, &at, &entry.node);
            for (place, known) in entry.node.items().iter().enumerate() {
                let other = known.text().and_then(|known| self.values.elsewhere(known));
                let Some(other) = other.map(|other| format!("\"{other}\"")) else {
                    continue;
                };
                let change = format!("{} -> {other}", self.quoted(&known.span));
                let edit = (known.span.clone(), other);
                self.make(Group::Others, &format!("{at}.{place}"), change, vec![edit]);
            }
        }
    }

    /// A month earlier and a month later, or a year where only that is known.
    fn known(&mut self, at: &str, entry: &Entry) {
        let text = entry.node.text().unwrap_or_default();
        let near: Vec<String> = match text.split_once('-') {
            None => {
                let year = text.parse::<i64>().ok().into_iter();
                year.flat_map(|year| [year - 1, year + 1])
                    .map(|year| year.to_string())
                    .collect()
            }
            Some(_) => {
                let day = format!("{text}-01").parse::<Date>().ok();
                let span = Span::new().months(1);
                let days = day.map(|day| [day.checked_sub(span), day.checked_add(span)]);
                let days = days.into_iter().flatten().flatten();
                days.map(|day| format!("{:04}-{:02}", day.year(), day.month()))
                    .collect()
            }
        };
        for near in near {
            self.replace(Group::Numbers, at, entry, &format!("\"{near}\""));
        }
    }

    fn place(&mut self, at: &str, place: &Node) {
        let within = place.entry("within");
        let Some((entry, known)) = within.and_then(|entry| Some((entry, entry.node.text()?)))
        else {
            return;
        };
        if let Some(other) = self.values.elsewhere(known) {
            let at = format!("{at}.within");
            self.replace(Group::Tables, &at, entry, &format!("\"{other}\""));
        }
    }
}

const PROGRAMME_STATES: [&str; 4] = ["running", "unconfirmed", "ended", "history"];
const VERDICTS: [&str; 4] = ["YES", "NO", "UNKNOWN", "NEEDS_DECISION"];
const STATES: [&str; 4] = ["MET", "NOT_MET", "UNKNOWN", "NEEDS_DECISION"];
