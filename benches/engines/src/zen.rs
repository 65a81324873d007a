//! The decision as a graph with one expression node, run by `zen-engine`.

use crate::engine::{CRITERIA, Engine, Explained, FactSet, State, Verdict, time_making};
use crate::facts::Case;
use std::sync::Arc;
use std::time::Duration;
use zen_engine::model::DecisionContent;
use zen_engine::{Decision, DecisionEngine, Variable};

/// The graph that gives a verdict.
pub const VERDICT: &str = include_str!("../rules/support.zen.json");
/// The graph that gives each criterion's state.
pub const STATES: &str = include_str!("../rules/explained.zen.json");

/// `zen-engine`, with both graphs compiled once.
pub struct Zen {
    verdict: Decision,
    states: Decision,
    explained: Explained,
}

/// A case as the engine's own value, which is shared and not copied.
pub struct ZenFacts {
    context: Variable,
    absent: FactSet,
}

fn decision(graph: &str) -> Decision {
    let content: DecisionContent = serde_json::from_str(graph).expect("the graph is well formed");
    let decision = DecisionEngine::default().create_decision(Arc::new(content));
    let mut decision = decision.expect("it is a graph");
    decision.compile();
    decision
}

impl Engine for Zen {
    const NAME: &'static str = "zen-engine";
    const CRATE: &'static str = "zen-engine";
    type Facts = ZenFacts;

    fn load() -> Self {
        Self {
            verdict: decision(VERDICT),
            states: decision(STATES),
            explained: Explained::NONE,
        }
    }

    fn time_load() -> Duration {
        time_making(|| decision(VERDICT))
    }

    fn facts(&self, case: &Case) -> ZenFacts {
        ZenFacts {
            context: case.to_json().into(),
            absent: FactSet::absent(case),
        }
    }

    fn verdict(&mut self, facts: &ZenFacts) -> Verdict {
        let answer = pollster::block_on(self.verdict.evaluate(facts.context.clone()));
        let text = answer.ok().and_then(|answer| answer.result.dot("verdict"));
        Verdict::read(text.as_ref().and_then(Variable::as_str))
    }

    fn explain(&mut self, facts: &ZenFacts) -> Verdict {
        let answer = pollster::block_on(self.states.evaluate(facts.context.clone()));
        let mut states = [State::Unknown; 8];
        if let Ok(answer) = answer {
            for (state, id) in states.iter_mut().zip(CRITERIA) {
                let text = answer.result.dot(id);
                *state = State::read(text.as_ref().and_then(Variable::as_str));
            }
        }
        self.explained = Explained::from_states(states, facts.absent);
        self.explained.verdict
    }

    fn explained(&self) -> Explained {
        self.explained
    }
}
