//! From written conditions to running ones, with every complaint naming its place.

use crate::error::PackError;
use crate::expression::{Amount, Expression, Leaf, Residence, Test};
use crate::fact_type::{FactKind, FactType};
use crate::state::{State, Verdict};
use crate::value::{Places, Reading, Value, read};
use jiff::civil::Date;
use std::collections::BTreeMap;
use toml::Value as Toml;
use toml::value::Datetime;

const DEEPEST: usize = 16;

/// The names an expression may use.
pub(crate) struct Scope<'a> {
    pub(crate) facts: &'a [FactType],
    pub(crate) fact_ids: &'a BTreeMap<String, usize>,
    pub(crate) params: &'a BTreeMap<String, usize>,
    /// Table id to index and columns.
    pub(crate) tables: &'a BTreeMap<String, (usize, Vec<String>)>,
    /// Criteria that may be referred to: those above.
    pub(crate) criteria: &'a BTreeMap<String, usize>,
    pub(crate) notes: &'a [String],
    pub(crate) places: &'a dyn Places,
}

/// Where something stands, for complaints.
#[derive(Clone)]
pub(crate) struct At(pub(crate) String);

impl At {
    pub(crate) fn fail<T>(&self, complaint: impl Into<String>) -> Result<T, PackError> {
        Err(PackError::new(self.0.clone(), complaint))
    }
}

/// The keys of one expression, taken out one by one, so that what is left is unknown.
struct Keys<'a> {
    table: toml::Table,
    at: &'a At,
}

impl Keys<'_> {
    fn take(&mut self, key: &str) -> Option<Toml> {
        self.table.remove(key)
    }

    fn text(&mut self, key: &str) -> Result<Option<String>, PackError> {
        match self.take(key) {
            None => Ok(None),
            Some(Toml::String(text)) => Ok(Some(text)),
            Some(_) => self.at.fail(format!("`{key}` needs a text in quotes")),
        }
    }

    fn number(&mut self, key: &str) -> Result<Option<i64>, PackError> {
        match self.take(key) {
            None => Ok(None),
            Some(Toml::Integer(number)) => Ok(Some(number)),
            Some(_) => self.at.fail(format!("`{key}` needs a whole number")),
        }
    }

    fn date(&mut self, key: &str) -> Result<Option<Date>, PackError> {
        match self.take(key) {
            None => Ok(None),
            Some(Toml::Datetime(date)) => to_date(&date, self.at).map(Some),
            Some(_) => self.at.fail(format!(
                "`{key}` needs a date such as 2025-02-01, without quotes"
            )),
        }
    }

    fn list(&mut self, key: &str) -> Result<Option<Vec<Toml>>, PackError> {
        match self.take(key) {
            None => Ok(None),
            Some(Toml::Array(items)) if !items.is_empty() => Ok(Some(items)),
            Some(_) => self
                .at
                .fail(format!("`{key}` needs a list in brackets that isn't empty")),
        }
    }

    fn end(self) -> Result<(), PackError> {
        match self.table.keys().next() {
            None => Ok(()),
            Some(key) => self.at.fail(format!(
                "`{key}` is not a key that belongs here; see docs/packs.md"
            )),
        }
    }
}

/// A date without a time.
pub(crate) fn to_date(written: &Datetime, at: &At) -> Result<Date, PackError> {
    let date = written
        .date
        .filter(|_| written.time.is_none() && written.offset.is_none());
    let parts = date.and_then(|date| {
        let year = i16::try_from(date.year).ok()?;
        Date::new(
            year,
            i8::try_from(date.month).ok()?,
            i8::try_from(date.day).ok()?,
        )
        .ok()
    });
    parts.map_or_else(
        || at.fail("a date without a time is needed, such as 2025-02-01"),
        Ok,
    )
}

impl Scope<'_> {
    pub(crate) fn fact(&self, id: &str, at: &At) -> Result<usize, PackError> {
        self.fact_ids.get(id).copied().map_or_else(
            || {
                let near = crate::names::nearest(id, self.fact_ids.keys().map(String::as_str));
                let near = near.map_or(String::new(), |near| format!("; did you mean `{near}`?"));
                at.fail(format!("no fact is called `{id}`{near}"))
            },
            Ok,
        )
    }

    /// A tree of criteria: a name, or all, any, not, at_least of trees.
    pub(crate) fn tree(
        &self,
        written: &Toml,
        at: &At,
        depth: usize,
    ) -> Result<Expression, PackError> {
        match written {
            Toml::String(criterion) => self.criterion(criterion, at),
            Toml::Table(table) => self.expression(table.clone(), at, depth),
            _ => at.fail("a criterion's name or a table such as { all = […] } is needed"),
        }
    }

    fn criterion(&self, id: &str, at: &At) -> Result<Expression, PackError> {
        match self.criteria.get(id) {
            Some(index) => Ok(Expression::Criterion(*index)),
            None => at.fail(format!("no criterion is called `{id}` above this line")),
        }
    }

    /// Any expression.
    pub(crate) fn expression(
        &self,
        table: toml::Table,
        at: &At,
        depth: usize,
    ) -> Result<Expression, PackError> {
        if depth > DEEPEST {
            return at.fail(format!("conditions may be nested {DEEPEST} deep at most"));
        }
        let mut keys = Keys { table, at };
        let parts = |items: Vec<Toml>| -> Result<Vec<Expression>, PackError> {
            items
                .iter()
                .map(|item| self.tree(item, at, depth + 1))
                .collect()
        };
        let made = if let Some(items) = keys.list("all")? {
            Expression::All(parts(items)?)
        } else if let Some(items) = keys.list("any")? {
            Expression::Any(parts(items)?)
        } else if let Some(inner) = keys.take("not") {
            Expression::Not(Box::new(self.tree(&inner, at, depth + 1)?))
        } else if let Some(count) = keys.number("at_least")? {
            let of = keys
                .list("of")?
                .map_or_else(|| at.fail("`at_least` needs `of`"), Ok)?;
            let count = usize::try_from(count)
                .ok()
                .filter(|count| (1..=of.len()).contains(count));
            let Some(count) = count else {
                return at.fail("`at_least` needs a number from 1 to the length of `of`");
            };
            Expression::AtLeast(count, parts(of)?)
        } else if let Some(id) = keys.text("criterion")? {
            self.criterion(&id, at)?
        } else if let Some(id) = keys.text("decision")? {
            decision(id, &mut keys)?
        } else {
            Expression::Leaf(Box::new(self.leaf(&mut keys)?))
        };
        keys.end()?;
        Ok(made)
    }

    fn leaf(&self, keys: &mut Keys<'_>) -> Result<Leaf, PackError> {
        let at = keys.at.clone();
        let otherwise = state(keys, "otherwise", &["NOT_MET", "NEEDS_DECISION", "UNKNOWN"])?;
        let absent = state(keys, "absent", &["MET", "NOT_MET"])?;
        let note = keys.text("note")?;
        self.note(note.as_deref(), &at)?;
        let test = self.test(keys)?;
        if absent.is_some() && !test.facts().iter().any(|fact| self.facts[*fact].optional) {
            return at.fail("`absent` is only for facts that are `optional` in the vocabulary");
        }
        let otherwise = otherwise.unwrap_or(State::NotMet);
        Ok(Leaf {
            test,
            otherwise,
            note,
            absent,
        })
    }

    fn note(&self, note: Option<&str>, at: &At) -> Result<(), PackError> {
        match note {
            Some(id) if !self.notes.iter().any(|note| note == id) => {
                at.fail(format!("no note is called `{id}`"))
            }
            _ => Ok(()),
        }
    }

    fn test(&self, keys: &mut Keys<'_>) -> Result<Test, PackError> {
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
            return Ok(Test::After(self.of_kind(&id, "a date", is_date, &at)?));
        }
        if let Some(id) = keys.text("until")? {
            return Ok(Test::Until(self.of_kind(&id, "a date", is_date, &at)?));
        }
        if let Some(id) = keys.text("given")? {
            return Ok(Test::Given(self.fact(&id, &at)?));
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
        at.fail("this is no condition; see the forms in docs/packs.md")
    }

    fn about_fact(&self, id: &str, keys: &mut Keys<'_>) -> Result<Test, PackError> {
        let at = keys.at.clone();
        let fact = self.fact(id, &at)?;
        if let Some(value) = keys.take("is") {
            return Ok(Test::Among {
                fact,
                values: vec![self.value(fact, &value, &at)?],
                holds: true,
            });
        }
        if let Some(than) = keys.text("later_than")? {
            let than = self.of_kind(&than, "a date", is_date, &at)?;
            self.of_kind(id, "a date", is_date, &at)?;
            return Ok(Test::Later { fact, than });
        }
        for (key, holds) in [("in", true), ("not_in", false)] {
            if let Some(items) = keys.list(key)? {
                let values = items.iter().map(|item| self.value(fact, item, &at));
                return Ok(Test::Among {
                    fact,
                    values: values.collect::<Result<_, _>>()?,
                    holds,
                });
            }
        }
        let (min, max) = (self.amount(keys, "min")?, self.amount(keys, "max")?);
        if min.is_some() || max.is_some() {
            self.of_kind(id, "an amount in won", is_krw, &at)?;
            return Ok(Test::Amount { fact, min, max });
        }
        let (from, until) = (keys.date("from")?, keys.date("until")?);
        if from.is_none() && until.is_none() {
            return at
                .fail("a fact needs one of is, in, not_in, min, max, from, until, later_than");
        }
        self.of_kind(id, "a date", is_date, &at)?;
        Ok(Test::Within { fact, from, until })
    }

    fn amount(&self, keys: &mut Keys<'_>, key: &str) -> Result<Option<Amount>, PackError> {
        match keys.take(key) {
            None => Ok(None),
            Some(Toml::Integer(krw)) => Ok(Some(Amount::Krw(krw))),
            Some(Toml::String(id)) => self
                .param(&id, keys.at)
                .map(|index| Some(Amount::Param(index))),
            Some(_) => keys
                .at
                .fail(format!("`{key}` needs won or a parameter's id")),
        }
    }

    fn param(&self, id: &str, at: &At) -> Result<usize, PackError> {
        let found = self.params.get(id).copied();
        found.map_or_else(|| at.fail(format!("no parameter is called `{id}`")), Ok)
    }

    /// A value as the vocabulary spells it.
    pub(crate) fn value(&self, fact: usize, written: &Toml, at: &At) -> Result<Value, PackError> {
        let fact = &self.facts[fact];
        match read(fact, &typed(written), self.places) {
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
        let since = self.of_kind(id, "a date", is_date, &at)?;
        let absences = keys.text("absences")?.unwrap_or_default();
        let is_periods = |kind: &FactKind| matches!(kind, FactKind::Periods);
        let absences =
            self.of_kind(&absences, "a list of periods (`absences`)", is_periods, &at)?;
        let months = keys
            .number("months")?
            .and_then(|months| i32::try_from(months).ok());
        let Some(months) = months.filter(|months| (0..=600).contains(months)) else {
            return at.fail("`months` needs a number from 0 to 600");
        };
        let tolerated_days = keys
            .number("tolerated_days")?
            .filter(|days| (0..=366).contains(days));
        let Some(tolerated_days) = tolerated_days else {
            return at.fail("`tolerated_days` needs a number from 0 to 366");
        };
        let [unclear_note, rejoin_note, near_note] = [
            keys.text("unclear_note")?,
            keys.text("rejoin_note")?,
            keys.text("near_note")?,
        ];
        for note in [&unclear_note, &rejoin_note, &near_note] {
            self.note(note.as_deref(), &at)?;
        }
        Ok(Test::Resident(Residence {
            since,
            absences,
            months,
            tolerated_days,
            unclear_note,
            rejoin_note,
            near_note,
        }))
    }

    fn cap(&self, id: &str, keys: &mut Keys<'_>) -> Result<Test, PackError> {
        let at = keys.at.clone();
        let param = self.param(id, &at)?;
        let used = keys.text("used")?.unwrap_or_default();
        let used = self.of_kind(&used, "an amount in won (`used`)", is_krw, &at)?;
        let day = keys.text("at")?;
        let day = day
            .map(|id| self.of_kind(&id, "a date (`at`)", is_date, &at))
            .transpose()?;
        Ok(Test::Cap {
            param,
            used,
            at: day,
        })
    }

    fn table(&self, id: &str, keys: &mut Keys<'_>) -> Result<Test, PackError> {
        let at = keys.at.clone();
        let Some((table, columns)) = self.tables.get(id) else {
            return at.fail(format!("no table is called `{id}`"));
        };
        let fact = keys.text("fact")?.unwrap_or_default();
        let is_status = |kind: &FactKind| matches!(kind, FactKind::Status);
        let fact = self.of_kind(&fact, "a status", is_status, &at)?;
        let column = keys.text("column")?.unwrap_or_default();
        let Some(column) = columns.iter().position(|name| *name == column) else {
            return at.fail(format!("`{id}` has no column `{column}`"));
        };
        let values = keys.list("in")?.unwrap_or_default();
        let values = values.into_iter().map(|value| match value {
            Toml::String(value) => Ok(value),
            _ => at.fail("`in` needs texts in quotes"),
        });
        let values: Vec<String> = values.collect::<Result<_, _>>()?;
        if values.is_empty() {
            return at.fail("a table's test needs `in`");
        }
        Ok(Test::Table {
            table: *table,
            fact,
            column,
            values,
        })
    }
}

fn decision(id: String, keys: &mut Keys<'_>) -> Result<Expression, PackError> {
    let at = keys.at.clone();
    let (holds, text) = match (keys.text("is")?, keys.text("is_not")?) {
        (Some(text), None) => (true, text),
        (None, Some(text)) => (false, text),
        _ => return at.fail("a decision needs either `is` or `is_not`"),
    };
    // UNKNOWN can't be compared with: it would make a definite answer out of not knowing.
    let verdict = match text.as_str() {
        "YES" => Verdict::Yes,
        "NO" => Verdict::No,
        _ => return at.fail("a decision is compared with \"YES\" or \"NO\""),
    };
    Ok(Expression::Decision { id, verdict, holds })
}

fn state(keys: &mut Keys<'_>, key: &str, allowed: &[&str]) -> Result<Option<State>, PackError> {
    let Some(text) = keys.text(key)? else {
        return Ok(None);
    };
    if !allowed.contains(&text.as_str()) {
        return keys
            .at
            .fail(format!("`{key}` needs one of {}", allowed.join(", ")));
    }
    Ok(Some(match text.as_str() {
        "MET" => State::Met,
        "NOT_MET" => State::NotMet,
        "UNKNOWN" => State::Unknown,
        _ => State::NeedsDecision,
    }))
}

fn is_date(kind: &FactKind) -> bool {
    matches!(kind, FactKind::Date)
}

fn is_krw(kind: &FactKind) -> bool {
    matches!(kind, FactKind::Krw)
}

/// A TOML value as a person would type it.
pub(crate) fn typed(value: &Toml) -> String {
    match value {
        Toml::String(text) => text.clone(),
        Toml::Integer(number) => number.to_string(),
        Toml::Boolean(flag) => flag.to_string(),
        Toml::Datetime(date) => date.to_string(),
        Toml::Float(_) | Toml::Array(_) | Toml::Table(_) => String::new(),
    }
}
