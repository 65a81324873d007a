//! Looking a vault over: is every page of the database, every word of the index and every sealed
//! file what it was?

use crate::papers::{Held, load_all_former_files, load_papers};
use crate::watch::{Watch, tell, unwatched};
use crate::{FileId, SealedFile, Vault, VaultError};
use rusqlite::Transaction;
use std::io;

/// What an examination found. Empty lists are good news.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Examination {
    /// Pages or rows of the database that aren't what they were.
    pub database_faults: u64,
    /// Whether the search index fits itself.
    pub index_whole: bool,
    /// Files that are missing here and that no other place holds: lost.
    pub lost: Vec<FileId>,
    /// Files that are missing here and safe elsewhere.
    pub elsewhere: Vec<FileId>,
    /// Files that were changed or cut.
    pub changed: Vec<FileId>,
    /// Files that were read to their end and are whole; 0 where that wasn't asked.
    pub files_read: u64,
    /// Files of which only the length was looked at.
    pub files_seen: u64,
    /// Names in the folder that aren't the vault's.
    pub foreign_names: u64,
}

impl Vault {
    /// Looks the whole vault over; with `read_files`, every sealed file to its end. Where the
    /// database has faults, the files aren't looked at: see [`Vault::repair`]. Nothing is changed.
    ///
    /// # Errors
    /// [`VaultError::Paused`], [`VaultError::Io`].
    pub fn examine(&self, read_files: bool) -> Result<Examination, VaultError> {
        self.examine_watched(read_files, &mut unwatched)
    }

    /// Looks the vault over as [`Vault::examine`] does, telling `watch` before each file how many
    /// bytes of files were seen; `watch` may break off.
    ///
    /// # Errors
    /// As [`Vault::examine`], with [`VaultError::Interrupted`].
    pub fn examine_watched(
        &self,
        read_files: bool,
        watch: Watch<'_>,
    ) -> Result<Examination, VaultError> {
        let mut found = Examination {
            database_faults: self.read(faults)?,
            ..Examination::default()
        };
        if found.database_faults > 0 {
            return Ok(found);
        }
        let files = self.read(|tx| {
            let mut files: Vec<(SealedFile, bool)> = Vec::new();
            for paper in load_papers(tx)? {
                files.push((paper.file, paper.held == Held::SafeElsewhere));
            }
            for (_, former) in load_all_former_files(tx)? {
                files.push((former.file, former.held == Held::SafeElsewhere));
            }
            Ok::<_, VaultError>(files)
        })?;
        // Asking the index is a write to SQLite, though it changes nothing.
        found.index_whole = self.write(index_is_whole)?;
        let mut seen = 0;
        for (file, safe) in files {
            tell(watch, seen)?;
            seen += file.size_bytes;
            let place = if safe {
                &mut found.elsewhere
            } else {
                &mut found.lost
            };
            match self.look_at(&file, read_files)? {
                Seen::Missing => place.push(file.id),
                Seen::Changed => found.changed.push(file.id),
                Seen::Whole if read_files => found.files_read += 1,
                Seen::Whole => found.files_seen += 1,
            }
        }
        found.foreign_names = self.folder.count_foreign()?;
        Ok(found)
    }

    fn look_at(&self, file: &SealedFile, read: bool) -> Result<Seen, VaultError> {
        let length = match self.sealed_path(&file.id).metadata() {
            Ok(about) => about.len(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Seen::Missing),
            Err(error) => return Err(VaultError::from_io(&error)),
        };
        if length != crate::attachments::sealed_length(file.size_bytes) {
            return Ok(Seen::Changed);
        }
        if !read {
            return Ok(Seen::Whole);
        }
        match self.check_file(file) {
            Ok(()) => Ok(Seen::Whole),
            Err(VaultError::Damaged(_)) => Ok(Seen::Changed),
            Err(error) => Err(error),
        }
    }
}

enum Seen {
    Whole,
    Missing,
    Changed,
}

/// Pages whose authentication code doesn't fit, and then what SQLite itself finds.
fn faults(tx: &Transaction<'_>) -> Result<u64, VaultError> {
    let mut count = 0;
    // FTS5's own check goes by what this connection last knew of the index, and calls an index
    // damaged that another one has changed since. Reading it makes that known; what can't be read
    // is told below.
    let _ = tx
        .prepare("SELECT rowid FROM search_words LIMIT 1")
        .and_then(|mut statement| statement.exists([]));
    for check in ["PRAGMA cipher_integrity_check", "PRAGMA integrity_check"] {
        // A page that can't be read ends the check, and is a fault itself.
        let told = tx.prepare(check).and_then(|mut statement| {
            let lines = statement.query_map([], |row| row.get::<_, String>(0))?;
            lines.collect::<Result<Vec<_>, _>>()
        });
        match told.map_err(VaultError::from) {
            Ok(lines) => count += lines.iter().filter(|line| *line != "ok").count() as u64,
            Err(VaultError::Damaged(_)) => count += 1,
            Err(error) => return Err(error),
        }
        if count > 0 {
            break;
        }
    }
    Ok(count)
}

fn index_is_whole(tx: &Transaction<'_>) -> Result<bool, VaultError> {
    let sql = "INSERT INTO search_words (search_words) VALUES ('integrity-check')";
    match tx.execute(sql, []).map_err(VaultError::from) {
        Ok(_) => Ok(true),
        Err(VaultError::Damaged(_)) => Ok(false),
        Err(error) => Err(error),
    }
}
