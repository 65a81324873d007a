//! The property that matters: what was answered definitely from some of the facts is
//! answered the same when the rest becomes known.

use dodam_rules::{Facts, Language, Packs, QuestionKind, Request, Verdict};
use jiff::civil::Date;
use proptest::prelude::*;
use proptest::test_runner::{RngSeed, TestRunner};
use std::cell::Cell;
use std::sync::OnceLock;

const STATUSES: [&str; 18] = [
    "D-2", "D-4", "D-4-1", "D-4-3", "D-8-4", "E-7", "E-9", "E-10", "F-4", "F-5", "F-6", "G-1",
    "G-1-5", "G-1-6", "G-1-12", "H-1", "C-3-3", "B-2",
];
const DAYS: [&str; 12] = [
    "2024-08-31",
    "2024-09-30",
    "2024-10-01",
    "2024-10-02",
    "2025-01-31",
    "2025-02-01",
    "2025-02-20",
    "2025-03-01",
    "2025-03-31",
    "2025-04-01",
    "2025-12-31",
    "2026-01-01",
];
const ABSENCES: [&str; 6] = [
    "none",
    "2024-11-01..2024-11-20",
    "2024-11-01..2024-12-01",
    "2024-11-01..2024-12-20",
    "2025-04-10..2025-06-01",
    "2024-11-01..2024-11-21,2025-01-05..2025-01-16",
];
const AMOUNTS: [&str; 5] = ["0", "300000", "1700000", "1999999", "2000000"];

/// Values that lead to a YES, drawn more often so that there are enough of them.
const LIKELY: [(&str, &str); 22] = [
    ("province", "gyeongbuk"),
    ("dependant_registered", "false"),
    ("previous_visa", "D-8-4"),
    ("registered", "true"),
    ("city", "andong"),
    ("nhi_enrolled", "false"),
    ("centre", "andong_centre"),
    ("service", "outpatient"),
    ("service_date", "2025-02-20"),
    ("cap_used_krw", "300000"),
    ("visa", "D-8-4"),
    ("entry_date", "2024-08-31"),
    ("stay_until", "2026-01-01"),
    ("absences", "none"),
    ("employed", "false"),
    ("sponsor_insured", "false"),
    ("born_in_korea", "false"),
    ("opted_out", "false"),
    ("visa_since", "2024-08-31"),
    ("workplace_applicable", "true"),
    ("employment_start", "2024-10-01"),
    ("employment_end", "2026-01-01"),
];

/// A fact that is asked for, and values to draw from.
struct Candidate {
    id: String,
    values: Vec<String>,
    /// Its absence means something: it is left as it is.
    fixed: bool,
}

fn candidates(packs: &Packs) -> Vec<Candidate> {
    let owned = |values: &[&str]| values.iter().map(|value| (*value).to_owned()).collect();
    packs
        .fact_types()
        .map(|fact| {
            let question = packs
                .question(&fact.id, Language::En)
                .expect("every fact has one");
            let values = match question.kind {
                QuestionKind::YesNo => owned(&["true", "false"]),
                QuestionKind::Date => owned(&DAYS),
                QuestionKind::Money => owned(&AMOUNTS),
                QuestionKind::Number => owned(&["0", "1", "3", "6"]),
                QuestionKind::Status => owned(&STATUSES),
                QuestionKind::Periods => owned(&ABSENCES),
                QuestionKind::Choice(choices) => {
                    choices.into_iter().map(|choice| choice.value).collect()
                }
                QuestionKind::Place(places) => {
                    let known = places.into_iter().map(|place| place.value);
                    known.chain(["Atlantis".to_owned()]).collect()
                }
            };
            let mut values: Vec<String> = values;
            if let Some((_, likely)) = LIKELY.iter().find(|(id, _)| *id == fact.id) {
                values.extend(std::iter::repeat_n((*likely).to_owned(), values.len() * 6));
            }
            let fixed = fact.optional || fact.is_implied();
            Candidate {
                id: fact.id.clone(),
                values,
                fixed,
            }
        })
        .collect()
}

fn facts(packs: &Packs, said: &[(&str, &str)], as_of: Date) -> Facts {
    let mut facts = Facts::new();
    for (id, value) in said {
        facts
            .set_value(packs, id, value, as_of)
            .expect("drawn from its own values");
    }
    facts
}

#[test]
fn no_completion_of_the_facts_overturns_a_definite_verdict() {
    let packs = dodam_packs::embedded().unwrap_or_else(|error| panic!("{error}"));
    let candidates = candidates(&packs);
    let (definite, yes) = (Cell::new(0_u32), Cell::new(0_u32));
    let pick = prop::collection::vec((0_u8..8, any::<prop::sample::Index>()), candidates.len());
    let cases = (pick, any::<prop::sample::Index>());
    let mut runner = TestRunner::new(ProptestConfig {
        cases: 4_000,
        rng_seed: RngSeed::Fixed(2025),
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    let result = runner.run(&cases, |(picks, day)| {
        let as_of: Date = day.get(&DAYS).parse().expect("a day");
        let request = Request {
            as_of,
            known_at: None,
            decisions: Vec::new(),
            language: Language::En,
        };
        let drawn: Vec<(&Candidate, u8, &str)> = candidates
            .iter()
            .zip(&picks)
            .map(|(candidate, (chance, value))| {
                (candidate, *chance, value.get(&candidate.values).as_str())
            })
            .collect();
        let said: Vec<_> = drawn
            .iter()
            .filter(|(_, chance, _)| *chance > 0)
            .map(|(fact, _, value)| (fact.id.as_str(), *value))
            .collect();
        let all: Vec<_> = drawn
            .iter()
            .filter(|(fact, chance, _)| *chance > 0 || !fact.fixed)
            .map(|(fact, _, value)| (fact.id.as_str(), *value))
            .collect();
        let (Ok(partial), Ok(complete)) = (
            packs.check(&request, &facts(&packs, &said, as_of)),
            packs.check(&request, &facts(&packs, &all, as_of)),
        ) else {
            return Ok(()); // a contradiction, refused either way
        };
        for (before, after) in partial.answers.iter().zip(&complete.answers) {
            if matches!(before.verdict, Verdict::Yes | Verdict::No) {
                definite.set(definite.get() + 1);
                yes.set(yes.get() + u32::from(before.verdict == Verdict::Yes));
                prop_assert_eq!(
                    before.verdict,
                    after.verdict,
                    "{} {:?}",
                    before.decision,
                    said
                );
                prop_assert!(before.open.is_empty() && before.declined.is_empty());
            }
        }
        Ok(())
    });
    result.unwrap_or_else(|error| panic!("{error}"));
    println!(
        "{} definite verdicts, {} of them YES",
        definite.get(),
        yes.get()
    );
    assert!(
        definite.get() > 1_000 && yes.get() > 500,
        "the cases must decide something"
    );
}

proptest! {
    #[test]
    fn hostile_facts_never_panic(id in ".{0,20}", value in ".{0,60}", text in ".{0,200}") {
        static PACKS: OnceLock<Packs> = OnceLock::new();
        let packs = PACKS.get_or_init(|| dodam_packs::embedded().expect("they load"));
        let today = jiff::civil::date(2025, 2, 20);
        let mut facts = Facts::new();
        let _ = facts.set_text(packs, &text, today);
        let _ = facts.set_json(packs, &text, today);
        let _ = facts.set_value(packs, &id, &value, today);
        for fact in ["visa", "absences", "entry_date", "request_krw", "city"] {
            let _ = facts.set_value(packs, fact, &value, today);
        }
        let request = Request { as_of: today, known_at: None, decisions: Vec::new(), language: Language::Ko };
        let _ = packs.check(&request, &facts);
    }
}
