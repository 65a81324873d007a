//! Mutants that no facts can tell from the pack as it is, each with the reason.

use crate::files::folder_of;
use crate::mutant::Mutant;
use serde::Deserialize;

/// The list, one `[[equivalent]]` each.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Equivalents {
    #[serde(default)]
    equivalent: Vec<Equivalent>,
}

/// Changes of one place that change no answer.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Equivalent {
    /// The file, as `kr.nhi/pack.toml`.
    pub file: String,
    /// The keys that lead there, as the list of survivors shows them; everything below too.
    pub at: String,
    /// The one change that is meant, as the list of survivors shows it; left out: all.
    pub change: Option<String>,
    /// Why no facts can tell them apart.
    pub reason: String,
}

impl Equivalents {
    /// Reads the list.
    ///
    /// # Errors
    /// What is wrong with how it is written.
    pub fn read(text: &str) -> Result<Self, String> {
        let list: Self = toml::from_str(text).map_err(|error| error.to_string())?;
        match list
            .equivalent
            .iter()
            .find(|one| one.reason.trim().is_empty())
        {
            Some(one) => Err(format!("{}: {} has no reason", one.file, one.at)),
            None => Ok(list),
        }
    }

    /// Whether a survivor is on the list.
    #[must_use]
    pub fn explain(&self, survivor: &Mutant) -> bool {
        self.equivalent.iter().any(|one| one.means(survivor))
    }

    /// Entries about these folders that no survivor matches any more.
    pub fn outdated<'a>(
        &'a self,
        folders: &'a [&str],
        survivors: &'a [&Mutant],
    ) -> impl Iterator<Item = &'a Equivalent> {
        let entries = self.equivalent.iter();
        entries
            .filter(|one| folders.contains(&folder_of(&one.file)))
            .filter(|one| !survivors.iter().any(|survivor| one.means(survivor)))
    }
}

impl Equivalent {
    fn means(&self, survivor: &Mutant) -> bool {
        let below = survivor.at.strip_prefix(&self.at);
        let below = below.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
        let same = |change: &String| *change == survivor.change;
        self.file == survivor.file && below && self.change.as_ref().is_none_or(same)
    }
}
