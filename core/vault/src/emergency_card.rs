//! The emergency card: what its owner wants others to read without unlocking.
//!
//! A file of its own, `emergency-card`, in the clear on purpose: somebody who finds its owner
//! must be able to read it. Whoever holds the device reads it. Nothing gets into it by itself,
//! it is in no backup, and nothing of the vault is needed to read it. Writing and removing need
//! the open vault.

use crate::folder::Folder;
use crate::frame::Kind;
use crate::{Part, Vault, VaultError, files};
use minicbor::{Decode, Encode};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

const KIND: Kind = Kind {
    version: 1,
    purpose: "dodam vault 1 emergency card",
    max_bytes: 32 << 10,
    what: "emergency card",
    damaged: VaultError::Damaged(Part::EmergencyCard),
};

/// The most bytes of UTF-8 in one field.
pub const MAX_CARD_TEXT_BYTES: usize = 1 << 10;
/// The most languages on a card.
pub const MAX_CARD_LANGUAGES: usize = 8;

/// What its owner wrote on the card; nothing that they didn't.
#[derive(Clone, Default, PartialEq, Eq, Encode, Decode)]
pub struct EmergencyCard {
    /// What to call the owner.
    #[n(0)]
    pub name: Option<String>,
    /// The languages they speak, as tags.
    #[n(1)]
    pub languages: Vec<String>,
    /// The blood type, as it was given.
    #[n(2)]
    pub blood_type: Option<String>,
    /// What they are allergic to.
    #[n(3)]
    pub allergies: Option<String>,
    /// What they take.
    #[n(4)]
    pub medicines: Option<String>,
    /// What they are ill with.
    #[n(5)]
    pub conditions: Option<String>,
    /// Whether they are pregnant.
    #[n(6)]
    pub pregnant: Option<bool>,
    /// Whom to call.
    #[n(7)]
    pub contact_name: Option<String>,
    /// That person's number.
    #[n(8)]
    pub contact_phone: Option<String>,
    /// Anything else.
    #[n(9)]
    pub note: Option<String>,
}

/// Without its content: what is open to a finder still belongs into no log.
impl core::fmt::Debug for EmergencyCard {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("EmergencyCard(…)")
    }
}

impl EmergencyCard {
    /// Whether nothing stands on it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    fn is_small_enough(&self) -> bool {
        let texts = [
            &self.name,
            &self.blood_type,
            &self.allergies,
            &self.medicines,
            &self.conditions,
            &self.contact_name,
            &self.contact_phone,
            &self.note,
        ];
        let texts = texts.into_iter().flatten().chain(&self.languages);
        self.languages.len() <= MAX_CARD_LANGUAGES
            && texts
                .into_iter()
                .all(|text| text.len() <= MAX_CARD_TEXT_BYTES)
    }

    /// Reads the card of a vault's folder, without opening the vault; `None` where there is none.
    ///
    /// # Errors
    /// [`VaultError::Damaged`] for a card that was changed or cut, [`VaultError::NewerVersion`].
    pub fn load(folder: &Path) -> Result<Option<Self>, VaultError> {
        let file = match File::open(Folder::new(folder).emergency_card()) {
            Ok(file) => file,
            Err(error) if is_absent(&error) => return Ok(None),
            Err(error) => return Err(VaultError::from_io(&error)),
        };
        let mut bytes = Vec::new();
        let read = file.take(KIND.max_bytes as u64 + 1).read_to_end(&mut bytes);
        read.map_err(|error| VaultError::from_io(&error))?;
        let card: Self = KIND.read(&bytes)?;
        // Nothing of ours is longer.
        let known = card.is_small_enough();
        known.then_some(Some(card)).ok_or(KIND.damaged)
    }
}

fn is_absent(error: &io::Error) -> bool {
    let kind = error.kind();
    kind == io::ErrorKind::NotFound || kind == io::ErrorKind::NotADirectory
}

impl Vault {
    /// Writes the card in the clear, in the place of the one that is there.
    ///
    /// # Errors
    /// [`VaultError::OutOfRange`] for a text over 1 KiB or more than eight languages,
    /// [`VaultError::StorageFull`], [`VaultError::ReadOnly`]; the older card is then still there.
    pub fn store_emergency_card(&self, card: &EmergencyCard) -> Result<(), VaultError> {
        if !card.is_small_enough() {
            return Err(VaultError::OutOfRange);
        }
        files::replace(&self.folder.emergency_card(), &KIND.to_bytes(card))
    }

    /// Removes the card's name. What it said may stay in the flash until that is used again; no
    /// program can overwrite it there.
    ///
    /// # Errors
    /// [`VaultError::ReadOnly`] and the like.
    pub fn remove_emergency_card(&self) -> Result<(), VaultError> {
        let path = self.folder.emergency_card();
        // Also what a write left that was cut short.
        files::remove_if_there(&path.with_extension("new"))?;
        files::remove_if_there(&path)?;
        files::sync_folder(self.folder.root())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const FIXTURE: &str = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/fixtures/v001_emergency_card"
    );

    fn card() -> EmergencyCard {
        EmergencyCard {
            name: Some("Synthetic".to_owned()),
            languages: vec!["vi".to_owned(), "en".to_owned()],
            blood_type: Some("O+".to_owned()),
            allergies: Some("합성 알레르기".to_owned()),
            pregnant: Some(false),
            ..EmergencyCard::default()
        }
    }

    fn load(bytes: &[u8]) -> Result<Option<EmergencyCard>, VaultError> {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("emergency-card"), bytes).unwrap();
        EmergencyCard::load(folder.path())
    }

    #[test]
    fn what_was_written_is_read_and_a_missing_one_is_none() {
        assert_eq!(load(&KIND.to_bytes(&card())), Ok(Some(card())));
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(EmergencyCard::load(folder.path()), Ok(None));
        assert_eq!(
            EmergencyCard::load(&folder.path().join("nowhere")),
            Ok(None)
        );
    }

    #[test]
    fn a_card_of_version_1_is_read_for_ever() {
        let bytes = std::fs::read(FIXTURE).unwrap();
        assert_eq!(KIND.to_bytes(&card()), bytes);
        assert_eq!(load(&bytes), Ok(Some(card())));
    }

    #[test]
    #[ignore = "writes the fixture file"]
    fn write_fixture() {
        std::fs::write(FIXTURE, KIND.to_bytes(&card())).unwrap();
    }

    #[test]
    fn a_changed_cut_or_endless_card_is_damaged_and_a_newer_one_is_said() {
        let good = KIND.to_bytes(&card());
        let damaged = Err(KIND.damaged);
        for place in 0..good.len() {
            let mut bad = good.clone();
            bad[place] ^= 1;
            assert!(load(&bad).is_err(), "byte {place}");
            assert_eq!(load(&good[..place]), damaged, "cut at {place}");
        }
        assert_eq!(load(&vec![0; 1 << 20]), damaged);
        let newer = KIND.around(2, dodam_seal::encoding::encode(&card()));
        assert_eq!(load(&newer), Err(VaultError::NewerVersion));
        let long = EmergencyCard {
            note: Some("x".repeat(MAX_CARD_TEXT_BYTES + 1)),
            ..card()
        };
        assert_eq!(load(&KIND.to_bytes(&long)), damaged);
    }

    #[test]
    fn nothing_on_it_is_printed_by_debug() {
        assert_eq!(format!("{:?}", card()), "EmergencyCard(…)");
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn garbage_is_damaged(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            prop_assert_eq!(load(&bytes), Err(KIND.damaged));
        }
    }
}
