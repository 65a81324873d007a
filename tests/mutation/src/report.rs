//! Survivors by group, and the counts.

use crate::equivalents::Equivalents;
use crate::files::folder_of;
use crate::mutant::{Group, Mutant};
use crate::trial::Fate;
use std::fmt;

/// What a run found.
#[derive(Debug)]
pub struct Report<'a> {
    tried: usize,
    killed: usize,
    refused: usize,
    equivalent: usize,
    survivors: Vec<&'a Mutant>,
    outdated: Vec<String>,
}

impl<'a> Report<'a> {
    /// Counts the fates of mutants, and sets those aside that are known to change nothing.
    #[must_use]
    pub fn of(mutants: &'a [Mutant], fates: &[Fate], known: &Equivalents) -> Self {
        let count = |fate| fates.iter().filter(|found| **found == fate).count();
        let survived = mutants.iter().zip(fates);
        let survived = survived.filter(|(_, fate)| **fate == Fate::Survived);
        let survived: Vec<&Mutant> = survived.map(|(mutant, _)| mutant).collect();
        let folders: Vec<&str> = mutants.iter().map(|one| folder_of(&one.file)).collect();
        let outdated = known.outdated(&folders, &survived);
        let outdated = outdated.map(|one| format!("packs/{}: {}", one.file, one.at));
        let outdated = outdated.collect();
        let (explained, survivors): (Vec<_>, Vec<_>) =
            survived.into_iter().partition(|one| known.explain(one));
        Self {
            tried: mutants.len(),
            killed: count(Fate::Killed),
            refused: count(Fate::Refused),
            equivalent: explained.len(),
            survivors,
            outdated,
        }
    }

    /// Whether no number and no date goes unnoticed, and the list of equivalents is true.
    #[must_use]
    pub fn is_good(&self) -> bool {
        self.of_group(Group::Numbers).next().is_none() && self.outdated.is_empty()
    }

    fn of_group(&self, group: Group) -> impl Iterator<Item = &Mutant> {
        let survivors = self.survivors.iter().copied();
        survivors.filter(move |mutant| mutant.group == group)
    }
}

impl fmt::Display for Report<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (of_vocabulary, suffix) in [(false, ""), (true, ", in the vocabulary")] {
            for group in Group::ALL {
                let survivors = self.of_group(group);
                let survivors =
                    survivors.filter(|one| (folder_of(&one.file) == "facts") == of_vocabulary);
                for (place, mutant) in survivors.enumerate() {
                    if place == 0 {
                        writeln!(out, "{group}{suffix}:")?;
                    }
                    writeln!(out, "  {mutant} survives ({})", mutant.at)?;
                }
            }
        }
        for entry in &self.outdated {
            writeln!(
                out,
                "{entry}: listed as equivalent, but no mutant there survives"
            )?;
        }
        write!(
            out,
            "mutants {}: {} killed, {} refused, {} equivalent, {} survived ({} among numbers and dates)",
            self.tried,
            self.killed,
            self.refused,
            self.equivalent,
            self.survivors.len(),
            self.of_group(Group::Numbers).count(),
        )
    }
}
