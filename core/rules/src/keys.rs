//! The keys of one written condition, and values as they are typed.

use crate::error::PackError;
use crate::source::At;
use jiff::civil::Date;
use toml::Value as Toml;
use toml::value::Datetime;

/// The keys of one expression, taken out one by one, so that what is left is unknown.
pub(crate) struct Keys<'a> {
    pub(crate) table: toml::Table,
    pub(crate) at: &'a At,
}

impl Keys<'_> {
    pub(crate) fn take(&mut self, key: &str) -> Option<Toml> {
        self.table.remove(key)
    }

    pub(crate) fn text(&mut self, key: &str) -> Result<Option<String>, PackError> {
        match self.take(key) {
            None => Ok(None),
            Some(Toml::String(text)) => Ok(Some(text)),
            Some(_) => self.fail(key, "a text in quotes"),
        }
    }

    pub(crate) fn number(&mut self, key: &str) -> Result<Option<i64>, PackError> {
        match self.take(key) {
            None => Ok(None),
            Some(Toml::Integer(number)) => Ok(Some(number)),
            Some(_) => self.fail(key, "a whole number, without quotes"),
        }
    }

    pub(crate) fn date(&mut self, key: &str) -> Result<Option<Date>, PackError> {
        match self.take(key) {
            None => Ok(None),
            Some(Toml::Datetime(date)) => to_date(&date, &self.at.key(key)).map(Some),
            Some(_) => self.fail(key, "a day such as 2025-02-01, without quotes"),
        }
    }

    pub(crate) fn list(&mut self, key: &str) -> Result<Option<Vec<Toml>>, PackError> {
        match self.take(key) {
            None => Ok(None),
            Some(Toml::Array(items)) if !items.is_empty() => Ok(Some(items)),
            Some(_) => self.fail(key, "a list in brackets that isn't empty"),
        }
    }

    pub(crate) fn fail<T>(&self, key: &str, needs: &str) -> Result<T, PackError> {
        self.at.key(key).fail(format!("`{key}` needs {needs}"))
    }

    pub(crate) fn end(self) -> Result<(), PackError> {
        match self.table.keys().next() {
            None => Ok(()),
            Some(key) => self.at.key(key).fail(format!(
                "`{key}` is no key that belongs here; the conditions are in docs/packs.md, \"Criteria and expressions\""
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
