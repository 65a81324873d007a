//! Where things lie in a vault's folder, and who may be in it.

use crate::{Part, VaultError, files};
use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

/// The paths inside one vault's folder.
#[derive(Clone)]
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new(path: &Path) -> Self {
        Self(path.to_owned())
    }

    pub(crate) fn root(&self) -> &Path {
        &self.0
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.0.join("vault.db")
    }

    pub(crate) fn keyslots(&self) -> PathBuf {
        self.0.join("keyslots")
    }

    pub(crate) fn attempts(&self) -> PathBuf {
        self.0.join("attempts")
    }

    pub(crate) fn emergency_card(&self) -> PathBuf {
        self.0.join("emergency-card")
    }

    pub(crate) fn papers(&self) -> PathBuf {
        self.0.join("papers")
    }

    /// Where a new vault is made before it gets its place.
    pub(crate) fn creating(&self) -> Self {
        Self(self.0.join("creating"))
    }

    /// Takes the folder for this process until the file is dropped.
    pub(crate) fn lock(&self) -> Result<File, VaultError> {
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let opened = options.open(self.0.join("lock"));
        let file = opened.map_err(|error| VaultError::from_io(&error))?;
        match file.try_lock() {
            Ok(()) => Ok(file),
            Err(TryLockError::WouldBlock) => Err(VaultError::Busy),
            Err(TryLockError::Error(error)) => Err(VaultError::from_io(&error)),
        }
    }

    /// Makes the folder where it isn't there, and takes it for a new vault.
    pub(crate) fn enter_new(&self) -> Result<File, VaultError> {
        files::create_private_folder(self.root())?;
        let lock = self.lock()?;
        self.sweep_unfinished_creation()?;
        if self.keyslots().exists() {
            return Err(VaultError::AlreadyExists);
        }
        if self.database().exists() {
            return Err(VaultError::Damaged(Part::Keyslots));
        }
        Ok(lock)
    }

    /// Moves what was made in [`Folder::creating`] to its place, papers first, the keyslots last: a folder
    /// with keyslots is a vault, and one without is none.
    pub(crate) fn adopt_created(&self) -> Result<(), VaultError> {
        let made = self.creating();
        files::sync_folder(made.root())?;
        files::create_private_folder(&self.papers())?;
        if made.papers().exists() {
            let failed = |error: std::io::Error| VaultError::from_io(&error);
            for paper in std::fs::read_dir(made.papers()).map_err(failed)? {
                let paper = paper.map_err(failed)?;
                let place = self.papers().join(paper.file_name());
                std::fs::rename(paper.path(), place).map_err(failed)?;
            }
            files::sync_folder(&self.papers())?;
        }
        files::publish(&made.database(), &self.database())?;
        files::publish(&made.attempts(), &self.attempts())?;
        files::publish(&made.keyslots(), &self.keyslots())?;
        std::fs::remove_dir_all(made.root()).map_err(|error| VaultError::from_io(&error))
    }

    /// Removes what a creation left that never finished. Nothing was ever stored in it.
    pub(crate) fn sweep_unfinished_creation(&self) -> Result<(), VaultError> {
        let made = self.creating();
        if !made.root().exists() {
            return Ok(());
        }
        // Keyslots still waiting mean that a database already in place belongs to them.
        if made.keyslots().exists() && !self.keyslots().exists() {
            files::remove_if_there(&self.database())?;
            files::remove_if_there(&self.attempts())?;
        }
        std::fs::remove_dir_all(made.root()).map_err(|error| VaultError::from_io(&error))
    }
}
