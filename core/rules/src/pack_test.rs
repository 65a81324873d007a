//! A pack's own tests, run whenever it is loaded.

use crate::answer::{Answer, StepText};
use crate::calculation_test;
use crate::check::Request;
use crate::compile::no_such;
use crate::error::{Complaints, Otherwise, PackError};
use crate::facts::Facts;
use crate::keys::{to_date, typed};
use crate::language::Language;
use crate::load::Parsed;
use crate::pack::Pack;
use crate::packs::Packs;
use crate::programme_test;
use crate::raw::{Expect, ExpectBecomes, PackTest};
use crate::source::At;
use crate::state::Verdict;
use jiff::civil::Date;
use serde::Serialize;
use toml::Value as Toml;

/// The key of a test's facts that says when they were said.
const SAID_ON: &str = "said_on";

/// Runs the tests of one pack; says how many ran.
pub(crate) fn run(
    packs: &Packs,
    pack: usize,
    files: &[Parsed],
    complaints: &mut Complaints,
) -> usize {
    let mut tests_run = 0;
    for file in files {
        for (place, test) in file.content.test.iter().enumerate() {
            if complaints.are_enough() {
                return tests_run;
            }
            let at = file.at("test", place, &test.name);
            complaints.keep(one(packs, pack, test, &at));
            tests_run += 1;
        }
    }
    tests_run
}

/// Runs one test and gives the answer, unless another version of the pack gave it.
pub(crate) fn one(
    packs: &Packs,
    pack: usize,
    test: &PackTest,
    at: &At,
) -> Result<Option<Answer>, PackError> {
    let info = &packs.installed[pack].info;
    let as_of = to_date(&test.as_of, at)?;
    let decision = match (&test.decision, &test.calculation, &test.programme) {
        (Some(decision), None, None) => decision,
        (None, Some(calculation), None) => {
            return calculation_test::one(packs, info, (test, calculation), at).map(|()| None);
        }
        (None, None, Some(programme)) => {
            let pack = &packs.installed[pack];
            return programme_test::one(packs, pack, (test, programme), at).map(|()| None);
        }
        _ => return at.fail("a test needs either `decision`, `calculation` or `programme`"),
    };
    let request = Request {
        as_of,
        known_at: Some(info.issued),
        decisions: vec![decision.clone()],
        language: Language::En,
    };
    let facts = facts(packs, test, as_of, at)?;
    let report = packs.check(&request, &facts);
    let report = report.or_else(|error| at.fail_test(Otherwise::NoAnswer, error.to_string()))?;
    let Some(answer) = report.answers.into_iter().next() else {
        return at.fail_test(Otherwise::NoAnswer, "there is no answer");
    };
    if answer.pack.version != info.version {
        // An older version's test asks about days that a newer one answers.
        return Ok(None);
    }
    compare(&answer, &test.expect, packs, &at.key("expect"))?;
    no_dead_end(&answer, at)?;
    Ok(Some(answer))
}

pub(crate) fn facts(
    packs: &Packs,
    test: &PackTest,
    as_of: Date,
    at: &At,
) -> Result<Facts, PackError> {
    let said_on = test.facts.get(SAID_ON).and_then(Toml::as_table);
    let mut facts = Facts::new();
    for (id, value) in test.facts.iter().filter(|(id, _)| *id != SAID_ON) {
        let day = said_on
            .and_then(|days| days.get(id))
            .and_then(Toml::as_datetime);
        let day = day
            .map(|day| to_date(day, at))
            .transpose()?
            .unwrap_or(as_of);
        let said = match typed(value).as_str() {
            "declined" => facts.decline(packs, id, day),
            value => facts.set_value(packs, id, value, day),
        };
        said.or_else(|error| at.fail_test(Otherwise::NoAnswer, error.to_string()))?;
    }
    Ok(facts)
}

pub(crate) fn same<T: PartialEq + Serialize>(
    kind: Otherwise,
    what: &str,
    expected: &T,
    found: &T,
    at: &At,
) -> Result<(), PackError> {
    if expected == found {
        return Ok(());
    }
    let said = |value: &T| serde_json::to_string(value).unwrap_or_default();
    let (expected, found) = (said(expected), said(found));
    at.fail_test(kind, format!("{what} should be {expected} and is {found}"))
}

fn compare(answer: &Answer, expect: &Expect, packs: &Packs, at: &At) -> Result<(), PackError> {
    let Some(verdict) = expect.verdict else {
        return at.fail("`verdict` is missing; write verdict = \"YES\", \"NO\", \"UNKNOWN\" or \"NEEDS_DECISION\"");
    };
    same(Otherwise::Verdict, "verdict", &verdict, &answer.verdict, at)?;
    let days = [
        ("from", &expect.from, answer.from),
        ("until", &expect.until, answer.until),
    ];
    for (what, expected, found) in days {
        if let Some(expected) = expected {
            same(Otherwise::Days, what, &day(expected, at)?, &found, at)?;
        }
    }
    if let Some(expected) = &expect.becomes {
        let expected = match expected {
            ExpectBecomes::Nothing(none) if none == "none" => None,
            ExpectBecomes::Nothing(_) => {
                return at.fail_test(
                    Otherwise::Written,
                    "`becomes` needs \"none\" or { verdict, from }",
                );
            }
            ExpectBecomes::Verdict(next) => Some((next.verdict, to_date(&next.from, at)?)),
        };
        same(
            Otherwise::Days,
            "becomes",
            &expected,
            &answer.becomes.map(|next| (next.verdict, next.from)),
            at,
        )?;
    }
    let lists = [
        ("open", &expect.open, &answer.open),
        ("declined", &expect.declined, &answer.declined),
        ("confirm", &expect.confirm, &answer.confirm),
    ];
    for (what, expected, found) in lists {
        if let Some(expected) = expected {
            same(Otherwise::Facts, what, expected, found, at)?;
        }
    }
    compare_parts(answer, expect, packs, at)
}

fn day(expected: &Toml, at: &At) -> Result<Option<Date>, PackError> {
    match expected {
        Toml::String(none) if none == "none" => Ok(None),
        Toml::Datetime(date) => to_date(date, at).map(Some),
        _ => at.fail_test(
            Otherwise::Written,
            "a day is written as 2025-04-01 or \"none\"",
        ),
    }
}

fn compare_parts(
    answer: &Answer,
    expect: &Expect,
    packs: &Packs,
    at: &At,
) -> Result<(), PackError> {
    for (id, expected) in &expect.criteria {
        match answer.criteria.iter().find(|criterion| criterion.id == *id) {
            Some(found) => same(Otherwise::State, id, expected, &found.state, at)?,
            None => {
                return at.fail_test(
                    Otherwise::Written,
                    format!("the decision has no criterion `{id}`"),
                );
            }
        }
    }
    compare_amounts(answer, expect, at)?;
    let pack = packs.installed.iter().find(|pack| {
        pack.info().id == answer.pack.id && pack.info().version == answer.pack.version
    });
    let Some(pack) = pack else {
        return at.fail_test(Otherwise::Written, "its pack isn't installed");
    };
    compare_notes(answer, expect, pack, at)?;
    compare_steps(answer, expect, pack, at)
}

fn compare_amounts(answer: &Answer, expect: &Expect, at: &At) -> Result<(), PackError> {
    let Some(expected) = &expect.amounts else {
        return Ok(());
    };
    let found = answer.amounts.map(|amounts| {
        [
            amounts.requested_krw,
            amounts.granted_krw,
            amounts.refused_krw,
            amounts.remaining_krw,
        ]
    });
    let expected = [
        expected.requested,
        expected.granted,
        expected.refused,
        expected.remaining,
    ];
    same(Otherwise::Amounts, "amounts", &Some(expected), &found, at)
}

fn compare_notes(answer: &Answer, expect: &Expect, pack: &Pack, at: &At) -> Result<(), PackError> {
    let shown = |id: &String| answer.notes.iter().any(|note| note.id == *id);
    for id in &expect.notes {
        if !shown(id) {
            return at.fail_test(Otherwise::Note, format!("the note `{id}` is missing"));
        }
    }
    let known = pack.notes.iter().map(|note| note.id.as_str());
    for (place, id) in expect.without_notes.iter().enumerate() {
        if !known.clone().any(|note| note == id) {
            let at = at.key("without_notes").place(place);
            return at.fail(no_such("note", id, known));
        }
        if shown(id) {
            return at.fail_test(
                Otherwise::Note,
                format!("the note `{id}` should not be there"),
            );
        }
    }
    Ok(())
}

fn compare_steps(answer: &Answer, expect: &Expect, pack: &Pack, at: &At) -> Result<(), PackError> {
    let known = pack.steps.iter().map(|step| step.id.as_str());
    let expected = [
        ("steps", &expect.steps, true),
        ("without_steps", &expect.without_steps, false),
    ];
    for (key, ids, wanted) in expected {
        for (place, id) in ids.iter().enumerate() {
            if !known.clone().any(|step| step == id) {
                let at = at.key(key).place(place);
                return at.fail(no_such("step", id, known));
            }
            let shown = answer.steps.iter().any(|step| step.id == *id);
            if shown && !wanted {
                return at.fail_test(
                    Otherwise::Step,
                    format!("the step `{id}` should not be there"),
                );
            }
            if wanted && !shown {
                return at.fail_test(Otherwise::Step, format!("the step `{id}` is missing"));
            }
        }
    }
    Ok(())
}

/// It stands beside every other number, and answers no question.
const EMERGENCY: &str = "119";

/// No UNKNOWN and no NO leaves a person without someone to call.
fn no_dead_end(answer: &Answer, at: &At) -> Result<(), PackError> {
    let needs_step = matches!(answer.verdict, Verdict::Unknown | Verdict::No);
    someone_to_call(needs_step, &answer.steps, at)
}

pub(crate) fn someone_to_call(
    needs_step: bool,
    steps: &[StepText],
    at: &At,
) -> Result<(), PackError> {
    let reachable = steps.iter().any(|step| {
        let answers = |phone: &String| phone != EMERGENCY;
        step.phone.as_ref().is_some_and(answers)
            && step.hours.is_some()
            && !step.languages.is_empty()
    });
    if needs_step && !reachable {
        return at.fail_test(Otherwise::DeadEnd, "the answer leaves a person without a step that has a phone number other than 119, hours and languages");
    }
    Ok(())
}
