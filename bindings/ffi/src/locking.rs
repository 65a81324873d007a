//! The PIN, the recovery words, and what happens when the PIN is wrong too often.

use dodam_companion as companion;

use crate::crossing::shown;
use crate::pin::{Pin, secret};
use crate::{DodamError, Profile};

shown! {
    /// How a vault is locked.
    LockState of companion::LockState {
        /// The day on which its owner last showed that the words are at hand, as `YYYY-MM-DD`.
        words_checked_on: Option<String>,
        /// After how many wrong PINs in a row it destroys itself; null for never.
        wipe_after: Option<u32>,
    }
}

shown! {
    /// What a vault can be opened with, before it is.
    WaysIn of companion::WaysIn {
        /// Whether its PIN opens nothing without the guard it was set with.
        pin_needs_guard: bool,
        /// Whether a device secret opens it.
        device_secret: bool,
    }
}

#[uniffi::export]
impl Profile {
    /// Remembers that the recovery words of a new vault were shown. Until then `create_vault`
    /// with the same PIN makes it anew, as long as nothing is in it.
    pub async fn words_were_shown(&self) -> Result<(), DodamError> {
        self.work(|vault| vault.words_were_shown()).await
    }

    /// Replaces the PIN; the present one is asked for again, and counts as an attempt.
    ///
    /// Fails with `WrongPin`, `Damaged` with `wiped`, `InvalidInput` for a short new one; the
    /// present PIN then still opens the vault.
    #[uniffi::method(default(current_guard = None, new_guard = None))]
    pub async fn change_pin(
        &self,
        current_pin: String,
        new_pin: String,
        current_guard: Option<Vec<u8>>,
        new_guard: Option<Vec<u8>>,
    ) -> Result<(), DodamError> {
        let current = Pin::new(current_pin, current_guard)?;
        let new = Pin::new(new_pin, new_guard)?;
        self.work(move |vault| vault.change_pin(current.entry(), new.entry()))
            .await
    }

    /// Lets a secret of the phone's keystore, 32 bytes, open the vault too, in the place of an
    /// earlier one. The PIN is asked for again, and counts as an attempt.
    ///
    /// Fails as `change_pin`, and with `InvalidInput` for another length.
    #[uniffi::method(default(guard = None))]
    pub async fn set_device_secret(
        &self,
        pin: String,
        device_secret: Vec<u8>,
        guard: Option<Vec<u8>>,
    ) -> Result<(), DodamError> {
        let (pin, secret) = (Pin::new(pin, guard)?, secret(device_secret)?);
        self.work(move |vault| vault.set_device_secret(pin.entry(), &secret))
            .await
    }

    /// Lets no secret of the keystore open the vault any more, as when its owner's fingers
    /// changed.
    pub async fn remove_device_secret(&self) -> Result<(), DodamError> {
        self.work(|vault| vault.remove_device_secret()).await
    }

    /// Checks that these are the vault's recovery words, and remembers that they were.
    ///
    /// Fails with `InvalidInput` for other words.
    pub async fn check_words(&self, words: String) -> Result<(), DodamError> {
        self.work(move |vault| vault.check_words(&words)).await
    }

    /// Gives how the vault is locked.
    pub async fn lock_state(&self) -> Result<LockState, DodamError> {
        self.work(|vault| vault.lock_state()).await
    }

    /// Lets the vault destroy itself after so many wrong PINs in a row, at least ten. The words
    /// are asked for: without them, and a backup elsewhere, nothing would bring it back.
    ///
    /// Fails with `InvalidInput` for other words or too small a number.
    pub async fn wipe_after(&self, failures: u32, words: String) -> Result<(), DodamError> {
        self.work(move |vault| vault.wipe_after(failures, &words))
            .await
    }

    /// Never lets the vault destroy itself again, however many PINs are wrong.
    pub async fn never_wipe(&self) -> Result<(), DodamError> {
        self.work(|vault| vault.never_wipe()).await
    }

    /// Lets go of every file, so that a sleeping app holds no lock; every call fails with
    /// `Rejected`, `paused`, until `resume`.
    pub async fn pause(&self) -> Result<(), DodamError> {
        self.work(|vault| vault.pause()).await
    }

    /// Goes on after `pause`.
    ///
    /// Fails with `Busy` when another program opened the vault meanwhile.
    pub async fn resume(&self) -> Result<(), DodamError> {
        self.work(|vault| vault.resume()).await
    }
}
