//! The decision in Rego, run by the virtual machine of `regorus`.

use crate::engine::{Engine, Explained, FactSet, State, Verdict, time_making};
use crate::facts::Case;
use regorus::languages::rego::compiler::Compiler;
use regorus::rvm::vm::RegoVM;
use regorus::{Rc, Value};
use std::time::Duration;

const VERDICT: &str = include_str!("../rules/support.rego");
const STATES: &str = include_str!("../rules/explained.rego");

/// `regorus`, with a machine for each rule, compiled once.
pub struct Rego {
    verdict: RegoVM,
    states: RegoVM,
    explained: Explained,
}

/// A case as a value; a machine shares it without copying.
pub struct RegoFacts {
    input: Value,
    absent: FactSet,
}

fn machine(rule: &str, entry: &str) -> RegoVM {
    let mut engine = regorus::Engine::new();
    let added = engine.add_policy("rule.rego".to_owned(), rule.to_owned());
    added.expect("the rule is well formed");
    let policy = engine.compile_with_entrypoint(&Rc::from(entry));
    let policy = policy.expect("the rule compiles");
    let program = Compiler::compile_from_policy(&policy, &[entry]);
    let mut machine = RegoVM::new();
    machine.load_program(program.expect("the policy has a program"));
    // As in the crate's own benchmark without limits.
    machine.set_max_instructions(usize::MAX);
    machine
}

fn verdict_machine() -> RegoVM {
    machine(VERDICT, "data.support.verdict")
}

impl Engine for Rego {
    const NAME: &'static str = "regorus";
    const CRATE: &'static str = "regorus";
    type Facts = RegoFacts;

    fn load() -> Self {
        Self {
            verdict: verdict_machine(),
            states: machine(STATES, "data.explained.states"),
            explained: Explained::NONE,
        }
    }

    fn time_load() -> Duration {
        time_making(verdict_machine)
    }

    fn facts(&self, case: &Case) -> RegoFacts {
        let json = case.to_json().to_string();
        RegoFacts {
            input: Value::from_json_str(&json).expect("it is JSON"),
            absent: FactSet::absent(case),
        }
    }

    fn verdict(&mut self, facts: &RegoFacts) -> Verdict {
        self.verdict.set_input(facts.input.clone());
        match self.verdict.execute() {
            Ok(Value::String(text)) => Verdict::read(Some(&text)),
            _ => Verdict::Unknown,
        }
    }

    fn explain(&mut self, facts: &RegoFacts) -> Verdict {
        self.states.set_input(facts.input.clone());
        let mut states = [State::Unknown; 8];
        if let Ok(Value::Array(list)) = self.states.execute() {
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
