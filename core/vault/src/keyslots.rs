//! The file that holds the sealed copies of the vault's key.
//!
//! A frame (`frame.rs`) around the body `[vault id, slots]`. Its checksum tells a damaged file
//! from a wrong PIN; it is no defence against a person, the slots' own seals are. Slots of a
//! kind this version doesn't know are kept. Version 2 names the guard beside a PIN; without such a
//! name the file is of version 1, byte for byte. `docs/adr/` records any change.

use crate::slot::{KIND_GUARDED_PIN, KIND_PIN, Slot, SlotHeader};
use crate::{Part, VaultError, files, frame};
use dodam_seal::encoding::encode;
use minicbor::{Decode, Encode};
use std::io::Read;
use std::path::Path;

const MAX_BYTES: usize = 16 * 1024;
const MAX_SLOTS: usize = 16;
const WITHOUT_NAMED_GUARD: u32 = 1;
const FRAME: frame::Kind = frame::Kind {
    version: 2,
    purpose: "dodam vault 1 keyslots checksum",
    max_bytes: MAX_BYTES,
    what: "keyslots",
    damaged: VaultError::Damaged(Part::Keyslots),
};

/// What the file says.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub(crate) struct Keyslots {
    #[cbor(n(0), with = "minicbor::bytes")]
    pub(crate) vault: [u8; 16],
    #[n(1)]
    pub(crate) slots: Vec<Slot>,
}

impl Keyslots {
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let named = |slot: &Slot| slot.header.guard.is_some();
        if self.slots.iter().any(named) {
            FRAME.to_bytes(self)
        } else {
            FRAME.around(WITHOUT_NAMED_GUARD, encode(self))
        }
    }

    /// Reads the file's bytes. Any change since they were written is [`VaultError::Damaged`].
    pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Self, VaultError> {
        let slots: Self = FRAME.read(bytes)?;
        let belongs = |slot: &Slot| slot.header.vault == slots.vault;
        if slots.slots.len() > MAX_SLOTS || !slots.slots.iter().all(belongs) {
            return Err(FRAME.damaged);
        }
        Ok(slots)
    }

    /// Reads the file; a missing one is [`VaultError::NotAVault`].
    pub(crate) fn load(path: &Path) -> Result<Self, VaultError> {
        let mut bytes = Vec::new();
        let read = std::fs::File::open(path)
            .and_then(|file| file.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes));
        match read {
            Ok(_) => Self::from_bytes(&bytes),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                Err(VaultError::NotAVault)
            }
            Err(error) => Err(VaultError::from_io(&error)),
        }
    }

    pub(crate) fn save(&self, path: &Path) -> Result<(), VaultError> {
        files::replace(path, &self.to_bytes())
    }

    /// The slots of one kind.
    pub(crate) fn of_kind(&self, kind: u8) -> impl Iterator<Item = &Slot> {
        self.slots.iter().filter(
            move |Slot {
                      header: SlotHeader { kind: k, .. },
                      ..
                  }| *k == kind,
        )
    }

    /// The slots that a PIN opens, with a guard or without.
    pub(crate) fn of_pin(&self) -> impl Iterator<Item = &Slot> {
        self.of_kind(KIND_PIN).chain(self.of_kind(KIND_GUARDED_PIN))
    }

    /// Removes the slots of one kind; says whether there were any.
    pub(crate) fn remove(&mut self, kind: u8) -> bool {
        let before = self.slots.len();
        self.slots.retain(|slot| slot.header.kind != kind);
        self.slots.len() < before
    }

    /// Puts a slot in the place of all others of its kind; a vault has one PIN, guarded or not.
    pub(crate) fn replace(&mut self, slot: Slot) {
        let is_pin = |slot: &Slot| matches!(slot.header.kind, KIND_PIN | KIND_GUARDED_PIN);
        self.slots
            .retain(|old| old.header.kind != slot.header.kind && !(is_pin(old) && is_pin(&slot)));
        self.slots.push(slot);
        self.slots.sort_by_key(|slot| slot.header.kind);
    }
}

#[cfg(test)]
#[path = "keyslots_tests.rs"]
mod tests;
