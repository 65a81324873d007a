//! What differs between two packs: rules, amounts, days and texts, line by line.

use crate::exact::{self, Exact};
use crate::figure::{Figure, Unit};
use crate::pack::{Cite, Pack, ParamValue};
use crate::packs::Packs;
use crate::programme::Programme;
use serde::Serialize;

/// One thing that is different.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// What it is, such as "parameter `cap`".
    pub what: String,
    /// As it was; empty where it is new.
    pub before: String,
    /// As it is; empty where it is gone.
    pub after: String,
    /// Whether answers may change by it; otherwise only words do.
    pub decides: bool,
}

/// What differs between two packs, each in the set of packs it is installed in.
///
/// `None` where one of the two is not there.
#[must_use]
pub fn differences(
    before: (&Packs, &str, u32),
    after: (&Packs, &str, u32),
) -> Option<Vec<Difference>> {
    let find = |(packs, id, version): (&Packs, &str, u32)| {
        let mut shelved = packs.installed.iter();
        let pack = shelved.find(|pack| pack.info().id == id && pack.info().version == version);
        pack.map(|pack| Pack::clone(pack))
    };
    let (before, after) = (find(before)?, find(after)?);
    let mut found = Vec::new();
    head(&before, &after, &mut found);
    params(&before, &after, &mut found);
    tables(&before, &after, &mut found);
    criteria(&before, &after, &mut found);
    decisions(&before, &after, &mut found);
    figures(&before, &after, &mut found);
    notes_and_steps(&before, &after, &mut found);
    programmes(&before, &after, &mut found);
    cites(&before, &after, &mut found);
    Some(found)
}

fn head(before: &Pack, after: &Pack, found: &mut Vec<Difference>) {
    let (old, new) = (&before.info, &after.info);
    let lines = [
        (
            "version",
            old.version.to_string(),
            new.version.to_string(),
            false,
        ),
        (
            "issued",
            old.issued.to_string(),
            new.issued.to_string(),
            true,
        ),
        (
            "valid_from",
            old.valid_from.to_string(),
            new.valid_from.to_string(),
            true,
        ),
        (
            "review_by",
            old.review_by.to_string(),
            new.review_by.to_string(),
            true,
        ),
        (
            "status",
            old.status.id().to_owned(),
            new.status.id().to_owned(),
            false,
        ),
    ];
    for (what, old, new, decides) in lines {
        push(found, format!("[pack] {what}"), old, new, decides);
    }
}

fn push(found: &mut Vec<Difference>, what: String, before: String, after: String, decides: bool) {
    if before != after {
        found.push(Difference {
            what,
            before,
            after,
            decides,
        });
    }
}

/// Pairs what two lists hold by name: of the first, then what only the second has.
fn paired<'a, T>(
    before: &'a [T],
    after: &'a [T],
    name: impl Fn(&T) -> &str,
) -> Vec<(Option<&'a T>, Option<&'a T>)> {
    let twin = |list: &'a [T], wanted: &T| list.iter().find(|one| name(one) == name(wanted));
    let mut pairs: Vec<_> = before
        .iter()
        .map(|old| (Some(old), twin(after, old)))
        .collect();
    let new = after.iter().filter(|new| twin(before, new).is_none());
    pairs.extend(new.map(|new| (None, Some(new))));
    pairs
}

fn params(before: &Pack, after: &Pack, found: &mut Vec<Difference>) {
    for (old, new) in paired(&before.params, &after.params, |param| &param.id) {
        let Some(name) = old.or(new) else { continue };
        let of = |values: Option<&Vec<ParamValue>>| {
            values.map_or_else(String::new, |values| written(name.unit, values))
        };
        let (old, new) = (
            of(old.map(|one| &one.values)),
            of(new.map(|one| &one.values)),
        );
        push(found, format!("parameter `{}`", name.id), old, new, true);
    }
}

fn written(unit: Unit, values: &[ParamValue]) -> String {
    let value = |value: &ParamValue| {
        let shown = shown(unit, &value.value);
        match value.until {
            Some(until) => format!("{shown} from {} until {until}", value.from),
            None => format!("{shown} from {}", value.from),
        }
    };
    values.iter().map(value).collect::<Vec<_>>().join(", ")
}

fn shown(unit: Unit, value: &Exact) -> String {
    match unit {
        Unit::Krw => format!("{value} won"),
        _ => format!("{} %", exact::percent(value)),
    }
}

fn figures(before: &Pack, after: &Pack, found: &mut Vec<Difference>) {
    for (old, new) in paired(&before.figures, &after.figures, |figure| &figure.id) {
        let Some(name) = old.or(new) else { continue };
        let of = |figure: Option<&Figure>| {
            figure.map_or_else(String::new, |figure| format!("{:?}", figure.formula))
        };
        push(
            found,
            format!("figure `{}`", name.id),
            of(old),
            of(new),
            true,
        );
        let texts = |figure: Option<&Figure>| {
            figure.map_or_else(String::new, |figure| format!("{:?}", figure.text))
        };
        push(
            found,
            format!("figure `{}`, its text", name.id),
            texts(old),
            texts(new),
            false,
        );
    }
}

fn tables(before: &Pack, after: &Pack, found: &mut Vec<Difference>) {
    let rows = |pack: &Pack| -> Vec<(String, String)> {
        let tables = pack.tables.iter().enumerate();
        let rows = tables.flat_map(|(table, rows)| {
            rows.rows.iter().map(move |row| {
                (
                    format!("table {}, row `{}`", table + 1, row.code),
                    row.values.join(", "),
                )
            })
        });
        rows.collect()
    };
    for (old, new) in paired(&rows(before), &rows(after), |(name, _)| name) {
        let Some((name, _)) = old.or(new) else {
            continue;
        };
        let of =
            |row: Option<&(String, String)>| row.map_or_else(String::new, |(_, row)| row.clone());
        push(found, name.clone(), of(old), of(new), true);
    }
}

const RULE: &str = "its rule";
const TEXTS: &str = "its words";

/// A difference that is too long to print: that it is there, and whether it decides.
fn changed<T: PartialEq>(
    found: &mut Vec<Difference>,
    what: String,
    (before, after): (Option<T>, Option<T>),
    kind: &str,
) {
    if before == after {
        return;
    }
    let said = |side: Option<T>| side.map_or_else(String::new, |_| kind.to_owned());
    let (before, mut after) = (said(before), said(after));
    if !before.is_empty() && !after.is_empty() {
        after.push_str(", changed");
    }
    found.push(Difference {
        what,
        before,
        after,
        decides: kind == RULE,
    });
}

fn criteria(before: &Pack, after: &Pack, found: &mut Vec<Difference>) {
    for (old, new) in paired(&before.criteria, &after.criteria, |one| &one.id) {
        let Some(name) = old.or(new) else { continue };
        let what = format!("criterion `{}`", name.id);
        let rules = (old.map(|one| &one.test), new.map(|one| &one.test));
        changed(found, what.clone(), rules, RULE);
        let words = (old.map(|one| &one.why), new.map(|one| &one.why));
        if old.is_some() && new.is_some() {
            changed(found, what, words, TEXTS);
        }
    }
}

fn decisions(before: &Pack, after: &Pack, found: &mut Vec<Difference>) {
    for (old, new) in paired(&before.decisions, &after.decisions, |one| &one.id) {
        let Some(name) = old.or(new) else { continue };
        let what = format!("decision `{}`", name.id);
        let rule = |pack: &Pack, one: &crate::pack::Decision| {
            let criteria = one.criteria().into_iter();
            let names: Vec<String> = criteria
                .map(|index| pack.criteria[index].id.clone())
                .collect();
            (names, one.amounts)
        };
        let rules = (
            old.map(|one| rule(before, one)),
            new.map(|one| rule(after, one)),
        );
        changed(found, what.clone(), rules, RULE);
        let words = (
            old.map(|one| (&one.title, &one.say)),
            new.map(|one| (&one.title, &one.say)),
        );
        if old.is_some() && new.is_some() {
            changed(found, what, words, TEXTS);
        }
    }
}

fn notes_and_steps(before: &Pack, after: &Pack, found: &mut Vec<Difference>) {
    for (old, new) in paired(&before.notes, &after.notes, |one| &one.id) {
        let Some(name) = old.or(new) else { continue };
        let words = (old.map(|one| &one.text), new.map(|one| &one.text));
        changed(found, format!("note `{}`", name.id), words, TEXTS);
    }
    for (old, new) in paired(&before.steps, &after.steps, |one| &one.id) {
        let Some(name) = old.or(new) else { continue };
        let words = (
            old.map(|one| (&one.what, &one.bring, &one.contact)),
            new.map(|one| (&one.what, &one.bring, &one.contact)),
        );
        changed(found, format!("step `{}`", name.id), words, TEXTS);
    }
}

fn programmes(before: &Pack, after: &Pack, found: &mut Vec<Difference>) {
    for (old, new) in paired(&before.programmes, &after.programmes, |one| &one.id) {
        let Some(name) = old.or(new) else { continue };
        let what = format!("programme `{}`", name.id);
        let rules = (old.map(Programme::rule), new.map(Programme::rule));
        changed(found, what.clone(), rules, RULE);
        let words = (old.map(Programme::words), new.map(Programme::words));
        if old.is_some() && new.is_some() {
            changed(found, what, words, TEXTS);
        }
    }
}

fn cites(before: &Pack, after: &Pack, found: &mut Vec<Difference>) {
    let named = |pack: &Pack| -> Vec<(String, Cite)> {
        let cites = pack.cites.iter();
        cites.map(|(id, cite)| (id.clone(), cite.clone())).collect()
    };
    for (old, new) in paired(&named(before), &named(after), |(id, _)| id) {
        let Some((name, _)) = old.or(new) else {
            continue;
        };
        let said = |side: Option<&(String, Cite)>| {
            side.map_or_else(String::new, |(_, cite)| {
                let dated = cite
                    .dated
                    .map_or_else(String::new, |dated| format!(", {dated}"));
                format!("{} ({}{dated})", cite.source, cite.confidence)
            })
        };
        push(
            found,
            format!("citation `{name}`"),
            said(old),
            said(new),
            false,
        );
    }
}
