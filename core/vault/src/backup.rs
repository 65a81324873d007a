//! Writing everything into one portable file, and next time only what is new.
//!
//! The format is that of `backup_file.rs`. The first backup is written beside its name, read
//! again, and only then given it. A later one to the same file adds a part: the database and the
//! papers that the file doesn't have. What stands in the file is never changed, so a part that is
//! cut short costs itself alone, and the next backup cuts it off. When more than half of the file
//! would be of the past, it is written whole again.
//!
//! Each paper is held against the hash in its row as it is written. A file that isn't what its row
//! says is not written, and what was begun is begun anew without it: where the backup has the
//! right one it stays there, or is copied into the file that is written whole.

use crate::attachments::{self, FileId, StoredFile};
use crate::backup_contents::{Beside, Contents};
use crate::backup_file::{DAMAGED, DATABASE, END, Head, LIST, PAPER, write_entry};
use crate::earlier_backup::{Earlier, Whole};
use crate::keyslots::Keyslots;
use crate::sealed_stream::Sealer;
use crate::slot;
use crate::watch::{Watch, tell, unwatched};
use crate::{Part, Vault, VaultError, files, papers};
use dodam_seal::attachment::AttachmentKey;
use rand_core::CryptoRng;
use std::collections::{HashMap, HashSet};
use std::fs::{File, OpenOptions};
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// What a backup came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BackupSummary {
    /// Bytes of the file.
    pub size_bytes: u64,
    /// Bytes of it that were written now: all of them, or those of a part that was added.
    pub written_bytes: u64,
    /// Papers of the vault that are in it.
    pub papers: u64,
    /// Papers whose sealed file is missing from the vault, or damaged there, and that the backup
    /// hasn't either.
    pub papers_missing: u64,
}

/// Where chance comes from, and who watches.
struct Help<'a, R> {
    rng: &'a mut R,
    watch: Watch<'a>,
}

/// What one try to write is made of.
struct Try<'a> {
    keyslots: &'a Keyslots,
    earlier: Option<&'a Earlier>,
    /// Papers whose file in the vault was found not to be what its row says.
    rotten: &'a HashSet<FileId>,
}

/// How a try ended.
enum Tried {
    Written(BackupSummary),
    /// These papers turned out not to be what their rows say; what was begun is gone.
    Rotten(Vec<FileId>),
}

impl Vault {
    /// Writes everything into one file, which the recovery words open anywhere; where the file is
    /// a backup of this vault already, only what it lacks. What was written is read again before
    /// this returns. Edits wait while the database is copied, the removal of papers until all is.
    ///
    /// A paper that only the backup has, or of which only the backup has a whole copy, stays in
    /// it, also when the file is written whole.
    ///
    /// # Errors
    /// [`VaultError::StorageFull`], [`VaultError::ReadOnly`] for the target;
    /// [`VaultError::Damaged`] where the vault's own database can't be read;
    /// [`VaultError::OtherFile`] where the target is something else than a backup of this vault;
    /// [`VaultError::Io`] where it can't be read and may hold what the vault has lost.
    /// What had the name before is then what it was, and nothing half-written remains.
    pub fn backup<R: CryptoRng>(
        &self,
        target: &Path,
        rng: &mut R,
    ) -> Result<BackupSummary, VaultError> {
        self.backup_watched(target, (rng, &mut unwatched))
    }

    /// Writes a backup as [`Vault::backup`] does, telling `watch` before each paper how many bytes
    /// of papers were written; `watch` may break off.
    ///
    /// # Errors
    /// As [`Vault::backup`], with [`VaultError::Interrupted`]: what had the name before is what
    /// it was.
    pub fn backup_watched<R: CryptoRng>(
        &self,
        target: &Path,
        (rng, watch): (&mut R, Watch<'_>),
    ) -> Result<BackupSummary, VaultError> {
        let _kept = self.keep_files();
        let keyslots = Keyslots::load(&self.folder.keyslots())?;
        // What one left that was cut just after its file got its name.
        files::remove_if_there(&unfinished(target, &keyslots)?)?;
        let mut help = Help { rng, watch };
        let earlier = self.earlier_backup(target, keyslots.vault)?;
        let mut rotten = HashSet::new();
        loop {
            let tried = Try {
                keyslots: &keyslots,
                earlier: earlier.as_ref(),
                rotten: &rotten,
            };
            // Each time fewer papers are left to be found rotten.
            match self.try_backup(target, &tried, &mut help)? {
                Tried::Written(summary) => return Ok(summary),
                Tried::Rotten(found) => rotten.extend(found),
            }
        }
    }

    fn try_backup<R: CryptoRng>(
        &self,
        target: &Path,
        tried: &Try<'_>,
        help: &mut Help<'_, R>,
    ) -> Result<Tried, VaultError> {
        let Some(earlier) = tried.earlier else {
            return self.write_whole(target, tried, &HashSet::new(), help);
        };
        if let Some(whole) = &earlier.whole {
            let beside = Beside::Before(&whole.papers);
            let rows = self.read(papers::load_stored_files)?;
            let bytes = self.database_bytes()?;
            let contents = self.contents(rows, bytes, (beside, tried.rotten))?;
            let after = whole.end + contents.stream_bytes();
            // What is missing or rotten here may lie in the damaged end, which adding would cut
            // off: all is read before that.
            if earlier.has_damaged_end {
                let rotten = self.write_papers(&mut io::sink(), &contents.new, help.watch)?;
                if !rotten.is_empty() {
                    return Ok(Tried::Rotten(rotten));
                }
            }
            let end_is_needed = earlier.has_damaged_end && contents.missing > 0;
            if after <= 2 * contents.wanted_bytes && !end_is_needed {
                return self.add_part(target, (whole, tried), help);
            }
        }
        let saved = self.saved_by(earlier, tried.rotten)?;
        self.write_whole(target, tried, &saved, help)
    }

    /// The papers of which the vault has no right file and the earlier backup has.
    fn saved_by(
        &self,
        earlier: &Earlier,
        rotten: &HashSet<FileId>,
    ) -> Result<HashSet<FileId>, VaultError> {
        let mut wanted = HashMap::new();
        for file in self.read(papers::load_stored_files)? {
            if !self.seems_whole(&file, rotten)? {
                wanted.insert(file.id, file);
            }
        }
        self.copy_papers(earlier, &wanted, &mut io::sink())
    }

    fn contents(
        &self,
        rows: Vec<StoredFile>,
        database_bytes: u64,
        (beside, rotten): (Beside<'_>, &HashSet<FileId>),
    ) -> Result<Contents, VaultError> {
        Contents::of(rows, database_bytes, beside, |file| {
            self.seems_whole(file, rotten)
        })
    }

    fn write_whole<R: CryptoRng>(
        &self,
        target: &Path,
        tried: &Try<'_>,
        saved: &HashSet<FileId>,
        help: &mut Help<'_, R>,
    ) -> Result<Tried, VaultError> {
        let unfinished = unfinished(target, tried.keyslots)?;
        let written = files::create_private(&unfinished).and_then(|mut file| {
            let written = self.write_part(&mut file, (0, Beside::Saved(saved)), tried, help)?;
            drop(file);
            if let Tried::Written(_) = written {
                files::publish(&unfinished, target)?;
            }
            Ok(written)
        });
        if !matches!(written, Ok(Tried::Written(_))) {
            let _ = std::fs::remove_file(&unfinished);
        }
        written
    }

    fn add_part<R: CryptoRng>(
        &self,
        target: &Path,
        (whole, tried): (&Whole, &Try<'_>),
        help: &mut Help<'_, R>,
    ) -> Result<Tried, VaultError> {
        let failed = |error: io::Error| VaultError::from_io(&error);
        let opened = OpenOptions::new().read(true).write(true).open(target);
        let mut file = opened.map_err(failed)?;
        // What a part that was cut short has left.
        file.set_len(whole.end).map_err(failed)?;
        let beside = Beside::Before(&whole.papers);
        let added = self.write_part(&mut file, (whole.end, beside), tried, help);
        if !matches!(added, Ok(Tried::Written(_))) {
            // The first error is the one worth telling; a part that stays is cut off next time.
            let _ = file.set_len(whole.end).and_then(|()| file.sync_all());
        }
        added
    }

    /// Writes a part at the file's end, durably, and reads it again.
    fn write_part<R: CryptoRng>(
        &self,
        file: &mut File,
        (at, beside): (u64, Beside<'_>),
        tried: &Try<'_>,
        help: &mut Help<'_, R>,
    ) -> Result<Tried, VaultError> {
        let failed = |error: io::Error| VaultError::from_io(&error);
        let (mut head, key) = self.new_head(tried.keyslots, help.rng)?;
        file.seek(SeekFrom::Start(at)).map_err(failed)?;
        let mut out = BufWriter::new(&mut *file);
        // The papers are those of the very moment that the database is copied at.
        let (mut stream, contents) = self.hold_still(|database, rows| {
            let mut database = File::open(database).map_err(failed)?;
            let length = database.metadata().map_err(failed)?.len();
            let contents = self.contents(rows, length, (beside, tried.rotten))?;
            head.stream_bytes = Some(contents.stream_bytes());
            out.write_all(&head.to_bytes()).map_err(failed)?;
            let mut stream = Sealer::new(out, key, head.part);
            let list = contents.list.iter().flat_map(|id| *id.as_bytes());
            let list: Vec<u8> = list.collect();
            let bytes = list.len() as u64;
            write_entry(&mut stream, (LIST, &[0; 16]), (&mut &list[..], bytes))?;
            write_entry(&mut stream, (DATABASE, &[0; 16]), (&mut database, length))?;
            Ok((stream, contents))
        })?;
        if let Some(earlier) = tried.earlier.filter(|_| !contents.copied.is_empty()) {
            let found = self.copy_papers(earlier, &contents.copied, &mut stream)?;
            if found.len() < contents.copied.len() {
                return Err(DAMAGED);
            }
        }
        let rotten = self.write_papers(&mut stream, &contents.new, help.watch)?;
        if !rotten.is_empty() {
            return Ok(Tried::Rotten(rotten));
        }
        write_entry(&mut stream, (END, &[0; 16]), (&mut io::empty(), 0))?;
        let mut out = stream.finish().map_err(failed)?;
        out.flush().map_err(failed)?;
        drop(out);
        let size_bytes = self.sync_and_read(file, at)?;
        Ok(Tried::Written(BackupSummary {
            size_bytes,
            written_bytes: size_bytes - at,
            papers: contents.papers,
            papers_missing: contents.missing,
        }))
    }

    /// The head of a new part, which lacks only the stream's length, and the stream's key.
    fn new_head<R: CryptoRng>(
        &self,
        keyslots: &Keyslots,
        rng: &mut R,
    ) -> Result<(Head, AttachmentKey), VaultError> {
        let mut part = [0; 16];
        rng.fill_bytes(&mut part);
        let key = AttachmentKey::random(rng);
        let words = keyslots.of_kind(slot::KIND_WORDS).next().cloned();
        let head = Head {
            vault: keyslots.vault,
            words: words.ok_or(VaultError::Damaged(Part::Keyslots))?,
            part,
            key: self.seal_key(part, &key, rng)?,
            stream_bytes: None,
        };
        Ok((head, key))
    }

    /// Writes papers from the vault's files; gives those that turned out not to be what their rows
    /// say. After the first of them the others are only looked at.
    fn write_papers(
        &self,
        stream: &mut dyn Write,
        papers: &[StoredFile],
        watch: Watch<'_>,
    ) -> Result<Vec<FileId>, VaultError> {
        let (mut rotten, mut done) = (Vec::new(), 0);
        for file in papers {
            tell(watch, done)?;
            done += file.sealed_bytes;
            let copied = if rotten.is_empty() {
                self.write_paper(stream, file)?
            } else {
                self.write_paper(&mut io::sink(), file)?
            };
            if !copied {
                rotten.push(file.id);
            }
        }
        Ok(rotten)
    }

    /// Writes one paper; says whether it was what its row says, to its end.
    fn write_paper(&self, stream: &mut dyn Write, file: &StoredFile) -> Result<bool, VaultError> {
        let opened = match File::open(self.sealed_path(&file.id)) {
            Ok(opened) => opened,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
            Err(error) => return Err(VaultError::from_io(&error)),
        };
        let mut source = Hashing {
            file: opened,
            hasher: blake3::Hasher::new(),
            refused: false,
        };
        let entry = (PAPER, file.id.as_bytes());
        let written = write_entry(stream, entry, (&mut source, file.sealed_bytes));
        let right = source.hasher.finalize().as_bytes() == file.sealed_hash.as_bytes();
        match written {
            Ok(()) => Ok(right),
            Err(VaultError::Damaged(Part::Paper)) => Ok(false),
            Err(_) if source.refused => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Makes a part durable and reads it again; gives the file's size.
    fn sync_and_read(&self, file: &mut File, at: u64) -> Result<u64, VaultError> {
        let failed = |error: io::Error| VaultError::from_io(&error);
        file.sync_all().map_err(failed)?;
        let size_bytes = file.metadata().map_err(failed)?.len();
        file.seek(SeekFrom::Start(at)).map_err(failed)?;
        let mut written = BufReader::new(&mut *file);
        let head = Head::read(&mut written)?.ok_or(DAMAGED)?;
        self.read_part(&mut written, &head)?;
        Ok(size_bytes)
    }
}

/// A paper's file, hashed as it is read.
struct Hashing {
    file: File,
    hasher: blake3::Hasher,
    /// Whether the disk refused some of it.
    refused: bool,
}

impl Read for Hashing {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(buffer);
        match &read {
            Ok(length) => {
                self.hasher.update(&buffer[..*length]);
            }
            Err(error) => self.refused |= error.kind() != io::ErrorKind::Interrupted,
        }
        read
    }
}

/// One name for all backups of a vault: what a cut left is removed by the next one.
fn unfinished(target: &Path, keyslots: &Keyslots) -> Result<PathBuf, VaultError> {
    attachments::beside(target, &unfinished_name(keyslots.vault))
}

/// What a vault's unfinished backups are called. It tells nothing of the vault.
fn unfinished_name(vault: [u8; 16]) -> FileId {
    let mut name = [0; 16];
    let mut hasher = blake3::Hasher::new_derive_key("dodam vault 1 name of unfinished backups");
    hasher.update(&vault).finalize_xof().fill(&mut name);
    FileId::from_bytes(name)
}
