//! The PIN, the recovery words, and what happens when the PIN is wrong too often.

use crate::chance;
use crate::clock::Clock;
use crate::error::CompanionError;
use crate::pin_entry::PinEntry;
use crate::profile::Profile;
use crate::settings;
use dodam_seal::words::from_24_words;
use dodam_vault::{DeviceSecret, MIN_WIPE_AFTER, RecoveryEntropy, Vault, VaultError, WaysIn};
use jiff::civil::Date;
use std::path::Path;

/// How a vault is locked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LockState {
    /// The day on which its owner last showed that the words are at hand.
    pub words_checked_on: Option<Date>,
    /// After how many wrong PINs in a row it destroys itself; `None` for never.
    pub wipe_after: Option<u32>,
}

impl Profile {
    /// Replaces the PIN; the present one is asked for again, and counts as an attempt.
    ///
    /// # Errors
    /// [`CompanionError::WrongPin`], [`CompanionError::TooSoon`], [`CompanionError::Wiped`],
    /// [`CompanionError::InvalidInput`] for a short new one, storage errors; the present PIN then
    /// still opens the vault.
    pub fn change_pin<'a>(
        &self,
        current: impl Into<PinEntry<'a>>,
        new: impl Into<PinEntry<'a>>,
    ) -> Result<(), CompanionError> {
        let (current, new) = (current.into().read()?, new.into().read()?);
        let vault = self.vault()?;
        vault.check_pin(&current, self.clock().uptime())?;
        Ok(vault.set_pin(&new, &mut chance::system())?)
    }

    /// Opens a vault with its twenty-four words and gives it a new PIN.
    ///
    /// # Errors
    /// As [`Profile::unlock_with_words`]; [`CompanionError::InvalidInput`] for a short PIN.
    pub fn reset_pin<'a>(
        folder: &Path,
        words: &str,
        new: impl Into<PinEntry<'a>>,
        clock: Clock,
    ) -> Result<Self, CompanionError> {
        let new = new.into().read()?;
        let profile = Self::unlock_with_words(folder, words, clock)?;
        profile.vault()?.set_pin(&new, &mut chance::system())?;
        profile.note_checked_words()?;
        Ok(profile)
    }

    /// Whether a vault lies in a folder, whole or damaged. Only names are looked at.
    #[must_use]
    pub fn lies_in(folder: &Path) -> bool {
        Vault::lies_in(folder)
    }

    /// What the vault in a folder can be opened with, to be known before somebody is asked.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`], [`CompanionError::Damaged`].
    pub fn ways_in(folder: &Path) -> Result<WaysIn, CompanionError> {
        Ok(Vault::ways_in(folder)?)
    }

    /// Opens a vault with the 32 bytes that a phone's keystore gives out once it has recognised
    /// its owner.
    ///
    /// # Errors
    /// As [`Profile::unlock_with_words`]; [`CompanionError::Rejected`] `wrong_device_secret`: ask
    /// for the PIN.
    pub fn unlock_with_device_secret(
        folder: &Path,
        secret: &[u8; 32],
        clock: Clock,
    ) -> Result<Self, CompanionError> {
        let secret = DeviceSecret::from_bytes(*secret);
        Self::of(Vault::open_with_device_secret(folder, &secret)?, clock)
    }

    /// Lets a secret of the phone's keystore open the vault too, in the place of an earlier one.
    /// The PIN is asked for again, and counts as an attempt.
    ///
    /// # Errors
    /// As [`Profile::change_pin`].
    pub fn set_device_secret<'a>(
        &self,
        pin: impl Into<PinEntry<'a>>,
        secret: &[u8; 32],
    ) -> Result<(), CompanionError> {
        let vault = self.vault()?;
        vault.check_pin(&pin.into().read()?, self.clock().uptime())?;
        let secret = DeviceSecret::from_bytes(*secret);
        Ok(vault.set_device_secret(&secret, &mut chance::system())?)
    }

    /// Lets no secret of the keystore open the vault any more, as when its owner's fingers changed.
    ///
    /// # Errors
    /// [`CompanionError::Locked`], storage errors.
    pub fn remove_device_secret(&self) -> Result<(), CompanionError> {
        Ok(self.vault()?.remove_device_secret()?)
    }

    /// Whether these are the vault's recovery words; that they were checked is remembered.
    ///
    /// # Errors
    /// [`CompanionError::InvalidInput`] for other words, storage errors.
    pub fn check_words(&self, words: &str) -> Result<(), CompanionError> {
        self.vault()?.check_words(&entropy(words)?)?;
        self.note_checked_words()
    }

    fn note_checked_words(&self) -> Result<(), CompanionError> {
        let today = self.clock().today();
        self.write(|tx| {
            settings::set_words_pending(tx, false)?;
            settings::set_words_checked_on(tx, today)
        })
    }

    /// How the vault is locked.
    ///
    /// # Errors
    /// [`CompanionError::Locked`], storage errors.
    pub fn lock_state(&self) -> Result<LockState, CompanionError> {
        Ok(LockState {
            words_checked_on: self.read(settings::words_checked_on)?,
            wipe_after: self.vault()?.wipe_after()?,
        })
    }

    /// Lets the vault destroy itself after so many wrong PINs in a row, at least ten. The words
    /// are asked for: without them, and a backup elsewhere, nothing would bring it back.
    ///
    /// # Errors
    /// [`CompanionError::InvalidInput`] for other words or too small a number, storage errors.
    pub fn wipe_after(&self, failures: u32, words: &str) -> Result<(), CompanionError> {
        self.check_words(words)?;
        let set = self.vault()?.set_wipe_after(Some(failures));
        set.map_err(|error| match error {
            VaultError::OutOfRange => CompanionError::invalid(
                "wipes_too_soon",
                format!("a few wrong PINs happen by mistake: choose {MIN_WIPE_AFTER} or more"),
            ),
            other => other.into(),
        })
    }

    /// Never destroys itself again, however many PINs are wrong.
    ///
    /// # Errors
    /// [`CompanionError::Locked`], storage errors.
    pub fn never_wipe(&self) -> Result<(), CompanionError> {
        Ok(self.vault()?.set_wipe_after(None)?)
    }

    /// Lets go of every file, so that a sleeping program holds no lock; every call answers
    /// [`CompanionError::Rejected`] `paused` until [`Profile::resume`].
    ///
    /// # Errors
    /// [`CompanionError::Locked`].
    pub fn pause(&self) -> Result<(), CompanionError> {
        self.vault()?.pause();
        Ok(())
    }

    /// Goes on after [`Profile::pause`].
    ///
    /// # Errors
    /// [`CompanionError::Busy`] when another program opened the vault meanwhile.
    pub fn resume(&self) -> Result<(), CompanionError> {
        self.vault()?.resume()?;
        self.changes().note();
        Ok(())
    }
}

pub(crate) fn entropy(words: &str) -> Result<RecoveryEntropy, CompanionError> {
    Ok(RecoveryEntropy::from_bytes(*from_24_words(words)?))
}
