//! What a fact can be.

use crate::error::InputError;
use crate::fact_type::{FactKind, FactType, PlaceKind};
use crate::names::plain;
use crate::place_text::read_place;
use crate::status_code::{self, ReadStatus};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The most won that are read: more than anyone is billed, far below overflow.
pub(crate) const MOST_KRW: i64 = 1_000_000_000_000;
/// More of anything than this is a slip of the finger.
const MOST_COUNTED: i64 = 1_000;
const MOST_PERIODS: usize = 200;
const LONGEST: usize = 10_000;
const LONGEST_TEXT: usize = 100;

/// A value of its fact's type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Value {
    Bool(bool),
    Date(Date),
    Krw(i64),
    /// A listed choice or a listed place, by id.
    Listed(String),
    /// A place that is in no list, as typed.
    Elsewhere(String),
    /// A status of residence, such as `G-1-5`.
    Status(String),
    /// From the day of departure to the day of re-entry, in order, apart.
    Periods(Vec<(Date, Date)>),
    /// Words of one's own.
    Text(String),
}

/// A value and whether it was read without guessing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Reading {
    Clear(Value),
    Guess(Value),
}

/// The places that packs list.
pub(crate) trait Places {
    /// The listed place of this kind with this plain name.
    fn find(&self, kind: PlaceKind, name: &str) -> Option<&str>;
    /// The plain names of this kind, and whose they are.
    fn names(&self, kind: PlaceKind) -> Box<dyn Iterator<Item = (&str, &str)> + '_>;
    /// The province that a listed city lies in.
    fn province_of(&self, city: &str) -> Option<&str>;
}

impl Value {
    /// The value as it is typed.
    pub(crate) fn canonical(&self) -> String {
        match self {
            Self::Bool(value) => value.to_string(),
            Self::Date(date) => date.to_string(),
            Self::Krw(amount) => amount.to_string(),
            Self::Listed(text) | Self::Elsewhere(text) | Self::Status(text) | Self::Text(text) => {
                text.clone()
            }
            Self::Periods(periods) if periods.is_empty() => "none".to_owned(),
            Self::Periods(periods) => {
                let each = periods.iter().map(|(from, to)| format!("{from}..{to}"));
                each.collect::<Vec<_>>().join(",")
            }
        }
    }
}

/// Reads what was typed for a fact.
pub(crate) fn read(
    fact: &FactType,
    typed: &str,
    places: &dyn Places,
) -> Result<Reading, InputError> {
    let typed = typed.trim();
    if typed.is_empty() || typed.len() > LONGEST {
        return Err(expected(fact, "a value"));
    }
    let clear = match &fact.kind {
        FactKind::Bool => match typed.to_ascii_lowercase().as_str() {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            _ => return Err(expected(fact, "true or false")),
        },
        FactKind::Date => Value::Date(read_date(fact, typed)?),
        FactKind::Krw => Value::Krw(read_krw(fact, typed)?),
        FactKind::Count => Value::Krw(read_count(fact, typed)?),
        FactKind::Choice(choices) => {
            let wanted = plain(typed);
            let Some(choice) = choices.iter().find(|choice| choice.names.contains(&wanted)) else {
                let ids: Vec<&str> = choices.iter().map(|choice| choice.id.as_str()).collect();
                return Err(expected(fact, &format!("one of {}", ids.join(", "))));
            };
            Value::Listed(choice.id.clone())
        }
        FactKind::Place(kind) => return read_place(fact, typed, *kind, places),
        FactKind::Status => return read_status(fact, typed),
        FactKind::Periods => Value::Periods(read_periods(fact, typed)?),
        FactKind::Text => Value::Text(read_text(fact, typed)?),
    };
    Ok(Reading::Clear(clear))
}

pub(crate) fn expected(fact: &FactType, what: &str) -> InputError {
    InputError::new(format!("{} needs {what}", fact.id))
}

fn read_status(fact: &FactType, typed: &str) -> Result<Reading, InputError> {
    match status_code::read(typed) {
        ReadStatus::Clear(code) => Ok(Reading::Clear(Value::Status(code))),
        ReadStatus::Guess(code) => Ok(Reading::Guess(Value::Status(code))),
        ReadStatus::Not => Err(expected(
            fact,
            "a status as on the card, such as D-2 or G-1-5",
        )),
    }
}

fn read_date(fact: &FactType, typed: &str) -> Result<Date, InputError> {
    let shape = typed.len() == 10
        && typed
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'-');
    let date = if shape {
        typed.parse::<Date>().ok()
    } else {
        None
    };
    date.filter(|date| (1900..=2199).contains(&date.year()))
        .ok_or_else(|| expected(fact, "a day that exists, written as 2025-03-31"))
}

/// One short line, without what no keyboard types.
fn read_text(fact: &FactType, typed: &str) -> Result<String, InputError> {
    let fits = typed.chars().count() <= LONGEST_TEXT && !typed.chars().any(char::is_control);
    let line = fits.then(|| typed.to_owned());
    line.ok_or_else(|| {
        expected(
            fact,
            &format!("one line of {LONGEST_TEXT} characters at most"),
        )
    })
}

/// How many, in digits.
fn read_count(fact: &FactType, typed: &str) -> Result<i64, InputError> {
    let digits = typed.bytes().all(|byte| byte.is_ascii_digit());
    let count = typed.parse().ok().filter(|_| digits);
    count
        .filter(|count| *count <= MOST_COUNTED)
        .ok_or_else(|| expected(fact, "a whole number, such as 3"))
}

/// Whole won, with or without separators between thousands.
fn read_krw(fact: &FactType, typed: &str) -> Result<i64, InputError> {
    let whole = || expected(fact, "whole won, such as 300000");
    let mut groups = typed.split(',');
    let first = groups.next().unwrap_or_default();
    let grouped: Vec<&str> = groups.collect();
    let fits = grouped.iter().all(|group| group.len() == 3)
        && (grouped.is_empty() || (1..=3).contains(&first.len()));
    let digits = [first, &grouped.concat()].concat();
    if !fits || digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(whole());
    }
    digits
        .parse()
        .ok()
        .filter(|amount| *amount <= MOST_KRW)
        .ok_or_else(whole)
}

fn read_periods(fact: &FactType, typed: &str) -> Result<Vec<(Date, Date)>, InputError> {
    if typed.eq_ignore_ascii_case("none") {
        return Ok(Vec::new());
    }
    let mut periods = Vec::new();
    for period in typed.split(',') {
        let shape = || expected(fact, "none, or periods such as 2025-01-01..2025-02-10");
        let (from, to) = period.trim().split_once("..").ok_or_else(shape)?;
        let (from, to) = (read_date(fact, from.trim())?, read_date(fact, to.trim())?);
        if from > to {
            return Err(expected(
                fact,
                "the day of departure before the day of re-entry",
            ));
        }
        periods.push((from, to));
    }
    if periods.len() > MOST_PERIODS {
        return Err(expected(fact, &format!("{MOST_PERIODS} periods at most")));
    }
    periods.sort_unstable();
    let apart = periods.windows(2).all(|pair| pair[0].1 <= pair[1].0);
    if !apart {
        return Err(expected(fact, "periods that don't overlap"));
    }
    Ok(periods)
}
