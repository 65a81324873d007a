//! The vaults of a device: several people's, restored ones, damaged ones.

use std::path::Path;
use std::sync::Arc;

use dodam_companion as companion;
use dodam_companion::{Profile as Vault, Profiles, Watch};

use crate::cancellation::{Cancellation, Stop};
use crate::companion::Opened;
use crate::crossing::{Cross, debug_without_content, shown};
use crate::installed::Installed;
use crate::pin::Pin;
use crate::progress::{ProgressListener, watched};
use crate::{Challenge, Companion, DodamError, Profile, RepairReport, Setup};

shown! {
    /// One person of a device, before unlocking.
    ProfileEntry of companion::ProfileEntry {
        /// By what the person is chosen; whoever holds the device can read it.
        label: String,
        /// The folder of the vault, for `unlock_begin`.
        folder: String,
    }
}

/// A vault that was repaired.
#[derive(uniffi::Record)]
#[uniffi::export(Debug)]
pub struct Repaired {
    /// The vault, open.
    pub profile: Arc<Profile>,
    /// What the repair came to.
    pub report: RepairReport,
}

debug_without_content!(Repaired);

impl Opened for (Vault, companion::RepairReport) {
    type Out = Repaired;
    fn with(self, installed: &Installed, clock: &companion::Clock) -> Repaired {
        let (profile, report) = (self.0.with(installed, clock), self.1.cross());
        Repaired { profile, report }
    }
}

#[uniffi::export]
impl Companion {
    /// Lists the people whose vaults lie in a folder, by label; the folder needn't exist yet.
    ///
    /// Fails with `InvalidInput` for a folder that can't be read.
    pub async fn profiles(&self, root: String) -> Result<Vec<ProfileEntry>, DodamError> {
        self.work(move |_| Profiles::at(Path::new(&root)).list())
            .await
    }

    /// Makes a vault for one more person of the device, as `create_vault` does.
    ///
    /// Fails with `InvalidInput` where somebody has that label, and as `create_vault`.
    #[uniffi::method(default(guard = None))]
    pub async fn add_profile(
        &self,
        root: String,
        label: String,
        pin: String,
        name: String,
        guard: Option<Vec<u8>>,
    ) -> Result<Setup, DodamError> {
        let pin = Pin::new(pin, guard)?;
        self.opened(move |clock| {
            Profiles::at(Path::new(&root)).add(&label, (pin.entry(), &name), clock)
        })
        .await
    }

    /// Makes a vault for one more person of the device, as `create_vault_with_words` does.
    ///
    /// Fails as `add_profile`, and with `InvalidInput` for a mistake in the words.
    #[uniffi::method(default(guard = None))]
    pub async fn add_profile_with_words(
        &self,
        root: String,
        label: String,
        pin: String,
        words: String,
        name: String,
        guard: Option<Vec<u8>>,
    ) -> Result<Arc<Profile>, DodamError> {
        let pin = Pin::new(pin, guard)?;
        self.opened(move |clock| {
            let profiles = Profiles::at(Path::new(&root));
            profiles.add_with_words(&label, (pin.entry(), &words), &name, clock)
        })
        .await
    }

    /// Gives a person of the device another label.
    ///
    /// Fails with `NotFound`, `InvalidInput` for a label that is none or is somebody's.
    pub async fn rename_profile(
        &self,
        root: String,
        label: String,
        new_label: String,
    ) -> Result<(), DodamError> {
        self.work(move |_| Profiles::at(Path::new(&root)).rename(&label, &new_label))
            .await
    }

    /// Destroys a person's vault for good, with all that is in it.
    ///
    /// Fails with `NotFound`, `WrongPin`, `Busy`.
    #[uniffi::method(default(guard = None))]
    pub async fn remove_profile(
        &self,
        root: String,
        label: String,
        pin: String,
        guard: Option<Vec<u8>>,
    ) -> Result<(), DodamError> {
        let pin = Pin::new(pin, guard)?;
        self.work(move |clock| Profiles::at(Path::new(&root)).remove(&label, pin.entry(), clock))
            .await
    }

    /// Makes a vault of a backup in a folder that holds none, with a new PIN, and opens it. Tells
    /// `progress`, before each paper, how many bytes were unpacked.
    ///
    /// Fails with `InvalidInput` for what is no backup, other words, a short PIN or a folder
    /// that holds a vault; `Damaged`, `NeedsUpdate`, `StorageFull`, `Stopped`. There is then no
    /// vault.
    #[allow(
        clippy::too_many_arguments,
        reason = "the other side names them, and leaves out most"
    )]
    #[uniffi::method(default(new_guard = None, progress = None, cancellation = None))]
    pub async fn restore(
        &self,
        backup: String,
        folder: String,
        words: String,
        new_pin: String,
        new_guard: Option<Vec<u8>>,
        progress: Option<Arc<dyn ProgressListener>>,
        cancellation: Option<Arc<Cancellation>>,
    ) -> Result<Arc<Profile>, DodamError> {
        let pin = Pin::new(new_pin, new_guard)?;
        let mut watch = watched(progress, cancellation.into());
        self.opened(move |clock| {
            let help: (_, Watch<'_>) = (clock, &mut watch);
            let secrets = (words.as_str(), pin.entry());
            Vault::restore_watched(backup.as_ref(), folder.as_ref(), secrets, help)
        })
        .await
    }

    /// Makes a vault for one more person of the device of their backup, as `restore` does.
    ///
    /// Fails with `InvalidInput` where somebody has that label, and as `restore`.
    #[allow(
        clippy::too_many_arguments,
        reason = "the other side names them, and leaves out most"
    )]
    #[uniffi::method(default(new_guard = None, progress = None, cancellation = None))]
    pub async fn restore_profile(
        &self,
        root: String,
        label: String,
        backup: String,
        words: String,
        new_pin: String,
        new_guard: Option<Vec<u8>>,
        progress: Option<Arc<dyn ProgressListener>>,
        cancellation: Option<Arc<Cancellation>>,
    ) -> Result<Arc<Profile>, DodamError> {
        let pin = Pin::new(new_pin, new_guard)?;
        let mut watch = watched(progress, cancellation.into());
        self.opened(move |clock| {
            let help: (_, Watch<'_>) = (clock, &mut watch);
            let profiles = Profiles::at(Path::new(&root));
            let secrets = (words.as_str(), pin.entry());
            profiles.restore_watched(&label, backup.as_ref(), secrets, help)
        })
        .await
    }

    /// Destroys a vault for good: keys first, then everything else. The PIN is asked for; the
    /// attempt counts. Backups and what others hold stay.
    ///
    /// Fails with `NotFound`, `WrongPin`, `Busy`.
    #[uniffi::method(default(guard = None))]
    pub async fn destroy_vault(
        &self,
        folder: String,
        pin: String,
        guard: Option<Vec<u8>>,
    ) -> Result<(), DodamError> {
        let pin = Pin::new(pin, guard)?;
        self.work(move |clock| Vault::destroy(folder.as_ref(), pin.entry(), clock))
            .await
    }

    /// Removes a vault that is damaged beyond opening, so that no PIN can be asked for: keys
    /// first, then everything else. Backups and what others hold stay.
    ///
    /// Fails with `NotFound`, `Busy`.
    pub async fn remove_vault(&self, folder: String) -> Result<(), DodamError> {
        self.work(move |_| Vault::remove(folder.as_ref())).await
    }
}

#[uniffi::export]
impl Challenge {
    /// Saves what can be read of a damaged vault, keeps the damaged files aside, and opens it. A
    /// vault that isn't damaged comes through it unchanged.
    ///
    /// Fails as `unlock_finish`; with `Damaged` where too little is left for a vault, and nothing
    /// was changed: restore a backup. `Stopped` until everything is saved, and nothing was
    /// changed either.
    #[uniffi::method(default(guard = None, cancellation = None))]
    pub async fn repair(
        &self,
        pin: String,
        guard: Option<Vec<u8>>,
        cancellation: Option<Arc<Cancellation>>,
    ) -> Result<Repaired, DodamError> {
        let pin = Pin::new(pin, guard)?;
        let stop = Stop::from(cancellation);
        self.opened(move |folder, clock| {
            Vault::repair_watched(&folder, pin.entry(), (clock, &mut |_| stop.flow()))
        })
        .await
    }

    /// Does as `repair`, with the twenty-four words instead of the PIN.
    ///
    /// Fails with `InvalidInput` for other words, and as `repair`.
    #[uniffi::method(default(cancellation = None))]
    pub async fn repair_with_words(
        &self,
        words: String,
        cancellation: Option<Arc<Cancellation>>,
    ) -> Result<Repaired, DodamError> {
        let stop = Stop::from(cancellation);
        self.opened(move |folder, clock| {
            Vault::repair_with_words_watched(&folder, &words, (clock, &mut |_| stop.flow()))
        })
        .await
    }
}
