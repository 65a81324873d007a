//! The forms of a condition: each key that may begin one, and what belongs to it.

use crate::compile::{Scope, no_such, state};
use crate::error::PackError;
use crate::expression::{Amount, Length, Residence, Test};
use crate::fact_type::FactKind;
use crate::keys::{Keys, typed};
use crate::source::At;
use crate::state::State;
use crate::value::{Reading, Value, read};
use toml::Value as Toml;

impl Scope<'_> {
    pub(crate) fn test(&self, keys: &mut Keys<'_>) -> Result<Test, PackError> {
        let at = keys.at.clone();
        // A table's test names a fact too, and a fact's dates use the word `until`.
        if keys.table.contains_key("fact") && !keys.table.contains_key("table") {
            let id = keys.text("fact")?.unwrap_or_default();
            return self.about_fact(&id, keys);
        }
        let (from, until) = (keys.date("day_from")?, keys.date("day_until")?);
        if from.is_some() || until.is_some() {
            return Ok(Test::Day { from, until });
        }
        if let Some(never) = keys.take("never") {
            let said = never == Toml::Boolean(true);
            return if said {
                Ok(Test::Never)
            } else {
                at.fail("`never` is written never = true")
            };
        }
        if let Some(id) = keys.text("after")? {
            let fact = self.of_kind(&id, "a date", is_date, &at.key("after"))?;
            let length = length(keys)?;
            return Ok(Test::After { fact, length });
        }
        if let Some(id) = keys.text("until")? {
            let fact = self.of_kind(&id, "a date", is_date, &at.key("until"))?;
            let length = length(keys)?;
            return Ok(Test::Until { fact, length });
        }
        if let Some(id) = keys.text("year_parity")? {
            let fact = self.of_kind(&id, "a date", is_date, &at.key("year_parity"))?;
            return Ok(Test::YearParity(fact));
        }
        if let Some(items) = keys.list("sum")? {
            return self.sum(&items, keys);
        }
        if let Some(id) = keys.text("given")? {
            return Ok(Test::Given(self.fact(&id, &at.key("given"))?));
        }
        if let Some(id) = keys.text("resident")? {
            return self.residence(&id, keys);
        }
        if let Some(id) = keys.text("cap")? {
            return self.cap(&id, keys);
        }
        if let Some(id) = keys.text("table")? {
            return self.table(&id, keys);
        }
        at.fail("this is no condition; write one such as { fact = \"registered\", is = true }, see docs/packs.md")
    }

    fn about_fact(&self, id: &str, keys: &mut Keys<'_>) -> Result<Test, PackError> {
        let at = keys.at.clone();
        let fact = self.fact(id, &at.key("fact"))?;
        if let Some(value) = keys.take("is") {
            return Ok(Test::Among {
                fact,
                values: vec![self.value(fact, &value, &at.key("is"))?],
                holds: true,
            });
        }
        if let Some(than) = keys.text("later_than")? {
            let than = self.of_kind(&than, "a date", is_date, &at.key("later_than"))?;
            self.of_kind(id, "a date", is_date, &at.key("fact"))?;
            let length = length(keys)?;
            return Ok(Test::Later { fact, than, length });
        }
        for (key, holds) in [("in", true), ("not_in", false)] {
            if let Some(items) = keys.list(key)? {
                let at = at.key(key);
                let values = items.iter().enumerate();
                let values = values.map(|(place, item)| self.value(fact, item, &at.place(place)));
                return Ok(Test::Among {
                    fact,
                    values: values.collect::<Result<_, _>>()?,
                    holds,
                });
            }
        }
        let (min, max) = (self.amount(keys, "min")?, self.amount(keys, "max")?);
        if min.is_some() || max.is_some() {
            self.of_kind(id, "an amount in won", is_krw, &at.key("fact"))?;
            return Ok(Test::Amount {
                facts: vec![fact],
                min,
                max,
            });
        }
        let (from, until) = (keys.date("from")?, keys.date("until")?);
        if from.is_none() && until.is_none() {
            let left: Vec<String> = keys.table.keys().map(|key| format!("`{key}`")).collect();
            let instead = match left.as_slice() {
                [] => String::new(),
                left => format!("; {} is none of them", left.join(", ")),
            };
            return at.fail(format!(
                "a fact needs one of is, in, not_in, min, max, from, until, later_than{instead}"
            ));
        }
        self.of_kind(id, "a date", is_date, &at.key("fact"))?;
        Ok(Test::Within { fact, from, until })
    }

    fn amount(&self, keys: &mut Keys<'_>, key: &str) -> Result<Option<Amount>, PackError> {
        match keys.take(key) {
            None => Ok(None),
            Some(Toml::Integer(krw)) => Ok(Some(Amount::Krw(krw))),
            Some(Toml::String(id)) => self
                .param(&id, &keys.at.key(key))
                .map(|index| Some(Amount::Param(index))),
            Some(_) => keys.fail(key, "whole won or a parameter's id"),
        }
    }

    fn sum(&self, items: &[Toml], keys: &mut Keys<'_>) -> Result<Test, PackError> {
        let at = keys.at.key("sum");
        let each = |(place, item): (usize, &Toml)| {
            let at = at.place(place);
            match item {
                Toml::String(id) => self.of_kind(id, "an amount in won", is_krw, &at),
                _ => at.fail("a fact's id in quotes is needed"),
            }
        };
        let facts = items.iter().enumerate().map(each);
        let facts: Vec<usize> = facts.collect::<Result<_, _>>()?;
        let (min, max) = (self.amount(keys, "min")?, self.amount(keys, "max")?);
        if min.is_none() && max.is_none() {
            return at.fail("`sum` needs `min` or `max`");
        }
        Ok(Test::Amount { facts, min, max })
    }

    pub(crate) fn param(&self, id: &str, at: &At) -> Result<usize, PackError> {
        let found = self.params.get(id).copied();
        let known = self.params.keys().map(String::as_str);
        found.map_or_else(|| at.fail(no_such("parameter", id, known)), Ok)
    }

    /// A value as the vocabulary spells it.
    pub(crate) fn value(&self, fact: usize, written: &Toml, at: &At) -> Result<Value, PackError> {
        let fact = &self.facts[fact];
        match read(fact, &typed(written), self.places) {
            Ok(Reading::Guess(Value::Listed(near))) => at.fail(format!(
                "`{}` is no listed value of `{}`; did you mean `{near}`?",
                typed(written),
                fact.id
            )),
            Ok(Reading::Clear(Value::Elsewhere(_)) | Reading::Guess(_)) => at.fail(format!(
                "`{}` is no listed value of `{}`",
                typed(written),
                fact.id
            )),
            Ok(Reading::Clear(value)) => Ok(value),
            Err(error) => at.fail(error.to_string()),
        }
    }

    fn of_kind(
        &self,
        id: &str,
        what: &str,
        fits: impl Fn(&FactKind) -> bool,
        at: &At,
    ) -> Result<usize, PackError> {
        let fact = self.fact(id, at)?;
        let good = fits(&self.facts[fact].kind);
        if good {
            Ok(fact)
        } else {
            at.fail(format!("`{id}` is not {what}"))
        }
    }

    fn residence(&self, id: &str, keys: &mut Keys<'_>) -> Result<Test, PackError> {
        let at = keys.at.clone();
        let since = self.of_kind(id, "a date", is_date, &at.key("resident"))?;
        let absences = keys.text("absences")?.unwrap_or_default();
        let is_periods = |kind: &FactKind| matches!(kind, FactKind::Periods);
        let absences = self.of_kind(
            &absences,
            "a list of periods (`absences`)",
            is_periods,
            &at.key("absences"),
        )?;
        let months = keys
            .number("months")?
            .and_then(|months| i32::try_from(months).ok());
        let Some(months) = months.filter(|months| (0..=600).contains(months)) else {
            return keys.fail("months", "a number from 0 to 600");
        };
        let tolerated_days = keys
            .number("tolerated_days")?
            .filter(|days| (0..=366).contains(days));
        let Some(tolerated_days) = tolerated_days else {
            return keys.fail("tolerated_days", "a number from 0 to 366");
        };
        let again = match state(keys, "again", &["MET", "UNKNOWN"])? {
            Some(again) => again,
            None if months == 0 => State::Met,
            None => State::Unknown,
        };
        let again_within = match keys.number("again_within")? {
            None => None,
            Some(within @ 1..=600) if months > 0 => i32::try_from(within).ok(),
            Some(_) => {
                return keys.fail(
                    "again_within",
                    "a number from 1 to 600, and `months` above 0",
                );
            }
        };
        let again_from = keys.date("again_from")?;
        if again_from.is_some() && again != State::Met {
            return at.key("again_from").fail("it needs again = \"MET\"");
        }
        let [unclear_note, rejoin_note, near_note] = [
            keys.text("unclear_note")?,
            keys.text("rejoin_note")?,
            keys.text("near_note")?,
        ];
        for (key, note) in [
            ("unclear_note", &unclear_note),
            ("rejoin_note", &rejoin_note),
            ("near_note", &near_note),
        ] {
            self.note(note.as_deref(), &at.key(key))?;
        }
        Ok(Test::Resident(Residence {
            since,
            absences,
            months,
            tolerated_days,
            again,
            again_within,
            again_from,
            unclear_note,
            rejoin_note,
            near_note,
        }))
    }

    fn cap(&self, id: &str, keys: &mut Keys<'_>) -> Result<Test, PackError> {
        let at = keys.at.clone();
        let param = self.param(id, &at.key("cap"))?;
        let used = keys.text("used")?.unwrap_or_default();
        let used = self.of_kind(&used, "an amount in won (`used`)", is_krw, &at)?;
        let day = keys.text("at")?;
        let day = day
            .map(|id| self.of_kind(&id, "a date (`at`)", is_date, &at.key("at")))
            .transpose()?;
        Ok(Test::Cap {
            param,
            used,
            at: day,
        })
    }

    fn table(&self, id: &str, keys: &mut Keys<'_>) -> Result<Test, PackError> {
        let at = keys.at.clone();
        let Some(table) = self.tables.get(id) else {
            let known = self.tables.keys().map(String::as_str);
            return at.key("table").fail(no_such("table", id, known));
        };
        let fact = keys.text("fact")?.unwrap_or_default();
        let is_status = |kind: &FactKind| matches!(kind, FactKind::Status);
        let fact = self.of_kind(&fact, "a status", is_status, &at.key("fact"))?;
        let wanted = keys.text("column")?.unwrap_or_default();
        let columns = &table.columns;
        let Some(column) = columns.iter().position(|(name, _)| *name == wanted) else {
            let known = columns.iter().map(|(name, _)| name.as_str());
            return at.key("column").fail(no_such("column", &wanted, known));
        };
        let Some(items) = keys.list("in")? else {
            return at.fail("a table's test needs `in`: the values that fit");
        };
        let mut values = Vec::new();
        for (place, value) in items.into_iter().enumerate() {
            let at = at.key("in").place(place);
            let Toml::String(value) = value else {
                return at.fail("`in` needs texts in quotes");
            };
            if !columns[column].1.contains(&value) {
                let known = columns[column].1.iter().map(String::as_str);
                return at.fail(no_such("value of this column", &value, known));
            }
            values.push(value);
        }
        Ok(Test::Table {
            table: table.index,
            fact,
            column,
            values,
        })
    }

    pub(crate) fn date_fact(&self, id: &str, at: &At) -> Result<usize, PackError> {
        self.of_kind(id, "a date", is_date, at)
    }

    pub(crate) fn trips_fact(&self, id: &str, at: &At) -> Result<usize, PackError> {
        self.of_kind(id, "a list of trips", is_trips, at)
    }

    pub(crate) fn amount_fact(&self, id: &str, at: &At) -> Result<usize, PackError> {
        self.of_kind(id, "an amount in won", is_krw, at)
    }
}

/// `years`, `months` or `days`, counted from a date.
pub(crate) fn length(keys: &mut Keys<'_>) -> Result<Length, PackError> {
    let mut lengths = Vec::new();
    for (key, most, months) in [
        ("years", 150, 12),
        ("months", 1_800, 1),
        ("days", 60_000, 0),
    ] {
        match keys.number(key)? {
            None => {}
            Some(number) if !(0..=most).contains(&number) => {
                return keys.fail(key, &format!("a number from 0 to {most}"));
            }
            Some(number) if months == 0 => lengths.push(Length::Days(number)),
            Some(number) => {
                let number = i32::try_from(number).unwrap_or(i32::MAX);
                lengths.push(Length::Months(number.saturating_mul(months)));
            }
        }
    }
    match lengths.as_slice() {
        [] => Ok(Length::Days(0)),
        [length] => Ok(*length),
        _ => keys.at.fail("write only one of years, months and days"),
    }
}

fn is_trips(kind: &FactKind) -> bool {
    matches!(kind, FactKind::Periods)
}

fn is_date(kind: &FactKind) -> bool {
    matches!(kind, FactKind::Date)
}

pub(crate) fn is_krw(kind: &FactKind) -> bool {
    matches!(kind, FactKind::Krw | FactKind::Count)
}
