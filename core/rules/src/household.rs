//! People who depend on each other: what one person's answers say for another's facts.

use crate::answer::Report;
use crate::check::{Prepared, Request, reviewed};
use crate::error::{InputError, quoted};
use crate::eval::Kin;
use crate::fact_type::{FactType, Relative};
use crate::facts::{FactState, Facts};
use crate::packs::Packs;
use crate::state::{State, Verdict};
use crate::value::Value;
use jiff::civil::Date;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

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
        let household = Household::new(self, request, members)?;
        let answered = members.iter().enumerate().map(|(place, member)| {
            let named = |error: InputError| InputError::new(format!("{}: {error}", member.id));
            let kin: Vec<&Kinship> = kinships.iter().filter(|kin| kin.of == member.id).collect();
            household.answered(place, &kin).map_err(named)
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
    /// Each person by their own facts.
    own: Vec<Prepared<'a>>,
    /// What people's own facts decide, by person, decision and day: each worked out
    /// once, however many depend on them.
    verdicts: RefCell<BTreeMap<(usize, &'a str, Date), Verdict>>,
}

/// Those somebody depends on: as what, and the place among the people.
type Relatives<'a> = [(&'a Kinship, usize)];

impl<'a> Household<'a> {
    fn new(
        packs: &'a Packs,
        request: &'a Request,
        members: &'a [Member],
    ) -> Result<Self, InputError> {
        let (mut places, mut own) = (BTreeMap::new(), Vec::new());
        for (place, member) in members.iter().enumerate() {
            places.entry(member.id.as_str()).or_insert(place);
            own.push(packs.prepare(request, &member.facts)?);
        }
        Ok(Self {
            packs,
            request,
            members,
            places,
            own,
            verdicts: RefCell::default(),
        })
    }

    /// Somebody's facts, with what their relatives say for absent ones, and the answers.
    fn answered(&self, person: usize, kin: &[&Kinship]) -> Result<(Facts, Report), InputError> {
        let mut facts = self.members[person].facts.clone();
        let relatives = self.relatives(kin)?;
        let mut decided = Vec::new();
        for (index, fact) in self.packs.vocabulary.facts.iter().enumerate() {
            if relatives.is_empty() || fact.from_relative.is_empty() || facts.says(&fact.id) {
                continue;
            }
            let said = self.said_by(fact, &relatives);
            let said = said.or_else(|| {
                decided.push((index, fact));
                let value = self.decided_by(person, fact, &relatives, self.request.as_of);
                value.map(|value| value.to_string())
            });
            if let Some(value) = said {
                facts.set_value(self.packs, &fact.id, &value, self.request.as_of)?;
            }
        }
        let prepared = self.packs.prepare(self.request, &facts)?;
        let kin = Dependant {
            household: self,
            person,
            relatives: &relatives,
            decided,
            facts: &prepared.facts,
        };
        let report = self
            .packs
            .check_prepared(self.request, &prepared, Some(&kin))?;
        Ok((facts, report))
    }

    fn relatives<'k>(&self, kin: &[&'k Kinship]) -> Result<Vec<(&'k Kinship, usize)>, InputError> {
        let each = kin.iter().map(|kinship| {
            let to = self.places.get(kinship.to.as_str());
            to.map(|to| (*kinship, *to)).ok_or_else(|| {
                InputError::new(format!(
                    "{} depends on {}, who is not among the people",
                    quoted(&kinship.of),
                    quoted(&kinship.to)
                ))
            })
        });
        each.collect()
    }

    /// The relation itself, or the first relative's value of a fact.
    fn said_by(&self, fact: &FactType, relatives: &Relatives<'_>) -> Option<String> {
        let (kinship, to) = relatives.first()?;
        fact.from_relative.iter().find_map(|rule| match rule {
            Relative::Relation => Some(kinship.relation.clone()),
            Relative::Fact(theirs) => {
                let world = self.own[*to].world();
                let seen = world.see(*theirs, self.request.as_of);
                seen.map(Value::canonical)
            }
            Relative::Decision { .. } => None,
        })
    }

    /// The decisions that a fact asks of relatives on a day, and whether it is unsure
    /// that those are all.
    fn asked(&self, person: usize, fact: &'a FactType, day: Date) -> (Vec<&'a str>, bool) {
        let world = self.own[person].world();
        let (mut wanted, mut unsure) = (Vec::new(), false);
        for rule in &fact.from_relative {
            let Relative::Decision { id, when } = rule else {
                continue;
            };
            let when = when.as_ref();
            match when.map_or(State::Met, |when| world.vocabulary_state(when, day)) {
                State::Met => wanted.push(id.as_str()),
                State::NotMet => {}
                State::Unknown | State::NeedsDecision => unsure = true,
            }
        }
        (wanted, unsure)
    }

    /// Whether one of the decisions is YES on a day for one of the people depended on.
    fn decided_by(
        &self,
        person: usize,
        fact: &'a FactType,
        relatives: &Relatives<'_>,
        day: Date,
    ) -> Option<bool> {
        let (wanted, unsure) = self.asked(person, fact, day);
        let mut all_no = !unsure && !wanted.is_empty();
        for (_, to) in relatives {
            for id in &wanted {
                match self.verdict(*to, id, day) {
                    Verdict::Yes => return Some(true),
                    Verdict::No => {}
                    Verdict::Unknown | Verdict::NeedsDecision => all_no = false,
                }
            }
        }
        all_no.then_some(false)
    }

    /// A decision on a day by somebody's own facts.
    fn verdict(&self, person: usize, decision: &'a str, day: Date) -> Verdict {
        let key = (person, decision, day);
        if let Some(known) = self.verdicts.borrow().get(&key) {
            return *known;
        }
        let world = self.own[person].world();
        let state = world.decision_state(decision, day);
        let active = world.active.get(decision);
        let stale = active.is_some_and(|(pack, _)| {
            let pack = world.pack(*pack);
            world.is_stale(pack, self.request.as_of)
        });
        let verdict = Verdict::from(reviewed(state, stale));
        self.verdicts.borrow_mut().insert(key, verdict);
        verdict
    }
}

/// Somebody whose facts change with what relatives are.
struct Dependant<'a, 'h> {
    household: &'h Household<'a>,
    person: usize,
    relatives: &'h Relatives<'h>,
    /// The facts that relatives' decisions give.
    decided: Vec<(usize, &'a FactType)>,
    /// All facts as they are on the day asked about.
    facts: &'h [FactState],
}

impl Kin for Dependant<'_, '_> {
    fn days(&self) -> BTreeSet<Date> {
        let as_of = self.household.request.as_of;
        let mut days = BTreeSet::new();
        for (_, fact) in &self.decided {
            for rule in &fact.from_relative {
                let Relative::Decision { id, when } = rule else {
                    continue;
                };
                for (_, to) in self.relatives {
                    days.extend(self.household.own[*to].world().days_of_decision(id, as_of));
                }
                if let Some(when) = when {
                    let own = self.household.own[self.person].world();
                    days.extend(own.days_of_condition(when, as_of));
                }
            }
        }
        days
    }

    fn facts_on(&self, day: Date) -> Vec<FactState> {
        let mut facts = self.facts.to_vec();
        for (index, fact) in &self.decided {
            let decided = self
                .household
                .decided_by(self.person, fact, self.relatives, day);
            facts[*index] = match decided {
                Some(value) => FactState::Known(Value::Bool(value)),
                None => FactState::Absent,
            };
        }
        facts
    }
}
