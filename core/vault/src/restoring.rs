//! From a backup to a vault.

use crate::attempts::Attempts;
use crate::backup_file::{DAMAGED, DATABASE, Entries, Head, LIST, Target};
use crate::folder::Folder;
use crate::keyslots::Keyslots;
use crate::secret::{RecoveryEntropy, VaultKey};
use crate::slot::{self, Slot};
use crate::{Pin, Vault, VaultError, database, files, vault};
use dodam_seal::attachment::AttachmentKey;
use rand_core::CryptoRng;
use rusqlite::Transaction;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};
use std::path::Path;

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
        let opened = File::open(from).map_err(|error| VaultError::from_io(&error))?;
        let mut file = BufReader::new(opened);
        Self::restore_from(&mut file, folder, (words, pin), rng, prepare)
    }

    fn restore_from<R: CryptoRng, E: From<VaultError>>(
        file: &mut (impl Read + Seek),
        folder: &Path,
        (words, pin): (&RecoveryEntropy, &Pin),
        rng: &mut R,
        prepare: impl FnOnce(&Transaction<'_>, Unpacked) -> Result<(), E>,
    ) -> Result<Self, E> {
        let head = Head::read(file)?.ok_or(VaultError::NotABackup)?;
        let key = head.words.open_with_words(words)?;
        let key = key.ok_or(VaultError::WrongWords)?;
        let folder = Folder::new(folder);
        let lock = folder.enter_new()?;
        let restored = unpack_all(file, &head, (&key, &folder))
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

/// Unpacks every part in turn, and goes on behind one that is damaged. The last one that is whole
/// decides what the vault is; papers that it doesn't speak of go when the vault opens.
fn unpack_all(
    file: &mut (impl Read + Seek),
    head: &Head,
    (key, folder): (&VaultKey, &Folder),
) -> Result<Unpacked, VaultError> {
    let made = folder.creating();
    files::create_private_folder(made.root())?;
    files::create_private_folder(&made.papers())?;
    let mut unpacked = unpack_at(file, head, (key, folder))?;
    loop {
        let next = match Head::read(file) {
            Ok(None) => break,
            Ok(Some(head)) => unpack_at(file, &head, (key, folder))?,
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
    if !made.database().exists() {
        return Err(DAMAGED);
    }
    files::remove_if_there(&newer(&made))?;
    files::sync_folder(&made.papers())?;
    files::replace(&made.attempts(), &Attempts::NONE)?;
    Ok(unpacked)
}

/// Unpacks the part whose head was just read; the file then stands behind it, whole or not.
fn unpack_at(
    file: &mut (impl Read + Seek),
    head: &Head,
    (key, folder): (&VaultKey, &Folder),
) -> Result<Unpacked, VaultError> {
    let failed = |error: io::Error| VaultError::from_io(&error);
    let begin = file.stream_position().map_err(failed)?;
    let opened = slot::open_key(key, head.part, &head.key).ok_or(DAMAGED);
    match opened.and_then(|key| unpack(file, (head, key), folder)) {
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
fn newer(made: &Folder) -> std::path::PathBuf {
    made.root().join("newer.db")
}

/// Puts the database and each paper of one part where a new vault is made.
fn unpack(
    file: &mut dyn Read,
    (head, key): (&Head, AttachmentKey),
    folder: &Folder,
) -> Result<(), VaultError> {
    let made = folder.creating();
    let mut stream = file.take(head.stream_bytes.unwrap_or(u64::MAX));
    let mut entries = Entries::new(&mut stream, key, head.part);
    loop {
        let mut written = None;
        let more = entries.next(|kind, id| {
            let path = match kind {
                LIST => return Ok(Box::new(io::sink()) as Target<'_>),
                DATABASE => newer(&made),
                _ => made.papers().join(id.to_string()),
            };
            // A part that was cut may have left one of that name.
            files::remove_if_there(&path)?;
            let file = files::create_private(&path)?;
            written = Some(path);
            Ok(Box::new(Durable(file)))
        });
        match more {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => {
                // What was written of it is no paper.
                written.map_or(Ok(()), |path| files::remove_if_there(&path))?;
                return Err(error);
            }
        }
    }
    files::publish(&newer(&made), &made.database())
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
