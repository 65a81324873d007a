//! Which question comes next.

use crate::answer::{Answer, Report};
use crate::asking::Asking;
use crate::check::{REVIEW_DUE, Request};
use crate::packs::Packs;
use crate::question::Question;
use std::collections::BTreeSet;

/// What to ask next, as it is put to a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextQuestions {
    /// The decision that an answer brings nearer.
    pub decision: String,
    /// What that decision is about, in a few words.
    pub title: Option<String>,
    /// One question; or several that can be put as one, "does any of these apply?": each
    /// has a value that a plain "no" stands for.
    pub questions: Vec<Question>,
    /// They were answered before and are only to be confirmed.
    pub again: bool,
}

/// A fact that is left to ask, and whether it is only to be confirmed.
type Left<'a> = (&'a str, bool);

impl Packs {
    /// The next step towards an answer, of the answer that needs fewest; `None` where
    /// nothing is left to ask. `report` is the answer to `request`, `passed` are facts that
    /// aren't asked any more. What a pack past its review date can't decide anyway is asked
    /// only where its decision was asked for by name.
    ///
    /// Where all decisions are among those that one order of questions of their pack is
    /// for, and were asked for by name, its order holds. Otherwise open facts come in the
    /// order of the answer, and those to confirm behind them.
    #[must_use]
    pub fn next_questions(
        &self,
        report: &Report,
        request: &Request,
        passed: &BTreeSet<String>,
    ) -> Option<NextQuestions> {
        let order = self.order(report, request);
        let in_vain = |answer: &&Answer| {
            request.decisions.is_empty() && answer.notes.iter().any(|note| note.id == REVIEW_DUE)
        };
        let nearest = |again: &[bool]| {
            let answers = report.answers.iter().filter(|answer| !in_vain(answer));
            let each = answers.filter_map(|answer| {
                let mut steps = steps(order, left(answer, again, passed)).into_iter();
                let first = steps.next()?;
                Some((steps.len(), answer, first))
            });
            each.min_by_key(|(others, ..)| *others)
        };
        let (_, answer, first) = match order {
            Some(_) => nearest(&[false, true]),
            None => nearest(&[false]).or_else(|| nearest(&[true])),
        }?;
        let questions = first.iter();
        let questions = questions.filter_map(|(fact, _)| self.question(fact, request.language));
        Some(NextQuestions {
            decision: answer.decision.clone(),
            title: self
                .title(&answer.decision, request.language)
                .map(str::to_owned),
            questions: questions.collect(),
            again: first.iter().any(|(_, again)| *again),
        })
    }

    /// The order that a pack wants where nothing but these decisions is asked.
    fn order(&self, report: &Report, request: &Request) -> Option<&Asking> {
        let first = report.answers.first()?;
        let pack = self.stamped(&first.pack)?;
        let for_all = |asking: &&Asking| {
            let mut answers = report.answers.iter();
            answers.all(|answer| asking.decisions.contains(&answer.decision))
        };
        let mut orders = pack.asking.iter();
        orders.find(|asking| !request.decisions.is_empty() && for_all(asking))
    }
}

/// What an answer still lacks, of what is open (`false`) or to be confirmed (`true`).
fn left<'a>(answer: &'a Answer, again: &[bool], passed: &BTreeSet<String>) -> Vec<Left<'a>> {
    let mut left = Vec::new();
    for (facts, said) in [(&answer.open, false), (&answer.confirm, true)] {
        if again.contains(&said) {
            let facts = facts.iter().filter(|fact| !passed.contains(*fact));
            left.extend(facts.map(|fact| (fact.as_str(), said)));
        }
    }
    left
}

/// The steps to ask it in: a fact each, rare ones of an order together.
fn steps<'a>(order: Option<&Asking>, mut left: Vec<Left<'a>>) -> Vec<Vec<Left<'a>>> {
    let Some(order) = order else {
        return left.into_iter().map(|one| vec![one]).collect();
    };
    left.sort_by_key(|(fact, again)| (order.place(fact), *again, order.place_among_rare(fact)));
    let together = |(one, said): &Left<'_>, (next, also): &Left<'_>| {
        order.is_rare(one) && order.is_rare(next) && said == also
    };
    left.chunk_by(together).map(<[_]>::to_vec).collect()
}
