//! Rounds in which every engine takes its turn, so that noise is shared.

use crate::contender::Contender;
use crate::facts::{Case, Dice};
use std::time::Duration;

/// How many cases are prepared; half are complete, half have gaps.
pub const POOL: usize = 2_000;

/// A figure of every round.
#[derive(Debug, Default, Clone)]
pub struct Samples(Vec<f64>);

impl Samples {
    /// The middle one.
    pub fn median(&self) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        let middle = sorted.len() / 2;
        match sorted.as_slice() {
            [] => f64::NAN,
            all if all.len() % 2 == 1 => all[middle],
            all => f64::midpoint(all[middle - 1], all[middle]),
        }
    }

    /// The least and the greatest.
    pub fn range(&self) -> (f64, f64) {
        let least = self.0.iter().copied().fold(f64::INFINITY, f64::min);
        let greatest = self.0.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        (least, greatest)
    }

    /// Each round's figure divided by another's of the same round.
    pub fn over(&self, other: &Self) -> Self {
        let pairs = self.0.iter().zip(&other.0);
        Self(pairs.map(|(this, other)| this / other).collect())
    }
}

/// What one engine reached.
#[derive(Debug, Default, Clone)]
pub struct Speed {
    /// Verdicts a second.
    pub verdicts: Samples,
    /// Explained verdicts a second.
    pub explanations: Samples,
    /// Microseconds from the rule's text to ready.
    pub load_micros: Samples,
}

/// Measures every contender in `rounds` rounds; each turn lasts about `turn`.
pub fn measure(
    contenders: &mut [Box<dyn Contender>],
    seed: u64,
    rounds: usize,
    turn: Duration,
) -> Vec<Speed> {
    let pool = pool(seed);
    let mut passes = Vec::new();
    for contender in contenders.iter_mut() {
        contender.prepare(&pool);
        let verdicts = enough(turn, contender.time_verdicts(1));
        let explanations = enough(turn, contender.time_explanations(1));
        let loads = enough(turn, contender.time_load());
        passes.push((verdicts, explanations, loads));
    }
    let mut speeds = vec![Speed::default(); contenders.len()];
    for round in 0..rounds {
        for place in 0..contenders.len() {
            // Nobody is always first.
            let turn = (place + round) % contenders.len();
            take_turn(contenders[turn].as_mut(), passes[turn], &mut speeds[turn]);
        }
    }
    speeds
}

fn pool(seed: u64) -> Vec<Case> {
    let mut dice = Dice::new(seed);
    let draw = |place| {
        let case = Case::draw(&mut dice);
        if place % 2 == 0 {
            case
        } else {
            case.with_gaps(&mut dice, 4)
        }
    };
    (0..POOL).map(draw).collect()
}

/// How often to do what took `once`, to fill a turn.
fn enough(turn: Duration, once: Duration) -> u32 {
    let times = turn.as_secs_f64() / once.as_secs_f64().max(1e-9);
    times.clamp(1.0, 1e6) as u32
}

fn take_turn(contender: &mut dyn Contender, passes: (u32, u32, u32), speed: &mut Speed) {
    let (verdicts, explanations, loads) = passes;
    let answers =
        |passes: u32, taken: Duration| f64::from(passes) * POOL as f64 / taken.as_secs_f64();
    let taken = contender.time_verdicts(verdicts);
    speed.verdicts.0.push(answers(verdicts, taken));
    let taken = contender.time_explanations(explanations);
    speed.explanations.0.push(answers(explanations, taken));
    let taken: Duration = (0..loads).map(|_| contender.time_load()).sum();
    let micros = taken.as_secs_f64() * 1e6 / f64::from(loads);
    speed.load_micros.0.push(micros);
}
