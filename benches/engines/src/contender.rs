//! The engines side by side, whatever their facts look like.

use crate::common_expression::Cel;
use crate::datalogic::Datalogic;
use crate::dodam::Dodam;
use crate::engine::{Engine, Explained, Verdict};
use crate::facts::Case;
use crate::machine::computed;
use crate::rego::Rego;
use crate::zen::Zen;
use crate::zen_expression::ZenExpression;
use std::hint::black_box;
use std::time::Duration;

/// An engine among others.
pub trait Contender {
    /// What the table calls it.
    fn name(&self) -> &'static str;

    /// The crate it comes from.
    fn crate_name(&self) -> &'static str;

    /// One verdict, the facts brought into shape just for it.
    fn verdict(&mut self, case: &Case) -> Verdict;

    /// One verdict and why.
    fn explained(&mut self, case: &Case) -> Explained;

    /// Prepares the cases that are timed.
    fn prepare(&mut self, cases: &[Case]);

    /// How long a verdict on every prepared case takes, `passes` times.
    fn time_verdicts(&mut self, passes: u32) -> Duration;

    /// How long an explanation of every prepared case takes, `passes` times.
    fn time_explanations(&mut self, passes: u32) -> Duration;

    /// How long loading the rule takes.
    fn time_load(&mut self) -> Duration;
}

/// Every engine; Dodam's own is the first.
pub fn all() -> Vec<Box<dyn Contender>> {
    vec![
        seat::<Dodam>(),
        seat::<Datalogic<false>>(),
        seat::<Datalogic<true>>(),
        seat::<ZenExpression>(),
        seat::<Zen>(),
        seat::<Cel>(),
        seat::<Rego>(),
    ]
}

struct Seat<E: Engine> {
    engine: E,
    prepared: Vec<E::Facts>,
}

fn seat<E: Engine + 'static>() -> Box<dyn Contender> {
    Box::new(Seat {
        engine: E::load(),
        prepared: Vec::new(),
    })
}

impl<E: Engine> Contender for Seat<E> {
    fn name(&self) -> &'static str {
        E::NAME
    }

    fn crate_name(&self) -> &'static str {
        E::CRATE
    }

    fn verdict(&mut self, case: &Case) -> Verdict {
        let facts = self.engine.facts(case);
        self.engine.verdict(&facts)
    }

    fn explained(&mut self, case: &Case) -> Explained {
        let facts = self.engine.facts(case);
        self.engine.explain(&facts);
        self.engine.explained()
    }

    fn prepare(&mut self, cases: &[Case]) {
        self.prepared = cases.iter().map(|case| self.engine.facts(case)).collect();
    }

    fn time_verdicts(&mut self, passes: u32) -> Duration {
        let start = computed();
        for _ in 0..passes {
            for facts in &self.prepared {
                black_box(self.engine.verdict(black_box(facts)));
            }
        }
        computed() - start
    }

    fn time_explanations(&mut self, passes: u32) -> Duration {
        let start = computed();
        for _ in 0..passes {
            for facts in &self.prepared {
                black_box(self.engine.explain(black_box(facts)));
            }
        }
        computed() - start
    }

    fn time_load(&mut self) -> Duration {
        E::time_load()
    }
}
