//! Decisions that ask other decisions.

use crate::compile::no_such;
use crate::error::{Complaints, PackError};
use crate::expression::{Expression, Extent};
use crate::load::Written;
use crate::pack::Pack;
use crate::packs::Packs;
use crate::source::At;
use std::collections::BTreeMap;

/// Decisions that name decisions must name ones that are there, and not themselves; and
/// all that a decision asks must be little enough to be answered.
pub(crate) fn check(packs: &Packs, written: &[Written], complaints: &mut Complaints) {
    let mut walk = Walk {
        packs,
        known: packs.decisions(),
        done: BTreeMap::new(),
        path: Vec::new(),
    };
    for pack in written {
        for file in &pack.files {
            for (place, decision) in file.content.decision.iter().enumerate() {
                let at = file.at("decision", place, &decision.id).key("tree");
                walk.path.clear();
                let known = walk.known.iter().copied().find(|id| *id == decision.id);
                if let Some(id) = known {
                    complaints.keep(walk.extent_of(id, &at));
                }
            }
        }
    }
}

/// A walk from decision to decision, each looked at once.
struct Walk<'a> {
    packs: &'a Packs,
    known: Vec<&'a str>,
    done: BTreeMap<&'a str, Extent>,
    path: Vec<&'a str>,
}

const LONGEST_PATH: usize = 50;

impl<'a> Walk<'a> {
    fn extent_of(&mut self, id: &'a str, at: &At) -> Result<Extent, PackError> {
        if let Some(extent) = self.done.get(id) {
            return Ok(*extent);
        }
        if let Some(last) = self.path.last()
            && self.path.contains(&id)
        {
            return at.fail(format!("`{id}` and `{last}` ask each other without end"));
        }
        if self.path.len() > LONGEST_PATH {
            return at.fail(TOO_MUCH);
        }
        self.path.push(id);
        let mut most = Extent::default();
        let packs: &'a Packs = self.packs;
        for pack in &packs.installed {
            for decision in pack.decisions.iter().filter(|decision| decision.id == id) {
                for named in named_decisions(pack, &decision.tree) {
                    if !self.known.contains(&named) {
                        return at.fail(no_such("decision", named, self.known.iter().copied()));
                    }
                    self.extent_of(named, at)?;
                }
                most = most.larger(self.extent(pack, &decision.tree));
            }
        }
        self.path.pop();
        if most.is_too_much() {
            return at.fail(TOO_MUCH);
        }
        self.done.insert(id, most);
        Ok(most)
    }

    fn extent(&self, pack: &Pack, expression: &Expression) -> Extent {
        let criterion = |index: usize| self.extent(pack, &pack.criteria[index].test);
        let decision = |id: &str| self.done.get(id).copied().unwrap_or_default();
        expression.extent(&criterion, &decision)
    }
}

const TOO_MUCH: &str = "with everything it names, it asks more than can be answered";

fn named_decisions<'a>(pack: &'a Pack, expression: &'a Expression) -> Vec<&'a str> {
    match expression {
        Expression::All(parts) | Expression::Any(parts) | Expression::AtLeast(_, parts) => parts
            .iter()
            .flat_map(|part| named_decisions(pack, part))
            .collect(),
        Expression::Not(part) => named_decisions(pack, part),
        Expression::Criterion(index) => named_decisions(pack, &pack.criteria[*index].test),
        Expression::Decision { id, .. } => vec![id],
        Expression::Leaf(_) => Vec::new(),
    }
}
