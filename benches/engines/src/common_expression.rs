//! The decision in the Common Expression Language, run by `cel`.

use crate::engine::{Engine, Explained, FactSet, State, Verdict, time_making};
use crate::facts::{Case, FactValue};
use cel::common::types::CelString;
use cel::{Context, Env, Program, Value};
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

const VERDICT: &str = include_str!("../rules/support.cel");
const STATES: &str = include_str!("../rules/explained.cel");

/// `cel`, with both rules compiled once.
pub struct Cel {
    env: Arc<Env>,
    verdict: Program,
    states: Program,
    explained: Explained,
}

/// A context with a case's facts bound in it: each as a variable, and all as the map `f`.
pub struct CelFacts {
    context: Context<'static, 'static>,
    absent: FactSet,
}

fn compile(env: &Env, rule: &str) -> Program {
    env.compile(rule).expect("the rule is well formed")
}

impl Engine for Cel {
    const NAME: &'static str = "cel";
    const CRATE: &'static str = "cel";
    type Facts = CelFacts;

    fn load() -> Self {
        let env = Env::stdlib();
        Self {
            verdict: compile(&env, VERDICT),
            states: compile(&env, STATES),
            env: Arc::new(env),
            explained: Explained::NONE,
        }
    }

    fn time_load() -> Duration {
        time_making(|| {
            let env = Env::stdlib();
            let program = compile(&env, VERDICT);
            (env, program)
        })
    }

    fn facts(&self, case: &Case) -> CelFacts {
        let value = |value| match value {
            FactValue::Bool(value) => Value::from(value),
            FactValue::Text(text) => Value::from(text),
            FactValue::Number(number) => Value::from(number),
        };
        let given = case.given().map(|(id, given)| (id, value(given)));
        let given: HashMap<&str, Value> = given.collect();
        let mut context = Context::with_env(Arc::clone(&self.env));
        // Variables are read twice as fast as a map's keys; only keys can be asked for by `has`.
        for (id, value) in &given {
            context.add_variable_from_value(*id, value.clone());
        }
        context.add_variable_from_value("f", given);
        CelFacts {
            context,
            absent: FactSet::absent(case),
        }
    }

    fn verdict(&mut self, facts: &CelFacts) -> Verdict {
        let answer = Value::resolve_val(self.verdict.expression(), &facts.context);
        // A missing fact is an error here; an error promises nothing.
        answer.map_or(Verdict::Unknown, |answer| {
            let text = answer.downcast_ref::<CelString>();
            Verdict::read(text.map(CelString::inner))
        })
    }

    fn explain(&mut self, facts: &CelFacts) -> Verdict {
        let mut states = [State::Unknown; 8];
        if let Ok(Value::List(list)) = self.states.execute(&facts.context) {
            for (state, value) in states.iter_mut().zip(list.iter()) {
                if let Value::String(text) = value {
                    *state = State::read(Some(text));
                }
            }
        }
        self.explained = Explained::from_states(states, facts.absent);
        self.explained.verdict
    }

    fn explained(&self) -> Explained {
        self.explained
    }
}
