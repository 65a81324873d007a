//! The walk that says what is still needed: undecided nodes only.

use crate::eval::{World, is_coarse};
use crate::expression::{Expression, Leaf, Test};
use crate::facts::FactState;
use crate::pack::Pack;
use crate::state::State;
use crate::value::Value;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The facts that keep a verdict open, by what is the matter with them.
#[derive(Debug, Default)]
pub(crate) struct Needed {
    pub(crate) open: Vec<usize>,
    pub(crate) declined: Vec<usize>,
    pub(crate) confirm: Vec<usize>,
}

impl World<'_> {
    /// What an undecided tree still needs, in the order to ask.
    pub(crate) fn needed(&self, pack: &Pack, tree: &Expression, day: Date) -> Needed {
        let mut counts = BTreeMap::new();
        self.count(pack, tree, day, &mut counts);
        let mut facts: Vec<(usize, usize)> = counts.into_iter().collect();
        facts.sort_by_key(|(fact, count)| {
            let sensitivity = self.vocabulary.facts[*fact].sensitivity;
            (sensitivity, std::cmp::Reverse(*count), *fact)
        });
        let mut needed = Needed::default();
        for (fact, _) in facts {
            let about = &self.vocabulary.facts[fact];
            match self.facts[fact] {
                FactState::Declined => needed.declined.push(fact),
                FactState::Aged | FactState::Guessed => needed.confirm.push(fact),
                FactState::Absent | FactState::Known(_) => {
                    if about.askable && !about.optional {
                        needed.open.push(fact);
                    }
                }
            }
        }
        needed
    }

    fn count(
        &self,
        pack: &Pack,
        expression: &Expression,
        day: Date,
        counts: &mut BTreeMap<usize, usize>,
    ) {
        if self.state(pack, expression, day) != State::Unknown {
            return;
        }
        match expression {
            Expression::All(parts) | Expression::Any(parts) | Expression::AtLeast(_, parts) => {
                parts
                    .iter()
                    .for_each(|part| self.count(pack, part, day, counts));
            }
            Expression::Not(part) => self.count(pack, part, day, counts),
            Expression::Criterion(index) => {
                self.count(pack, &pack.criteria[*index].test, day, counts);
            }
            Expression::Decision { id, .. } => {
                if let Some((other, decision)) = self.active.get(id.as_str()) {
                    let other = self.pack(*other);
                    self.count(other, &other.decisions[*decision].tree, day, counts);
                }
            }
            Expression::Leaf(leaf) => {
                for fact in self.missing(pack, leaf, day) {
                    *counts.entry(fact).or_default() += 1;
                }
            }
        }
    }

    /// The facts an undecided leaf lacks, each once.
    fn missing(&self, pack: &Pack, leaf: &Leaf, day: Date) -> Vec<usize> {
        let mut missing = Vec::new();
        for fact in leaf.test.facts() {
            match self.see(fact, day) {
                Err(facts) => missing.extend(facts),
                Ok(value) => {
                    if let (Test::Table { table, .. }, Value::Status(code)) = (&leaf.test, &*value)
                        && is_coarse(&pack.tables[*table].rows, code)
                    {
                        missing.push(self.source_of_status(fact, day));
                    }
                }
            }
        }
        missing.sort_unstable();
        missing.dedup();
        missing
    }

    /// The fact to ask for when a status seen on a day is too coarse.
    fn source_of_status(&self, fact: usize, day: Date) -> usize {
        match self.vocabulary.facts[fact].history {
            Some((since, previous)) if matches!(&self.facts[since], FactState::Known(Value::Date(since)) if day < *since) => {
                previous
            }
            _ => fact,
        }
    }

    /// Notes that leaves ask for on this day, in order, each once.
    pub(crate) fn leaf_notes(&self, pack: &Pack, tree: &Expression, day: Date) -> Vec<String> {
        let mut notes: Vec<String> = Vec::new();
        let mut add = |note: &Option<String>| {
            if let Some(note) = note
                && !notes.contains(note)
            {
                notes.push(note.clone());
            }
        };
        self.every_leaf(pack, tree, &mut |leaf| {
            let state = self.test(pack, &leaf.test, day);
            if leaf.note.is_some() && matches!(state, State::NotMet | State::Unknown) {
                let known = leaf
                    .test
                    .facts()
                    .iter()
                    .all(|fact| self.see(*fact, day).is_ok());
                if known {
                    add(&leaf.note);
                }
            }
            if let Test::Resident(residence) = &leaf.test {
                for note in self.residence_notes(residence, day) {
                    add(&note);
                }
            }
        });
        notes
    }

    fn residence_notes(
        &self,
        residence: &crate::expression::Residence,
        day: Date,
    ) -> Vec<Option<String>> {
        use crate::residence::{Doubt, on_day};
        let Some((stretches, _)) = self.stretches(residence, day) else {
            return Vec::new();
        };
        let near = |first: Date| {
            (crate::months::days_between(first, day)).abs() <= 1 && residence.months > 0
        };
        let near = stretches.first().is_some_and(|stretch| near(stretch.from));
        let doubt = on_day(&stretches, day).and_then(|stretch| stretch.doubt);
        vec![
            near.then(|| residence.near_note.clone()).flatten(),
            match doubt {
                Some(Doubt::Unclear) => residence.unclear_note.clone(),
                Some(Doubt::Rejoin) => residence.rejoin_note.clone(),
                None => None,
            },
        ]
    }

    /// Calls `visit` for every leaf of a tree, its criteria's among them; other
    /// decisions are not entered.
    pub(crate) fn every_leaf<'a>(
        &self,
        pack: &'a Pack,
        expression: &'a Expression,
        visit: &mut dyn FnMut(&'a Leaf),
    ) {
        match expression {
            Expression::All(parts) | Expression::Any(parts) | Expression::AtLeast(_, parts) => {
                parts
                    .iter()
                    .for_each(|part| self.every_leaf(pack, part, visit));
            }
            Expression::Not(part) => self.every_leaf(pack, part, visit),
            Expression::Criterion(index) => {
                self.every_leaf(pack, &pack.criteria[*index].test, visit);
            }
            Expression::Leaf(leaf) => visit(leaf),
            Expression::Decision { .. } => {}
        }
    }

    /// The facts a condition reads, in order, each once; other decisions' among them.
    pub(crate) fn facts_read(&self, pack: &Pack, expression: &Expression, found: &mut Vec<usize>) {
        self.every_leaf(pack, expression, &mut |leaf| {
            for fact in leaf.test.facts() {
                if !found.contains(&fact) {
                    found.push(fact);
                }
            }
        });
        self.every_decision(pack, expression, &mut |other, tree| {
            self.facts_read(other, tree, found)
        });
    }

    /// Calls `visit` for every other decision that a condition names.
    pub(crate) fn every_decision<'a>(
        &'a self,
        pack: &'a Pack,
        expression: &'a Expression,
        visit: &mut dyn FnMut(&'a Pack, &'a Expression),
    ) {
        match expression {
            Expression::All(parts) | Expression::Any(parts) | Expression::AtLeast(_, parts) => {
                parts
                    .iter()
                    .for_each(|part| self.every_decision(pack, part, visit));
            }
            Expression::Not(part) => self.every_decision(pack, part, visit),
            Expression::Criterion(index) => {
                self.every_decision(pack, &pack.criteria[*index].test, visit);
            }
            Expression::Decision { id, .. } => {
                if let Some((other, decision)) = self.active.get(id.as_str()) {
                    let other = self.pack(*other);
                    visit(other, &other.decisions[*decision].tree);
                }
            }
            Expression::Leaf(_) => {}
        }
    }
}
