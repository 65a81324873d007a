//! A sealed file on its way in from another place, piece by piece.

use crate::attachments::{SealedFile, UNFINISHED};
use crate::{Part, Vault, VaultError, files};
use std::fs::File;
use std::io::Write;
use std::path::PathBuf;

/// The pieces so far. Dropped before [`Receiving::finish`], it leaves nothing behind.
#[derive(Debug)]
pub struct Receiving {
    unfinished: PathBuf,
    target: PathBuf,
    file: File,
    hasher: blake3::Hasher,
    expected: [u8; 32],
    finished: bool,
}

impl Vault {
    /// Begins to receive the sealed file of a paper whose row is here and whose file isn't.
    ///
    /// # Errors
    /// [`VaultError::StorageFull`], [`VaultError::ReadOnly`].
    pub fn receive_file(&self, file: &SealedFile) -> Result<Receiving, VaultError> {
        let target = self.sealed_path(&file.id);
        let unfinished = target.with_extension(UNFINISHED);
        files::remove_if_there(&unfinished)?;
        Ok(Receiving {
            file: files::create_private(&unfinished)?,
            unfinished,
            target,
            hasher: blake3::Hasher::new(),
            expected: *file.sealed_hash.as_bytes(),
            finished: false,
        })
    }

    /// Whether a paper's sealed file is on this device.
    #[must_use]
    pub fn has_file(&self, file: &SealedFile) -> bool {
        self.sealed_path(&file.id).exists()
    }
}

impl Receiving {
    /// Adds the next piece.
    ///
    /// # Errors
    /// [`VaultError::StorageFull`].
    pub fn add(&mut self, piece: &[u8]) -> Result<(), VaultError> {
        self.hasher.update(piece);
        self.file
            .write_all(piece)
            .map_err(|error| VaultError::from_io(&error))
    }

    /// Keeps the file, durably, if it is the one that was expected.
    ///
    /// # Errors
    /// [`VaultError::Damaged`] for other bytes, [`VaultError::StorageFull`].
    pub fn finish(mut self) -> Result<(), VaultError> {
        if *self.hasher.finalize().as_bytes() != self.expected {
            return Err(VaultError::Damaged(Part::Paper));
        }
        self.file
            .sync_all()
            .map_err(|error| VaultError::from_io(&error))?;
        files::publish(&self.unfinished, &self.target)?;
        self.finished = true;
        Ok(())
    }
}

impl Drop for Receiving {
    fn drop(&mut self) {
        if !self.finished {
            // Otherwise it is swept when the vault opens.
            let _ = std::fs::remove_file(&self.unfinished);
        }
    }
}
