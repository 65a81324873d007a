//! The emergency card, and what stands above it for everybody: 119 and what to say.

use crate::error::CompanionError;
use crate::profile::Profile;
use dodam_rules::{Language, Line, LinesQuestion, Need, Packs};
use dodam_vault::EmergencyCard;
use jiff::civil::DateTime;
use std::path::Path;

/// The blood types a card takes; `unknown` says that the owner doesn't know theirs.
pub const BLOOD_TYPES: [&str; 13] = [
    "A", "A+", "A-", "B", "B+", "B-", "AB", "AB+", "AB-", "O", "O+", "O-", "unknown",
];

/// Reads the emergency card of a vault's folder, without a PIN; `None` where there is none.
///
/// # Errors
/// [`CompanionError::Damaged`], [`CompanionError::NeedsUpdate`]. 119 is to be shown all the
/// same.
pub fn emergency_card(folder: &Path) -> Result<Option<EmergencyCard>, CompanionError> {
    Ok(EmergencyCard::load(folder)?)
}

/// The line to call in an emergency, with the sentence to say or show in Korean; it needs no
/// vault, and `None` only where no pack knows a line.
#[must_use]
pub fn emergency_line(
    packs: &Packs,
    (spoken, language): (&str, Language),
    at: DateTime,
) -> Option<Line> {
    let question = LinesQuestion {
        at,
        spoken,
        need: Some(Need::Emergency),
        sensitive: false,
        language,
    };
    let lines = packs.lines(&question).ok()?;
    lines.lines.into_iter().next()
}

impl Profile {
    /// Writes the emergency card, in the clear and in the place of the one that is there:
    /// whoever holds the device can read it. What isn't on the card given isn't on it after.
    ///
    /// # Errors
    /// [`CompanionError::InvalidInput`] for a blood type that is none, an empty card or a
    /// text that is too long; storage errors.
    pub fn set_emergency_card(&self, card: &EmergencyCard) -> Result<(), CompanionError> {
        let said = |code, what: &str| Err(CompanionError::invalid(code, what));
        if card.is_empty() {
            return said("empty_card", "nothing would stand on the card");
        }
        let blood_type = card.blood_type.as_deref();
        if blood_type.is_some_and(|given| !BLOOD_TYPES.contains(&given)) {
            return said(
                "blood_type",
                "a blood type is A, B, AB or O with + or -, or unknown",
            );
        }
        self.vault()?
            .store_emergency_card(card)
            .map_err(|error| match error {
                dodam_vault::VaultError::OutOfRange => CompanionError::invalid(
                    "full_card",
                    "a card takes 1,000 letters a field and eight languages",
                ),
                other => other.into(),
            })
    }

    /// Removes the emergency card. What it said may stay in the device's flash until that is
    /// used again; no program can overwrite it there.
    ///
    /// # Errors
    /// [`CompanionError::Locked`], storage errors.
    pub fn remove_emergency_card(&self) -> Result<(), CompanionError> {
        Ok(self.vault()?.remove_emergency_card()?)
    }

    /// The medicines that are taken on a day, in one line to put on the card; `None` where
    /// there are none. Nothing is put there by this.
    ///
    /// # Errors
    /// [`CompanionError::Locked`], storage errors.
    pub fn medicines_for_card(
        &self,
        day: jiff::civil::Date,
    ) -> Result<Option<String>, CompanionError> {
        let taken = self.medicines(None)?.into_iter();
        let taken = taken.filter(|medicine| medicine.is_taken_on(day));
        let lines: Vec<String> = taken
            .map(|medicine| {
                let line = format!("{} {}", medicine.name, medicine.dose);
                line.trim_end().to_owned()
            })
            .collect();
        Ok((!lines.is_empty()).then(|| lines.join(", ")))
    }
}
