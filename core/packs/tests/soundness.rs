//! The property that matters: what was answered definitely from some of the facts is
//! answered the same when the rest becomes known.

mod support;

use dodam_rules::{CalculationRequest, Facts, Language, Packs, Request, Verdict};
use jiff::civil::Date;
use proptest::prelude::*;
use proptest::test_runner::{RngSeed, TestRunner};
use std::cell::Cell;
use std::sync::OnceLock;
use support::{Candidate, DAYS, candidates, facts};

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

/// What a calculation reads by leave: who doesn't say it is answered by the common case, and
/// the answer says so. Saying it may change the answer, and nothing else may.
const BY_LEAVE: [(&str, &str); 3] = [
    ("kr.nhi.copay/visit", "service"),
    (
        "kr.nhi.deadlines/dependant-application",
        "dependant_registered",
    ),
    ("kr.nhi.arrears/consequences", "visa"),
];

#[test]
fn no_completion_of_the_facts_overturns_a_figure() {
    let packs = dodam_packs::embedded().unwrap_or_else(|error| panic!("{error}"));
    let candidates = candidates(&packs);
    let figures = Cell::new(0_u32);
    let pick = prop::collection::vec((0_u8..8, any::<prop::sample::Index>()), candidates.len());
    let cases = (pick, any::<prop::sample::Index>());
    let mut runner = TestRunner::new(ProptestConfig {
        cases: 1_500,
        rng_seed: RngSeed::Fixed(2026),
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    let result = runner.run(&cases, |(picks, day)| {
        let as_of: Date = day.get(&DAYS).parse().expect("a day");
        let drawn = candidates.iter().zip(&picks);
        let drawn =
            drawn.map(|(fact, (chance, value))| (fact, *chance, value.get(&fact.values).as_str()));
        let drawn: Vec<(&Candidate, u8, &str)> = drawn.collect();
        for calculation in packs.calculations() {
            let by_leave = BY_LEAVE.iter().find(|(id, _)| *id == calculation);
            let stays = |fact: &Candidate| {
                fact.fixed || by_leave.is_some_and(|(_, leave)| *leave == fact.id)
            };
            let some = drawn.iter().filter(|(_, chance, _)| *chance > 1);
            let all = drawn
                .iter()
                .filter(|(fact, chance, _)| *chance > 1 || !stays(fact));
            let said = |facts: Vec<&(&Candidate, u8, &str)>| -> Facts {
                let facts = facts.into_iter();
                let facts: Vec<_> = facts
                    .map(|(fact, _, value)| (fact.id.as_str(), *value))
                    .collect();
                support::facts(&packs, &facts, as_of)
            };
            let request = CalculationRequest {
                calculation: calculation.to_owned(),
                as_of,
                known_at: None,
                language: Language::En,
            };
            let (Ok(before), Ok(after)) = (
                packs.calculate(&request, &said(some.collect())),
                packs.calculate(&request, &said(all.collect())),
            ) else {
                continue; // a contradiction, refused either way
            };
            for (name, figure) in before.figures {
                if figure.is_some() {
                    figures.set(figures.get() + 1);
                    let later = &after.figures[&name];
                    prop_assert_eq!(&figure, later, "{} of {}", name, calculation);
                }
            }
        }
        Ok(())
    });
    result.unwrap_or_else(|error| panic!("{error}"));
    println!("{} figures", figures.get());
    assert!(figures.get() > 5_000, "the cases must work something out");
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
