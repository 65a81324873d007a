//! The decision as Dodam's own pack, run by `dodam-rules`.

use crate::engine::{Engine, Explained, FactSet, State, Verdict, time_making};
use crate::facts::{Case, FactValue};
use dodam_rules::{Decider, Explanation, Facts, Packs, TypedFacts};
use jiff::civil::{Date, date};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::Duration;

const DECISION: &str = "kr.gb.pilot/support";
/// The day asked about: within the pack's review, so that only facts decide.
const AS_OF: Date = date(2025, 2, 20);

/// `dodam-rules` with the pack and the vocabulary.
pub struct Dodam {
    packs: &'static Packs,
    decider: Decider<'static>,
    explanation: Explanation,
    verdict: Verdict,
}

/// The pack's and the vocabulary's files as they stand in the repository.
fn files() -> &'static [(String, String)] {
    static FILES: OnceLock<Vec<(String, String)>> = OnceLock::new();
    FILES.get_or_init(|| {
        let packs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs");
        ["facts", "kr.gb.pilot"]
            .into_iter()
            .flat_map(|folder| files_of(&packs, folder))
            .collect()
    })
}

fn files_of(packs: &Path, folder: &str) -> Vec<(String, String)> {
    let entries = fs::read_dir(packs.join(folder)).expect("the packs are in the repository");
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("a folder can be listed").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .collect();
    paths.sort();
    let read = |path: PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let text = fs::read_to_string(&path).expect("a pack's file is text");
        (format!("{folder}/{name}"), text)
    };
    paths.into_iter().map(read).collect()
}

fn packs() -> Packs {
    Packs::load(files()).expect("the pack passes its own tests")
}

fn decider(packs: &Packs) -> Decider<'_> {
    let decider = packs.decider(DECISION, AS_OF, None);
    decider.expect("the pack has the decision")
}

/// Facts as a person says them, one by one.
fn said(packs: &Packs, case: &Case) -> Facts {
    let mut facts = Facts::new();
    for (id, value) in case.given() {
        let text = match value {
            FactValue::Bool(value) => value.to_string(),
            FactValue::Text(text) => text.to_owned(),
            FactValue::Number(day) if id == "service_date" => {
                format!("{}-{:02}-{:02}", day / 10_000, day / 100 % 100, day % 100)
            }
            FactValue::Number(number) => number.to_string(),
        };
        let set = facts.set_value(packs, id, &text, AS_OF);
        set.expect("the value is of the fact's type");
    }
    facts
}

impl Engine for Dodam {
    const NAME: &'static str = "dodam-rules";
    const CRATE: &'static str = "dodam-rules";
    type Facts = TypedFacts;

    fn load() -> Self {
        // Loaded once and kept to the end, so that the decider can borrow it.
        let packs: &'static Packs = Box::leak(Box::new(packs()));
        Self {
            packs,
            decider: decider(packs),
            explanation: Explanation::default(),
            verdict: Verdict::Unknown,
        }
    }

    fn time_load() -> Duration {
        files();
        time_making(|| {
            let packs = packs();
            let _ = decider(&packs);
            packs
        })
    }

    fn facts(&self, case: &Case) -> TypedFacts {
        self.decider.typed(&said(self.packs, case))
    }

    fn verdict(&mut self, facts: &TypedFacts) -> Verdict {
        verdict(self.decider.verdict(facts))
    }

    fn explain(&mut self, facts: &TypedFacts) -> Verdict {
        self.verdict = verdict(self.decider.explain(facts, &mut self.explanation));
        self.verdict
    }

    fn explained(&self) -> Explained {
        let mut explained = Explained::NONE;
        explained.verdict = self.verdict;
        let criteria = self.decider.criteria(&self.explanation);
        for (into, (_, found)) in explained.states.iter_mut().zip(criteria) {
            *into = state(found);
        }
        explained.open = FactSet::of(self.decider.open(&self.explanation));
        explained
    }
}

fn verdict(verdict: dodam_rules::Verdict) -> Verdict {
    match verdict {
        dodam_rules::Verdict::Yes => Verdict::Yes,
        dodam_rules::Verdict::No => Verdict::No,
        dodam_rules::Verdict::NeedsDecision => Verdict::NeedsDecision,
        dodam_rules::Verdict::Unknown => Verdict::Unknown,
    }
}

fn state(state: dodam_rules::State) -> State {
    match state {
        dodam_rules::State::Met => State::Met,
        dodam_rules::State::NotMet => State::NotMet,
        dodam_rules::State::NeedsDecision => State::NeedsDecision,
        dodam_rules::State::Unknown => State::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::CRITERIA;

    #[test]
    fn criteria_come_in_the_order_that_this_comparison_assumes() {
        let mut dodam = Dodam::load();
        let facts = dodam.facts(&Case::default());
        dodam.explain(&facts);
        let ids: Vec<&str> = dodam
            .decider
            .criteria(&dodam.explanation)
            .map(|(id, _)| id)
            .collect();
        assert_eq!(ids, CRITERIA);
    }
}
