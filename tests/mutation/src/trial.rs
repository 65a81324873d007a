//! Tries mutants, on several threads.

use crate::mutant::Mutant;
use dodam_rules::{Otherwise, PackError, Packs, Rehearsal, Rehearsed};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// What became of a mutant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// A test noticed it.
    Killed,
    /// It doesn't load.
    Refused,
    /// No test noticed it.
    Survived,
}

/// Neighbours are mostly noticed by the same tests, so each thread takes some in a row.
const IN_A_ROW: usize = 16;

/// The fate of each mutant of these files, in the same order.
///
/// # Errors
/// [`PackError`] where the packs don't load unchanged, or fail one of their tests.
pub fn fates(
    files: &[(String, String)],
    mutants: &[Mutant],
    threads: usize,
) -> Result<Vec<Fate>, PackError> {
    // A test that fails anyway would notice everything.
    Packs::load(files)?;
    let next = AtomicUsize::new(0);
    let work = || -> Result<Vec<(usize, Fate)>, PackError> {
        let mut rehearsal = Rehearsal::new(files)?;
        let mut fates = Vec::new();
        loop {
            let first = next.fetch_add(IN_A_ROW, Ordering::Relaxed);
            let row = mutants.iter().enumerate().skip(first).take(IN_A_ROW);
            let tried = row.map(|(place, mutant)| (place, fate(&mut rehearsal, files, mutant)));
            fates.extend(tried);
            if first + IN_A_ROW >= mutants.len() {
                return Ok(fates);
            }
        }
    };
    let mut fates = vec![Fate::Survived; mutants.len()];
    thread::scope(|scope| {
        let workers: Vec<_> = (0..threads.max(1)).map(|_| scope.spawn(work)).collect();
        for worker in workers {
            let tried = worker.join().expect("trying a mutant doesn't panic")?;
            for (place, fate) in tried {
                fates[place] = fate;
            }
        }
        Ok(fates)
    })
}

fn fate(rehearsal: &mut Rehearsal, files: &[(String, String)], mutant: &Mutant) -> Fate {
    let original = files.iter().find(|(path, _)| *path == mutant.file);
    let Some((path, original)) = original else {
        return Fate::Refused;
    };
    let counts = |otherwise| counts(otherwise, mutant.only_shows);
    match rehearsal.with(path, &mutant.text(original), &counts) {
        Rehearsed::Refused(_) => Fate::Refused,
        Rehearsed::Failed(_) => Fate::Killed,
        Rehearsed::Passed => Fate::Survived,
    }
}

/// Whether a failing test noticed something that counts.
fn counts(otherwise: Otherwise, only_shows: bool) -> bool {
    match otherwise {
        Otherwise::Verdict
        | Otherwise::Days
        | Otherwise::Facts
        | Otherwise::State
        | Otherwise::Amounts
        | Otherwise::NoAnswer => true,
        Otherwise::Note | Otherwise::Step | Otherwise::DeadEnd => only_shows,
        Otherwise::Written => false,
    }
}
