//! A sealed file on its way in from another place, piece by piece.

use crate::attachments::{FileId, SealedFile, UNFINISHED, sealed_length};
use crate::{Part, Vault, VaultError, files};
use rand_core::CryptoRng;
use std::fs::File;
use std::io::Write;
use std::path::PathBuf;

/// The pieces so far. Dropped before [`Receiving::finish`], it leaves nothing behind.
#[derive(Debug)]
pub struct Receiving {
    unfinished: PathBuf,
    target: PathBuf,
    /// Whether the file was missing at the beginning.
    was_missing: bool,
    file: File,
    hasher: blake3::Hasher,
    expected: [u8; 32],
    /// Bytes that may still come.
    left: u64,
    finished: bool,
}

impl Vault {
    /// Begins to receive the sealed file of a paper whose row is here and whose file isn't.
    /// The same file may be received twice at once: neither disturbs the other.
    ///
    /// # Errors
    /// [`VaultError::StorageFull`], [`VaultError::ReadOnly`].
    pub fn receive_file<R: CryptoRng>(
        &self,
        file: &SealedFile,
        rng: &mut R,
    ) -> Result<Receiving, VaultError> {
        let target = self.sealed_path(&file.id);
        // A name of its own, of the shape that is swept when the vault opens.
        let mut name = [0; 16];
        rng.fill_bytes(&mut name);
        let unfinished = self.sealed_path(&FileId::from_bytes(name));
        let unfinished = unfinished.with_extension(UNFINISHED);
        Ok(Receiving {
            file: files::create_private(&unfinished)?,
            unfinished,
            was_missing: !target.exists(),
            target,
            hasher: blake3::Hasher::new(),
            expected: *file.sealed_hash.as_bytes(),
            left: sealed_length(file.size_bytes),
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
    /// [`VaultError::Damaged`] for more bytes than the file has, and nothing of the piece is
    /// kept; [`VaultError::StorageFull`].
    pub fn add(&mut self, piece: &[u8]) -> Result<(), VaultError> {
        let left = self.left.checked_sub(piece.len() as u64);
        self.left = left.ok_or(VaultError::Damaged(Part::Paper))?;
        self.hasher.update(piece);
        self.file
            .write_all(piece)
            .map_err(|error| VaultError::from_io(&error))
    }

    /// Keeps the file, durably, if it is the one that was expected. Where somebody else finished
    /// it meanwhile, theirs is kept and this is done.
    ///
    /// # Errors
    /// [`VaultError::Damaged`] for other bytes, [`VaultError::StorageFull`].
    pub fn finish(mut self) -> Result<(), VaultError> {
        if self.was_missing && self.target.exists() {
            return Ok(());
        }
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
