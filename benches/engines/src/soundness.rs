//! Definite answers to questions that the facts leave open.

use crate::contender::Contender;
use crate::engine::Verdict;
use crate::facts::{Case, Dice};

/// How one engine answered partial facts.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Soundness {
    /// Yes or no.
    pub definite: usize,
    /// Of these, the ones that some completion of the facts answers differently.
    pub wrong: usize,
    /// Of the wrong ones, those that said yes.
    pub wrong_yes: usize,
    /// Of the wrong ones, those where a completion gives the opposite: a yes for a no.
    pub opposite: usize,
    /// Where every completion says the same yes or no, how often that was said.
    pub found: usize,
}

/// Every engine's count, in the contenders' order.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// How many partial cases were asked.
    pub sets: usize,
    /// How many of them every completion answers with the same yes or no.
    pub decided: usize,
    /// One for each contender.
    pub counts: Vec<Soundness>,
}

/// Asks every contender about partial facts and compares with what the first says of their
/// completions. All contenders agree on complete facts, see [`crate::agreement`].
pub fn compare(contenders: &mut [Box<dyn Contender>], seed: u64, sets: usize) -> Comparison {
    let mut dice = Dice::new(seed);
    let mut comparison = Comparison {
        sets,
        decided: 0,
        counts: vec![Soundness::default(); contenders.len()],
    };
    for _ in 0..sets {
        let partial = Case::draw(&mut dice).with_gaps(&mut dice, 4);
        let possible = possible(contenders, &partial);
        let certain = match possible.as_slice() {
            [verdict] if verdict.is_definite() => Some(*verdict),
            _ => None,
        };
        comparison.decided += usize::from(certain.is_some());
        for (contender, count) in contenders.iter_mut().zip(&mut comparison.counts) {
            count.add(contender.verdict(&partial), &possible, certain);
        }
    }
    comparison
}

/// The verdicts that completions of these facts have, each once.
fn possible(contenders: &mut [Box<dyn Contender>], partial: &Case) -> Vec<Verdict> {
    let mut possible = Vec::new();
    if let Some(ours) = contenders.first_mut() {
        for completion in partial.completions() {
            let verdict = ours.verdict(&completion);
            if !possible.contains(&verdict) {
                possible.push(verdict);
            }
        }
    }
    possible
}

impl Soundness {
    fn add(&mut self, said: Verdict, possible: &[Verdict], certain: Option<Verdict>) {
        if !said.is_definite() {
            return;
        }
        self.definite += 1;
        self.found += usize::from(certain == Some(said));
        if possible.iter().any(|verdict| *verdict != said) {
            self.wrong += 1;
            self.wrong_yes += usize::from(said == Verdict::Yes);
            let opposite = |verdict: &Verdict| verdict.is_definite() && *verdict != said;
            self.opposite += usize::from(possible.iter().any(opposite));
        }
    }
}
