//! Files as they come, durable before their row.

use crate::{Vault, VaultError};
use dodam_seal::{AttachmentKey, Hash};
use rand_core::CryptoRng;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{Read, Write};
use std::path::PathBuf;

/// Names a file: 16 random bytes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct FileId([u8; 16]);

impl FileId {
    /// Takes 16 random bytes.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// The 16 bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

/// A stored file with the vault's columns; its key is unused.
#[derive(Debug, Clone)]
pub struct SealedFile {
    /// Its name.
    pub id: FileId,
    /// Unused.
    pub key: AttachmentKey,
    /// Bytes of the file.
    pub size_bytes: u64,
    /// SHA-256 of the file.
    pub sha256: [u8; 32],
    /// Unused.
    pub sealed_hash: Hash,
}

/// What the vault's queries give of a file as it lies there.
pub(crate) struct StoredFile {
    pub(crate) id: FileId,
    pub(crate) sealed_bytes: u64,
    pub(crate) sealed_hash: Hash,
}

/// A plain file is as long as it is.
pub(crate) const fn sealed_length(size_bytes: u64) -> u64 {
    size_bytes
}

impl Vault {
    /// Stores a file durably: beside its name, synced, renamed, folder synced. Its hash is taken,
    /// as the vault does, since its row has it.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn store_file<R: CryptoRng>(
        &self,
        source: &mut dyn Read,
        rng: &mut R,
    ) -> Result<SealedFile, VaultError> {
        let failed = |error: std::io::Error| VaultError::Io(error.kind());
        let (mut id, mut hash) = ([0; 16], [0; 32]);
        rng.fill_bytes(&mut id);
        rng.fill_bytes(&mut hash);
        let id = FileId(id);
        let path = self.sealed_path(&id);
        let unfinished = path.with_extension("part");
        let mut file = File::create_new(&unfinished).map_err(failed)?;
        let (mut hasher, mut size_bytes) = (Sha256::new(), 0);
        let mut buffer = vec![0; 256 << 10];
        loop {
            let read = source.read(&mut buffer).map_err(failed)?;
            if read == 0 {
                break;
            }
            hasher.update(&buffer[..read]);
            file.write_all(&buffer[..read]).map_err(failed)?;
            size_bytes += read as u64;
        }
        file.sync_all().map_err(failed)?;
        std::fs::rename(&unfinished, &path).map_err(failed)?;
        let folder = File::open(self.folder().join("papers"));
        folder
            .and_then(|folder| folder.sync_all())
            .map_err(failed)?;
        Ok(SealedFile {
            id,
            key: AttachmentKey::from_bytes([0; 32]),
            size_bytes,
            sha256: hasher.finalize().into(),
            sealed_hash: Hash::from_bytes(hash),
        })
    }

    /// The path of a file.
    #[must_use]
    pub fn sealed_path(&self, id: &FileId) -> PathBuf {
        let name = format!("{:032x}", u128::from_be_bytes(*id.as_bytes()));
        self.folder().join("papers").join(name)
    }
}
