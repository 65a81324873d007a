//! The result, as a table for people and as JSON.

use crate::agreement::Agreement;
use crate::contender::Contender;
use crate::machine;
use crate::soundness::{Comparison, Soundness};
use crate::speed::{POOL, Samples, Speed};
use serde_json::{Value, json};
use std::fmt::{self, Display, Formatter};

/// Everything that one run found.
pub struct Report {
    /// For all draws.
    pub seed: u64,
    /// How often every engine took its turn.
    pub rounds: usize,
    /// The core that it ran on; `None` where it wasn't pinned.
    pub core: Option<usize>,
    /// Name and version of every engine, ours first.
    pub engines: Vec<(&'static str, &'static str)>,
    /// Whether all meant the same.
    pub agreement: Agreement,
    /// Answers on partial facts.
    pub soundness: Comparison,
    /// Speeds, in the engines' order.
    pub speeds: Vec<Speed>,
}

impl Report {
    /// Names and versions of contenders.
    pub fn engines(contenders: &[Box<dyn Contender>]) -> Vec<(&'static str, &'static str)> {
        let named = |contender: &Box<dyn Contender>| {
            (contender.name(), machine::version(contender.crate_name()))
        };
        contenders.iter().map(named).collect()
    }

    fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        let ours = self.speeds.first();
        let engines = self.engines.iter().zip(&self.speeds);
        engines
            .zip(&self.soundness.counts)
            .filter_map(move |((engine, speed), soundness)| {
                Some(Row {
                    engine: *engine,
                    speed,
                    ours: ours?,
                    soundness,
                })
            })
    }

    /// The same as a JSON object.
    pub fn to_json(&self) -> Value {
        let agreement = &self.agreement;
        json!({
            "decision": "kr.gb.pilot/support",
            "processor": machine::processor(),
            "compiler": machine::compiler(),
            "pinned_to_core": self.core,
            "seed": self.seed,
            "rounds": self.rounds,
            "pool": POOL,
            "agreement": {
                "complete": agreement.complete,
                "verdicts": {
                    "YES": agreement.verdicts[0],
                    "NO": agreement.verdicts[1],
                    "NEEDS_DECISION": agreement.verdicts[2],
                    "UNKNOWN": agreement.verdicts[3],
                },
                "explained_partial": agreement.partial,
                "differences": agreement.differences,
            },
            "partial_sets": self.soundness.sets,
            "partial_sets_decided": self.soundness.decided,
            "engines": self.rows().map(|row| row.to_json()).collect::<Vec<_>>(),
        })
    }
}

struct Row<'a> {
    engine: (&'static str, &'static str),
    speed: &'a Speed,
    ours: &'a Speed,
    soundness: &'a Soundness,
}

impl Row<'_> {
    fn to_json(&self) -> Value {
        let (name, version) = self.engine;
        let soundness = self.soundness;
        json!({
            "name": name,
            "version": version,
            "verdicts_per_second": samples(&self.speed.verdicts, &self.ours.verdicts),
            "explained_per_second": samples(&self.speed.explanations, &self.ours.explanations),
            "load_microseconds": samples(&self.speed.load_micros, &self.ours.load_micros),
            "definite": soundness.definite,
            "wrong": soundness.wrong,
            "wrong_yes": soundness.wrong_yes,
            "wrong_though_opposite_possible": soundness.opposite,
            "decided_found": soundness.found,
        })
    }
}

fn samples(samples: &Samples, ours: &Samples) -> Value {
    let (least, greatest) = samples.range();
    json!({
        "median": samples.median(),
        "least": least,
        "greatest": greatest,
        "ratio_to_ours": samples.over(ours).median(),
    })
}

impl Display for Report {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        let Agreement {
            complete,
            verdicts: [yes, no, needs_decision, unknown],
            partial,
            differences,
        } = self.agreement;
        let pinned = match self.core {
            Some(core) => format!("pinned to core {core}"),
            None => "not pinned".to_owned(),
        };
        let (processor, compiler) = (machine::processor(), machine::compiler());
        writeln!(out, "{processor}, {pinned}; {compiler}; seed {}", self.seed)?;
        writeln!(
            out,
            "agreement: {complete} complete cases ({yes} YES, {no} NO, {needs_decision} \
             NEEDS_DECISION, {unknown} UNKNOWN) and {partial} explained partial ones, \
             {differences} differences"
        )?;
        writeln!(
            out,
            "speed: medians of {} rounds, (least to greatest), ratio to dodam-rules",
            self.rounds
        )?;
        let Comparison { sets, decided, .. } = self.soundness;
        writeln!(
            out,
            "wrong: definite answers to {sets} partial cases that a completion answers \
             differently; every completion agrees on a yes or no for {decided}\n"
        )?;
        writeln!(
            out,
            "| engine | verdicts/s | ratio | explained/s | ratio | load, µs | ratio | wrong \
             | wrong YES | right, of {decided} |\n|---|---|---|---|---|---|---|---|---|---|"
        )?;
        self.rows().try_for_each(|row| writeln!(out, "{row}"))
    }
}

impl Display for Row<'_> {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        let (name, version) = self.engine;
        write!(out, "| {name} {version} ")?;
        let figures = [
            (&self.speed.verdicts, &self.ours.verdicts),
            (&self.speed.explanations, &self.ours.explanations),
            (&self.speed.load_micros, &self.ours.load_micros),
        ];
        for (samples, ours) in figures {
            let (least, greatest) = samples.range();
            write!(
                out,
                "| {} ({} to {}) | {:.3} ",
                thousands(samples.median()),
                thousands(least),
                thousands(greatest),
                samples.over(ours).median()
            )?;
        }
        let soundness = self.soundness;
        write!(
            out,
            "| {} | {} | {} |",
            soundness.wrong, soundness.wrong_yes, soundness.found
        )
    }
}

/// A whole number in groups of three digits.
fn thousands(figure: f64) -> String {
    let digits = format!("{figure:.0}");
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_grouped_by_three_digits() {
        let cases = [
            (0.4, "0"),
            (999.0, "999"),
            (1_000.0, "1,000"),
            (1_234_567.8, "1,234,568"),
        ];
        for (figure, expected) in cases {
            assert_eq!(thousands(figure), expected);
        }
    }
}
