//! Facts that stand in for absent ones: that none stands in for itself, and how much is
//! asked where one is absent.

use crate::expression::Expression;
use crate::extent::{Extent, Named};
use crate::fact_type::{Contradiction, FactType, Implied, Relative};
use crate::packs::Vocabulary;

/// How often a fact may be implied by one that is implied.
const LONGEST_PATH: usize = 8;
/// The conditions that may be looked at in the place of one absent fact.
const MOST_CONDITIONS: u64 = 1_000;

/// How much is asked in the place of each fact, as far as it was looked at.
pub(crate) struct Implications<'a> {
    vocabulary: &'a Vocabulary,
    /// With the length of the longest path from it.
    known: Vec<Option<(Extent, usize)>>,
    path: Vec<usize>,
}

impl<'a> Implications<'a> {
    pub(crate) fn of(vocabulary: &'a Vocabulary) -> Self {
        Self {
            vocabulary,
            known: vec![None; vocabulary.facts.len()],
            path: Vec::new(),
        }
    }

    /// Looks at a fact and all that stand in for it, each once.
    pub(crate) fn check(&mut self, fact: usize) -> Result<(), &'static str> {
        self.path.clear();
        self.follow(fact).map(|_| ())
    }

    fn follow(&mut self, fact: usize) -> Result<(Extent, usize), &'static str> {
        if let Some(known) = self.known[fact] {
            return Ok(known);
        }
        if self.path.contains(&fact) {
            return Err("it is implied by facts that are implied by it, without end");
        }
        if self.path.len() > LONGEST_PATH {
            return Err(TOO_MANY);
        }
        self.path.push(fact);
        let about = &self.vocabulary.facts[fact];
        let (mut extent, mut longest) = (Extent::default(), 0);
        extent.days = u64::from(about.history.is_some());
        for implied in &about.implied {
            let Implied::When(when, _) = implied else {
                continue;
            };
            for next in read(when) {
                longest = longest.max(self.follow(next)?.1 + 1);
            }
            extent = extent.beside(when.extent(self));
        }
        self.path.pop();
        if longest > LONGEST_PATH {
            return Err(TOO_MANY);
        }
        if extent.conditions > MOST_CONDITIONS {
            return Err("in its place, more is asked than can be answered");
        }
        self.known[fact] = Some((extent, longest));
        Ok((extent, longest))
    }

    /// Whether what a fact contradicts, and what decides whom it is drawn from, is little
    /// enough to be looked at.
    pub(crate) fn of_conditions(&self, about: &FactType) -> Result<(), &'static str> {
        let contradicts = about.contradicts.iter();
        let contradicts = contradicts.filter_map(|(contradiction, _)| match contradiction {
            Contradiction::When(when) => Some(when),
            Contradiction::PlaceOf(_) => None,
        });
        let relatives = about.from_relative.iter().filter_map(|rule| match rule {
            Relative::Decision { when, .. } => when.as_ref(),
            Relative::Relation | Relative::Fact(_) => None,
        });
        let extents = contradicts.chain(relatives).map(|when| when.extent(self));
        let all = extents.fold(Extent::default(), Extent::beside);
        if all.conditions > MOST_CONDITIONS {
            return Err(
                "with everything it says of other facts, it asks more than can be answered",
            );
        }
        Ok(())
    }
}

const TOO_MANY: &str = "it is implied by too many facts, one by another";

/// The facts that a condition reads, each once.
fn read(when: &Expression) -> Vec<usize> {
    let mut read = Vec::new();
    when.leaves(&mut |leaf| leaf.test.each_fact(&mut |fact| read.push(fact)));
    read.sort_unstable();
    read.dedup();
    read
}

/// Conditions of the vocabulary name facts only.
impl Named for Implications<'_> {
    fn criterion(&self, _index: usize) -> Extent {
        Extent::default()
    }

    fn decision(&self, _id: &str) -> Extent {
        Extent::default()
    }

    fn fact(&self, index: usize) -> Extent {
        self.known[index].map_or_else(Extent::default, |(extent, _)| extent)
    }

    fn rows(&self, _table: usize) -> usize {
        0
    }
}
