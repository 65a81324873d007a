//! What opens a vault: its PIN, its recovery words, or a secret of the device; and what is done
//! about wrong ones.
//!
//! On a phone two secrets of the platform's keystore stand beside the PIN, and neither is stored
//! here. The *guard* makes a copied folder worthless: the PIN opens nothing without it. The
//! *device secret* opens the vault instead of the PIN; the platform gives it out after it has
//! recognised a face or a finger.

use crate::attempts::{self, Attempts, Uptime};
use crate::folder::Folder;
use crate::keyslots::Keyslots;
use crate::secret::{DeviceSecret, RecoveryEntropy, VaultKey};
use crate::slot::{self, Slot};
use crate::{Part, Pin, Vault, VaultError};
use rand_core::CryptoRng;
use std::fs::File;
use std::path::Path;

/// What a vault can be opened with, before it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WaysIn {
    /// Whether its PIN opens nothing without the guard it was set with.
    pub pin_needs_guard: bool,
    /// Whether a device secret opens it.
    pub device_secret: bool,
}

impl Vault {
    /// Opens a vault with its PIN. The attempt is counted, durably, before it is made.
    ///
    /// # Errors
    /// [`VaultError::NotAVault`], [`VaultError::WrongPin`], [`VaultError::TooSoon`],
    /// [`VaultError::NeedsGuard`], [`VaultError::Wiped`], [`VaultError::Damaged`], [`VaultError::NewerVersion`],
    /// [`VaultError::Busy`], [`VaultError::ReadOnly`].
    pub fn open(folder: &Path, pin: &Pin, now: Uptime) -> Result<Self, VaultError> {
        let Unlocked { folder, key, lock } = Unlocked::with_pin(folder, pin, now)?;
        Self::with_key(folder, key, lock)
    }

    /// Opens a vault with what its recovery words stand for. 256 bits can't be guessed, so
    /// attempts aren't counted. Set a new PIN next: see [`Vault::set_pin`].
    ///
    /// # Errors
    /// As [`Vault::open`], with [`VaultError::WrongWords`].
    pub fn open_with_words(folder: &Path, words: &RecoveryEntropy) -> Result<Self, VaultError> {
        let Unlocked { folder, key, lock } = Unlocked::with_words(folder, words)?;
        Self::with_key(folder, key, lock)
    }

    /// Opens a vault with a secret of the device. 256 bits can't be guessed, so attempts aren't
    /// counted.
    ///
    /// # Errors
    /// As [`Vault::open`], with [`VaultError::WrongDeviceSecret`].
    pub fn open_with_device_secret(
        folder: &Path,
        secret: &DeviceSecret,
    ) -> Result<Self, VaultError> {
        let Unlocked { folder, key, lock } = Unlocked::with_device_secret(folder, secret)?;
        Self::with_key(folder, key, lock)
    }

    /// Whether a vault lies in a folder, whole or damaged. Only names are looked at.
    #[must_use]
    pub fn lies_in(folder: &Path) -> bool {
        Folder::new(folder).holds_vault()
    }

    /// What the vault in a folder can be opened with.
    ///
    /// # Errors
    /// [`VaultError::NotAVault`], [`VaultError::Damaged`], [`VaultError::ReadOnly`].
    pub fn ways_in(folder: &Path) -> Result<WaysIn, VaultError> {
        let keyslots = Keyslots::load(&Folder::new(folder).keyslots())?;
        let has = |kind| keyslots.of_kind(kind).next().is_some();
        Ok(WaysIn {
            pin_needs_guard: has(slot::KIND_GUARDED_PIN),
            device_secret: has(slot::KIND_DEVICE),
        })
    }

    /// Lets a secret of the device open the vault, in the place of an earlier one.
    ///
    /// # Errors
    /// [`VaultError::Damaged`], [`VaultError::StorageFull`], [`VaultError::ReadOnly`].
    pub fn set_device_secret<R: CryptoRng>(
        &self,
        secret: &DeviceSecret,
        rng: &mut R,
    ) -> Result<(), VaultError> {
        // Made before the keyslots are held, so that nobody has to wait for it.
        let vault = Keyslots::load(&self.folder.keyslots())?.vault;
        let slot = Slot::for_device(vault, secret, &self.key, rng)?;
        let _kept = self.keep_secrets();
        let mut keyslots = Keyslots::load(&self.folder.keyslots())?;
        keyslots.replace(slot);
        keyslots.save(&self.folder.keyslots())
    }

    /// Lets no device secret open the vault any more.
    ///
    /// # Errors
    /// [`VaultError::Damaged`], [`VaultError::StorageFull`], [`VaultError::ReadOnly`].
    pub fn remove_device_secret(&self) -> Result<(), VaultError> {
        let _kept = self.keep_secrets();
        let mut keyslots = Keyslots::load(&self.folder.keyslots())?;
        if keyslots.remove(slot::KIND_DEVICE) {
            keyslots.save(&self.folder.keyslots())?;
        }
        Ok(())
    }

    /// Destroys a vault for good, after its PIN: keys first, then everything else. The attempt
    /// counts. A folder that is empty afterwards stays.
    ///
    /// # Errors
    /// Those of [`Vault::open`] that speak of PINs and files.
    pub fn destroy_at(folder: &Path, pin: &Pin, now: Uptime) -> Result<(), VaultError> {
        Unlocked::with_pin(folder, pin, now)?.folder.wipe()
    }

    /// Removes a vault that nobody can open any more, so that no PIN can be asked for: keys first,
    /// as far as there are any, then everything else. A folder that is empty afterwards stays.
    ///
    /// # Errors
    /// [`VaultError::NotAVault`], [`VaultError::Busy`], [`VaultError::ReadOnly`].
    pub fn remove_at(folder: &Path) -> Result<(), VaultError> {
        let folder = Folder::new(folder);
        if !folder.holds_vault() && !folder.is_being_wiped() {
            return Err(VaultError::NotAVault);
        }
        let _lock = folder.lock()?;
        folder.wipe()
    }

    /// Whether this is the vault's PIN: asked again before something that can't be undone. The
    /// attempt counts as one to open it does.
    ///
    /// # Errors
    /// Those of [`Vault::open`] that speak of PINs. A vault that destroyed itself is paused.
    pub fn check_pin(&self, pin: &Pin, now: Uptime) -> Result<(), VaultError> {
        let kept = self.keep_secrets();
        let keyslots = Keyslots::load(&self.folder.keyslots())?;
        let tried = try_pin(&self.folder, &keyslots, pin, now).map(drop);
        drop(kept);
        if tried == Err(VaultError::Wiped) {
            self.pause();
        }
        tried
    }

    /// Whether these are what the recovery words stand for.
    ///
    /// # Errors
    /// [`VaultError::WrongWords`], [`VaultError::Damaged`].
    pub fn check_words(&self, words: &RecoveryEntropy) -> Result<(), VaultError> {
        let keyslots = Keyslots::load(&self.folder.keyslots())?;
        try_words(&keyslots, words).map(drop)
    }

    /// Chooses after how many wrong PINs in a row the vault destroys itself; `None` for never,
    /// which is how it begins. Only whoever has the words at hand and a backup should choose it.
    ///
    /// # Errors
    /// [`VaultError::OutOfRange`] for fewer than [`crate::MIN_WIPE_AFTER`],
    /// [`VaultError::ReadOnly`] and the like.
    pub fn set_wipe_after(&self, failures: Option<u32>) -> Result<(), VaultError> {
        if failures.is_some_and(|failures| failures < attempts::MIN_WIPE_AFTER) {
            return Err(VaultError::OutOfRange);
        }
        let _kept = self.keep_secrets();
        Attempts::load(&self.folder.attempts())?.set_wipe_after(failures.unwrap_or(0))
    }

    /// After how many wrong PINs in a row the vault destroys itself.
    ///
    /// # Errors
    /// [`VaultError::ReadOnly`] and the like.
    pub fn wipe_after(&self) -> Result<Option<u32>, VaultError> {
        let _kept = self.keep_secrets();
        let record = Attempts::load(&self.folder.attempts())?.record();
        Ok(Some(record.wipe_after).filter(|failures| *failures > 0))
    }

    /// Replaces the PIN and forgets failed attempts.
    ///
    /// # Errors
    /// [`VaultError::Damaged`], [`VaultError::StorageFull`], [`VaultError::ReadOnly`]; the old
    /// PIN then still opens the vault.
    pub fn set_pin<R: CryptoRng>(&self, pin: &Pin, rng: &mut R) -> Result<(), VaultError> {
        // Stretching the PIN takes a while, and nobody has to wait for it.
        let vault = Keyslots::load(&self.folder.keyslots())?.vault;
        let slot = Slot::for_pin(vault, pin, slot::PIN_COST, &self.key, rng)?;
        let _kept = self.keep_secrets();
        let mut keyslots = Keyslots::load(&self.folder.keyslots())?;
        keyslots.replace(slot);
        keyslots.save(&self.folder.keyslots())?;
        Attempts::load(&self.folder.attempts())?.succeeded()
    }
}

/// A vault whose key is in hand and whose database wasn't touched yet.
pub(crate) struct Unlocked {
    pub(crate) folder: Folder,
    pub(crate) key: VaultKey,
    pub(crate) lock: File,
}

impl Unlocked {
    pub(crate) fn with_pin(path: &Path, pin: &Pin, now: Uptime) -> Result<Self, VaultError> {
        let (folder, lock, keyslots) = enter(path)?;
        let key = try_pin(&folder, &keyslots, pin, now)?;
        Ok(Self { folder, key, lock })
    }

    pub(crate) fn with_words(path: &Path, words: &RecoveryEntropy) -> Result<Self, VaultError> {
        let (folder, lock, keyslots) = enter(path)?;
        let key = try_words(&keyslots, words)?;
        Ok(Self { folder, key, lock })
    }

    fn with_device_secret(path: &Path, secret: &DeviceSecret) -> Result<Self, VaultError> {
        let (folder, lock, keyslots) = enter(path)?;
        let mut opened = None;
        for slot in keyslots.of_kind(slot::KIND_DEVICE) {
            opened = opened.or(slot.open_with_device_secret(secret)?);
        }
        let key = opened.ok_or(VaultError::WrongDeviceSecret)?;
        Ok(Self { folder, key, lock })
    }
}

/// Tries a PIN, counted first. The last one that a vault bears destroys it.
fn try_pin(
    folder: &Folder,
    keyslots: &Keyslots,
    pin: &Pin,
    now: Uptime,
) -> Result<VaultKey, VaultError> {
    let mut usable = Vec::new();
    for slot in keyslots.of_pin() {
        if slot.fits_guard_of(pin)? {
            usable.push(slot);
        }
    }
    if usable.is_empty() && keyslots.of_pin().next().is_some() {
        return Err(VaultError::NeedsGuard);
    }
    let mut attempts = Attempts::load(&folder.attempts())?;
    let failures = attempts.begin(now)?;
    let mut opened = None;
    for slot in usable {
        opened = opened.or(slot.open_with_pin(pin)?);
    }
    let Some(key) = opened else {
        let last = attempts.record().wipe_after;
        if last > 0 && failures >= last {
            folder.wipe()?;
            return Err(VaultError::Wiped);
        }
        return Err(VaultError::WrongPin { failures });
    };
    attempts.succeeded()?;
    Ok(key)
}

fn try_words(keyslots: &Keyslots, words: &RecoveryEntropy) -> Result<VaultKey, VaultError> {
    let mut opened = None;
    for slot in keyslots.of_kind(slot::KIND_WORDS) {
        opened = opened.or(slot.open_with_words(words)?);
    }
    opened.ok_or(VaultError::WrongWords)
}

/// Takes the folder and reads its keyslots, before any secret is tried.
fn enter(path: &Path) -> Result<(Folder, File, Keyslots), VaultError> {
    let folder = Folder::new(path);
    if folder.is_being_wiped() {
        let _lock = folder.lock()?;
        folder.wipe()?;
    }
    if !folder.keyslots().exists() {
        let half_made = folder.creating().keyslots().exists();
        let keys_lost = folder.database().exists() && !half_made;
        let damaged = VaultError::Damaged(Part::Keyslots);
        return Err(if keys_lost {
            damaged
        } else {
            VaultError::NotAVault
        });
    }
    let lock = folder.lock()?;
    let keyslots = Keyslots::load(&folder.keyslots())?;
    folder.sweep_unfinished_creation()?;
    folder.sweep_unfinished_files()?;
    Ok((folder, lock, keyslots))
}
