//! Figures: amounts, rates, days and words that packs work out of facts and parameters.

use crate::exact::Exact;
use crate::expression::{Expression, Length};
use crate::text::Text;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a figure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Unit {
    /// Whole won.
    Krw,
    /// A rate; 1 is the whole.
    Rate,
    /// A day.
    Day,
    /// One of some words that programs read.
    Word,
}

/// Something a pack works out, by its name.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Figure {
    pub(crate) id: String,
    pub(crate) unit: Unit,
    pub(crate) formula: Formula,
    /// A line of the explanation.
    pub(crate) text: Option<Text>,
    pub(crate) cites: Vec<String>,
}

/// How a figure is worked out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Formula {
    Exact(Exact),
    Word(String),
    /// An amount that was said.
    Fact(usize),
    /// A parameter's value on the day.
    Param(usize),
    /// A figure above.
    Figure(usize),
    Plus(Vec<Formula>),
    /// The first less the others.
    Minus(Vec<Formula>),
    Times(Vec<Formula>),
    Greatest(Vec<Formula>),
    Least(Vec<Formula>),
    /// Down to a multiple of so many won.
    Down(i64, Box<Formula>),
    /// A day of the month, so many months from the day's.
    DayOfMonth {
        day: i8,
        months: i32,
    },
    /// A day, or some time after it: in days, or to the last day of so many months.
    After {
        start: Start,
        length: Length,
    },
    /// The earliest of days.
    Earliest(Vec<Formula>),
    /// The first whose condition is met, those before it being ruled out.
    Cases(Vec<Case>),
}

/// From which day time is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Start {
    /// The day that is asked about.
    Day,
    /// A day that was said.
    Fact(usize),
    /// An end of the trip that began last; where none has begun, of the next.
    Trip(usize, TripEnd),
}

/// An end of a trip.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum TripEnd {
    Out,
    Back,
}

/// When a plan asks a calculation for the day by which something is due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Planned {
    /// On the plan's first day.
    Always,
    /// On the first day of each run of YES; with `perhaps`, of YES or UNKNOWN.
    Starts { decision: String, perhaps: bool },
    /// On the day on which somebody loses what a decision gave them: NO after YES.
    Ends(String),
}

/// One case; without a condition it is for all that is left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Case {
    pub(crate) when: Option<Expression>,
    pub(crate) then: Formula,
}

/// What is asked together.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Calculation {
    pub(crate) id: String,
    pub(crate) title: Text,
    /// Names in the answer, and the figures behind them.
    pub(crate) figures: BTreeMap<String, usize>,
    pub(crate) planned: Option<Planned>,
}

/// A figure, worked out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Worked {
    Exact(Exact),
    Day(Date),
    Word(String),
}

impl Formula {
    /// Calls `visit` for every condition of a case, however deep.
    pub(crate) fn conditions<'a>(&'a self, visit: &mut dyn FnMut(&'a Expression)) {
        if let Self::Cases(cases) = self {
            cases
                .iter()
                .filter_map(|case| case.when.as_ref())
                .for_each(&mut *visit);
        }
        for part in self.parts() {
            part.conditions(visit);
        }
    }

    /// The formulas right below, conditions aside.
    pub(crate) fn parts(&self) -> Vec<&Self> {
        match self {
            Self::Plus(parts)
            | Self::Minus(parts)
            | Self::Times(parts)
            | Self::Greatest(parts)
            | Self::Least(parts)
            | Self::Earliest(parts) => parts.iter().collect(),
            Self::Down(_, part) => vec![part],
            Self::Cases(cases) => cases.iter().map(|case| &case.then).collect(),
            _ => Vec::new(),
        }
    }
}
