//! Writing everything into one portable file, and next time only what is new.
//!
//! The format is that of `backup_file.rs`. The first backup is written beside its name, read
//! again, and only then given it. A later one to the same file adds a part: the database and the
//! papers that the file doesn't have. What stands in the file is never changed, so a part that is
//! cut short costs itself alone, and the next backup cuts it off. When more than half of the file
//! would be of the past, it is written whole again.

use crate::attachments::{self, FileId};
use crate::backup_file::{
    DAMAGED, DATABASE, END, ENTRY_HEAD, Entries, Head, LIST, PAPER, Target, write_entry,
};
use crate::keyslots::Keyslots;
use crate::sealed_stream::Sealer;
use crate::slot;
use crate::{Part, Vault, VaultError, files};
use dodam_seal::attachment::AttachmentKey;
use rand_core::CryptoRng;
use std::collections::HashSet;
use std::fs::{File, OpenOptions};
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::ops::ControlFlow;
use std::path::Path;

/// What a backup came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BackupSummary {
    /// Bytes of the file.
    pub size_bytes: u64,
    /// Bytes of it that were written now: all of them, or those of a part that was added.
    pub written_bytes: u64,
    /// Papers of the vault that are in it.
    pub papers: u64,
    /// Papers whose sealed file is missing from the vault and from the backup.
    pub papers_missing: u64,
}

/// Is told how many bytes are done, and may break off.
type Watch<'a> = &'a mut dyn FnMut(u64) -> ControlFlow<()>;

/// A backup of this vault that is there already.
struct Earlier {
    /// Where its last whole part ends.
    end: u64,
    /// The papers that its parts hold.
    papers: HashSet<FileId>,
}

/// What a part is to hold.
struct Contents {
    database_bytes: u64,
    /// Papers that are new, with the bytes of their sealed files.
    new: Vec<(FileId, u64)>,
    /// Every paper that is in the file afterwards.
    list: Vec<FileId>,
    summary: BackupSummary,
    /// Bytes of what the vault holds now.
    present_bytes: u64,
    /// Whether the backup has files that the vault has lost or given away.
    only_in_backup: bool,
}

impl Vault {
    /// Writes everything into one file, which the recovery words open anywhere; where the file is
    /// a backup of this vault already, only what it lacks. What was written is read again before
    /// this returns. Edits wait while the database is copied, the removal of papers until all is.
    ///
    /// # Errors
    /// [`VaultError::StorageFull`], [`VaultError::ReadOnly`] for the target;
    /// [`VaultError::Damaged`] where the vault's own files can't be read;
    /// [`VaultError::OtherFile`] where the target is something else than a backup of this vault.
    /// What had the name before is then what it was, and nothing half-written remains.
    pub fn backup<R: CryptoRng>(
        &self,
        target: &Path,
        rng: &mut R,
    ) -> Result<BackupSummary, VaultError> {
        self.backup_watched(target, (rng, &mut |_| ControlFlow::Continue(())))
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
        if let Some(earlier) = self.earlier_backup(target, keyslots.vault)? {
            let contents = self.contents(Some(&earlier.papers))?;
            let after = earlier.end + contents.stream_bytes();
            // Files that only the backup has must not go with its past.
            if contents.only_in_backup || after <= 2 * contents.present_bytes {
                return self.add_part(target, (&earlier, contents), &keyslots, (rng, watch));
            }
        }
        self.write_whole(target, &keyslots, (rng, watch))
    }

    fn write_whole<R: CryptoRng>(
        &self,
        target: &Path,
        keyslots: &Keyslots,
        (rng, watch): (&mut R, Watch<'_>),
    ) -> Result<BackupSummary, VaultError> {
        // One name for all backups of a vault: what a cut left is removed by the next one.
        let unfinished = attachments::beside(target, &unfinished_name(keyslots.vault))?;
        files::remove_if_there(&unfinished)?;
        let written = self.contents(None).and_then(|contents| {
            let mut file = files::create_private(&unfinished)?;
            let summary = self.write_part(&mut file, (0, contents), keyslots, (rng, watch))?;
            drop(file);
            files::publish(&unfinished, target)?;
            Ok(summary)
        });
        if written.is_err() {
            let _ = std::fs::remove_file(&unfinished);
        }
        written
    }

    fn add_part<R: CryptoRng>(
        &self,
        target: &Path,
        (earlier, contents): (&Earlier, Contents),
        keyslots: &Keyslots,
        (rng, watch): (&mut R, Watch<'_>),
    ) -> Result<BackupSummary, VaultError> {
        let failed = |error: io::Error| VaultError::from_io(&error);
        let opened = OpenOptions::new().read(true).write(true).open(target);
        let mut file = opened.map_err(failed)?;
        // What a part that was cut short has left.
        file.set_len(earlier.end).map_err(failed)?;
        let added = self.write_part(&mut file, (earlier.end, contents), keyslots, (rng, watch));
        if added.is_err() {
            // The first error is the one worth telling; a part that stays is cut off next time.
            let _ = file.set_len(earlier.end).and_then(|()| file.sync_all());
        }
        added
    }

    /// What a part would hold beside papers that are in the file already.
    fn contents(&self, there: Option<&HashSet<FileId>>) -> Result<Contents, VaultError> {
        let nothing = HashSet::new();
        let there = there.unwrap_or(&nothing);
        let mut contents = Contents {
            database_bytes: self.database_bytes()?,
            new: Vec::new(),
            list: there.iter().copied().collect(),
            summary: BackupSummary {
                size_bytes: 0,
                written_bytes: 0,
                papers: 0,
                papers_missing: 0,
            },
            present_bytes: 0,
            only_in_backup: false,
        };
        contents.present_bytes = contents.database_bytes;
        for id in self.read(crate::papers::load_file_ids)? {
            match self.sealed_bytes(&id)? {
                Some(bytes) => {
                    contents.present_bytes += bytes;
                    contents.summary.papers += 1;
                    if !there.contains(&id) {
                        contents.new.push((id, bytes));
                        contents.list.push(id);
                    }
                }
                None if there.contains(&id) => {
                    contents.summary.papers += 1;
                    contents.only_in_backup = true;
                }
                None => contents.summary.papers_missing += 1,
            }
        }
        Ok(contents)
    }

    /// Writes a part at the file's end, durably, and reads it again.
    fn write_part<R: CryptoRng>(
        &self,
        file: &mut File,
        (at, mut contents): (u64, Contents),
        keyslots: &Keyslots,
        (rng, watch): (&mut R, Watch<'_>),
    ) -> Result<BackupSummary, VaultError> {
        let failed = |error: io::Error| VaultError::from_io(&error);
        let mut part = [0; 16];
        rng.fill_bytes(&mut part);
        let key = AttachmentKey::random(rng);
        let words = keyslots.of_kind(slot::KIND_WORDS).next().cloned();
        let mut head = Head {
            vault: keyslots.vault,
            words: words.ok_or(VaultError::Damaged(Part::Keyslots))?,
            part,
            key: self.seal_key(part, &key, rng)?,
            stream_bytes: None,
        };
        file.seek(SeekFrom::Start(at)).map_err(failed)?;
        let mut out = BufWriter::new(&mut *file);
        let mut stream = self.hold_still(|database, _| {
            let mut database = File::open(database).map_err(failed)?;
            contents.database_bytes = database.metadata().map_err(failed)?.len();
            head.stream_bytes = Some(contents.stream_bytes());
            out.write_all(&head.to_bytes()).map_err(failed)?;
            let mut stream = Sealer::new(out, key, part);
            let list = contents.list.iter().flat_map(|id| *id.as_bytes());
            let list: Vec<u8> = list.collect();
            let length = list.len() as u64;
            write_entry(&mut stream, (LIST, &[0; 16]), (&mut &list[..], length))?;
            let length = contents.database_bytes;
            write_entry(&mut stream, (DATABASE, &[0; 16]), (&mut database, length))?;
            Ok(stream)
        })?;
        let mut done = 0;
        for (id, length) in &contents.new {
            if watch(done).is_break() {
                return Err(VaultError::Interrupted);
            }
            done += length;
            let paper = File::open(self.sealed_path(id));
            let mut paper = paper.map_err(|_| VaultError::Damaged(Part::Paper))?;
            write_entry(&mut stream, (PAPER, id.as_bytes()), (&mut paper, *length))?;
        }
        write_entry(&mut stream, (END, &[0; 16]), (&mut io::empty(), 0))?;
        let mut out = stream.finish().map_err(failed)?;
        out.flush().map_err(failed)?;
        drop(out);
        file.sync_all().map_err(failed)?;
        let size_bytes = file.metadata().map_err(failed)?.len();
        file.seek(SeekFrom::Start(at)).map_err(failed)?;
        let mut written = BufReader::new(&mut *file);
        let head = Head::read(&mut written)?.ok_or(DAMAGED)?;
        self.read_part(&mut written, &head)?;
        Ok(BackupSummary {
            size_bytes,
            written_bytes: size_bytes - at,
            ..contents.summary
        })
    }

    /// Reads a part of this vault's to its end; gives the papers on its list.
    fn read_part(&self, file: &mut dyn Read, head: &Head) -> Result<Vec<FileId>, VaultError> {
        let key = self.open_key(head.part, &head.key).ok_or(DAMAGED)?;
        let mut stream = file.take(head.stream_bytes.unwrap_or(u64::MAX));
        let mut entries = Entries::new(&mut stream, key, head.part);
        let mut list = Vec::new();
        loop {
            let bytes = &mut list;
            let more = entries.next(|kind, _| {
                Ok(match kind {
                    LIST => Box::new(bytes) as Target<'_>,
                    _ => Box::new(io::sink()),
                })
            })?;
            if !more {
                break;
            }
        }
        let ids = list.chunks_exact(16).map(|id| {
            let mut bytes = [0; 16];
            bytes.copy_from_slice(id);
            FileId::from_bytes(bytes)
        });
        Ok(ids.collect())
    }

    /// Looks for a backup of this vault under the target's name that a part can be added to: the
    /// last part that is read to its end says which papers are there.
    fn earlier_backup(
        &self,
        target: &Path,
        vault: [u8; 16],
    ) -> Result<Option<Earlier>, VaultError> {
        let Ok(file) = File::open(target) else {
            return Ok(None);
        };
        let size = file
            .metadata()
            .map_err(|error| VaultError::from_io(&error))?;
        let mut file = BufReader::new(file);
        let failed = |error: io::Error| VaultError::from_io(&error);
        // Whatever else has that name was not ours to replace. An empty file is a name.
        match Head::read(&mut file) {
            Ok(None) => return Ok(None),
            Ok(Some(head)) if head.vault == vault => {}
            _ => return Err(VaultError::OtherFile),
        }
        file.rewind().map_err(failed)?;
        let mut parts = Vec::new();
        while let Ok(Some(head)) = Head::read(&mut file) {
            let begin = file.stream_position().map_err(failed)?;
            let Some(end) = head.stream_bytes.and_then(|bytes| begin.checked_add(bytes)) else {
                return Ok(None);
            };
            if head.vault != vault || end > size.len() {
                break;
            }
            parts.push((head, begin, end));
            file.seek(SeekFrom::Start(end)).map_err(failed)?;
        }
        while let Some((head, begin, end)) = parts.pop() {
            file.seek(SeekFrom::Start(begin)).map_err(failed)?;
            match self.read_part(&mut file, &head) {
                Ok(papers) => {
                    let papers = papers.into_iter().collect();
                    return Ok(Some(Earlier { end, papers }));
                }
                // Cut by a kill, or damaged since: the part before it counts.
                Err(DAMAGED) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(None)
    }
}

impl Contents {
    /// Bytes of the sealed stream.
    fn stream_bytes(&self) -> u64 {
        let list = self.list.len() as u64 * 16;
        let papers: u64 = self.new.iter().map(|(_, bytes)| bytes).sum();
        // The list, the database, the end, and each paper has a head.
        let heads = (3 + self.new.len() as u64) * ENTRY_HEAD as u64;
        attachments::sealed_length(heads + list + self.database_bytes + papers)
    }
}

/// What a vault's unfinished backups are called. It tells nothing of the vault.
fn unfinished_name(vault: [u8; 16]) -> FileId {
    let mut name = [0; 16];
    let mut hasher = blake3::Hasher::new_derive_key("dodam vault 1 name of unfinished backups");
    hasher.update(&vault).finalize_xof().fill(&mut name);
    FileId::from_bytes(name)
}
