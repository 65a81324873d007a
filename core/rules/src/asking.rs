//! In which order a pack wants its facts asked.

use crate::assemble::Assembly;
use crate::compile::no_such;
use crate::error::PackError;
use crate::fact_type::FactKind;
use crate::pack::Decision;
use crate::source::At;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// An order of questions as packs write it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WrittenAsking {
    id: String,
    decisions: Vec<String>,
    first: Vec<String>,
    #[serde(default)]
    rare: Vec<String>,
}

/// An order of questions, for when nothing but its decisions is asked.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Asking {
    pub(crate) decisions: Vec<String>,
    /// Ids of facts, each a question of its own.
    pub(crate) first: Vec<String>,
    /// Ids of facts that are put together, behind those.
    pub(crate) rare: Vec<String>,
}

impl Asking {
    /// Where a fact stands among the questions: rare ones share a place, and those that
    /// aren't named come last.
    pub(crate) fn place(&self, fact: &str) -> usize {
        let named = self.first.iter().position(|id| id == fact);
        let behind = if self.is_rare(fact) {
            self.first.len()
        } else {
            usize::MAX
        };
        named.unwrap_or(behind)
    }

    /// Where a fact stands among the rare ones.
    pub(crate) fn place_among_rare(&self, fact: &str) -> Option<usize> {
        self.rare.iter().position(|id| id == fact)
    }

    pub(crate) fn is_rare(&self, fact: &str) -> bool {
        self.place_among_rare(fact).is_some()
    }
}

impl Assembly<'_> {
    /// Reads the orders of questions, each for decisions of this pack.
    pub(crate) fn read_asking(&mut self, decisions: &[Decision]) -> Vec<Asking> {
        let mut orders = Vec::new();
        let mut ids: BTreeSet<&str> = BTreeSet::new();
        self.each(
            ("asking", |file| &file.asking),
            |one| &one.id,
            |this, asking, at| {
                let made = this.asking(asking, decisions, !ids.insert(&asking.id), &at);
                orders.extend(this.complaints.keep(made));
            },
        );
        orders
    }

    fn asking(
        &self,
        written: &WrittenAsking,
        decisions: &[Decision],
        twice: bool,
        at: &At,
    ) -> Result<Asking, PackError> {
        if twice {
            return at.key("id").fail("two orders of questions have this id");
        }
        if written.decisions.is_empty() {
            return at
                .key("decisions")
                .fail("name the decisions that it is for");
        }
        for (place, id) in written.decisions.iter().enumerate() {
            if !decisions.iter().any(|decision| decision.id == *id) {
                let known = decisions.iter().map(|decision| decision.id.as_str());
                let at = at.key("decisions").place(place);
                return at.fail(no_such("decision", id, known));
            }
        }
        let mut named: BTreeSet<&str> = BTreeSet::new();
        for (key, facts) in [("first", &written.first), ("rare", &written.rare)] {
            for (place, fact) in facts.iter().enumerate() {
                let at = at.key(key).place(place);
                self.asked(fact, key == "rare", &at)?;
                if !named.insert(fact) {
                    return at.fail("this fact is asked once already");
                }
            }
        }
        Ok(Asking {
            decisions: written.decisions.clone(),
            first: written.first.clone(),
            rare: written.rare.clone(),
        })
    }

    /// A fact that can be asked, and, where it is a rare one, answered with a plain "no".
    fn asked(&self, fact: &str, rare: bool, at: &At) -> Result<(), PackError> {
        let about = &self.vocabulary.facts[self.scope().fact(fact, at)?];
        if !about.askable || about.optional {
            return at.fail("this fact is never asked");
        }
        if rare && !matches!(about.kind, FactKind::Bool | FactKind::Periods) {
            return at
                .fail("`rare` facts are of type bool or periods: others have no plain \"no\"");
        }
        Ok(())
    }
}
