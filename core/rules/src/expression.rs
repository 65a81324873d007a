//! Conditions as they run: facts by index, parameters and tables resolved.

use crate::fact_type::FactType;
use crate::months::{day_after_months, plus_days};
use crate::nested;
use crate::state::{State, Verdict, all, any};
use crate::value::Value;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A condition on facts and a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Expression {
    All(#[serde(deserialize_with = "nested::many")] Vec<Expression>),
    Any(#[serde(deserialize_with = "nested::many")] Vec<Expression>),
    Not(#[serde(deserialize_with = "nested::one")] Box<Expression>),
    AtLeast(
        usize,
        #[serde(deserialize_with = "nested::many")] Vec<Expression>,
    ),
    /// A criterion of the same pack, by index.
    Criterion(usize),
    /// Another decision's verdict.
    Decision {
        id: String,
        verdict: Verdict,
        holds: bool,
    },
    Leaf(Box<Leaf>),
}

/// A test of its own, and what it says where it doesn't hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Leaf {
    pub(crate) test: Test,
    pub(crate) otherwise: State,
    /// Shown where the leaf is `otherwise`.
    pub(crate) note: Option<String>,
    /// The state where an optional fact is absent.
    pub(crate) absent: Option<State>,
}

/// What a leaf tests. Facts are indices into the vocabulary.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Test {
    Among {
        fact: usize,
        values: Vec<Value>,
        holds: bool,
    },
    /// The sum of amounts; mostly of one.
    Amount {
        facts: Vec<usize>,
        min: Option<Amount>,
        max: Option<Amount>,
    },
    Within {
        fact: usize,
        from: Option<Date>,
        until: Option<Date>,
    },
    /// The day itself.
    Day {
        from: Option<Date>,
        until: Option<Date>,
    },
    /// One date fact lies after another.
    Later {
        fact: usize,
        than: usize,
        length: Length,
    },
    /// The years of the day and of a date fact are both even or both odd.
    YearParity(usize),
    /// Holds on no day: a rule whose end isn't known.
    Never,
    After {
        fact: usize,
        length: Length,
    },
    Until {
        fact: usize,
        length: Length,
    },
    Table {
        table: usize,
        fact: usize,
        column: usize,
        values: Vec<String>,
    },
    Resident(Residence),
    Cap {
        param: usize,
        used: usize,
        at: Option<usize>,
    },
    Given(usize),
}

/// An amount in the pack: written out, or a parameter's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Amount {
    Krw(i64),
    Param(usize),
}

/// How long after a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Length {
    Days(i64),
    Months(i32),
}

impl Length {
    /// The first day on which the time from `start` is over.
    pub(crate) fn over(self, start: Date) -> Option<Date> {
        match self {
            Self::Days(days) => Some(plus_days(start, days)),
            Self::Months(months) => day_after_months(start, months),
        }
    }

    /// The last day that still belongs to it.
    pub(crate) fn last(self, start: Date) -> Option<Date> {
        match self {
            Self::Days(days) => Some(plus_days(start, days)),
            Self::Months(months) => day_after_months(start, months)?.yesterday().ok(),
        }
    }
}

/// Months of residence that absences interrupt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Residence {
    pub(crate) since: usize,
    pub(crate) absences: usize,
    pub(crate) months: i32,
    pub(crate) tolerated_days: i64,
    /// What it is on return from a long absence.
    pub(crate) again: State,
    /// Within how many months of the departure that holds.
    pub(crate) again_within: Option<i32>,
    /// For returns from which day on that holds; earlier ones are UNKNOWN.
    pub(crate) again_from: Option<Date>,
    pub(crate) unclear_note: Option<String>,
    pub(crate) rejoin_note: Option<String>,
    pub(crate) near_note: Option<String>,
}

impl Test {
    /// Calls `visit` for every fact it reads, in order.
    pub(crate) fn each_fact(&self, visit: &mut dyn FnMut(usize)) {
        match self {
            Self::Among { fact, .. }
            | Self::Within { fact, .. }
            | Self::Table { fact, .. }
            | Self::After { fact, .. }
            | Self::Until { fact, .. }
            | Self::YearParity(fact)
            | Self::Given(fact) => visit(*fact),
            Self::Amount { facts, .. } => facts.iter().for_each(|fact| visit(*fact)),
            Self::Day { .. } | Self::Never => {}
            Self::Later { fact, than, .. } => [*fact, *than].into_iter().for_each(visit),
            Self::Resident(residence) => {
                [residence.since, residence.absences]
                    .into_iter()
                    .for_each(visit);
            }
            Self::Cap { used, at, .. } => {
                visit(*used);
                at.iter().for_each(|at| visit(*at));
            }
        }
    }

    /// The facts it reads, in order.
    pub(crate) fn facts(&self) -> Vec<usize> {
        let mut facts = Vec::new();
        self.each_fact(&mut |fact| facts.push(fact));
        facts
    }
}

impl Leaf {
    /// The states it can have.
    fn possible(&self) -> States {
        let mut states = States::default();
        let reads = !matches!(self.test, Test::Day { .. } | Test::Never | Test::Given(_));
        states.add(self.otherwise);
        if !matches!(self.test, Test::Never) {
            states.add(State::Met);
        }
        if reads {
            states.add(State::Unknown);
        }
        if let Some(absent) = self.absent {
            states.add(absent);
        }
        states
    }
}

/// A set of states.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct States {
    bits: u8,
}

impl States {
    pub(crate) fn add(&mut self, state: State) {
        self.bits |= 1 << state as u8;
    }

    pub(crate) fn has(self, state: State) -> bool {
        self.bits & (1 << state as u8) != 0
    }

    pub(crate) fn iter(self) -> impl Iterator<Item = State> {
        State::ALL.into_iter().filter(move |state| self.has(*state))
    }

    /// Every state that one of each set can be combined to.
    fn combined(self, other: Self, combine: impl Fn(State, State) -> State) -> Self {
        let mut states = Self::default();
        for a in self.iter() {
            other.iter().for_each(|b| states.add(combine(a, b)));
        }
        states
    }
}

impl Expression {
    /// Whether it asks another decision.
    pub(crate) fn names_decision(&self) -> bool {
        match self {
            Self::All(parts) | Self::Any(parts) | Self::AtLeast(_, parts) => {
                parts.iter().any(Self::names_decision)
            }
            Self::Not(part) => part.names_decision(),
            Self::Decision { .. } => true,
            Self::Criterion(_) | Self::Leaf(_) => false,
        }
    }

    /// The states it can have where criteria can have these, each condition taken by
    /// itself; it may have fewer.
    pub(crate) fn possible(&self, criterion: &dyn Fn(usize) -> States) -> States {
        let fold = |parts: &[Self], combine: fn(State, State) -> State| {
            let mut parts = parts.iter().map(|part| part.possible(criterion));
            let first = parts.next().unwrap_or_default();
            parts.fold(first, |states, part| states.combined(part, combine))
        };
        match self {
            Self::All(parts) => fold(parts, |a, b| all([a, b].into_iter())),
            Self::Any(parts) => fold(parts, |a, b| any([a, b].into_iter())),
            Self::Not(part) => {
                let mut states = States::default();
                let part = part.possible(criterion);
                part.iter().for_each(|state| states.add(state.negated()));
                states
            }
            Self::AtLeast(_, parts) => {
                let mut states = States::default();
                let parts = parts.iter().map(|part| part.possible(criterion));
                parts.for_each(|part| states.bits |= part.bits);
                states
            }
            Self::Criterion(index) => criterion(*index),
            Self::Decision { .. } => {
                let mut states = States::default();
                [State::Met, State::NotMet, State::Unknown]
                    .into_iter()
                    .for_each(|state| states.add(state));
                states
            }
            Self::Leaf(leaf) => leaf.possible(),
        }
    }

    /// Calls `visit` for every leaf below, criteria and decisions not entered.
    pub(crate) fn leaves<'a>(&'a self, visit: &mut dyn FnMut(&'a Leaf)) {
        match self {
            Self::All(parts) | Self::Any(parts) | Self::AtLeast(_, parts) => {
                parts.iter().for_each(|part| part.leaves(visit));
            }
            Self::Not(part) => part.leaves(visit),
            Self::Leaf(leaf) => visit(leaf),
            Self::Criterion(_) | Self::Decision { .. } => {}
        }
    }
}

/// Whether a leaf may be about this fact when it is absent and optional.
pub(crate) fn stands_for_none(leaf: &Leaf, fact: &FactType) -> Option<State> {
    leaf.absent.filter(|_| fact.optional)
}
