//! What criteria stand on: citations, parameters with their periods, tables.

use crate::assemble::Assembly;
use crate::compile::{TableNames, no_such};
use crate::error::PackError;
use crate::figure::Unit;
use crate::formulas::value_in;
use crate::keys::to_date;
use crate::pack::{Cite, Param, ParamValue, Row, Table};
use crate::raw;
use crate::source::At;
use crate::status_code::is_code;
use std::collections::{BTreeMap, BTreeSet};

const MOST_VALUES: usize = 500;

/// Confidences that may decide; what is unverified never does.
pub(crate) const CONFIDENCES: [&str; 8] = ["S", "L", "F", "D", "S/F", "L/F", "F/D", "F-old"];

impl Assembly<'_> {
    pub(crate) fn cited(&self, cite: &str, at: &At) -> Result<(), PackError> {
        if self.cites.contains_key(cite) {
            return Ok(());
        }
        at.fail(no_such(
            "citation",
            cite,
            self.cites.keys().map(String::as_str),
        ))
    }

    pub(crate) fn read_cites(&mut self) {
        self.each(
            ("cite", |file| &file.cite),
            |cite| &cite.id,
            |this, cite, at| {
                let made = this.cite(cite, &at);
                if let Some(made) = this.complaints.keep(made) {
                    this.cites.insert(cite.id.clone(), made);
                }
            },
        );
    }

    fn cite(&self, cite: &raw::Cite, at: &At) -> Result<Cite, PackError> {
        if self.cites.contains_key(&cite.id) {
            return at.key("id").fail("two citations have this id");
        }
        if !CONFIDENCES.contains(&cite.confidence.as_str()) {
            let known = CONFIDENCES.join(", ");
            return at.key("confidence").fail(format!(
                "confidence is one of {known}; what is unverified (U) decides nothing"
            ));
        }
        let dated = cite.dated.as_ref();
        let dated = dated
            .map(|date| to_date(date, &at.key("dated")))
            .transpose()?;
        if dated.is_none() && cite.checked.is_none() {
            return at.fail("say when: `dated = 2025-02-16` (its own day) or `checked = \"2026-11\"` (when you read it)");
        }
        Ok(Cite {
            source: cite.source.clone(),
            title: cite.title.clone(),
            dated,
            checked: cite.checked.clone(),
            confidence: cite.confidence.clone(),
        })
    }

    pub(crate) fn read_params(&mut self) -> Vec<Param> {
        let mut params = Vec::new();
        self.each(
            ("param", |file| &file.param),
            |param| &param.id,
            |this, param, at| {
                let made = this.param(param, &at);
                params.extend(this.complaints.keep(made));
                this.params
                    .insert(param.id.clone(), params.len().saturating_sub(1));
            },
        );
        params
    }

    fn param(&self, param: &raw::Param, at: &At) -> Result<Param, PackError> {
        if self.params.contains_key(&param.id) {
            return at.key("id").fail("two parameters have this id");
        }
        let values_at = at.key("values");
        if param.values.len() > MOST_VALUES {
            return values_at.fail(format!("a parameter may have {MOST_VALUES} values at most"));
        }
        let mut values = Vec::new();
        for (place, value) in param.values.iter().enumerate() {
            let at = values_at.place(place);
            self.cited(&value.cite, &at.key("cite"))?;
            let until = value.until.as_ref();
            values.push(ParamValue {
                from: to_date(&value.from, &at.key("from"))?,
                until: until
                    .map(|date| to_date(date, &at.key("until")))
                    .transpose()?,
                value: value_in(param.unit, &value.value, &at.key("value"))?,
                cite: value.cite.clone(),
            });
        }
        check_periods(&values, &values_at)?;
        Ok(Param {
            id: param.id.clone(),
            unit: match param.unit {
                raw::Unit::Krw => Unit::Krw,
                raw::Unit::Percent | raw::Unit::Ratio => Unit::Rate,
            },
            values,
        })
    }

    pub(crate) fn read_tables(&mut self) -> Vec<Table> {
        let mut tables = Vec::new();
        self.each(
            ("table", |file| &file.table),
            |table| &table.id,
            |this, table, at| {
                let made = this.table(table, &at);
                let rows = this.complaints.keep(made).unwrap_or_default();
                let names = TableNames::new(tables.len(), &table.columns, &rows);
                this.tables.insert(table.id.clone(), names);
                tables.push(Table { rows });
            },
        );
        tables
    }

    fn table(&self, table: &raw::Table, at: &At) -> Result<Vec<Row>, PackError> {
        if self.tables.contains_key(&table.id) {
            return at.key("id").fail("two tables have this id");
        }
        let mut rows: Vec<Row> = Vec::new();
        let mut codes = BTreeSet::new();
        for (place, written) in table.rows.iter().enumerate() {
            let at = at.key("rows").place(place);
            let row = row(table, written, &at)?;
            self.cited(&row.cite, &at.key("cite"))?;
            if !codes.insert(row.code.clone()) {
                return at
                    .key("code")
                    .fail(format!("`{}` is there twice", row.code));
            }
            rows.push(row);
        }
        Ok(rows)
    }
}

fn check_periods(values: &[ParamValue], at: &At) -> Result<(), PackError> {
    if values.is_empty() {
        return at.fail("a parameter needs at least one value");
    }
    let ends_first = |value: &ParamValue| value.until.is_some_and(|until| until < value.from);
    if let Some(place) = values.iter().position(ends_first) {
        return at.place(place).fail("this period ends before it begins");
    }
    let apart = |pair: &[ParamValue]| pair[0].until.is_some_and(|until| until < pair[1].from);
    match values.windows(2).position(|pair| !apart(pair)) {
        None => Ok(()),
        Some(place) => {
            let (before, after) = (&values[place], &values[place + 1]);
            let sentence = match before.until {
                None => format!(
                    "the value before this one has no end; give it until = {}",
                    after.from.yesterday().unwrap_or(after.from)
                ),
                Some(until) => format!(
                    "this period begins on {}, but the one before it lasts until {until}; periods follow each other without overlapping",
                    after.from
                ),
            };
            at.place(place + 1).fail(sentence)
        }
    }
}

fn row(table: &raw::Table, written: &BTreeMap<String, String>, at: &At) -> Result<Row, PackError> {
    let mut left = written.clone();
    let mut take = |key: &str| {
        left.remove(key)
            .map_or_else(|| at.fail(format!("every row needs `{key}`")), Ok)
    };
    let (code, cite) = (take("code")?, take("cite")?);
    let columns = table.columns.iter();
    let values = columns
        .map(|column| take(column))
        .collect::<Result<_, _>>()?;
    if !is_code(&code) {
        return at.key("code").fail(format!(
            "`{code}` is no status; write a family, a status or a sub-code, such as D, D-2 or D-2-6"
        ));
    }
    match left.keys().next() {
        None => Ok(Row { code, values, cite }),
        Some(key) => at
            .key(key)
            .fail(format!("`{key}` is no column of this table")),
    }
}
