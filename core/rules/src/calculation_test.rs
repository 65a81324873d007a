//! A pack's tests of its calculations.

use crate::calculate::{Calculated, CalculationRequest, WorkedFigure};
use crate::error::{Otherwise, PackError};
use crate::keys::to_date;
use crate::language::Language;
use crate::pack::PackInfo;
use crate::pack_test::{facts, same, someone_to_call};
use crate::packs::Packs;
use crate::raw::PackTest;
use crate::source::At;
use toml::Value as Toml;

/// Runs one test, unless another version of the pack gives the answer.
pub(crate) fn one(
    packs: &Packs,
    info: &PackInfo,
    (test, calculation): (&PackTest, &str),
    at: &At,
) -> Result<(), PackError> {
    let as_of = to_date(&test.as_of, at)?;
    let request = CalculationRequest {
        calculation: calculation.to_owned(),
        as_of,
        known_at: Some(info.issued),
        language: Language::En,
    };
    let facts = facts(packs, test, as_of, at)?;
    let calculated = match test.amount_krw {
        None => packs.calculate(&request, &facts),
        Some(amount) => {
            let tried = packs.tried(&request, amount, &facts);
            tried.map(|(_, calculated)| calculated)
        }
    };
    let calculated =
        calculated.or_else(|error| at.fail_test(Otherwise::NoAnswer, error.to_string()))?;
    if calculated.pack.version != info.version {
        return Ok(());
    }
    compare(&calculated, test, at)?;
    let unknown = calculated.figures.values().any(Option::is_none);
    someone_to_call(unknown, &calculated.told.steps, at)
}

fn compare(found: &Calculated, test: &PackTest, at: &At) -> Result<(), PackError> {
    let (expect, at) = (&test.expect, at.key("expect"));
    if expect.figures.is_empty() {
        return at.fail("a calculation's test says what it works out: figures = { … }");
    }
    for (name, expected) in &expect.figures {
        let at = at.key("figures").key(name);
        let Some(figure) = found.figures.get(name) else {
            return at.fail("the calculation has no figure of this name");
        };
        let expected = written(expected, &at)?;
        same(Otherwise::Amounts, name, &expected, figure, &at)?;
    }
    let lists = [
        ("open", &expect.open, &found.told.open),
        ("declined", &expect.declined, &found.told.declined),
        ("confirm", &expect.confirm, &found.told.confirm),
    ];
    for (what, expected, found) in lists {
        if let Some(expected) = expected {
            same(Otherwise::Facts, what, expected, found, &at)?;
        }
    }
    for (wanted, there) in [(&expect.notes, true), (&expect.without_notes, false)] {
        for id in wanted {
            if found.told.notes.iter().any(|note| note.id == *id) != there {
                return at.fail_test(Otherwise::Note, shown("note", id, there));
            }
        }
    }
    for (wanted, there) in [(&expect.steps, true), (&expect.without_steps, false)] {
        for id in wanted {
            if found.told.steps.iter().any(|step| step.id == *id) != there {
                return at.fail_test(Otherwise::Step, shown("step", id, there));
            }
        }
    }
    Ok(())
}

fn shown(kind: &str, id: &str, wanted: bool) -> String {
    if wanted {
        format!("the {kind} `{id}` is missing")
    } else {
        format!("the {kind} `{id}` shouldn't be there")
    }
}

/// A figure as a test writes it; `None` for "unknown".
fn written(expected: &Toml, at: &At) -> Result<Option<WorkedFigure>, PackError> {
    match expected {
        Toml::Integer(krw) => Ok(Some(WorkedFigure::Krw(*krw))),
        Toml::Datetime(day) => Ok(Some(WorkedFigure::Day(to_date(day, at)?))),
        Toml::String(text) if text == "unknown" => Ok(None),
        Toml::String(text) => Ok(Some(match text.strip_suffix('%') {
            Some(percent) => WorkedFigure::Percent(percent.trim().to_owned()),
            None => WorkedFigure::Word(text.clone()),
        })),
        _ => at.fail("a figure is won without quotes, a day, \"3.595 %\", a word or \"unknown\""),
    }
}
