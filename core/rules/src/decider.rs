//! One decision for many people: packs looked up and facts typed beforehand.

use crate::check::{no_answer_to, reviewed};
use crate::collect::Needed;
use crate::error::InputError;
use crate::eval::{Active, KnownStates, World};
use crate::facts::{FactState, Facts};
use crate::pack::{Decision, Pack};
use crate::packs::Packs;
use crate::state::{State, Verdict};
use jiff::civil::Date;

/// A decision on a day, ready to be asked again and again.
#[derive(Debug)]
pub struct Decider<'a> {
    packs: &'a Packs,
    active: Active<'a>,
    pack: &'a Pack,
    decision: &'a Decision,
    criteria: Vec<usize>,
    as_of: Date,
}

/// Facts as the engine holds them: typed, aged and checked for one day.
#[derive(Debug, Clone)]
pub struct TypedFacts(Vec<FactState>);

/// Why a verdict is as it is. Kept between questions, it needs no new memory.
#[derive(Debug, Default)]
pub struct Explanation {
    /// By the pack's criteria; `None` where the decision doesn't name one.
    states: Vec<Option<State>>,
    needed: Needed,
}

impl Packs {
    /// A decision on a day, for many people.
    ///
    /// # Errors
    /// [`InputError`] for a decision that no pack in use has.
    pub fn decider(
        &self,
        decision: &str,
        as_of: Date,
        known_at: Option<Date>,
    ) -> Result<Decider<'_>, InputError> {
        let active = self.active(as_of, known_at);
        let Some((pack, place)) = active.get(decision).copied() else {
            return Err(no_answer_to(decision, &active));
        };
        let pack = &self.installed[pack];
        let decision = &pack.decisions[place];
        Ok(Decider {
            packs: self,
            active,
            pack,
            decision,
            criteria: decision.criteria(),
            as_of,
        })
    }
}

impl<'a> Decider<'a> {
    /// Facts as this decision reads them.
    #[must_use]
    pub fn typed(&self, facts: &Facts) -> TypedFacts {
        TypedFacts(facts.states(self.packs, self.as_of))
    }

    fn world<'b>(&'b self, facts: &'b TypedFacts) -> World<'b> {
        World {
            vocabulary: &self.packs.vocabulary,
            packs: self.packs,
            active: &self.active,
            facts: &facts.0,
            known_states: None,
            kin: None,
        }
    }

    /// The verdict alone; needs no memory.
    #[must_use]
    pub fn verdict(&self, facts: &TypedFacts) -> Verdict {
        let world = self.world(facts);
        let state = world.state(self.pack, &self.decision.tree, self.as_of);
        self.verdict_of(&world, state)
    }

    fn verdict_of(&self, world: &World<'_>, state: State) -> Verdict {
        reviewed(state, world.is_stale(self.pack, self.as_of)).into()
    }

    /// The verdict, and into `explanation` the criteria's states and what is still needed.
    pub fn explain(&self, facts: &TypedFacts, explanation: &mut Explanation) -> Verdict {
        let Explanation { states, needed } = explanation;
        let mut world = self.world(facts);
        states.clear();
        states.resize(self.pack.criteria.len(), None);
        for index in &self.criteria {
            let test = &self.pack.criteria[*index].test;
            states[*index] = Some(world.state(self.pack, test, self.as_of));
        }
        world.known_states = Some(KnownStates {
            pack: self.pack,
            day: self.as_of,
            states,
        });
        needed.clear();
        let tree = &self.decision.tree;
        let state = world.state(self.pack, tree, self.as_of);
        if state == State::Unknown {
            world.gather_needed(self.pack, tree, self.as_of, needed);
        }
        self.verdict_of(&world, state)
    }

    /// Each criterion of the decision and its state in an explanation.
    pub fn criteria<'b>(
        &'b self,
        explanation: &'b Explanation,
    ) -> impl Iterator<Item = (&'b str, State)> {
        self.criteria.iter().filter_map(|index| {
            let state = explanation.states.get(*index).copied().flatten()?;
            Some((self.pack.criteria[*index].id.as_str(), state))
        })
    }

    /// The facts to ask for, in their order.
    pub fn open<'b>(&'b self, explanation: &'b Explanation) -> impl Iterator<Item = &'b str> {
        let facts = &self.packs.vocabulary.facts;
        let open = explanation.needed.open.iter();
        open.map(|fact| facts[*fact].id.as_str())
    }
}
