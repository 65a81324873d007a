//! What a new set of packs changes for a person.

use crate::answer::{Amounts, Answer, Becomes};
use crate::check::Request;
use crate::error::InputError;
use crate::facts::Facts;
use crate::packs::Packs;
use crate::state::{State, Verdict};
use jiff::civil::Date;
use serde::Serialize;

/// A decision that is answered otherwise than before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The decision.
    pub decision: String,
    /// As it was; `None` for a decision that is new.
    pub before: Option<Side>,
    /// As it is now; `None` for a decision that is no longer there.
    pub after: Option<Side>,
    /// Criteria that are in another state, with both states where there are both.
    pub because: Vec<ChangedCriterion>,
}

/// An answer, as far as it matters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Side {
    /// The verdict.
    pub verdict: Verdict,
    /// The first day of its run.
    pub from: Option<Date>,
    /// The last day of its run.
    pub until: Option<Date>,
    /// What it becomes.
    pub becomes: Option<Becomes>,
    /// Money, where asked for.
    pub amounts: Option<Amounts>,
    /// The version of the pack that answered.
    pub version: u32,
}

/// A criterion in another state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChangedCriterion {
    /// Its id.
    pub id: String,
    /// Its state before, if it was there.
    pub before: Option<State>,
    /// Its state now, if it is there.
    pub after: Option<State>,
    /// Why, in a sentence, as it is now.
    pub why: String,
}

impl From<&Answer> for Side {
    fn from(answer: &Answer) -> Self {
        Self {
            verdict: answer.verdict,
            from: answer.from,
            until: answer.until,
            becomes: answer.becomes,
            amounts: answer.amounts,
            version: answer.pack.version,
        }
    }
}

impl Side {
    fn says_the_same(&self, other: &Self) -> bool {
        (
            self.verdict,
            self.from,
            self.until,
            self.becomes,
            self.amounts,
        ) == (
            other.verdict,
            other.from,
            other.until,
            other.becomes,
            other.amounts,
        )
    }
}

impl Packs {
    /// What is answered otherwise by `self` than by the packs `before`, for one person.
    /// A change of texts, versions or hashes alone is none.
    ///
    /// # Errors
    /// [`InputError`] if one of the two can't use the facts.
    pub fn changes_since(
        &self,
        before: &Self,
        request: &Request,
        facts: &Facts,
    ) -> Result<Vec<Change>, InputError> {
        let answered = |packs: &Self| {
            let facts = facts.for_packs(packs)?;
            let known = packs.active(request.as_of, request.known_at);
            let wanted = request.decisions.iter();
            let decisions = wanted.filter(|id| known.contains_key(id.as_str()));
            let decisions: Vec<String> = decisions.cloned().collect();
            if known.is_empty() || (decisions.is_empty() && !request.decisions.is_empty()) {
                return Ok(Vec::new());
            }
            let request = Request {
                decisions,
                ..request.clone()
            };
            Ok(packs.check(&request, &facts)?.answers)
        };
        let (old, new) = (answered(before)?, answered(self)?);
        let mut ids: Vec<&str> = new.iter().map(|answer| answer.decision.as_str()).collect();
        let gone = old.iter().map(|answer| answer.decision.as_str());
        let gone: Vec<&str> = gone.filter(|id| !ids.contains(id)).collect();
        ids.extend(gone);
        let of = |answers: &[Answer], id: &str| {
            answers.iter().find(|answer| answer.decision == id).cloned()
        };
        let each = ids.into_iter();
        Ok(each
            .filter_map(|id| change(id, of(&old, id), of(&new, id)))
            .collect())
    }
}

fn change(decision: &str, old: Option<Answer>, new: Option<Answer>) -> Option<Change> {
    let (before, after) = (old.as_ref().map(Side::from), new.as_ref().map(Side::from));
    if let (Some(before), Some(after)) = (&before, &after)
        && before.says_the_same(after)
    {
        return None;
    }
    Some(Change {
        decision: decision.to_owned(),
        before,
        after,
        because: because(old.as_ref(), new.as_ref()),
    })
}

fn because(old: Option<&Answer>, new: Option<&Answer>) -> Vec<ChangedCriterion> {
    let criteria = |answer: Option<&Answer>| {
        let criteria = answer.map(|answer| answer.criteria.clone());
        criteria.unwrap_or_default()
    };
    let (old, new) = (criteria(old), criteria(new));
    let mut changed = Vec::new();
    for criterion in &new {
        let before = old.iter().find(|before| before.id == criterion.id);
        let before = before.map(|before| before.state);
        if before != Some(criterion.state) {
            changed.push(ChangedCriterion {
                id: criterion.id.clone(),
                before,
                after: Some(criterion.state),
                why: criterion.why.clone(),
            });
        }
    }
    let gone = old
        .iter()
        .filter(|before| !new.iter().any(|now| now.id == before.id));
    changed.extend(gone.map(|before| ChangedCriterion {
        id: before.id.clone(),
        before: Some(before.state),
        after: None,
        why: before.why.clone(),
    }));
    changed
}
