//! A pack's tests of its records of programmes.

use crate::compile::no_such;
use crate::error::{Otherwise, PackError};
use crate::keys::{to_date, typed};
use crate::language::Language;
use crate::pack::Pack;
use crate::pack_test::same;
use crate::packs::Packs;
use crate::programmes::ProgrammesQuestion;
use crate::raw::PackTest;
use crate::source::At;

/// The facts that say where somebody is.
const PLACES: [&str; 2] = ["province", "city"];

/// Runs one test of a record.
pub(crate) fn one(
    packs: &Packs,
    pack: &Pack,
    (test, programme): (&PackTest, &str),
    at: &At,
) -> Result<(), PackError> {
    if let Some(other) = test.facts.keys().find(|id| !PLACES.contains(&id.as_str())) {
        let at = at.key("facts").key(other);
        return at.fail("a programme's test says no more than where: province or city");
    }
    let place = |fact: &str| test.facts.get(fact).map(typed);
    let (province, city) = (place("province"), place("city"));
    let question = ProgrammesQuestion {
        province: province.as_deref(),
        city: city.as_deref(),
        as_of: to_date(&test.as_of, at)?,
        language: Language::En,
    };
    let found = packs.programme_on(pack, programme, &question);
    let found = found.or_else(|error| at.fail_test(Otherwise::NoAnswer, error.to_string()))?;
    let Some((found, is_listed)) = found else {
        let known = pack.programmes.iter().map(|one| one.id.as_str());
        let at = at.key("programme");
        return at.fail(no_such("programme", programme, known));
    };
    let (expect, at) = (&test.expect, at.key("expect"));
    let listed = expect.listed.unwrap_or(true);
    same(Otherwise::State, "listed", &listed, &is_listed, &at)?;
    let Some(state) = &expect.state else {
        return if listed {
            at.fail("a programme's test says how it stands, such as state = \"running\", or listed = false")
        } else {
            Ok(())
        };
    };
    let found_state = found.state.id().to_owned();
    same(Otherwise::State, "state", state, &found_state, &at)?;
    let said = [
        ("offered", expect.offered, found.offered),
        ("check_first", expect.check_first, found.check_first),
    ];
    for (what, expected, found) in said {
        if let Some(expected) = expected {
            same(Otherwise::State, what, &expected, &found, &at)?;
        }
    }
    Ok(())
}
