//! What it costs and when it is due, as it is asked and shown.

use dodam_companion::rules::{self, WorkedFigure};

use crate::answer::{Note, PackReference, Step};
use crate::crossing::{Cross, as_it_is, chosen, debug_without_content, shown};
use crate::question::SaidFact;

/// A question about one day.
#[derive(Clone, Default, PartialEq, Eq, uniffi::Record)]
#[uniffi::export(Debug)]
pub struct DayQuestion {
    /// What is said for this question.
    #[uniffi(default = [])]
    pub facts: Vec<SaidFact>,
    /// The day it is about, as `YYYY-MM-DD`; null for today in Korea.
    #[uniffi(default = None)]
    pub as_of: Option<String>,
    /// The language of texts, as a tag; English where there are none.
    #[uniffi(default = None)]
    pub language: Option<String>,
}

chosen! {
    /// The two doors of the insurance that cost something.
    PremiumDoor of rules::PremiumDoor {
        /// By residence.
        Regional,
        /// Through work: the employee's half.
        Workplace,
    }
}

/// A question about a month's premium.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
#[uniffi::export(Debug)]
pub struct PremiumQuestion {
    /// By which door.
    pub door: PremiumDoor,
    /// The month, as `YYYY-MM`.
    pub month: String,
    /// The day on which it isn't paid yet, as `YYYY-MM-DD`, where that is asked too.
    #[uniffi(default = None)]
    pub unpaid_on: Option<String>,
    /// What is said for this question.
    #[uniffi(default = [])]
    pub facts: Vec<SaidFact>,
    /// The language of texts, as a tag; English where there are none.
    #[uniffi(default = None)]
    pub language: Option<String>,
}

/// A question about a bill.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
#[uniffi::export(Debug)]
pub struct BillQuestion {
    /// What is to be paid, in whole won.
    pub amount_krw: i64,
    /// The month it is for, as `YYYY-MM`; the first where it is for several.
    pub month: String,
    /// What is said for this question.
    #[uniffi(default = [])]
    pub facts: Vec<SaidFact>,
    /// The language of texts, as a tag; English where there are none.
    #[uniffi(default = None)]
    pub language: Option<String>,
}

/// What every figure comes with: what it lacks, how it was worked out, what to do next.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
#[uniffi::export(Debug)]
pub struct Told {
    /// Facts to ask for, in the order to ask; see `fact_questions`.
    pub open: Vec<String>,
    /// Facts the person would rather not say.
    pub declined: Vec<String>,
    /// Facts said too long ago, or guessed.
    pub confirm: Vec<String>,
    /// One line for each figure with a text, those that others need first.
    pub why: Vec<String>,
    /// The sources of what was used, by id.
    pub cites: Vec<String>,
    /// The sources, a line each.
    pub sources: Vec<String>,
    /// What else is good to know.
    pub notes: Vec<Note>,
    /// What to do next.
    pub steps: Vec<Step>,
}

chosen! {
    /// Whether an amount is known.
    Known of rules::Known {
        /// To the won.
        Known,
        /// Not all that it needs.
        Unknown,
    }
}

shown! {
    /// What a premium was when it was last known.
    LastKnown of rules::LastKnown {
        /// The year.
        period: String,
        /// Health insurance a month then.
        health_krw: i64,
        /// With long-term care.
        total_krw: i64,
    }
}

/// A month's premium, in whole won; null where something isn't known.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
#[uniffi::export(Debug)]
pub struct Premium {
    /// Health insurance.
    pub health_krw: Option<i64>,
    /// Long-term care.
    pub ltc_krw: Option<i64>,
    /// Both.
    pub total_krw: Option<i64>,
    /// The last day to pay; null for wages, from which it is taken.
    pub due: Option<String>,
    /// How many days ago that was, where it is asked about a premium that isn't paid.
    pub overdue_days: Option<i32>,
    /// Whether the whole is known.
    pub state: Known,
    /// The last month before for which the same facts give an amount, if this one isn't known.
    pub last_known: Option<LastKnown>,
    /// Why, and what to do next.
    pub told: Told,
}

/// What a bill can be made of.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
#[uniffi::export(Debug)]
pub struct BillExplained {
    /// Every way to come to the amount, without a late charge first.
    pub explanations: Vec<BillWay>,
    /// Known where there is exactly one way.
    pub state: Known,
    /// Why, and what to do next.
    pub told: Told,
}

/// One way to come to an amount. Money is in won, a month's unless it says otherwise.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
#[uniffi::export(Debug)]
pub struct BillWay {
    /// The basis before reductions.
    pub base_krw: i64,
    /// What is taken off, in percent, as a decimal number such as `50` or `22.5`.
    pub reduction_percent: String,
    /// Health insurance.
    pub health_krw: i64,
    /// Long-term care.
    pub ltc_krw: i64,
    /// How many months the amount is for.
    pub months: i64,
    /// The late charge in the amount, for all months together.
    pub late_krw: i64,
}

impl Cross for rules::BillWay {
    type Out = BillWay;
    fn cross(self) -> BillWay {
        BillWay {
            base_krw: self.base_krw,
            reduction_percent: self.reduction_percent.to_string(),
            health_krw: self.health_krw,
            ltc_krw: self.ltc_krw,
            months: self.months,
            late_krw: self.late_krw,
        }
    }
}

chosen! {
    /// Whether the insurance pays a part of a bill.
    CopayState of rules::CopayState {
        /// It does.
        Covered,
        /// The person pays the whole bill.
        NotCovered,
        /// Not known yet: whether, or how much.
        Unknown,
    }
}

/// A person's share of a bill; an estimate.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
#[uniffi::export(Debug)]
pub struct Copay {
    /// In whole won.
    pub pays_krw: Option<i64>,
    /// In percent of the bill, as a decimal number, where it is one rate.
    pub rate_percent: Option<String>,
    /// Whether the insurance pays a part.
    pub state: CopayState,
    /// Why, and what to do next.
    pub told: Told,
}

/// The check-up of a year.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
#[uniffi::export(Debug)]
pub struct Checkup {
    /// Whether it is the person's year, done or not.
    pub due_this_year: Option<bool>,
    /// The next year after this one that is the person's.
    pub next_year: Option<i16>,
    /// Days until the year ends, where it is due and not done.
    pub days_left: Option<i32>,
    /// Whether it is known.
    pub state: Known,
    /// Why, and what to do next.
    pub told: Told,
}

/// What unpaid premiums may lead to.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
#[uniffi::export(Debug)]
pub struct Arrears {
    /// The rule: `before-2025-04-23`, `since-2025-04-23`, `transitional` or `nationals`.
    pub rule: Option<String>,
    /// What becomes of benefits: `not_limited`, `may_be_limited` or `unknown`.
    pub benefits: String,
    /// What becomes of the next extension of stay: `none`, `may_be_shortened` or
    /// `may_be_refused`.
    pub stay: Option<String>,
    /// Whether both are known.
    pub state: Known,
    /// Why, and what to do next.
    pub told: Told,
}

/// The office that looks after foreign residents of a city.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
#[uniffi::export(Debug)]
pub struct Office {
    /// Which one: `seoul`, `ansan`, `suwon`, `incheon`, `uijeongbu`, or `branch` for the
    /// local branch.
    pub office: String,
    /// Its name and where it is, as far as known.
    pub name: String,
    /// Why, and what to do next.
    pub told: Told,
}

/// One figure of a calculation.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
#[uniffi::export(Debug)]
pub struct Figure {
    /// By the name that the calculation gives it.
    pub name: String,
    /// Whole won, a percentage, a day as `YYYY-MM-DD` or a word; null where it isn't known.
    pub value: Option<String>,
}

/// A calculation, as far as it could be worked out.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
#[uniffi::export(Debug)]
pub struct Calculated {
    /// Its figures, by name.
    pub figures: Vec<Figure>,
    /// Why, and what to do next; its sources stand beside it.
    pub told: Told,
    /// Which pack it was.
    pub pack: PackReference,
}

debug_without_content!(
    DayQuestion,
    PremiumQuestion,
    BillQuestion,
    Told,
    Premium,
    BillExplained,
    BillWay,
    Copay,
    Checkup,
    Arrears,
    Office,
    Figure,
    Calculated,
);
as_it_is!(Premium, BillExplained, Copay, Checkup, Arrears, Office);

impl Cross for rules::Calculated {
    type Out = Calculated;
    fn cross(self) -> Calculated {
        let value = |figure| match figure {
            WorkedFigure::Krw(krw) => krw.to_string(),
            WorkedFigure::Day(day) => day.to_string(),
            WorkedFigure::Percent(text) | WorkedFigure::Word(text) => text,
        };
        let figures = self.figures.into_iter().map(|(name, figure)| Figure {
            name,
            value: figure.map(value),
        });
        Calculated {
            figures: figures.collect(),
            told: told(self.told, Vec::new()),
            pack: self.pack.cross(),
        }
    }
}

/// What was told, with its sources in words.
pub(crate) fn told(told: rules::Told, sources: Vec<String>) -> Told {
    Told {
        open: told.open,
        declined: told.declined,
        confirm: told.confirm,
        why: told.why,
        cites: told.cites,
        sources,
        notes: told.notes.cross(),
        steps: told.steps.cross(),
    }
}
