//! People who depend on each other: what one person's answers say for another's facts.

use crate::answer::Report;
use crate::check::Request;
use crate::error::InputError;
use crate::fact_type::{FactType, Relative};
use crate::facts::Facts;
use crate::packs::Packs;
use crate::state::{State, Verdict};
use crate::value::Value;

const MOST_PEOPLE: usize = 50;
const MOST_KINSHIPS: usize = 200;

/// Someone of a household, and what was said of them.
#[derive(Debug, Clone)]
pub struct Member {
    /// Their name within the household.
    pub id: String,
    /// What was said of them.
    pub facts: Facts,
}

/// Someone depends on someone.
#[derive(Debug, Clone)]
pub struct Kinship {
    /// Who depends.
    pub of: String,
    /// On whom.
    pub to: String,
    /// As what: `spouse`, `child`, …
    pub relation: String,
}

impl Packs {
    /// Answers for each person of a household: by their own facts and, where one is
    /// absent, by what the people say on whom they depend. Gives each person's facts, as
    /// filled in, and report, in the order of `members`.
    ///
    /// # Errors
    /// [`InputError`] naming the person, as [`Packs::check`] or for a kinship with
    /// somebody who isn't there.
    pub fn check_household(
        &self,
        request: &Request,
        members: &[Member],
        kinships: &[Kinship],
    ) -> Result<Vec<(Facts, Report)>, InputError> {
        if members.len() > MOST_PEOPLE || kinships.len() > MOST_KINSHIPS {
            return Err(InputError::new(format!(
                "a household has {MOST_PEOPLE} people and {MOST_KINSHIPS} relations at most"
            )));
        }
        let mut filled = Vec::new();
        for member in members {
            let named = |error: InputError| InputError::new(format!("{}: {error}", member.id));
            let kin: Vec<&Kinship> = kinships.iter().filter(|kin| kin.of == member.id).collect();
            let facts = self.with_relatives(request, member, &kin, members);
            filled.push(facts.map_err(named)?);
        }
        let answered = members.iter().zip(filled).map(|(member, facts)| {
            let report = self.check(request, &facts);
            let named = |error| InputError::new(format!("{}: {error}", member.id));
            Ok((facts, report.map_err(named)?))
        });
        answered.collect()
    }

    fn with_relatives(
        &self,
        request: &Request,
        member: &Member,
        kin: &[&Kinship],
        members: &[Member],
    ) -> Result<Facts, InputError> {
        let mut facts = member.facts.clone();
        let mut relatives = Vec::new();
        for kinship in kin {
            let Some(to) = members.iter().find(|other| other.id == kinship.to) else {
                let (of, to) = (&kinship.of, &kinship.to);
                return Err(InputError::new(format!(
                    "{of} depends on {to}, who is not among the people"
                )));
            };
            relatives.push((*kinship, to));
        }
        if relatives.is_empty() {
            return Ok(facts);
        }
        for fact in &self.vocabulary.facts {
            if member.facts.says(&fact.id) {
                continue;
            }
            let said = match self.said_by(request, fact, &relatives)? {
                None => self.decided_by(request, member, fact, &relatives)?,
                said => said,
            };
            if let Some(value) = said {
                facts.set_value(self, &fact.id, &value, request.as_of)?;
            }
        }
        Ok(facts)
    }

    /// The relation itself, or the first relative's value of a fact.
    fn said_by(
        &self,
        request: &Request,
        fact: &FactType,
        relatives: &[(&Kinship, &Member)],
    ) -> Result<Option<String>, InputError> {
        let Some((kinship, to)) = relatives.first() else {
            return Ok(None);
        };
        for rule in &fact.from_relative {
            match rule {
                Relative::Relation => return Ok(Some(kinship.relation.clone())),
                Relative::Fact(theirs) => {
                    let prepared = self.prepare(request, &to.facts)?;
                    let world = prepared.world();
                    let seen = world.see(*theirs, request.as_of);
                    return Ok(seen.map(Value::canonical));
                }
                Relative::Decision { .. } => {}
            }
        }
        Ok(None)
    }

    /// Whether one of the decisions is YES for one of the people depended on.
    fn decided_by(
        &self,
        request: &Request,
        member: &Member,
        fact: &FactType,
        relatives: &[(&Kinship, &Member)],
    ) -> Result<Option<String>, InputError> {
        let prepared = self.prepare(request, &member.facts)?;
        let world = prepared.world();
        let asked = fact.from_relative.iter().filter_map(|rule| match rule {
            Relative::Decision { id, when } => Some((id, when)),
            Relative::Relation | Relative::Fact(_) => None,
        });
        let (mut wanted, mut unsure) = (Vec::new(), false);
        for (id, when) in asked {
            let met = when.as_ref().map_or(State::Met, |when| {
                world.vocabulary_state(when, request.as_of)
            });
            match met {
                State::Met => wanted.push(id.clone()),
                State::NotMet => {}
                State::Unknown | State::NeedsDecision => unsure = true,
            }
        }
        if wanted.is_empty() {
            return Ok(None);
        }
        let request = Request {
            decisions: wanted,
            ..request.clone()
        };
        let mut verdicts = Vec::new();
        for (_, to) in relatives {
            let report = self.check(&request, &to.facts)?;
            verdicts.extend(report.answers.into_iter().map(|answer| answer.verdict));
        }
        if verdicts.contains(&Verdict::Yes) {
            return Ok(Some(true.to_string()));
        }
        let all_no = !unsure && verdicts.iter().all(|verdict| *verdict == Verdict::No);
        Ok(all_no.then(|| false.to_string()))
    }
}
