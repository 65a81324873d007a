//! The walk that says what is still needed: undecided nodes only.

use crate::eval::{World, is_coarse};
use crate::expression::{Expression, Leaf, Test};
use crate::facts::FactState;
use crate::pack::Pack;
use crate::state::State;
use crate::value::Value;
use jiff::civil::Date;

/// The facts that keep a verdict open, by what is the matter with them.
#[derive(Debug, Default)]
pub(crate) struct Needed {
    pub(crate) open: Vec<usize>,
    pub(crate) declined: Vec<usize>,
    pub(crate) confirm: Vec<usize>,
    /// Each fact with how often it is read, while they are gathered.
    counts: Vec<(usize, usize)>,
    /// The facts of the leaf being looked at.
    of_leaf: Vec<usize>,
}

impl Needed {
    pub(crate) fn clear(&mut self) {
        self.open.clear();
        self.declined.clear();
        self.confirm.clear();
        self.counts.clear();
    }

    /// Counts the facts of one leaf, each once.
    fn count_leaf(&mut self) {
        self.of_leaf.sort_unstable();
        self.of_leaf.dedup();
        for fact in self.of_leaf.drain(..) {
            match self.counts.iter_mut().find(|(known, _)| *known == fact) {
                Some((_, count)) => *count += 1,
                None => self.counts.push((fact, 1)),
            }
        }
    }
}

impl World<'_> {
    /// What an undecided tree still needs, in the order to ask.
    pub(crate) fn needed(&self, pack: &Pack, tree: &Expression, day: Date) -> Needed {
        let mut needed = Needed::default();
        if self.state(pack, tree, day) == State::Unknown {
            self.gather_needed(pack, tree, day, &mut needed);
        }
        needed
    }

    /// What an expression that is UNKNOWN needs, into lists that are kept between questions.
    pub(crate) fn gather_needed(
        &self,
        pack: &Pack,
        tree: &Expression,
        day: Date,
        needed: &mut Needed,
    ) {
        self.count(pack, tree, day, needed);
        self.sort_needed(needed);
    }

    /// Puts what was counted into the order to ask.
    pub(crate) fn sort_needed(&self, needed: &mut Needed) {
        needed.counts.sort_unstable_by_key(|(fact, count)| {
            let sensitivity = self.vocabulary.facts[*fact].sensitivity;
            (sensitivity, std::cmp::Reverse(*count), *fact)
        });
        for (fact, _) in &needed.counts {
            let about = &self.vocabulary.facts[*fact];
            match self.facts[*fact] {
                FactState::Declined => needed.declined.push(*fact),
                FactState::Aged | FactState::Guessed => needed.confirm.push(*fact),
                FactState::Absent | FactState::Known(_) => {
                    if about.askable && !about.optional {
                        needed.open.push(*fact);
                    }
                }
            }
        }
    }

    /// Counts a fact that an amount lacks.
    pub(crate) fn count_missing(&self, fact: usize, day: Date, needed: &mut Needed) {
        self.lacking(fact, day, &mut |fact| needed.of_leaf.push(fact));
        needed.count_leaf();
    }

    /// Walks an undecided expression.
    pub(crate) fn count(
        &self,
        pack: &Pack,
        expression: &Expression,
        day: Date,
        needed: &mut Needed,
    ) {
        let mut go_on = |pack: &Pack, part: &Expression| {
            if self.state(pack, part, day) == State::Unknown {
                self.count(pack, part, day, needed);
            }
        };
        match expression {
            Expression::All(parts) | Expression::Any(parts) | Expression::AtLeast(_, parts) => {
                parts.iter().for_each(|part| go_on(pack, part));
            }
            Expression::Not(part) => self.count(pack, part, day, needed),
            Expression::Criterion(index) => {
                self.count(pack, &pack.criteria[*index].test, day, needed);
            }
            Expression::Decision { id, .. } => {
                if let Some((other, decision)) = self.active.get(id.as_str()) {
                    let other = self.pack(*other);
                    go_on(other, &other.decisions[*decision].tree);
                }
            }
            Expression::Leaf(leaf) => {
                self.missing(pack, leaf, day, &mut needed.of_leaf);
                needed.count_leaf();
            }
        }
    }

    /// The facts an undecided leaf lacks.
    fn missing(&self, pack: &Pack, leaf: &Leaf, day: Date, missing: &mut Vec<usize>) {
        leaf.test.each_fact(&mut |fact| match self.see(fact, day) {
            None => self.lacking(fact, day, &mut |fact| missing.push(fact)),
            Some(Value::Status(code)) => {
                if let Test::Table {
                    table,
                    column,
                    values,
                    ..
                } = &leaf.test
                    && is_coarse(&pack.tables[*table].rows, code, *column, values)
                {
                    missing.push(self.in_history(fact, day));
                }
            }
            Some(_) => {}
        });
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
                    .all(|fact| self.see(*fact, day).is_some());
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
