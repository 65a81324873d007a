//! Changes of conditions: their numbers and dates, what they compare with, how they are joined.

use crate::document::{Entry, Node, Value};
use crate::maker::{Maker, whole};
use crate::mutant::Group;

/// Keys that change places with another one.
const TWINS: [(&str, &str); 5] = [
    ("after", "until"),
    ("min", "max"),
    ("from", "until"),
    ("day_from", "day_until"),
    ("in", "not_in"),
];

impl Maker<'_> {
    /// Every change of a condition and of those below it.
    pub(crate) fn condition(&mut self, at: &str, node: &Node) {
        // In a decision's tree a text is a criterion.
        if !matches!(node.value, Value::Table(_)) {
            return;
        }
        if let Some(inner) = node.get("not") {
            let change = format!("not left out in {}", self.quoted(&node.span));
            let edit = (node.span.clone(), self.written(&inner.span));
            self.make(Group::Operators, at, change, vec![edit]);
            return self.condition(&format!("{at}.not"), inner);
        }
        for (key, twin) in [("all", "any"), ("any", "all"), ("of", "of")] {
            if let Some(entry) = node.entry(key) {
                return self.joined(&format!("{at}.{key}"), node, entry, twin);
            }
        }
        if node.entry("criterion").is_some() {
            return self.negate(at, node);
        }
        if node.entry("decision").is_some() {
            return self.decision(at, node);
        }
        self.leaf(at, node);
    }

    fn joined(&mut self, at: &str, node: &Node, entry: &Entry, twin: &str) {
        let parts = entry.node.items();
        if twin != entry.key && parts.len() > 1 {
            self.rename(at, entry, twin);
        }
        if let Some(count) = node.entry("at_least") {
            self.number(at, count, 1);
        }
        self.drop_each(Group::Operators, at, &entry.node);
        for (place, part) in parts.iter().enumerate() {
            self.condition(&format!("{at}.{place}"), part);
        }
    }

    fn decision(&mut self, at: &str, node: &Node) {
        for (key, twin) in [("is", "is_not"), ("is_not", "is")] {
            if let Some(entry) = node.entry(key) {
                self.rename(&format!("{at}.{key}"), entry, twin);
                let other = if entry.node.text() == Some("YES") {
                    "\"NO\""
                } else {
                    "\"YES\""
                };
                self.replace(Group::Others, &format!("{at}.{key}"), entry, other);
            }
        }
    }

    fn leaf(&mut self, at: &str, node: &Node) {
        self.amounts_and_days(at, node);
        self.compared(at, node);
        self.twins(at, node);
        self.fallbacks(at, node);
        self.swapped(at, node);
        let plain = ["table", "given", "cap", "year_parity", "resident"];
        if plain.iter().any(|key| node.entry(key).is_some()) {
            self.negate(at, node);
        }
        for optional in ["again_within", "at"] {
            self.drop_key(Group::Operators, at, node, optional);
        }
    }

    fn amounts_and_days(&mut self, at: &str, node: &Node) {
        for entry in node.entries() {
            let at = format!("{at}.{}", entry.key);
            // A loader refuses a return within no months at all.
            let least = i64::from(entry.key == "again_within");
            self.number(&at, entry, least);
            self.date(&at, entry);
        }
    }

    /// Values that a fact, or a table's entry, is compared with.
    fn compared(&mut self, at: &str, node: &Node) {
        if let Some(entry) = node.entry("is") {
            let at = format!("{at}.is");
            self.flip(&at, entry);
            self.instead(
                &at,
                node,
                &entry.node,
                &[entry.node.text().unwrap_or_default()],
            );
            let edits = vec![
                (entry.key_span.clone(), "not_in".to_owned()),
                (
                    entry.node.span.clone(),
                    format!("[{}]", self.written(&entry.node.span)),
                ),
            ];
            // Of yes and no that is the same as the other value.
            if !matches!(entry.node.value, Value::Boolean(_)) {
                let change = format!("is -> is not in {}", self.quoted(&whole(entry)));
                self.make(Group::Operators, &at, change, edits);
            }
        }
        for key in ["in", "not_in"] {
            if let Some(list) = node.get(key) {
                let at = format!("{at}.{key}");
                self.drop_each(Group::Others, &at, list);
                for (place, item) in list.items().iter().enumerate() {
                    self.instead(&format!("{at}.{place}"), node, item, &list.texts());
                }
            }
        }
    }

    /// Other values in the place of one.
    fn instead(&mut self, at: &str, leaf: &Node, value: &Node, listed: &[&str]) {
        let others = match (leaf.text_of("table"), leaf.text_of("column")) {
            (Some(table), Some(column)) => self.values.in_column(table, column, listed),
            _ => {
                let fact = leaf.text_of("fact").unwrap_or_default();
                self.values.instead_of(fact, listed)
            }
        };
        for other in others {
            let other = format!("\"{other}\"");
            let change = format!("{} -> {other}", self.quoted(&value.span));
            self.make(Group::Others, at, change, vec![(value.span.clone(), other)]);
        }
    }

    /// Keys that say the opposite; where both stand, one of them is left out.
    fn twins(&mut self, at: &str, node: &Node) {
        let is_table = node.entry("table").is_some();
        for (key, twin) in TWINS {
            match (node.entry(key), node.entry(twin)) {
                (Some(_), Some(_)) => {
                    self.drop_key(Group::Operators, at, node, key);
                    self.drop_key(Group::Operators, at, node, twin);
                }
                // A table's test has no `not_in`; it is negated as a whole.
                (Some(entry), None) if !is_table => {
                    self.rename(&format!("{at}.{key}"), entry, twin);
                }
                (None, Some(entry)) if self.turns_back(node, key) => {
                    self.rename(&format!("{at}.{twin}"), entry, key);
                }
                _ => {}
            }
        }
    }

    /// Whether the second key of a pair belongs to it here: `until` has two.
    fn turns_back(&self, node: &Node, key: &str) -> bool {
        let about_fact = node.entry("fact").is_some();
        match key {
            "after" => !about_fact,
            "from" => about_fact,
            _ => true,
        }
    }

    /// What a leaf is where it doesn't hold or an optional fact isn't given, and on return.
    fn fallbacks(&mut self, at: &str, node: &Node) {
        let states = [
            ("otherwise", &["NEEDS_DECISION", "UNKNOWN"]),
            ("absent", &["MET", "NOT_MET"]),
            ("again", &["MET", "UNKNOWN"]),
        ];
        for (key, legal) in states {
            let Some(entry) = node.entry(key) else {
                continue;
            };
            for other in legal.iter().filter(|one| entry.node.text() != Some(**one)) {
                let at = format!("{at}.{key}");
                self.replace(Group::Operators, &at, entry, &format!("\"{other}\""));
            }
            if key != "again" {
                self.drop_key(Group::Operators, at, node, key);
            }
        }
    }

    /// Which of two dates is the later one.
    fn swapped(&mut self, at: &str, node: &Node) {
        if let (Some(fact), Some(than)) = (node.get("fact"), node.get("later_than")) {
            let change = format!("dates swapped in {}", self.quoted(&node.span));
            let edits = vec![
                (fact.span.clone(), self.written(&than.span)),
                (than.span.clone(), self.written(&fact.span)),
            ];
            self.make(Group::Operators, at, change, edits);
        }
    }
}
