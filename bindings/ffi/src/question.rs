//! What is asked, and what is said to go with it.

use dodam_companion::rules::{Facts, Language, Packs, Request};
use jiff::civil::Date;

use crate::DodamError;

/// One thing a person said about themselves.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct SaidFact {
    /// The fact's id, such as `nhi_enrolled`.
    pub id: String,
    /// The value as it was typed; null where the person would rather not say.
    pub value: Option<String>,
    /// The day it was said, as `YYYY-MM-DD`; null for the day the question is about.
    pub said_on: Option<String>,
}

/// A question to the installed packs.
#[derive(Debug, Clone, Default, PartialEq, Eq, uniffi::Record)]
pub struct Question {
    /// What is said for this question.
    pub facts: Vec<SaidFact>,
    /// The day it is about, as `YYYY-MM-DD`; null for today in Korea.
    pub as_of: Option<String>,
    /// Answer as if only packs issued until this day were known; null for all.
    pub known_at: Option<String>,
    /// Decision ids, such as `kr.gb.pilot/support`; empty for every one.
    pub decisions: Vec<String>,
    /// The language of the texts, as a tag; null, or one that no pack has, for English.
    pub language: Option<String>,
}

impl Question {
    pub(crate) fn request(&self, today: Date) -> Result<Request, DodamError> {
        Ok(Request {
            as_of: read_day(self.as_of.as_deref())?.unwrap_or(today),
            known_at: read_day(self.known_at.as_deref())?,
            decisions: self.decisions.clone(),
            language: self
                .language
                .as_deref()
                .and_then(Language::from_tag)
                .unwrap_or(Language::En),
        })
    }
}

/// Reads facts as they were typed; all of them or none.
pub(crate) fn read_facts(packs: &Packs, said: &[SaidFact], on: Date) -> Result<Facts, DodamError> {
    let mut facts = Facts::new();
    for fact in said {
        let said_on = read_day(fact.said_on.as_deref())?.unwrap_or(on);
        match &fact.value {
            Some(value) => facts.set_value(packs, &fact.id, value, said_on),
            None => facts.decline(packs, &fact.id, said_on),
        }
        .map_err(|_| DodamError::InvalidInput)?;
    }
    Ok(facts)
}

fn read_day(day: Option<&str>) -> Result<Option<Date>, DodamError> {
    day.map(|day| day.parse().map_err(|_| DodamError::InvalidInput))
        .transpose()
}
