//! What a part of a backup holds, decided from the rows of one moment.

use crate::attachments::{self, FileId, StoredFile};
use crate::backup_file::ENTRY_HEAD;
use crate::{Vault, VaultError};
use std::collections::{HashMap, HashSet};

/// What a part can rely on beside the vault's own files.
#[derive(Clone, Copy)]
pub(crate) enum Beside<'a> {
    /// The part is added to these papers.
    Before(&'a HashSet<FileId>),
    /// The file is written whole; these can be copied from the one that it replaces.
    Saved(&'a HashSet<FileId>),
}

/// What a part is to hold.
pub(crate) struct Contents {
    pub(crate) database_bytes: u64,
    /// Papers to be written from the vault's files.
    pub(crate) new: Vec<StoredFile>,
    /// Papers to be copied from the backup that is replaced.
    pub(crate) copied: HashMap<FileId, StoredFile>,
    /// Every paper that is in the file afterwards.
    pub(crate) list: Vec<FileId>,
    /// Papers of the vault that are in the file afterwards.
    pub(crate) papers: u64,
    /// Papers of which there is no whole file, here or in the backup.
    pub(crate) missing: u64,
    /// Bytes of everything that the file has to hold, were it written whole.
    pub(crate) wanted_bytes: u64,
}

impl Contents {
    /// Goes through the papers of the database; `is_here` says whether the vault's own file is
    /// the right one, as far as is known.
    pub(crate) fn of(
        papers: Vec<StoredFile>,
        database_bytes: u64,
        beside: Beside<'_>,
        is_here: impl Fn(&StoredFile) -> Result<bool, VaultError>,
    ) -> Result<Self, VaultError> {
        let mut contents = Self {
            database_bytes,
            new: Vec::new(),
            copied: HashMap::new(),
            list: Vec::new(),
            papers: 0,
            missing: 0,
            wanted_bytes: database_bytes,
        };
        if let Beside::Before(there) = beside {
            contents.list.extend(there);
        }
        for file in papers {
            match beside {
                Beside::Before(there) if there.contains(&file.id) => {}
                _ if is_here(&file)? => {
                    contents.new.push(file);
                    contents.list.push(file.id);
                }
                Beside::Saved(saved) if saved.contains(&file.id) => {
                    contents.copied.insert(file.id, file);
                    contents.list.push(file.id);
                }
                _ => {
                    contents.missing += 1;
                    continue;
                }
            }
            contents.papers += 1;
            contents.wanted_bytes += file.sealed_bytes;
        }
        Ok(contents)
    }

    /// Bytes of the sealed stream.
    pub(crate) fn stream_bytes(&self) -> u64 {
        let list = self.list.len() as u64 * 16;
        let new = self.new.iter().map(|file| file.sealed_bytes);
        let copied = self.copied.values().map(|file| file.sealed_bytes);
        // The list, the database, the end, and each paper has a head.
        let count = 3 + self.new.len() as u64 + self.copied.len() as u64;
        let papers: u64 = new.chain(copied).sum();
        let heads = count * ENTRY_HEAD as u64;
        attachments::sealed_length(heads + list + self.database_bytes + papers)
    }
}

impl Vault {
    /// Whether a paper's file is here and isn't known to be another than its row says; it was not
    /// read yet.
    pub(crate) fn seems_whole(
        &self,
        file: &StoredFile,
        rotten: &HashSet<FileId>,
    ) -> Result<bool, VaultError> {
        let right_length = self.sealed_bytes(&file.id)? == Some(file.sealed_bytes);
        Ok(right_length && !rotten.contains(&file.id))
    }
}
