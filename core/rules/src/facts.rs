//! What was said: partial, dated, in any usual spelling.

use crate::error::InputError;
use crate::names::nearest;
use crate::packs::Packs;
use crate::value::{Reading, Value, read};
use jiff::civil::Date;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::fmt::{self, Debug, Formatter};

const LARGEST_JSON: usize = 1 << 20;
/// What stands in the place of a value the person would rather not give.
const DECLINED: &str = "declined";

/// Facts as they were said, each at most once; the later statement replaces the earlier.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Facts(BTreeMap<String, Said>);

#[derive(Clone, PartialEq, Eq)]
struct Said {
    fact: usize,
    reading: Option<Reading>,
    typed: String,
    on: Date,
}

/// One thing said, as it can be stored and said again.
#[derive(Clone, PartialEq, Eq)]
pub struct SaidFact {
    /// The fact's id.
    pub id: String,
    /// The value as in `ID=VALUE`; `None` for "rather not say".
    pub value: Option<String>,
    /// The day it was said.
    pub said_on: Date,
}

/// What a fact is on the day asked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum FactState {
    Absent,
    Declined,
    /// Said too long ago.
    Aged,
    /// Read only by guessing.
    Guessed,
    Known(Value),
}

/// Ids only: what somebody said belongs into no log.
impl Debug for Facts {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        out.debug_set().entries(self.0.keys()).finish()
    }
}

/// Without the value: what somebody said belongs into no log.
impl Debug for SaidFact {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        let mut shown = out.debug_struct("SaidFact");
        let shown = shown.field("id", &self.id);
        shown
            .field("said_on", &self.said_on)
            .finish_non_exhaustive()
    }
}

impl Facts {
    /// Nothing said.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads `ID=VALUE`, `ID=VALUE@SAID_ON` or `ID=declined`. Without a day it counts as
    /// said on `as_of`.
    ///
    /// # Errors
    /// [`InputError`] for an unknown fact or a value that isn't of its type.
    pub fn set_text(&mut self, packs: &Packs, text: &str, as_of: Date) -> Result<(), InputError> {
        let shape = || InputError::new("a fact is written ID=VALUE, such as nhi_enrolled=false");
        let (id, rest) = text.split_once('=').ok_or_else(shape)?;
        let (value, said_on) = match rest.rsplit_once('@') {
            Some((value, day)) => (value, read_said_on(id, day)?),
            None => (rest, as_of),
        };
        self.set_or_decline(packs, id.trim(), value, said_on)
    }

    /// Reads a JSON object of fact ids to values, or to `{"value", "said_on"}`.
    ///
    /// # Errors
    /// [`InputError`] for anything else.
    pub fn set_json(&mut self, packs: &Packs, text: &str, as_of: Date) -> Result<(), InputError> {
        if text.len() > LARGEST_JSON {
            return Err(InputError::new("the facts are larger than 1 MiB"));
        }
        let Ok(Pairs(pairs)) = serde_json::from_str(text) else {
            return Err(InputError::new(
                "the facts must be a JSON object of fact ids to values",
            ));
        };
        for (place, (id, value)) in pairs.iter().enumerate() {
            if pairs[..place].iter().any(|(earlier, _)| earlier == id) {
                return Err(InputError::new(format!("{} is there twice", shown(id))));
            }
            self.set_one_json(packs, id, value, as_of)?;
        }
        Ok(())
    }

    fn set_one_json(
        &mut self,
        packs: &Packs,
        id: &str,
        value: &Json,
        as_of: Date,
    ) -> Result<(), InputError> {
        let Json::Object(object) = value else {
            return self.set_or_decline(packs, id, &scalar(id, value)?, as_of);
        };
        let known = object.keys().all(|key| key == "value" || key == "said_on");
        let (Some(value), true) = (object.get("value"), known) else {
            let shape = "needs a value, or an object with \"value\" and \"said_on\"";
            return Err(InputError::new(format!("{id} {shape}")));
        };
        let said_on = match object.get("said_on") {
            Some(day) => read_said_on(id, day.as_str().unwrap_or_default())?,
            None => as_of,
        };
        self.set_or_decline(packs, id, &scalar(id, value)?, said_on)
    }

    fn set_or_decline(
        &mut self,
        packs: &Packs,
        id: &str,
        value: &str,
        said_on: Date,
    ) -> Result<(), InputError> {
        if value.trim() == DECLINED {
            self.decline(packs, id, said_on)
        } else {
            self.set_value(packs, id, value, said_on)
        }
    }

    /// Says a value, in any usual spelling.
    ///
    /// # Errors
    /// [`InputError`] for an unknown fact or a value that isn't of its type.
    pub fn set_value(
        &mut self,
        packs: &Packs,
        id: &str,
        value: &str,
        said_on: Date,
    ) -> Result<(), InputError> {
        let fact = fact_index(packs, id)?;
        let reading = read(&packs.vocabulary.facts[fact], value, &packs.vocabulary)?;
        let typed = match &reading {
            Reading::Clear(value) => value.canonical(),
            Reading::Guess(_) => value.trim().to_owned(),
        };
        self.0.insert(
            id.to_owned(),
            Said {
                fact,
                reading: Some(reading),
                typed,
                on: said_on,
            },
        );
        Ok(())
    }

    /// Says that the person would rather not say.
    ///
    /// # Errors
    /// [`InputError`] for an unknown fact.
    pub fn decline(&mut self, packs: &Packs, id: &str, said_on: Date) -> Result<(), InputError> {
        let fact = fact_index(packs, id)?;
        let said = Said {
            fact,
            reading: None,
            typed: String::new(),
            on: said_on,
        };
        self.0.insert(id.to_owned(), said);
        Ok(())
    }

    /// Takes over everything said in `later`, which replaces what was said before.
    pub fn extend(&mut self, later: &Self) {
        self.0
            .extend(later.0.iter().map(|(id, said)| (id.clone(), said.clone())));
    }

    /// The same without what facts were before: as if what is said had always been so.
    pub(crate) fn without_history(&self, packs: &Packs) -> Self {
        let facts = &packs.vocabulary.facts;
        let histories = facts.iter().filter_map(|fact| fact.history);
        let past: Vec<usize> = histories
            .flat_map(|(since, before)| [since, before])
            .collect();
        let kept = self.0.iter().filter(|(_, said)| !past.contains(&said.fact));
        Self(kept.map(|(id, said)| (id.clone(), said.clone())).collect())
    }

    /// The same as on a later day, with nothing aged that hasn't aged on `from`.
    pub(crate) fn carried(&self, packs: &Packs, from: Date, day: Date) -> Self {
        let carried = self.0.iter().map(|(id, said)| {
            let aged = packs.vocabulary.facts[said.fact].is_aged(said.on, from);
            let on = if aged { said.on } else { said.on.max(day) };
            (id.clone(), Said { on, ..said.clone() })
        });
        Self(carried.collect())
    }

    /// The same, read anew for other packs; facts that they don't know are left out.
    pub(crate) fn for_packs(&self, packs: &Packs) -> Result<Self, InputError> {
        let mut facts = Self::new();
        for said in self.iter() {
            if packs.fact_type(&said.id).is_none() {
                continue;
            }
            match &said.value {
                Some(value) => facts.set_value(packs, &said.id, value, said.said_on)?,
                None => facts.decline(packs, &said.id, said.said_on)?,
            }
        }
        Ok(facts)
    }

    /// Whether anything was said of a fact, be it that the person would rather not say.
    pub(crate) fn says(&self, id: &str) -> bool {
        self.0.contains_key(id)
    }

    /// How what was said of a fact was read; `None` where nothing was, or it was declined.
    pub(crate) fn reading(&self, id: &str) -> Option<&Reading> {
        self.0.get(id)?.reading.as_ref()
    }

    /// Everything said, by id.
    pub fn iter(&self) -> impl Iterator<Item = SaidFact> + '_ {
        self.0.iter().map(|(id, said)| SaidFact {
            id: id.clone(),
            value: said.reading.is_some().then(|| said.typed.clone()),
            said_on: said.on,
        })
    }

    /// What each fact of the vocabulary is on `as_of`.
    pub(crate) fn states(&self, packs: &Packs, as_of: Date) -> Vec<FactState> {
        let facts = &packs.vocabulary.facts;
        let mut states = vec![FactState::Absent; facts.len()];
        for said in self.0.values() {
            let aged = facts[said.fact].is_aged(said.on, as_of);
            states[said.fact] = match &said.reading {
                // An optional fact keeps nothing open, declined or not said.
                None if facts[said.fact].optional => FactState::Absent,
                None => FactState::Declined,
                Some(_) if aged => FactState::Aged,
                Some(Reading::Guess(_)) => FactState::Guessed,
                Some(Reading::Clear(value)) => FactState::Known(value.clone()),
            };
        }
        states
    }
}

fn fact_index(packs: &Packs, id: &str) -> Result<usize, InputError> {
    let ids = &packs.vocabulary.ids;
    ids.get(id).copied().ok_or_else(|| {
        let near = nearest(id, ids.keys().map(String::as_str));
        let near = near.map_or(String::new(), |near| format!("; did you mean {near}?"));
        InputError::new(format!("no fact is called {:?}{near}", shown(id)))
    })
}

/// A name from outside, short enough for a sentence.
fn shown(id: &str) -> String {
    let letters = id.chars().filter(|letter| !letter.is_control());
    letters.take(40).collect()
}

/// The members of a JSON object in their order, one that is there twice among them.
struct Pairs(Vec<(String, Json)>);

impl<'de> Deserialize<'de> for Pairs {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members;
        impl<'de> Visitor<'de> for Members {
            type Value = Pairs;

            fn expecting(&self, out: &mut Formatter<'_>) -> fmt::Result {
                out.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }
        deserializer.deserialize_map(Members)
    }
}

fn read_said_on(id: &str, day: &str) -> Result<Date, InputError> {
    let day: Option<Date> = day.trim().parse().ok().filter(|_| day.trim().len() == 10);
    day.ok_or_else(|| InputError::new(format!("the day {id} was said is written as 2025-03-31")))
}

fn scalar(id: &str, value: &Json) -> Result<String, InputError> {
    match value {
        Json::Bool(value) => Ok(value.to_string()),
        Json::Number(number) => Ok(number.to_string()),
        Json::String(text) => Ok(text.clone()),
        Json::Null | Json::Array(_) | Json::Object(_) => Err(InputError::new(format!(
            "{id} needs a value; leave it out where it isn't known"
        ))),
    }
}
