//! From written formulas to running ones.

use crate::compile::{Scope, no_such};
use crate::conditions::length;
use crate::error::PackError;
use crate::exact::{self, Exact};
use crate::expression::Expression;
use crate::figure::{Case, Formula, Start, TripEnd, Unit};
use crate::keys::Keys;
use crate::raw;
use crate::source::At;
use crate::value::MOST_KRW;
use toml::Value as Toml;

const DEEPEST: usize = 12;
const MOST_MONTHS: i64 = 24;

/// The figures that a formula may name: those above, by id and unit.
pub(crate) struct FigureNames<'a> {
    pub(crate) scope: Scope<'a>,
    pub(crate) figures: &'a [(String, Unit)],
    pub(crate) param_units: &'a [Unit],
}

impl FigureNames<'_> {
    /// A formula of a unit.
    pub(crate) fn formula(
        &self,
        written: &Toml,
        unit: Unit,
        at: &At,
        depth: usize,
    ) -> Result<Formula, PackError> {
        if depth > DEEPEST {
            return at.fail(format!("formulas may be nested {DEEPEST} deep at most"));
        }
        match (written, unit) {
            (Toml::Integer(krw @ 0..=MOST_KRW), Unit::Krw) => Ok(exactly(*krw)),
            (Toml::String(word), Unit::Word) => Ok(Formula::Word(word.clone())),
            (Toml::String(text), Unit::Rate) if let Some(percent) = in_percent(text) => {
                Ok(Formula::Exact(percent))
            }
            (Toml::String(id), _) => self.figure(id, unit, at),
            (Toml::Table(table), _) => {
                let mut keys = Keys {
                    table: table.clone(),
                    at,
                };
                let made = self.table(&mut keys, unit, depth)?;
                keys.end()?;
                Ok(made)
            }
            _ => at.fail(needed(unit)),
        }
    }

    fn figure(&self, id: &str, unit: Unit, at: &At) -> Result<Formula, PackError> {
        let Some(index) = self.figures.iter().position(|(named, _)| named == id) else {
            let known = self.figures.iter().map(|(named, _)| named.as_str());
            return at.fail(no_such("figure above", id, known));
        };
        if self.figures[index].1 != unit {
            return at.fail(format!("`{id}` is no {}", kind(unit)));
        }
        Ok(Formula::Figure(index))
    }

    fn table(&self, keys: &mut Keys<'_>, unit: Unit, depth: usize) -> Result<Formula, PackError> {
        let at = keys.at.clone();
        if let Some(cases) = keys.list("cases")? {
            return self.cases(&cases, unit, &at.key("cases"), depth);
        }
        match unit {
            Unit::Krw => self.amount(keys, depth),
            Unit::Rate => match keys.text("param")? {
                Some(id) => self.param(&id, unit, &at.key("param")),
                None => at.fail(needed(unit)),
            },
            Unit::Day => self.day(keys, depth),
            Unit::Word => at.fail(needed(unit)),
        }
    }

    fn amount(&self, keys: &mut Keys<'_>, depth: usize) -> Result<Formula, PackError> {
        let at = keys.at.clone();
        let krw = |written: &Toml, at: &At| self.formula(written, Unit::Krw, at, depth + 1);
        if let Some(id) = keys.text("fact")? {
            return Ok(Formula::Fact(self.scope.amount_fact(&id, &at.key("fact"))?));
        }
        if let Some(id) = keys.text("param")? {
            return self.param(&id, Unit::Krw, &at.key("param"));
        }
        if let Some(written) = keys.take("times") {
            let Some(rate) = keys.take("rate") else {
                return at.fail("`times` needs `rate`, a rate's id or { param = … }");
            };
            let rate = self.formula(&rate, Unit::Rate, &at.key("rate"), depth + 1)?;
            return Ok(Formula::Times(vec![krw(&written, &at.key("times"))?, rate]));
        }
        if let Some(step) = keys.number("down_to")? {
            let Some(of) = keys.take("of").filter(|_| (1..=100_000).contains(&step)) else {
                return at.fail("`down_to` needs a number of won from 1 to 100000, and `of`");
            };
            return Ok(Formula::Down(step, Box::new(krw(&of, &at.key("of"))?)));
        }
        for (key, make) in LISTS {
            if let Some(items) = keys.list(key)? {
                let at = at.key(key);
                let parts = items.iter().enumerate();
                let parts = parts.map(|(place, item)| krw(item, &at.place(place)));
                return Ok(make(parts.collect::<Result<_, _>>()?));
            }
        }
        at.fail(needed(Unit::Krw))
    }

    fn day(&self, keys: &mut Keys<'_>, depth: usize) -> Result<Formula, PackError> {
        if let Some(days) = keys.list("earliest")? {
            let at = keys.at.key("earliest");
            let days = days.iter().enumerate();
            let days =
                days.map(|(place, day)| self.formula(day, Unit::Day, &at.place(place), depth + 1));
            return Ok(Formula::Earliest(days.collect::<Result<_, _>>()?));
        }
        match keys.text("from")? {
            Some(start) => self.day_after(&start, keys),
            None => day_of_month(keys),
        }
    }

    /// A day that was said, an end of a trip or the day asked about, and time after it.
    fn day_after(&self, start: &str, keys: &mut Keys<'_>) -> Result<Formula, PackError> {
        let at = keys.at.key("from");
        let start = match start.split_once('.') {
            None if start == "day" => Start::Day,
            None => Start::Fact(self.scope.date_fact(start, &at)?),
            Some((trips, "out")) => Start::Trip(self.scope.trips_fact(trips, &at)?, TripEnd::Out),
            Some((trips, "back")) => Start::Trip(self.scope.trips_fact(trips, &at)?, TripEnd::Back),
            Some(_) => return at.fail("a trip has two ends, `.out` and `.back`"),
        };
        let length = length(keys)?;
        Ok(Formula::After { start, length })
    }

    fn param(&self, id: &str, unit: Unit, at: &At) -> Result<Formula, PackError> {
        let index = self.scope.param(id, at)?;
        if self.param_units[index] != unit {
            return at.fail(format!("the parameter `{id}` is no {}", kind(unit)));
        }
        Ok(Formula::Param(index))
    }

    fn condition(&self, when: &Toml, at: &At) -> Result<Expression, PackError> {
        let when = self.scope.tree(when, at, 0)?;
        if when.names_decision() {
            return at.fail("conditions of figures test facts and criteria, no decisions");
        }
        Ok(when)
    }

    fn cases(
        &self,
        written: &[Toml],
        unit: Unit,
        at: &At,
        depth: usize,
    ) -> Result<Formula, PackError> {
        let mut cases = Vec::new();
        for (place, case) in written.iter().enumerate() {
            let at = at.place(place);
            let Toml::Table(table) = case else {
                return at.fail(
                    "a case is { when = CONDITION, then = … }; the last may leave out `when`",
                );
            };
            let mut keys = Keys {
                table: table.clone(),
                at: &at,
            };
            let when = match keys.take("when") {
                None if place + 1 < written.len() => {
                    return at.fail("only the last case may leave out `when`");
                }
                None => None,
                Some(when) => Some(self.condition(&when, &at.key("when"))?),
            };
            let Some(then) = keys.take("then") else {
                return at.fail("a case needs `then`");
            };
            let then = self.formula(&then, unit, &at.key("then"), depth + 1)?;
            keys.end()?;
            cases.push(Case { when, then });
        }
        Ok(Formula::Cases(cases))
    }
}

/// `30 %` as a part of the whole.
fn in_percent(text: &str) -> Option<Exact> {
    let percent = exact::read(text.strip_suffix('%')?.trim())?;
    Some(percent / Exact::from(100))
}

type MakeList = fn(Vec<Formula>) -> Formula;
const LISTS: [(&str, MakeList); 4] = [
    ("plus", Formula::Plus),
    ("minus", Formula::Minus),
    ("greatest", Formula::Greatest),
    ("least", Formula::Least),
];

fn exactly(krw: i64) -> Formula {
    Formula::Exact(Exact::from(i128::from(krw)))
}

fn day_of_month(keys: &mut Keys<'_>) -> Result<Formula, PackError> {
    let day = keys
        .number("day_of_month")?
        .and_then(|day| i8::try_from(day).ok());
    let Some(day) = day.filter(|day| (1..=28).contains(day)) else {
        return keys.fail("day_of_month", "a number from 1 to 28");
    };
    let months = keys.number("months")?.unwrap_or(0);
    match i32::try_from(months) {
        Ok(months) if i64::from(months).abs() <= MOST_MONTHS => {
            Ok(Formula::DayOfMonth { day, months })
        }
        _ => keys.fail("months", "how many months later, or earlier if below zero"),
    }
}

fn kind(unit: Unit) -> &'static str {
    match unit {
        Unit::Krw => "amount in won",
        Unit::Rate => "rate",
        Unit::Day => "day",
        Unit::Word => "word",
    }
}

fn needed(unit: Unit) -> &'static str {
    match unit {
        Unit::Krw => {
            "an amount is a number of won, a figure's id, or one of { fact }, { param }, { plus }, { minus }, { greatest }, { least }, { times, rate }, { down_to, of }, { cases }"
        }
        Unit::Rate => "a rate is a figure's id, \"30 %\", { param = \"…\" } or { cases = […] }",
        Unit::Day => {
            "a day is a figure's id, { day_of_month = 25, months = -1 }, { from = \"a date's id\", days = 14 }, { earliest } or { cases = […] }"
        }
        Unit::Word => "a word is a text in quotes or { cases = […] }",
    }
}

/// Reads a parameter's value in its unit.
pub(crate) fn value_in(unit: raw::Unit, written: &Toml, at: &At) -> Result<Exact, PackError> {
    match (unit, written) {
        (raw::Unit::Krw, Toml::Integer(krw @ 0..=MOST_KRW)) => Ok(Exact::from(i128::from(*krw))),
        (raw::Unit::Krw, _) => at.fail(format!(
            "a whole number, without quotes, is needed here: won, from 0 to {MOST_KRW}"
        )),
        (raw::Unit::Percent, Toml::String(text)) if let Some(percent) = exact::read(text) => {
            Ok(percent / Exact::from(100))
        }
        (raw::Unit::Ratio, Toml::String(text)) if let Some(ratio) = exact::read(text) => Ok(ratio),
        (raw::Unit::Percent, _) => {
            at.fail("a rate in percent is written in quotes, such as \"7.09\"")
        }
        (raw::Unit::Ratio, _) => {
            at.fail("a ratio is written in quotes, such as \"0.1227\" or \"0.9082/7.09\"")
        }
    }
}
