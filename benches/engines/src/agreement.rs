//! Whether the translations mean what the pack means.

use crate::contender::Contender;
use crate::engine::Verdict;
use crate::facts::{Case, Dice};

/// What was compared with the first contender's answers, and how often it differed.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Agreement {
    /// Verdicts on complete facts.
    pub complete: usize,
    /// How many of the complete ones were each verdict: yes, no, needs decision, unknown.
    pub verdicts: [usize; 4],
    /// Explanations of partial facts: verdict, every criterion's state, and open facts.
    pub partial: usize,
    /// Answers that weren't the same.
    pub differences: usize,
}

/// Asks every contender the same and compares with the first. Each difference is printed.
pub fn check(contenders: &mut [Box<dyn Contender>], seed: u64, count: usize) -> Agreement {
    let mut dice = Dice::new(seed);
    let mut agreement = Agreement::default();
    for _ in 0..count {
        let complete = Case::draw(&mut dice);
        let partial = complete.with_gaps(&mut dice, 4);
        one(contenders, &complete, &partial, &mut agreement);
    }
    agreement
}

fn one(
    contenders: &mut [Box<dyn Contender>],
    complete: &Case,
    partial: &Case,
    agreement: &mut Agreement,
) {
    let Some((ours, others)) = contenders.split_first_mut() else {
        return;
    };
    let verdict = ours.verdict(complete);
    let explained = ours.explained(partial);
    let order = [
        Verdict::Yes,
        Verdict::No,
        Verdict::NeedsDecision,
        Verdict::Unknown,
    ];
    for (count, counted) in agreement.verdicts.iter_mut().zip(order) {
        *count += usize::from(counted == verdict);
    }
    agreement.complete += 1;
    agreement.partial += 1;
    for other in others {
        let theirs = other.verdict(complete);
        if theirs != verdict {
            agreement.differences += 1;
            let name = other.name();
            eprintln!("{name} says {theirs:?}, the pack {verdict:?}: {complete:?}");
        }
        let theirs = other.explained(partial);
        if theirs != explained {
            agreement.differences += 1;
            let name = other.name();
            eprintln!("{name} says {theirs:?}, the pack {explained:?}: {partial:?}");
        }
    }
}
