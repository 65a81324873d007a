//! What is asked, and what is said to go with it.

use dodam_companion::Clock;
use dodam_companion::rules::{Facts, Packs, Request};
use jiff::civil::Date;

use crate::DodamError;
use crate::crossing::{Given, debug_without_content, language};
use crate::error::invalid;

/// One thing a person said about themselves.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
#[uniffi::export(Debug)]
pub struct SaidFact {
    /// The fact's id, such as `nhi_enrolled`.
    pub id: String,
    /// The value as it was typed; null where the person would rather not say.
    pub value: Option<String>,
    /// The day it was said, as `YYYY-MM-DD`; null for the day the question is about.
    #[uniffi(default = None)]
    pub said_on: Option<String>,
}

/// A question to the installed packs.
#[derive(Clone, Default, PartialEq, Eq, uniffi::Record)]
#[uniffi::export(Debug)]
pub struct Question {
    /// What is said for this question.
    #[uniffi(default = [])]
    pub facts: Vec<SaidFact>,
    /// The day it is about, as `YYYY-MM-DD`; null for today in Korea.
    #[uniffi(default = None)]
    pub as_of: Option<String>,
    /// Answer as if only packs issued until this day were known; null for all.
    #[uniffi(default = None)]
    pub known_at: Option<String>,
    /// Decision ids, such as `kr.gb.pilot/support`; empty for every one.
    #[uniffi(default = [])]
    pub decisions: Vec<String>,
    /// The language of the texts, as a tag; null, or one that no pack has, for English.
    #[uniffi(default = None)]
    pub language: Option<String>,
}

debug_without_content!(SaidFact, Question);

impl Question {
    /// What is asked, and what is said for it.
    pub(crate) fn read(self, packs: &Packs, clock: &Clock) -> Result<(Request, Facts), DodamError> {
        let as_of = day_or_today(self.as_of, clock)?;
        let facts = read_facts(packs, &self.facts, as_of)?;
        let request = Request {
            as_of,
            known_at: self.known_at.given()?,
            decisions: self.decisions,
            language: language(self.language.as_deref()),
        };
        Ok((request, facts))
    }
}

/// A day, or today in Korea.
pub(crate) fn day_or_today(day: Option<String>, clock: &Clock) -> Result<Date, DodamError> {
    let day: Option<Date> = day.given()?;
    Ok(day.unwrap_or_else(|| clock.today()))
}

/// The first day of a month such as `2026-03`.
pub(crate) fn month(text: &str) -> Result<Date, DodamError> {
    let first = format!("{}-01", text.trim());
    first.parse().map_err(|_| invalid("month"))
}

/// Reads facts as they were typed; all of them or none.
pub(crate) fn read_facts(packs: &Packs, said: &[SaidFact], on: Date) -> Result<Facts, DodamError> {
    let mut facts = Facts::new();
    for fact in said {
        let said_on: Option<Date> = fact.said_on.clone().given()?;
        let said_on = said_on.unwrap_or(on);
        match &fact.value {
            Some(value) => facts.set_value(packs, &fact.id, value, said_on),
            None => facts.decline(packs, &fact.id, said_on),
        }
        .map_err(|_| invalid("fact"))?;
    }
    Ok(facts)
}
