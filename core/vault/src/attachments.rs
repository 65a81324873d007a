//! Sealed files in `papers/`, each under a random name and a key of its own.
//!
//! A file is durable before its row: sealed into `<name>.part`, synced, renamed, folder synced,
//! and only then does the caller's transaction store the key. A file without a row is nobody's
//! and is swept when the vault opens. Reading checks every chunk, the length and the hash before
//! the result gets its name, so a target is whole or not there.

use crate::folder::Folder;
use crate::repair::REPAIRED;
use crate::sealed_stream::Opener;
use crate::sealing::{Chunks, Sealing};
use crate::settings::load_setting;
use crate::watch::{Watch, tell, unwatched};
use crate::{Part, Vault, VaultError, files, importing, papers};
use dodam_seal::Hash;
use dodam_seal::attachment::{AttachmentKey, CHUNK_BYTES, TAG_BYTES};
use rand_core::CryptoRng;
use sha2::{Digest, Sha256};
use std::collections::HashSet;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// The extension of a file that isn't finished.
pub(crate) const UNFINISHED: &str = "part";

/// Names a sealed file: 16 random bytes, which are also its name in the folder.
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

    /// Reads a name in the folder; `None` for what isn't one of ours.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        let number = u128::from_str_radix(name, 16).ok()?;
        let id = Self(number.to_be_bytes());
        (id.to_string() == name).then_some(id)
    }
}

impl core::fmt::Display for FileId {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{:032x}", u128::from_be_bytes(self.0))
    }
}

/// A sealed file: what it takes to open it, and what it must then be.
#[derive(Debug, Clone)]
pub struct SealedFile {
    /// Its name.
    pub id: FileId,
    /// Its key.
    pub key: AttachmentKey,
    /// Bytes of the plain file.
    pub size_bytes: u64,
    /// SHA-256 of the plain file.
    pub sha256: [u8; 32],
    /// BLAKE3 of the sealed file, by which a server names it.
    pub sealed_hash: Hash,
}

/// What a sealed file has to be as it lies there, without what it takes to open it.
#[derive(Clone, Copy)]
pub(crate) struct StoredFile {
    pub(crate) id: FileId,
    pub(crate) sealed_bytes: u64,
    pub(crate) sealed_hash: Hash,
}

impl Vault {
    /// Seals everything `source` gives into a file of the vault, durably.
    ///
    /// Store its row next, in the transaction that adds the paper; without one the file is
    /// removed when the vault opens.
    ///
    /// # Errors
    /// [`VaultError::StorageFull`], [`VaultError::ReadOnly`]; [`VaultError::Io`] when `source`
    /// can't be read. Nothing half-written remains.
    pub fn store_file<R: CryptoRng>(
        &self,
        source: &mut dyn Read,
        rng: &mut R,
    ) -> Result<SealedFile, VaultError> {
        let mut id = [0; 16];
        rng.fill_bytes(&mut id);
        let id = FileId(id);
        let key = AttachmentKey::random(rng);
        let unfinished = path_of(&self.folder, &id).with_extension(UNFINISHED);
        let sealed = seal_into(&unfinished, source, id, key).and_then(|sealed| {
            files::publish(&unfinished, &path_of(&self.folder, &id))?;
            Ok(sealed)
        });
        if sealed.is_err() {
            let _ = std::fs::remove_file(&unfinished);
        }
        sealed
    }

    /// Opens a sealed file into `target`, replacing what is there, only after every byte was
    /// checked.
    ///
    /// # Errors
    /// [`VaultError::Damaged`] when a chunk was changed, swapped or cut, or the file is missing;
    /// [`VaultError::StorageFull`] or [`VaultError::ReadOnly`] for the target's folder. `target`
    /// is then what it was.
    pub fn read_file(&self, file: &SealedFile, target: &Path) -> Result<(), VaultError> {
        self.read_file_watched(file, target, &mut unwatched)
    }

    /// Opens a sealed file as [`Vault::read_file`] does, telling `watch` how many bytes of it were
    /// written; `watch` may break off.
    ///
    /// # Errors
    /// As [`Vault::read_file`], with [`VaultError::Interrupted`].
    pub fn read_file_watched(
        &self,
        file: &SealedFile,
        target: &Path,
        watch: Watch<'_>,
    ) -> Result<(), VaultError> {
        let unfinished = beside(target, &file.id)?;
        files::remove_if_there(&unfinished)?;
        let opened = self
            .open_into(file, &mut files::create_private(&unfinished)?, watch)
            .and_then(|()| files::publish(&unfinished, target));
        if opened.is_err() {
            let _ = std::fs::remove_file(&unfinished);
        }
        opened
    }

    /// The path of a sealed file, to be sent as it is.
    #[must_use]
    pub fn sealed_path(&self, id: &FileId) -> PathBuf {
        path_of(&self.folder, id)
    }

    /// Bytes of a sealed file; `None` where it isn't on this device.
    ///
    /// # Errors
    /// [`VaultError::Io`], [`VaultError::ReadOnly`].
    pub fn sealed_bytes(&self, id: &FileId) -> Result<Option<u64>, VaultError> {
        files::length(&path_of(&self.folder, id))
    }

    /// Bytes of the database and its log.
    ///
    /// # Errors
    /// [`VaultError::Io`], [`VaultError::ReadOnly`].
    pub fn database_bytes(&self) -> Result<u64, VaultError> {
        let database = self.folder.database();
        let log = files::length(&database.with_extension("db-wal"))?;
        Ok(files::length(&database)?.unwrap_or(0) + log.unwrap_or(0))
    }

    /// Removes files whose rows are gone, and empties the write-ahead log, which held their keys.
    ///
    /// # Errors
    /// [`VaultError::ReadOnly`] and the like; the files are then removed when the vault opens.
    /// [`VaultError::Busy`] when a reader held the log for ten seconds: the files are gone, and
    /// the log is emptied another time.
    pub fn unlink_files(&self, ids: &[FileId]) -> Result<(), VaultError> {
        let _not_while_backing_up = self.keep_files();
        for id in ids {
            files::remove_if_there(&path_of(&self.folder, id))?;
        }
        files::sync_folder(&self.folder.papers())?;
        self.truncate_log()
    }

    fn open_into(
        &self,
        file: &SealedFile,
        target: &mut File,
        watch: Watch<'_>,
    ) -> Result<(), VaultError> {
        self.open_to(file, target, watch)?;
        target
            .sync_all()
            .map_err(|error| VaultError::from_io(&error))
    }

    /// Reads a sealed file to its end.
    ///
    /// # Errors
    /// [`VaultError::Damaged`] when a chunk was changed, swapped or cut, or the file is missing;
    /// [`VaultError::Io`] when it can't be read.
    pub fn check_file(&self, file: &SealedFile) -> Result<(), VaultError> {
        self.open_to(file, &mut io::sink(), &mut unwatched)
    }

    fn open_to(
        &self,
        file: &SealedFile,
        target: &mut dyn Write,
        watch: Watch<'_>,
    ) -> Result<(), VaultError> {
        let damaged = VaultError::Damaged(Part::Paper);
        let mut sealed = match File::open(path_of(&self.folder, &file.id)) {
            Ok(sealed) => sealed,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(damaged),
            Err(error) => return Err(VaultError::from_io(&error)),
        };
        let mut plain_hash = Sha256::new();
        let mut size_bytes = 0_u64;
        let mut opened = Opener::new(&mut sealed, file.key.clone(), *file.id.as_bytes(), damaged);
        while let Some(bytes) = opened.next()? {
            tell(watch, size_bytes)?;
            plain_hash.update(&*bytes);
            size_bytes += bytes.len() as u64;
            target
                .write_all(bytes)
                .map_err(|error| VaultError::from_io(&error))?;
        }
        if size_bytes != file.size_bytes || *plain_hash.finalize() != file.sha256 {
            return Err(damaged);
        }
        Ok(())
    }

    /// Opens a sealed file into memory, which is wiped when it is dropped; nothing is written
    /// to disk.
    ///
    /// # Errors
    /// As [`Vault::read_file`]; [`VaultError::OutOfRange`] for a file of more than `most_bytes`.
    pub fn read_file_into_memory(
        &self,
        file: &SealedFile,
        most_bytes: u64,
    ) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        let size = usize::try_from(file.size_bytes).map_err(|_| VaultError::OutOfRange)?;
        if file.size_bytes > most_bytes {
            return Err(VaultError::OutOfRange);
        }
        // All of it at once, so that no smaller copy is left behind by growing; what is longer
        // than it says is damaged.
        let mut plain = Zeroizing::new(Vec::new());
        let room = plain.try_reserve_exact(size);
        room.map_err(|_| VaultError::OutOfMemory)?;
        match self.open_to(file, &mut Bounded(&mut plain, size), &mut unwatched) {
            Err(VaultError::Io(io::ErrorKind::InvalidData)) => {
                Err(VaultError::Damaged(Part::Paper))
            }
            opened => opened.map(|()| plain),
        }
    }
}

/// Takes so many bytes and no more.
struct Bounded<'a>(&'a mut Vec<u8>, usize);

impl Write for Bounded<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > self.1 {
            return Err(io::ErrorKind::InvalidData.into());
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Removes what no row refers to: files whose transaction never committed, files whose row was
/// removed, and unfinished ones that nobody can go on with. Names that aren't ours are left alone.
pub(crate) fn sweep_orphans(vault: &Vault) -> Result<(), VaultError> {
    let folder = vault.folder.papers();
    files::create_private_folder(&folder)?;
    let entries = std::fs::read_dir(&folder).map_err(|error| VaultError::from_io(&error))?;
    if vault.read(|tx| load_setting(tx, REPAIRED))?.is_some() {
        return Ok(());
    }
    let (kept, unfinished) = vault.read(|tx| {
        let kept: HashSet<FileId> = papers::load_file_ids(tx)?.into_iter().collect();
        Ok::<_, VaultError>((kept, importing::load_unfinished(tx)?))
    })?;
    for entry in entries {
        let path = entry.map_err(|error| VaultError::from_io(&error))?.path();
        let Some((id, whole)) = name_of(&path) else {
            continue;
        };
        let wanted = unfinished.contains(&id) || (whole && kept.contains(&id));
        if !wanted {
            files::remove_if_there(&path)?;
        }
    }
    Ok(())
}

/// Which sealed file this is, and whether it is a whole one; `None` for what isn't ours.
pub(crate) fn name_of(path: &Path) -> Option<(FileId, bool)> {
    let id = FileId::from_name(path.file_stem()?.to_str()?)?;
    match path.extension().map(|extension| extension.to_str()) {
        None => Some((id, true)),
        Some(Some(UNFINISHED)) => Some((id, false)),
        Some(_) => None,
    }
}

pub(crate) fn path_of(folder: &Folder, id: &FileId) -> PathBuf {
    folder.papers().join(id.to_string())
}

/// How long a file of so many bytes is once it is sealed.
pub(crate) fn sealed_length(size_bytes: u64) -> u64 {
    let chunks = size_bytes.div_ceil(CHUNK_BYTES as u64).max(1);
    size_bytes.saturating_add(chunks * TAG_BYTES as u64)
}

/// A name beside the target that tells nothing of what it will hold.
pub(crate) fn beside(target: &Path, id: &FileId) -> Result<PathBuf, VaultError> {
    let folder = target
        .parent()
        .ok_or(VaultError::Io(io::ErrorKind::InvalidInput))?;
    Ok(folder.join(format!(".{id}.{UNFINISHED}")))
}

fn seal_into(
    path: &Path,
    source: &mut dyn Read,
    id: FileId,
    key: AttachmentKey,
) -> Result<SealedFile, VaultError> {
    let mut file = files::create_private(path)?;
    let mut sealing = Sealing::new(id, key);
    let mut chunks = Chunks::new(source, CHUNK_BYTES);
    while let Some(mut chunk) = chunks.next()? {
        sealing.take(chunk.bytes);
        sealing.seal(&mut chunk)?;
        file.write_all(chunk.bytes)
            .map_err(|error| VaultError::from_io(&error))?;
    }
    file.sync_all()
        .map_err(|error| VaultError::from_io(&error))?;
    Ok(sealing.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_ours_are_taken_for_sealed_files() {
        let id = FileId::from_bytes([0xAB; 16]);
        assert_eq!(FileId::from_name(&id.to_string()), Some(id));
        for foreign in [
            "",
            "ab",
            &"AB".repeat(16),
            &"+".repeat(32),
            "notes.txt",
            &"0".repeat(33),
        ] {
            assert_eq!(FileId::from_name(foreign), None, "{foreign}");
        }
    }
}
