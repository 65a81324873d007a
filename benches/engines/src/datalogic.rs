//! The decision in `JSONLogic`, run by `datalogic-rs`.

use crate::engine::{Engine, Explained, FactSet, State, Verdict, time_making};
use crate::facts::Case;
use bumpalo::Bump;
use datalogic_rs::{EvaluationConfig, Logic, ParsedData};
use std::time::Duration;

const VERDICT: &str = include_str!("../rules/support.jsonlogic.json");
const STATES: &str = include_str!("../rules/explained.jsonlogic.json");

/// `datalogic-rs`, with both rules compiled once and one arena used again and again; with its
/// default settings, or with the strict ones that don't count what is missing as zero.
pub struct Datalogic<const STRICT: bool> {
    engine: datalogic_rs::Engine,
    verdict: Logic,
    states: Logic,
    arena: Bump,
    explained: Explained,
}

/// A case parsed beforehand; evaluating it converts nothing.
pub struct DatalogicFacts {
    data: ParsedData,
    absent: FactSet,
}

fn engine(strict: bool) -> datalogic_rs::Engine {
    let config = if strict {
        EvaluationConfig::strict()
    } else {
        EvaluationConfig::default()
    };
    datalogic_rs::Engine::builder().with_config(config).build()
}

fn compile(engine: &datalogic_rs::Engine, rule: &str) -> Logic {
    engine.compile(rule).expect("the rule is well formed")
}

impl<const STRICT: bool> Engine for Datalogic<STRICT> {
    const NAME: &'static str = if STRICT {
        "datalogic-rs, strict"
    } else {
        "datalogic-rs"
    };
    const CRATE: &'static str = "datalogic-rs";
    type Facts = DatalogicFacts;

    fn load() -> Self {
        let engine = engine(STRICT);
        Self {
            verdict: compile(&engine, VERDICT),
            states: compile(&engine, STATES),
            engine,
            arena: Bump::new(),
            explained: Explained::NONE,
        }
    }

    fn time_load() -> Duration {
        time_making(|| {
            let engine = engine(STRICT);
            let logic = compile(&engine, VERDICT);
            (engine, logic)
        })
    }

    fn facts(&self, case: &Case) -> DatalogicFacts {
        let json = case.to_json().to_string();
        DatalogicFacts {
            data: ParsedData::from_json(&json).expect("it is JSON"),
            absent: FactSet::absent(case),
        }
    }

    fn verdict(&mut self, facts: &DatalogicFacts) -> Verdict {
        self.arena.reset();
        let answer = self
            .engine
            .evaluate(&self.verdict, &facts.data, &self.arena);
        Verdict::read(answer.ok().and_then(|value| value.as_str()))
    }

    fn explain(&mut self, facts: &DatalogicFacts) -> Verdict {
        self.arena.reset();
        let answer = self.engine.evaluate(&self.states, &facts.data, &self.arena);
        let mut states = [State::Unknown; 8];
        if let Some(list) = answer.ok().and_then(|value| value.as_array()) {
            for (state, value) in states.iter_mut().zip(list) {
                *state = State::read(value.as_str());
            }
        }
        self.explained = Explained::from_states(states, facts.absent);
        self.explained.verdict
    }

    fn explained(&self) -> Explained {
        self.explained
    }
}
