//! What a device holds: for a person who wants to know, and for checks.

use crate::error::CompanionError;
use crate::hex::hex;
use crate::profile::Profile;
use crate::strands;
use dodam_seal::Hash;
use dodam_vault::load_envelopes;

/// One strand on this device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holding {
    /// Whose record it belongs to.
    pub person: String,
    /// `care`, `status`, `restricted`, or a type of a newer version.
    pub kind: String,
    /// The ids of the facts it has statements about.
    pub facts: Vec<String>,
    /// What names its envelopes.
    pub envelopes: Vec<Hash>,
}

impl Profile {
    /// Every strand that this device can read.
    ///
    /// # Errors
    /// [`CompanionError::Locked`], storage errors.
    pub fn holdings(&self) -> Result<Vec<Holding>, CompanionError> {
        self.read(|tx| {
            let mut holdings = Vec::new();
            for strand in strands::list(tx)? {
                let envelopes = load_envelopes(tx, &strand.id)?;
                holdings.push(Holding {
                    person: hex(&strand.record),
                    kind: strand.kind.as_text().to_owned(),
                    facts: strands::read(tx, &strand)?.facts().into_keys().collect(),
                    envelopes: envelopes
                        .into_iter()
                        .map(|envelope| envelope.hash)
                        .collect(),
                });
            }
            Ok(holdings)
        })
    }
}
