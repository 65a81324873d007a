//! The expressions of the `zen-engine` graphs alone, without the engine around them.

use crate::engine::{Engine, Explained, FactSet, State, Verdict, time_making};
use crate::facts::Case;
use crate::zen;
use serde_json::Value;
use std::time::Duration;
use zen_expression::expression::Standard;
use zen_expression::vm::VM;
use zen_expression::{Expression, Isolate, Variable};

/// `zen-expression`, with every expression compiled once and one machine used again and again.
pub struct ZenExpression {
    verdict: Vec<Expression<Standard>>,
    states: Vec<Expression<Standard>>,
    machine: VM,
    explained: Explained,
}

/// A case as the language's own value, which is shared and not copied.
pub struct ZenExpressionFacts {
    context: Variable,
    absent: FactSet,
}

/// The expressions of a graph's one expression node, in their order.
fn expressions(graph: &str) -> Vec<Expression<Standard>> {
    let graph: Value = serde_json::from_str(graph).expect("the graph is JSON");
    let listed = graph.pointer("/nodes/1/content/expressions");
    let listed = listed
        .and_then(Value::as_array)
        .expect("the second node is the rule");
    let mut isolate = Isolate::new();
    let mut compile = |expression: &Value| {
        let text = expression["value"].as_str().expect("an expression is text");
        isolate.compile_standard(text).expect("it is well formed")
    };
    listed.iter().map(&mut compile).collect()
}

impl Engine for ZenExpression {
    const NAME: &'static str = "zen-expression";
    const CRATE: &'static str = "zen-expression";
    type Facts = ZenExpressionFacts;

    fn load() -> Self {
        Self {
            verdict: expressions(zen::VERDICT),
            states: expressions(zen::STATES),
            machine: VM::new(),
            explained: Explained::NONE,
        }
    }

    fn time_load() -> Duration {
        time_making(|| expressions(zen::VERDICT))
    }

    fn facts(&self, case: &Case) -> ZenExpressionFacts {
        ZenExpressionFacts {
            context: case.to_json().into(),
            absent: FactSet::absent(case),
        }
    }

    fn verdict(&mut self, facts: &ZenExpressionFacts) -> Verdict {
        let [verdict] = self.verdict.as_slice() else {
            return Verdict::Unknown;
        };
        let answer = verdict.evaluate_with(facts.context.clone(), &mut self.machine);
        Verdict::read(answer.ok().as_ref().and_then(Variable::as_str))
    }

    fn explain(&mut self, facts: &ZenExpressionFacts) -> Verdict {
        let mut states = [State::Unknown; 8];
        for (state, expression) in states.iter_mut().zip(&self.states) {
            let answer = expression.evaluate_with(facts.context.clone(), &mut self.machine);
            *state = State::read(answer.ok().as_ref().and_then(Variable::as_str));
        }
        self.explained = Explained::from_states(states, facts.absent);
        self.explained.verdict
    }

    fn explained(&self) -> Explained {
        self.explained
    }
}
