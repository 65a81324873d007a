//! What every engine is asked, in the same words.

use crate::facts::{Case, IDS};
use crate::machine::computed;
use std::hint::black_box;
use std::time::Duration;

/// An answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Eligible.
    Yes,
    /// Not eligible.
    No,
    /// A person at the centre decides.
    NeedsDecision,
    /// Not known; also what an engine's error or "undefined" counts as.
    Unknown,
}

impl Verdict {
    /// Only these two promise something.
    pub fn is_definite(self) -> bool {
        matches!(self, Self::Yes | Self::No)
    }

    /// Reads what a rule gave as text; anything unexpected promises nothing.
    pub fn read(text: Option<&str>) -> Self {
        match text {
            Some("YES") => Self::Yes,
            Some("NO") => Self::No,
            Some("NEEDS_DECISION") => Self::NeedsDecision,
            _ => Self::Unknown,
        }
    }
}

/// How one criterion stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It holds.
    Met,
    /// It doesn't.
    NotMet,
    /// A person decides.
    NeedsDecision,
    /// A fact is missing.
    Unknown,
}

impl State {
    /// Reads what a rule gave as text.
    pub fn read(text: Option<&str>) -> Self {
        match text {
            Some("MET") => Self::Met,
            Some("NOT_MET") => Self::NotMet,
            Some("NEEDS_DECISION") => Self::NeedsDecision,
            _ => Self::Unknown,
        }
    }
}

/// The decision's criteria, in its order.
pub const CRITERIA: [&str; 8] = [
    "registered",
    "resident",
    "not_insured",
    "centre",
    "service",
    "started",
    "running",
    "cap",
];

/// Some of the facts, one bit each in the order of [`IDS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FactSet(u16);

impl FactSet {
    /// The facts of these ids; others are left out.
    pub fn of<'a>(ids: impl IntoIterator<Item = &'a str>) -> Self {
        let place = |id: &str| IDS.iter().position(|known| *known == id);
        let bits = ids.into_iter().filter_map(place);
        Self(bits.fold(0, |set, bit| set | 1 << bit))
    }

    /// The facts that a case doesn't have.
    pub fn absent(case: &Case) -> Self {
        let given = Self::of(case.given().map(|(id, _)| id));
        Self(!given.0 & ((1 << IDS.len()) - 1))
    }
}

/// A verdict with its reasons.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Explained {
    /// The answer.
    pub verdict: Verdict,
    /// Each criterion, in the order of [`CRITERIA`].
    pub states: [State; 8],
    /// The facts worth asking for.
    pub open: FactSet,
}

/// Facts that a person can be asked for, by criterion, as bits of a [`FactSet`]. `city` isn't
/// asked where `province` is, and nobody can know `programme_2026_terms`.
const ASKED: [u16; 8] = {
    let (registered, province, nhi, centre, service, date, cap_used) =
        (1, 1 << 1, 1 << 3, 1 << 4, 1 << 5, 1 << 6, 1 << 8);
    [
        registered,
        province,
        nhi,
        centre,
        service,
        date,
        date,
        date | cap_used,
    ]
};

impl Explained {
    /// Nothing known.
    pub const NONE: Self = Self {
        verdict: Verdict::Unknown,
        states: [State::Unknown; 8],
        open: FactSet(0),
    };

    /// What a program around an engine makes of the criteria's states: the verdict, and what
    /// is still open.
    pub fn from_states(states: [State; 8], absent: FactSet) -> Self {
        let any = |state: State| states.contains(&state);
        let verdict = if any(State::NotMet) {
            Verdict::No
        } else if any(State::Unknown) {
            Verdict::Unknown
        } else if any(State::NeedsDecision) {
            Verdict::NeedsDecision
        } else {
            Verdict::Yes
        };
        let mut open = 0;
        if verdict == Verdict::Unknown {
            for (state, asked) in states.iter().zip(ASKED) {
                if *state == State::Unknown {
                    open |= asked;
                }
            }
        }
        Self {
            verdict,
            states,
            open: FactSet(open & absent.0),
        }
    }
}

/// An engine with the decision loaded into it.
pub trait Engine: Sized {
    /// What the table calls it.
    const NAME: &'static str;
    /// The crate it comes from, as it stands in the lock file.
    const CRATE: &'static str;
    /// Facts in the engine's own shape, made beforehand.
    type Facts;

    /// From the rules' text to ready.
    fn load() -> Self;

    /// How long loading the rule for verdicts takes.
    fn time_load() -> Duration;

    /// Brings a case into the engine's shape.
    fn facts(&self, case: &Case) -> Self::Facts;

    /// Answers.
    fn verdict(&mut self, facts: &Self::Facts) -> Verdict;

    /// Answers, and keeps why for [`Engine::explained`].
    fn explain(&mut self, facts: &Self::Facts) -> Verdict;

    /// Why, of the last [`Engine::explain`].
    fn explained(&self) -> Explained;
}

/// How long it takes to make something, without throwing it away.
pub fn time_making<T>(make: impl FnOnce() -> T) -> Duration {
    let start = computed();
    let made = black_box(make());
    let taken = computed() - start;
    drop(made);
    taken
}
