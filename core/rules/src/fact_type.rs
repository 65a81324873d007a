use crate::expression::Expression;
use crate::language::Language;
use crate::text::Text;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// How much it may hurt a person if a fact becomes known, from least to most. The most
/// harmless question is asked first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sensitivity {
    /// Where one lives, which centre, which day.
    Open,
    /// Family relations.
    Family,
    /// Employment and income.
    Work,
    /// Health.
    Health,
    /// Insurance and support.
    Cover,
    /// Status and length of stay.
    Status,
}

/// Kinds of places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum PlaceKind {
    Province,
    City,
    Centre,
}

/// What values a fact has.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) enum FactKind {
    Bool,
    Date,
    Krw,
    Count,
    Choice(Vec<ChoiceType>),
    Place(PlaceKind),
    Status,
    Periods,
    /// Words of one's own that are kept for oneself: no rule, text or receipt has them.
    Text,
}

/// One choice; `names` are plain spellings, its id among them.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct ChoiceType {
    pub(crate) id: String,
    pub(crate) names: Vec<String>,
    pub(crate) text: Text,
}

/// What stands in for an absent fact.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) enum Implied {
    /// This value, where the expression is met.
    When(Expression, crate::value::Value),
    /// The province that a city lies in.
    PlaceOf(usize),
}

/// What a known fact can't stand beside.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) enum Contradiction {
    /// A condition that is met.
    When(Expression),
    /// A city that lies in another province.
    PlaceOf(usize),
}

/// What the person one depends on says for a fact, where a household is asked about.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) enum Relative {
    /// How the two are related.
    Relation,
    /// That person's value of a fact.
    Fact(usize),
    /// Whether a decision is YES for that person, where one's own facts meet `when`.
    Decision {
        id: String,
        when: Option<Expression>,
    },
}

/// One entry of the vocabulary.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct FactType {
    /// Its id.
    pub id: String,
    /// How much it may hurt to have it known.
    pub sensitivity: Sensitivity,
    /// Whether a person can be asked for it.
    pub askable: bool,
    /// Whether its absence says "none" and keeps nothing open.
    pub optional: bool,
    pub(crate) kind: FactKind,
    pub(crate) confirm_after_months: Option<i32>,
    /// Indices of the facts that say since when and what before.
    pub(crate) history: Option<(usize, usize)>,
    pub(crate) implied: Vec<Implied>,
    pub(crate) contradicts: Vec<(Contradiction, Text)>,
    pub(crate) from_relative: Vec<Relative>,
    pub(crate) ask: Text,
    pub(crate) why: Text,
}

impl FactType {
    /// Whether what was said on a day has to be confirmed on another.
    #[must_use]
    pub fn is_aged(&self, said_on: Date, as_of: Date) -> bool {
        self.counts_until(said_on).is_some_and(|end| end < as_of)
    }

    /// The last day on which what was said on a day counts; `None` where it never ages.
    #[must_use]
    pub fn counts_until(&self, said_on: Date) -> Option<Date> {
        crate::months::shift(said_on, self.confirm_after_months?)
    }

    /// Whether rules, texts and receipts may have its value.
    #[must_use]
    pub fn is_readable(&self) -> bool {
        !matches!(self.kind, FactKind::Text)
    }

    /// Whether other facts may stand in for it while it is absent.
    #[must_use]
    pub fn is_implied(&self) -> bool {
        !self.implied.is_empty()
    }

    /// The question, for a person.
    #[must_use]
    pub fn question(&self, language: Language) -> &str {
        self.ask.in_language(language)
    }
}
