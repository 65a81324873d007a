//! Nobody whose stay ran out, or isn't known, is sent to an immigration office.

mod support;

use dodam_rules::{CalculationRequest, Facts, Language, Packs, Request, StepText};
use jiff::civil::Date;
use proptest::prelude::*;
use proptest::test_runner::{RngSeed, TestRunner};
use std::cell::Cell;
use support::{DAYS, candidates, facts};

/// Every step of every answer and every calculation.
fn steps(packs: &Packs, facts: &Facts, as_of: Date) -> Vec<StepText> {
    let language = Language::Ko;
    let request = Request {
        as_of,
        known_at: None,
        decisions: Vec::new(),
        language,
    };
    let Ok(report) = packs.check(&request, facts) else {
        return Vec::new(); // a contradiction, refused
    };
    let mut steps: Vec<StepText> = report
        .answers
        .into_iter()
        .flat_map(|answer| answer.steps)
        .collect();
    for calculation in packs.calculations() {
        let request = CalculationRequest {
            calculation: calculation.to_owned(),
            as_of,
            known_at: None,
            language,
        };
        let calculated = packs.calculate(&request, facts);
        steps.extend(calculated.into_iter().flat_map(|found| found.told.steps));
    }
    steps
}

fn leads_there(step: &StepText) -> bool {
    let said = format!(
        "{} {}",
        step.what,
        step.say_ko.as_deref().unwrap_or_default()
    );
    step.phone.as_deref() == Some("1345") || said.contains("출입국")
}

#[test]
fn no_step_leads_to_an_immigration_office_unless_the_stay_is_known_to_be_lawful() {
    let packs = dodam_packs::embedded().unwrap_or_else(|error| panic!("{error}"));
    let candidates = candidates(&packs);
    let (sent, kept) = (Cell::new(0_u32), Cell::new(0_u32));
    let pick = prop::collection::vec((0_u8..3, any::<prop::sample::Index>()), candidates.len());
    let cases = (pick, any::<prop::sample::Index>(), 0_u8..4);
    let mut runner = TestRunner::new(ProptestConfig {
        cases: 2_000,
        rng_seed: RngSeed::Fixed(1345),
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    let result = runner.run(&cases, |(picks, day, stay)| {
        let as_of: Date = day.get(&DAYS).parse().expect("a day");
        let drawn = candidates.iter().zip(&picks);
        let drawn = drawn.filter(|(fact, (chance, _))| *chance > 0 && fact.id != "stay_until");
        let said =
            drawn.map(|(fact, (_, value))| (fact.id.as_str(), value.get(&fact.values).as_str()));
        let said: Vec<_> = said.collect();
        let mut known = facts(&packs, &said, as_of);
        let yesterday = as_of.yesterday().expect("not the first day there is");
        let lawful = match stay {
            0 => false,
            1 => {
                let declined = known.decline(&packs, "stay_until", as_of);
                declined.expect("it is a fact");
                false
            }
            2 => {
                let until = format!("stay_until={yesterday}");
                known.set_text(&packs, &until, as_of).expect("a day");
                false
            }
            _ => {
                let until = format!("stay_until={as_of}");
                known.set_text(&packs, &until, as_of).expect("a day");
                true
            }
        };
        for step in steps(&packs, &known, as_of) {
            let there = leads_there(&step);
            prop_assert!(lawful || !there, "{} for {said:?}", step.id);
            sent.set(sent.get() + u32::from(there));
            kept.set(kept.get() + u32::from(!there));
        }
        Ok(())
    });
    result.unwrap_or_else(|error| panic!("{error}"));
    println!("{} steps lead there, {} don't", sent.get(), kept.get());
    assert!(sent.get() > 50 && kept.get() > 10_000, "it must be tried");
}
