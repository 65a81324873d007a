//! One portable file that holds a whole vault, and the way back from it.
//!
//! `DODAMBK1`, the length of a frame, the frame, then one sealed stream. The frame
//! (`frame.rs`) names the vault, carries the slot that the recovery words open, and the backup's own key sealed by the vault's.
//! A PIN opens no backup: a file that leaves the device can be guessed at for ever. Inside the
//! stream lie the encrypted database as it was at one moment and the sealed papers it speaks of;
//! nothing outside tells how many there are.

use crate::attachments::{self, FileId};
use crate::attempts::Attempts;
use crate::folder::Folder;
use crate::keyslots::Keyslots;
use crate::sealed_stream::{Opener, Sealer};
use crate::secret::RecoveryEntropy;
use crate::slot::{self, Slot};
use crate::{Part, Pin, Vault, VaultError, database, files, frame, vault};
use dodam_seal::attachment::AttachmentKey;
use minicbor::{Decode, Encode};
use rand_core::CryptoRng;
use rusqlite::Transaction;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::Path;

const MAGIC: &[u8; 8] = b"DODAMBK1";
const LONGEST_FRAME: usize = 16 * 1024;
const FRAME: frame::Kind = frame::Kind {
    version: 1,
    purpose: "dodam backup 1 frame checksum",
    max_bytes: LONGEST_FRAME,
    what: "backup",
    damaged: DAMAGED,
};
const DAMAGED: VaultError = VaultError::Damaged(Part::Backup);

/// What lies in the stream, each followed by its length and its bytes.
const DATABASE: u8 = 1;
const PAPER: u8 = 2;
const END: u8 = 3;

/// What a backup came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BackupSummary {
    /// Bytes of the file.
    pub size_bytes: u64,
    /// Papers in it.
    pub papers: u64,
    /// Papers whose sealed file is missing from the vault: they are in no backup.
    pub papers_missing: u64,
}

#[derive(Encode, Decode)]
struct Head {
    #[cbor(n(0), with = "minicbor::bytes")]
    vault: [u8; 16],
    /// Opened by the recovery words.
    #[n(1)]
    words: Slot,
    #[cbor(n(2), with = "minicbor::bytes")]
    backup: [u8; 16],
    /// The stream's key, sealed by the vault's.
    #[n(3)]
    key: slot::SealedKey,
}

impl Vault {
    /// Writes everything into one file, which the recovery words open anywhere. The file has its
    /// name only once it was written, read again and found whole; what had the name before stays
    /// until then. Edits wait while the database is copied, the removal of papers until all is.
    ///
    /// # Errors
    /// [`VaultError::StorageFull`], [`VaultError::ReadOnly`] for the target;
    /// [`VaultError::Damaged`] where the vault's own files can't be read. Nothing half-written
    /// remains.
    pub fn backup<R: CryptoRng>(
        &self,
        target: &Path,
        rng: &mut R,
    ) -> Result<BackupSummary, VaultError> {
        let _kept = self.keep_files();
        let mut id = [0; 16];
        rng.fill_bytes(&mut id);
        let keyslots = Keyslots::load(&self.folder.keyslots())?;
        // One name for all backups of a vault: what a cut left is removed by the next one.
        let unfinished = attachments::beside(target, &unfinished_name(keyslots.vault))?;
        files::remove_if_there(&unfinished)?;
        let written = self
            .write_backup(&unfinished, (id, keyslots), rng)
            .and_then(|summary| {
                self.check_backup(&unfinished)?;
                files::publish(&unfinished, target)?;
                Ok(summary)
            });
        if written.is_err() {
            let _ = std::fs::remove_file(&unfinished);
        }
        written
    }

    fn write_backup<R: CryptoRng>(
        &self,
        path: &Path,
        (backup, keyslots): ([u8; 16], Keyslots),
        rng: &mut R,
    ) -> Result<BackupSummary, VaultError> {
        let words = keyslots.of_kind(slot::KIND_WORDS).next().cloned();
        let key = AttachmentKey::random(rng);
        let head = Head {
            vault: keyslots.vault,
            words: words.ok_or(VaultError::Damaged(Part::Keyslots))?,
            backup,
            key: self.seal_key(backup, &key, rng)?,
        };
        let mut out = BufWriter::new(files::create_private(path)?);
        let failed = |error: io::Error| VaultError::from_io(&error);
        out.write_all(&head.to_bytes()).map_err(failed)?;
        let mut stream = Sealer::new(out, key, backup);
        let files_of_papers = self.hold_still(|database, papers| {
            let mut database = File::open(database).map_err(failed)?;
            let length = database.metadata().map_err(failed)?.len();
            entry(&mut stream, (DATABASE, &[0; 16]), (&mut database, length)).map(|()| papers)
        })?;
        let (mut papers, mut papers_missing) = (0, 0);
        for id in files_of_papers {
            let mut file = match File::open(self.sealed_path(&id)) {
                Ok(file) => file,
                Err(error) if error.kind() == io::ErrorKind::NotFound => {
                    papers_missing += 1;
                    continue;
                }
                Err(error) => return Err(failed(error)),
            };
            let length = file.metadata().map_err(failed)?.len();
            entry(&mut stream, (PAPER, id.as_bytes()), (&mut file, length))?;
            papers += 1;
        }
        entry(&mut stream, (END, &[0; 16]), (&mut io::empty(), 0))?;
        let out = stream.finish().map_err(failed)?;
        let file = out
            .into_inner()
            .map_err(|error| failed(error.into_error()))?;
        file.sync_all().map_err(failed)?;
        Ok(BackupSummary {
            size_bytes: file.metadata().map_err(failed)?.len(),
            papers,
            papers_missing,
        })
    }

    /// Reads a backup of this vault to its end.
    fn check_backup(&self, path: &Path) -> Result<(), VaultError> {
        let mut file = open(path)?;
        let head = Head::read(&mut file)?;
        let key = self.open_key(head.backup, &head.key).ok_or(DAMAGED)?;
        let mut stream = Entries::new(&mut file, key, head.backup);
        while stream.next(|_, _| Ok(Box::new(io::sink())))? {}
        Ok(())
    }

    /// Makes a vault of a backup in a folder that holds none, with a new PIN, and opens it.
    /// `prepare` runs in a transaction of its own before the folder becomes a vault.
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
        prepare: impl FnOnce(&Transaction<'_>) -> Result<(), E>,
    ) -> Result<Self, E> {
        let mut file = open(from)?;
        let head = Head::read(&mut file)?;
        let key = head.words.open_with_words(words)?;
        let key = key.ok_or(VaultError::WrongWords)?;
        let stream_key = slot::open_key(&key, head.backup, &head.key).ok_or(DAMAGED)?;
        let folder = Folder::new(folder);
        let lock = folder.enter_new()?;
        let stream = Entries::new(&mut file, stream_key, head.backup);
        let restored = unpack(stream, &folder)
            .and_then(|()| database::open(&folder.creating().database(), &key))
            .map_err(E::from)
            .and_then(|connection| vault::prepared(connection, prepare))
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

/// What a vault's unfinished backups are called. It tells nothing of the vault.
fn unfinished_name(vault: [u8; 16]) -> FileId {
    let mut name = [0; 16];
    let mut hasher = blake3::Hasher::new_derive_key("dodam vault 1 name of unfinished backups");
    hasher.update(&vault).finalize_xof().fill(&mut name);
    FileId::from_bytes(name)
}

impl Head {
    fn to_bytes(&self) -> Vec<u8> {
        let frame = FRAME.to_bytes(self);
        let length = u32::try_from(frame.len()).unwrap_or(u32::MAX);
        [&MAGIC[..], &length.to_le_bytes(), &frame].concat()
    }

    /// Reads the head; the file then stands at the stream's first byte.
    fn read(file: &mut dyn Read) -> Result<Self, VaultError> {
        let mut magic = [0; MAGIC.len()];
        let mut length = [0; 4];
        let begun = file.read_exact(&mut magic);
        if begun.is_err() || magic != *MAGIC {
            return Err(VaultError::NotABackup);
        }
        file.read_exact(&mut length).map_err(|_| DAMAGED)?;
        let length = usize::try_from(u32::from_le_bytes(length)).map_err(|_| DAMAGED)?;
        if length > LONGEST_FRAME {
            return Err(DAMAGED);
        }
        let mut frame = vec![0; length];
        file.read_exact(&mut frame).map_err(|_| DAMAGED)?;
        FRAME.read(&frame)
    }
}

/// Writes one entry of the stream.
fn entry(
    stream: &mut dyn Write,
    (kind, id): (u8, &[u8; 16]),
    (source, length): (&mut dyn Read, u64),
) -> Result<(), VaultError> {
    let failed = |error: io::Error| VaultError::from_io(&error);
    let head = [&[kind][..], id, &length.to_le_bytes()].concat();
    stream.write_all(&head).map_err(failed)?;
    // A file that grows meanwhile is taken as long as it was; a shorter one would shift the rest.
    let copied = io::copy(&mut source.take(length), stream).map_err(failed)?;
    if copied == length {
        Ok(())
    } else {
        Err(VaultError::Damaged(Part::Paper))
    }
}

const ENTRY_HEAD: usize = 1 + 16 + 8;

/// The entries of a stream, one after the other.
struct Entries<'a> {
    stream: Opener<'a>,
    /// What was opened and not yet taken.
    ahead: zeroize::Zeroizing<Vec<u8>>,
    database_seen: bool,
}

type Target<'t> = Box<dyn Write + 't>;

impl<'a> Entries<'a> {
    fn new(source: &'a mut dyn Read, key: AttachmentKey, id: [u8; 16]) -> Self {
        Self {
            stream: Opener::new(source, key, id, DAMAGED),
            ahead: zeroize::Zeroizing::default(),
            database_seen: false,
        }
    }

    /// Copies the next entry to where `target` says, by its kind and id; false at the end.
    fn next<'t>(
        &mut self,
        target: impl FnOnce(u8, FileId) -> Result<Target<'t>, VaultError>,
    ) -> Result<bool, VaultError> {
        while self.ahead.len() < ENTRY_HEAD {
            self.more()?;
        }
        let head: Vec<u8> = self.ahead.drain(..ENTRY_HEAD).collect();
        let kind = head[0];
        let id: [u8; 16] = head[1..17].try_into().map_err(|_| DAMAGED)?;
        let length: [u8; 8] = head[17..].try_into().map_err(|_| DAMAGED)?;
        let mut left = u64::from_le_bytes(length);
        match kind {
            END if left == 0 && self.ahead.is_empty() && self.database_seen => {
                return match self.stream.next()? {
                    None => Ok(false),
                    Some(_) => Err(DAMAGED),
                };
            }
            DATABASE if !self.database_seen => self.database_seen = true,
            PAPER if self.database_seen => {}
            DATABASE | PAPER | END => return Err(DAMAGED),
            _ => return Err(VaultError::NewerVersion),
        }
        let mut target = target(kind, FileId::from_bytes(id))?;
        let failed = |error: io::Error| VaultError::from_io(&error);
        while left > 0 {
            if self.ahead.is_empty() {
                self.more()?;
            }
            let here = usize::try_from(left).unwrap_or(usize::MAX);
            let taken = self.ahead.len().min(here);
            target.write_all(&self.ahead[..taken]).map_err(failed)?;
            self.ahead.drain(..taken);
            left -= taken as u64;
        }
        target.flush().map_err(failed)?;
        Ok(true)
    }

    fn more(&mut self) -> Result<(), VaultError> {
        let bytes = self.stream.next()?.ok_or(DAMAGED)?;
        self.ahead.extend_from_slice(bytes);
        Ok(())
    }
}

/// Puts the database and each paper where a new vault is made.
fn unpack(mut entries: Entries<'_>, folder: &Folder) -> Result<(), VaultError> {
    let made = folder.creating();
    files::create_private_folder(made.root())?;
    files::create_private_folder(&made.papers())?;
    loop {
        let more = entries.next(|kind, id| {
            let path = match kind {
                DATABASE => made.database(),
                _ => made.papers().join(id.to_string()),
            };
            Ok(Box::new(Durable(files::create_private(&path)?)) as Target<'_>)
        })?;
        if !more {
            break;
        }
    }
    files::sync_folder(&made.papers())?;
    files::replace(&made.attempts(), &Attempts::NONE)
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

fn open(path: &Path) -> Result<BufReader<File>, VaultError> {
    let opened = File::open(path);
    Ok(BufReader::new(
        opened.map_err(|error| VaultError::from_io(&error))?,
    ))
}
