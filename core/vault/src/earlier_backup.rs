//! A backup of this vault that lies under the target's name already: what can be added to it, and
//! what only it still has.

use crate::attachments::{FileId, StoredFile};
use crate::backup_file::{DAMAGED, Entries, Head, LIST, PAPER, Target, write_entry_head};
use crate::{Vault, VaultError};
use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// A backup of this vault that is there already.
pub(crate) struct Earlier {
    path: PathBuf,
    /// Every part whose head can be read, damaged and cut ones too.
    parts: Vec<Lying>,
    /// What a part can be added to; none where no part is whole, and in version 1.
    pub(crate) whole: Option<Whole>,
    /// Whether damaged parts lie behind the last whole one.
    pub(crate) has_damaged_end: bool,
}

/// Where the last whole part ends, and the papers that the parts up to it hold.
pub(crate) struct Whole {
    pub(crate) end: u64,
    pub(crate) papers: HashSet<FileId>,
}

/// Where the stream of a part lies.
struct Lying {
    head: Head,
    begin: u64,
    end: u64,
}

impl Vault {
    /// Looks for a backup of this vault under the target's name: the last part that is read to
    /// its end says which papers are there. None where the name is free, or an empty file's.
    ///
    /// # Errors
    /// [`VaultError::OtherFile`] for anything else than a backup of this vault; whatever the
    /// system says of a file that is there and can't be read, because it may be one.
    pub(crate) fn earlier_backup(
        &self,
        target: &Path,
        vault: [u8; 16],
    ) -> Result<Option<Earlier>, VaultError> {
        let file = match File::open(target) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(VaultError::from_io(&error)),
        };
        let mut file = BufReader::new(file);
        let Some((parts, size)) = parts(&mut file, vault)? else {
            return Ok(None);
        };
        let mut whole = None;
        for part in parts.iter().rev() {
            // Of version 1, or cut by a kill.
            if part.head.stream_bytes != Some(part.end - part.begin) {
                continue;
            }
            let failed = |error: io::Error| VaultError::from_io(&error);
            file.seek(SeekFrom::Start(part.begin)).map_err(failed)?;
            match self.read_part(&mut file, &part.head) {
                Ok(papers) => {
                    let papers = papers.into_iter().collect();
                    let end = part.end;
                    whole = Some(Whole { end, papers });
                    break;
                }
                // Damaged since: the part before it counts.
                Err(DAMAGED) => {}
                Err(error) => return Err(error),
            }
        }
        let end = whole.as_ref().map_or(0, |whole| whole.end);
        Ok(Some(Earlier {
            path: target.to_owned(),
            parts,
            whole,
            has_damaged_end: end < size,
        }))
    }

    /// Reads a part of this vault's to its end; gives the papers on its list.
    pub(crate) fn read_part(
        &self,
        file: &mut dyn Read,
        head: &Head,
    ) -> Result<Vec<FileId>, VaultError> {
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

    /// Copies the entries of papers out of an earlier backup, damaged parts as far as they can be
    /// read; gives those that were there and are what their rows say. Where another than that is
    /// half copied, what was written to `out` is worth nothing: ask into a sink first.
    ///
    /// # Errors
    /// Those of `out`; [`VaultError::Io`] where the disk refuses a part of the file and a paper
    /// was not found in the rest, because it may lie there.
    pub(crate) fn copy_papers(
        &self,
        earlier: &Earlier,
        wanted: &HashMap<FileId, StoredFile>,
        out: &mut dyn Write,
    ) -> Result<HashSet<FileId>, VaultError> {
        let mut found = HashSet::new();
        let failed = |error: io::Error| VaultError::from_io(&error);
        let mut file = Noticing {
            file: BufReader::new(File::open(&earlier.path).map_err(failed)?),
            refused: None,
        };
        for part in &earlier.parts {
            if found.len() == wanted.len() {
                break;
            }
            let sought = file.file.seek(SeekFrom::Start(part.begin));
            sought.map_err(failed)?;
            self.copy_papers_of(part, &mut file, wanted, &mut found, out)?;
        }
        match file.refused {
            Some(kind) if found.len() < wanted.len() => Err(VaultError::Io(kind)),
            _ => Ok(found),
        }
    }

    fn copy_papers_of(
        &self,
        part: &Lying,
        file: &mut Noticing,
        wanted: &HashMap<FileId, StoredFile>,
        found: &mut HashSet<FileId>,
        out: &mut dyn Write,
    ) -> Result<(), VaultError> {
        let Some(key) = self.open_key(part.head.part, &part.head.key) else {
            return Ok(());
        };
        let mut stream = file.take(part.end - part.begin);
        let mut entries = Entries::new(&mut stream, key, part.head.part);
        loop {
            let mut copying = None;
            let more = entries.next(|kind, id| {
                let file = wanted.get(&id).filter(|_| kind == PAPER);
                let Some(file) = file.filter(|_| !found.contains(&id)) else {
                    return Ok(Box::new(io::sink()) as Target<'_>);
                };
                write_entry_head(out, (PAPER, id.as_bytes()), file.sealed_bytes)?;
                Ok(Box::new(copying.insert(Checked::new(&mut *out, file))))
            });
            match more {
                Ok(true) => {}
                Ok(false) | Err(DAMAGED | VaultError::NewerVersion) => return Ok(()),
                Err(error) => return Err(error),
            }
            if let Some(id) = copying.and_then(Checked::whole) {
                found.insert(id);
            }
        }
    }
}

/// The parts whose head can be read, and the file's size. `None` for an empty file: it is a name.
fn parts(
    file: &mut BufReader<File>,
    vault: [u8; 16],
) -> Result<Option<(Vec<Lying>, u64)>, VaultError> {
    let failed = |error: io::Error| VaultError::from_io(&error);
    let size = file.get_ref().metadata().map_err(failed)?;
    // Whatever else has that name was not ours to replace.
    match Head::read(file) {
        _ if size.is_dir() => return Err(VaultError::OtherFile),
        Ok(None) => return Ok(None),
        Ok(Some(head)) if head.vault == vault => {}
        Ok(Some(_)) | Err(DAMAGED | VaultError::NotABackup | VaultError::NewerVersion) => {
            return Err(VaultError::OtherFile);
        }
        Err(error) => return Err(error),
    }
    let size = size.len();
    file.rewind().map_err(failed)?;
    let mut parts = Vec::new();
    while let Ok(Some(head)) = Head::read(file) {
        if head.vault != vault {
            break;
        }
        let begin = file.stream_position().map_err(failed)?;
        let says = head.stream_bytes.and_then(|bytes| begin.checked_add(bytes));
        let end = says.unwrap_or(u64::MAX).min(size);
        parts.push(Lying { head, begin, end });
        file.seek(SeekFrom::Start(end)).map_err(failed)?;
    }
    Ok(Some((parts, size)))
}

/// Notices whether the disk refused something: what reads it only says that it is damaged.
struct Noticing {
    file: BufReader<File>,
    refused: Option<io::ErrorKind>,
}

impl Read for Noticing {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(buffer);
        if let Err(error) = &read
            && error.kind() != io::ErrorKind::Interrupted
        {
            self.refused = Some(error.kind());
        }
        read
    }
}

/// Takes the bytes of one sealed file, passes them on and finds out whether they are the right
/// ones.
struct Checked<'a> {
    out: &'a mut dyn Write,
    file: &'a StoredFile,
    hasher: blake3::Hasher,
    left: u64,
}

impl<'a> Checked<'a> {
    fn new(out: &'a mut dyn Write, file: &'a StoredFile) -> Self {
        Self {
            out,
            file,
            hasher: blake3::Hasher::new(),
            left: file.sealed_bytes,
        }
    }

    /// Whose file it is, if it was that one to its end.
    fn whole(self) -> Option<FileId> {
        let right = self.hasher.finalize().as_bytes() == self.file.sealed_hash.as_bytes();
        Some(self.file.id).filter(|_| right && self.left == 0)
    }
}

impl Write for Checked<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // One that is longer than its row says is another one; no more of it is passed on.
        let here = bytes
            .len()
            .min(usize::try_from(self.left).unwrap_or(usize::MAX));
        self.out.write_all(&bytes[..here])?;
        self.left -= here as u64;
        self.hasher.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
