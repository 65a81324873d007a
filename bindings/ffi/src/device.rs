//! The vaults of a device: several people's, restored ones, damaged ones.

use std::path::Path;
use std::sync::Arc;

use dodam_companion as companion;
use dodam_companion::{Profile as Vault, Profiles};

use crate::companion::Opened;
use crate::crossing::{Cross, debug_without_content, shown};
use crate::installed::Installed;
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

#[uniffi::export(async_runtime = "tokio")]
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
    pub async fn add_profile(
        &self,
        root: String,
        label: String,
        pin: String,
        name: String,
    ) -> Result<Setup, DodamError> {
        self.opened(move |clock| Profiles::at(Path::new(&root)).add(&label, (&pin, &name), clock))
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
    pub async fn remove_profile(
        &self,
        root: String,
        label: String,
        pin: String,
    ) -> Result<(), DodamError> {
        self.work(move |clock| Profiles::at(Path::new(&root)).remove(&label, &pin, clock))
            .await
    }

    /// Makes a vault of a backup in a folder that holds none, with a new PIN, and opens it.
    ///
    /// Fails with `InvalidInput` for what is no backup, other words, a short PIN or a folder
    /// that holds a vault; `Damaged`, `NeedsUpdate`, `StorageFull`. There is then no vault.
    pub async fn restore(
        &self,
        backup: String,
        folder: String,
        words: String,
        new_pin: String,
    ) -> Result<Arc<Profile>, DodamError> {
        self.opened(move |clock| {
            Vault::restore(backup.as_ref(), folder.as_ref(), (&words, &new_pin), clock)
        })
        .await
    }

    /// Destroys a vault for good: keys first, then everything else. The PIN is asked for; the
    /// attempt counts. Backups and what others hold stay.
    ///
    /// Fails with `NotFound`, `WrongPin`, `Busy`.
    pub async fn destroy_vault(&self, folder: String, pin: String) -> Result<(), DodamError> {
        self.work(move |clock| Vault::destroy(folder.as_ref(), &pin, clock))
            .await
    }
}

#[uniffi::export(async_runtime = "tokio")]
impl Challenge {
    /// Saves what can be read of a damaged vault, keeps the damaged files aside, and opens it. A
    /// vault that isn't damaged comes through it unchanged.
    ///
    /// Fails as `unlock_finish`; with `Damaged` where too little is left for a vault, and nothing
    /// was changed: restore a backup.
    pub async fn repair(&self, pin: String) -> Result<Repaired, DodamError> {
        self.opened(move |folder, clock| Vault::repair(&folder, &pin, clock))
            .await
    }
}
