//! People who depend on each other: what one person's answers say for another's facts.

use crate::answer::Report;
use crate::check::{Prepared, Request};
use crate::error::{InputError, quoted};
use crate::fact_type::{FactType, Relative};
use crate::facts::Facts;
use crate::packs::Packs;
use crate::state::{State, Verdict};
use crate::value::Value;
use std::cell::RefCell;
use std::collections::BTreeMap;

/// The most people of a household that are answered together.
pub const MOST_PEOPLE: usize = 100;
/// Everybody may depend on everybody.
const MOST_KINSHIPS: usize = MOST_PEOPLE * MOST_PEOPLE;

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
        let household = Household::new(self, request, members);
        let mut filled = Vec::new();
        for member in members {
            let named = |error: InputError| InputError::new(format!("{}: {error}", member.id));
            let kin: Vec<&Kinship> = kinships.iter().filter(|kin| kin.of == member.id).collect();
            filled.push(household.filled(member, &kin).map_err(named)?);
        }
        let answered = members.iter().zip(filled).map(|(member, facts)| {
            let report = self.check(request, &facts);
            let named = |error| InputError::new(format!("{}: {error}", member.id));
            Ok((facts, report.map_err(named)?))
        });
        answered.collect()
    }
}

/// A household as it is asked about.
struct Household<'a> {
    packs: &'a Packs,
    request: &'a Request,
    members: &'a [Member],
    places: BTreeMap<&'a str, usize>,
    /// What people's own facts decide, by person and decision: each worked out once,
    /// however many depend on them.
    verdicts: RefCell<BTreeMap<(usize, &'a str), Verdict>>,
}

/// Those somebody depends on: as what, and the place among the people.
type Relatives<'a> = [(&'a Kinship, usize)];

impl<'a> Household<'a> {
    fn new(packs: &'a Packs, request: &'a Request, members: &'a [Member]) -> Self {
        let mut places = BTreeMap::new();
        for (place, member) in members.iter().enumerate() {
            places.entry(member.id.as_str()).or_insert(place);
        }
        Self {
            packs,
            request,
            members,
            places,
            verdicts: RefCell::default(),
        }
    }

    /// Somebody's facts, with what their relatives say for absent ones.
    fn filled(&self, member: &Member, kin: &[&Kinship]) -> Result<Facts, InputError> {
        let mut facts = member.facts.clone();
        let mut relatives = Vec::new();
        for kinship in kin {
            let Some(to) = self.places.get(kinship.to.as_str()) else {
                return Err(InputError::new(format!(
                    "{} depends on {}, who is not among the people",
                    quoted(&kinship.of),
                    quoted(&kinship.to)
                )));
            };
            relatives.push((*kinship, *to));
        }
        if relatives.is_empty() {
            return Ok(facts);
        }
        let own = self.packs.prepare(self.request, &member.facts)?;
        for fact in &self.packs.vocabulary.facts {
            if fact.from_relative.is_empty() || member.facts.says(&fact.id) {
                continue;
            }
            let said = match self.said_by(fact, &relatives)? {
                None => self.decided_by(&own, fact, &relatives)?,
                said => said,
            };
            if let Some(value) = said {
                facts.set_value(self.packs, &fact.id, &value, self.request.as_of)?;
            }
        }
        Ok(facts)
    }

    /// The relation itself, or the first relative's value of a fact.
    fn said_by(
        &self,
        fact: &FactType,
        relatives: &Relatives<'_>,
    ) -> Result<Option<String>, InputError> {
        let Some((kinship, to)) = relatives.first() else {
            return Ok(None);
        };
        for rule in &fact.from_relative {
            match rule {
                Relative::Relation => return Ok(Some(kinship.relation.clone())),
                Relative::Fact(theirs) => {
                    let facts = &self.members[*to].facts;
                    let prepared = self.packs.prepare(self.request, facts)?;
                    let world = prepared.world();
                    let seen = world.see(*theirs, self.request.as_of);
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
        own: &Prepared<'_>,
        fact: &'a FactType,
        relatives: &Relatives<'_>,
    ) -> Result<Option<String>, InputError> {
        let world = own.world();
        let asked = fact.from_relative.iter().filter_map(|rule| match rule {
            Relative::Decision { id, when } => Some((id, when)),
            Relative::Relation | Relative::Fact(_) => None,
        });
        let (mut wanted, mut unsure) = (Vec::new(), false);
        for (id, when) in asked {
            let met = when.as_ref().map_or(State::Met, |when| {
                world.vocabulary_state(when, self.request.as_of)
            });
            match met {
                State::Met => wanted.push(id.as_str()),
                State::NotMet => {}
                State::Unknown | State::NeedsDecision => unsure = true,
            }
        }
        if wanted.is_empty() {
            return Ok(None);
        }
        let mut verdicts = Vec::new();
        for (_, to) in relatives {
            for id in &wanted {
                verdicts.push(self.verdict(*to, id)?);
            }
        }
        if verdicts.contains(&Verdict::Yes) {
            return Ok(Some(true.to_string()));
        }
        let all_no = !unsure && verdicts.iter().all(|verdict| *verdict == Verdict::No);
        Ok(all_no.then(|| false.to_string()))
    }

    /// A decision by somebody's own facts.
    fn verdict(&self, person: usize, decision: &'a str) -> Result<Verdict, InputError> {
        if let Some(known) = self.verdicts.borrow().get(&(person, decision)) {
            return Ok(*known);
        }
        let request = Request {
            decisions: vec![decision.to_owned()],
            ..self.request.clone()
        };
        let report = self.packs.check(&request, &self.members[person].facts)?;
        let found = report.answers.first().map(|answer| answer.verdict);
        let verdict = found.unwrap_or(Verdict::Unknown);
        let mut verdicts = self.verdicts.borrow_mut();
        verdicts.insert((person, decision), verdict);
        Ok(verdict)
    }
}
