//! What repairs kept of damaged databases, and how it goes when nobody needs it any more.

use crate::{Vault, VaultError, files};
use std::path::{Path, PathBuf};

/// What a repair sets aside, and what SQLite adds where somebody looked into it.
const NAMES: [&str; 3] = ["vault.db", "vault.db-wal", "vault.db-shm"];

impl Vault {
    /// Bytes of the damaged databases that repairs have set aside.
    ///
    /// # Errors
    /// [`VaultError::Io`], [`VaultError::ReadOnly`].
    pub fn set_aside_bytes(&self) -> Result<u64, VaultError> {
        let mut bytes = 0;
        for folder in self.folder.set_aside()? {
            for file in files_of(&folder) {
                bytes += files::length(&file)?.unwrap_or(0);
            }
        }
        Ok(bytes)
    }

    /// Removes the damaged databases that repairs have set aside, durably; what else lies in their
    /// folders stays. Until then they name and open papers that were destroyed since: they are
    /// encrypted by the key that the vault still has.
    ///
    /// The files are unlinked and not overwritten. Where a repair was cut short, one of them may
    /// be a second name of the vault's own database; and a disk that keeps old blocks keeps them
    /// either way, readable to whoever has both the disk and the vault's key.
    ///
    /// # Errors
    /// [`VaultError::Paused`], [`VaultError::ReadOnly`] and the like; what was not removed is
    /// still counted by [`Vault::set_aside_bytes`].
    pub fn remove_set_aside(&self) -> Result<(), VaultError> {
        // While the vault is paused its folder may be another program's; a pause waits for this.
        let _not_while_pausing = self.keep_files();
        self.read(|_| Ok::<_, VaultError>(()))?;
        for folder in self.folder.set_aside()? {
            for file in files_of(&folder) {
                files::remove_if_there(&file)?;
            }
            files::sync_folder(&folder)?;
            match std::fs::remove_dir(&folder) {
                Err(error) if error.kind() != std::io::ErrorKind::DirectoryNotEmpty => {
                    return Err(VaultError::from_io(&error));
                }
                _ => {}
            }
        }
        files::sync_folder(self.folder.root())
    }
}

fn files_of(folder: &Path) -> [PathBuf; 3] {
    NAMES.map(|name| folder.join(name))
}
