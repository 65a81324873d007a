//! From a backup to a vault.

use crate::attempts::Attempts;
use crate::backup_file::{DAMAGED, DATABASE, Entries, Head, LIST, Target};
use crate::folder::Folder;
use crate::keyslots::Keyslots;
use crate::secret::{RecoveryEntropy, VaultKey};
use crate::slot::{self, Slot};
use crate::watch::{Watch, tell, unwatched};
use crate::{Pin, Vault, VaultError, database, files, vault};
use dodam_seal::attachment::AttachmentKey;
use rand_core::CryptoRng;
use rusqlite::Transaction;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// How much of a backup came back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unpacked {
    /// All of it.
    Whole,
    /// The part that was added last is cut or damaged: the vault is as of the backup before.
    AsOfTheBackupBefore,
    /// The last part is whole and one before it is damaged: papers may be missing.
    PapersMissing,
}

impl Vault {
    /// Makes a vault of a backup in a folder that holds none, with a new PIN, and opens it.
    /// `prepare` runs in a transaction of its own before the folder becomes a vault, and is told
    /// how much of the backup came back.
    ///
    /// # Errors
    /// [`VaultError::NotABackup`], [`VaultError::WrongWords`], [`VaultError::Damaged`],
    /// [`VaultError::NewerVersion`], [`VaultError::AlreadyExists`], [`VaultError::StorageFull`],
    /// [`VaultError::ReadOnly`]; whatever `prepare` returns. There is then no vault, and what was
    /// unpacked is removed.
    pub fn restore<R: CryptoRng, E: From<VaultError>>(
        from: &Path,
        folder: &Path,
        (words, pin): (&RecoveryEntropy, &Pin),
        rng: &mut R,
        prepare: impl FnOnce(&Transaction<'_>, Unpacked) -> Result<(), E>,
    ) -> Result<Self, E> {
        Self::restore_watched(from, folder, (words, pin), (rng, &mut unwatched), prepare)
    }

    /// Makes a vault of a backup as [`Vault::restore`] does, telling `watch` before each paper how
    /// many bytes were unpacked; `watch` may break off until all are.
    ///
    /// # Errors
    /// As [`Vault::restore`], with [`VaultError::Interrupted`].
    pub fn restore_watched<R: CryptoRng, E: From<VaultError>>(
        from: &Path,
        folder: &Path,
        (words, pin): (&RecoveryEntropy, &Pin),
        (rng, watch): (&mut R, Watch<'_>),
        prepare: impl FnOnce(&Transaction<'_>, Unpacked) -> Result<(), E>,
    ) -> Result<Self, E> {
        let opened = File::open(from).map_err(|error| VaultError::from_io(&error))?;
        let mut file = BufReader::new(opened);
        Self::restore_from(&mut file, folder, (words, pin), (rng, watch), prepare)
    }

    fn restore_from<R: CryptoRng, E: From<VaultError>>(
        file: &mut (impl Read + Seek),
        folder: &Path,
        (words, pin): (&RecoveryEntropy, &Pin),
        (rng, watch): (&mut R, Watch<'_>),
        prepare: impl FnOnce(&Transaction<'_>, Unpacked) -> Result<(), E>,
    ) -> Result<Self, E> {
        let head = Head::read(file)?.ok_or(VaultError::NotABackup)?;
        let key = head.words.open_with_words(words)?;
        let key = key.ok_or(VaultError::WrongWords)?;
        let folder = Folder::new(folder);
        let lock = folder.enter_new()?;
        let mut unpacking = Unpacking {
            key: &key,
            folder: folder.creating(),
            done_bytes: 0,
            watch,
        };
        let restored = unpacking
            .unpack_all(file, &head)
            .and_then(|unpacked| {
                let made = database::open(&folder.creating().database(), &key)?;
                Ok((made, unpacked))
            })
            .map_err(E::from)
            .and_then(|(made, unpacked)| vault::prepared(made, |tx| prepare(tx, unpacked)))
            .and_then(|()| {
                let pin = Slot::for_pin(head.vault, pin, slot::PIN_COST, &key, rng)?;
                let keyslots = Keyslots {
                    vault: head.vault,
                    slots: vec![pin, head.words],
                };
                Ok(keyslots.save(&folder.creating().keyslots())?)
            });
        Ok(Self::adopt(folder, key, lock, restored)?.0)
    }
}

/// What is unpacked where, and who is told.
struct Unpacking<'a> {
    key: &'a VaultKey,
    /// Where the new vault is made.
    folder: Folder,
    done_bytes: u64,
    watch: Watch<'a>,
}

impl Unpacking<'_> {
    /// Unpacks every part in turn, and goes on behind one that is damaged. The last one that is
    /// whole decides what the vault is; papers that it doesn't speak of go when the vault opens.
    fn unpack_all(
        &mut self,
        file: &mut (impl Read + Seek),
        head: &Head,
    ) -> Result<Unpacked, VaultError> {
        files::create_private_folder(self.folder.root())?;
        files::create_private_folder(&self.folder.papers())?;
        let mut unpacked = self.unpack_at(file, head)?;
        loop {
            let next = match Head::read(file) {
                Ok(None) => break,
                Ok(Some(head)) => self.unpack_at(file, &head)?,
                Err(VaultError::NewerVersion) => return Err(VaultError::NewerVersion),
                // Only the backup is read here: what can't be read is damaged.
                Err(_) => {
                    unpacked = Unpacked::AsOfTheBackupBefore;
                    break;
                }
            };
            unpacked = match (unpacked, next) {
                (Unpacked::Whole, Unpacked::Whole) => Unpacked::Whole,
                (_, Unpacked::Whole) => Unpacked::PapersMissing,
                (_, damaged) => damaged,
            };
        }
        if !self.folder.database().exists() {
            return Err(DAMAGED);
        }
        files::remove_if_there(&self.newer())?;
        files::sync_folder(&self.folder.papers())?;
        files::replace(&self.folder.attempts(), &Attempts::NONE)?;
        Ok(unpacked)
    }

    /// Unpacks the part whose head was just read; the file then stands behind it, whole or not.
    fn unpack_at(
        &mut self,
        file: &mut (impl Read + Seek),
        head: &Head,
    ) -> Result<Unpacked, VaultError> {
        let failed = |error: io::Error| VaultError::from_io(&error);
        let begin = file.stream_position().map_err(failed)?;
        let opened = slot::open_key(self.key, head.part, &head.key).ok_or(DAMAGED);
        match opened.and_then(|key| self.unpack(file, (head, key))) {
            Ok(()) => Ok(Unpacked::Whole),
            // Written by a process that was killed, damaged since, or on a worn-out disk.
            Err(DAMAGED) => {
                let end = head.stream_bytes.and_then(|bytes| begin.checked_add(bytes));
                file.seek(end.map_or(SeekFrom::End(0), SeekFrom::Start))
                    .map_err(failed)?;
                Ok(Unpacked::AsOfTheBackupBefore)
            }
            Err(error) => Err(error),
        }
    }

    /// Where a part's database lies until the part was read to its end.
    fn newer(&self) -> PathBuf {
        self.folder.root().join("newer.db")
    }

    /// Puts the database and each paper of one part where a new vault is made.
    fn unpack(
        &mut self,
        file: &mut dyn Read,
        (head, key): (&Head, AttachmentKey),
    ) -> Result<(), VaultError> {
        let newer = self.newer();
        let mut stream = file.take(head.stream_bytes.unwrap_or(u64::MAX));
        let mut entries = Entries::new(&mut stream, key, head.part);
        loop {
            tell(self.watch, self.done_bytes)?;
            let mut written = None;
            let more = entries.next(|kind, id| {
                let path = match kind {
                    LIST => return Ok(Box::new(io::sink()) as Target<'_>),
                    DATABASE => newer.clone(),
                    _ => self.folder.papers().join(id.to_string()),
                };
                // A part that was cut may have left one of that name.
                files::remove_if_there(&path)?;
                let file = files::create_private(&path)?;
                written = Some(path);
                Ok(Box::new(Durable(file)))
            });
            match more {
                Ok(true) => {
                    let length = written.map_or(Ok(None), |path| files::length(&path))?;
                    self.done_bytes += length.unwrap_or(0);
                }
                Ok(false) => break,
                Err(error) => {
                    // What was written of it is no paper.
                    written.map_or(Ok(()), |path| files::remove_if_there(&path))?;
                    return Err(error);
                }
            }
        }
        files::publish(&newer, &self.folder.database())
    }
}

/// A file that is on the disk when it is flushed.
struct Durable(File);

impl Write for Durable {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.sync_all()
    }
}

#[cfg(test)]
#[path = "restoring_tests.rs"]
mod tests;
