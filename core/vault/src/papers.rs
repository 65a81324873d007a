//! Papers: where each one's sealed files lie, their keys, and what lists show.

use crate::attachments::{FileId, SealedFile, StoredFile, sealed_length};
use crate::columns::{self, to_column};
use crate::{VaultError, importing};
use dodam_seal::{AttachmentKey, ChainId, Hash};
use rusqlite::{OptionalExtension, Row, Transaction};

/// Names a paper: the 16 bytes that its document uses.
pub type PaperId = [u8; 16];

/// A stored paper.
#[derive(Debug, Clone)]
pub struct Paper {
    /// Its name in the document.
    pub id: PaperId,
    /// The strand it belongs to.
    pub strand_id: ChainId,
    /// The sealed file, with its key and hashes.
    pub file: SealedFile,
    /// Whether another place confirmed that it holds the sealed file.
    pub held: Held,
    /// What lists show, repeated from the document.
    pub listing: PaperListing,
}

/// A file that a paper had before its present one.
#[derive(Debug, Clone)]
pub struct FormerFile {
    /// The sealed file, with its key and hashes.
    pub file: SealedFile,
    /// Whether another place confirmed that it holds the sealed file.
    pub held: Held,
    /// Its media type.
    pub mime: String,
    /// When it was added, in milliseconds since 1970.
    pub added_at_ms: i64,
}

/// Who has a paper's file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// Only this device: lost with it.
    OnlyHere,
    /// Another place confirmed it.
    SafeElsewhere,
}

impl Held {
    fn of(safe: bool) -> Self {
        if safe {
            Self::SafeElsewhere
        } else {
            Self::OnlyHere
        }
    }
}

/// What lists show of a paper.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct PaperListing {
    /// What the person calls it.
    pub title: String,
    /// Its kind, as the document holds it.
    pub kind: String,
    /// The day it expires, as the document writes it.
    pub expires: Option<String>,
    /// The media type of its present file.
    pub mime: String,
    /// Who issued it.
    pub issuer: Option<String>,
    /// The day that stands on it, as the document writes it.
    pub dated: Option<String>,
    /// Words to find it by, one a line.
    pub tags: String,
    /// When its present file was added, in milliseconds since 1970.
    pub added_at_ms: i64,
    /// Whether it lies in the bin.
    pub binned: bool,
}

impl core::fmt::Debug for PaperListing {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("PaperListing(…)")
    }
}

const COLUMNS: &str = "SELECT paper_id, strand_id, file_id, file_key, size_bytes, sha256,
                              sealed_hash, safe_elsewhere, title, kind, expires, mime, issuer,
                              dated, tags, added_at_ms, binned FROM paper";

/// Stores a paper whose file is stored already; see [`crate::Vault::store_file`].
///
/// # Errors
/// [`VaultError::Store`] where the paper or its file has a row, [`VaultError::StorageFull`] and
/// the like.
pub fn insert_paper(tx: &Transaction<'_>, paper: &Paper) -> Result<(), VaultError> {
    let sql = "INSERT INTO paper (paper_id, strand_id, file_id, file_key, size_bytes, sha256,
                                  sealed_hash, safe_elsewhere, title, kind)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, '', '')";
    tx.prepare_cached(sql)?.execute((
        paper.id,
        paper.strand_id.as_bytes(),
        paper.file.id.as_bytes(),
        paper.file.key.expose(),
        to_column(paper.file.size_bytes)?,
        paper.file.sha256,
        paper.file.sealed_hash.as_bytes(),
        paper.held == Held::SafeElsewhere,
    ))?;
    importing::finish_import(tx, &paper.file.id)?;
    update_paper_listing(tx, &paper.id, &paper.listing)
}

/// Loads one paper.
///
/// # Errors
/// [`VaultError::Damaged`].
pub fn load_paper(tx: &Transaction<'_>, id: &PaperId) -> Result<Option<Paper>, VaultError> {
    let mut statement = tx.prepare_cached(&format!("{COLUMNS} WHERE paper_id = ?1"))?;
    Ok(statement.query_row([id], paper).optional()?)
}

/// Loads every paper, in the bin or not, by id.
///
/// # Errors
/// [`VaultError::Damaged`].
pub fn load_papers(tx: &Transaction<'_>) -> Result<Vec<Paper>, VaultError> {
    let mut statement = tx.prepare_cached(&format!("{COLUMNS} ORDER BY paper_id"))?;
    let rows = statement.query_map([], paper)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Loads every paper of one strand, by id.
///
/// # Errors
/// [`VaultError::Damaged`].
pub fn load_papers_of_strand(
    tx: &Transaction<'_>,
    strand_id: &ChainId,
) -> Result<Vec<Paper>, VaultError> {
    let sql = format!("{COLUMNS} WHERE strand_id = ?1 ORDER BY paper_id");
    let mut statement = tx.prepare_cached(&sql)?;
    let rows = statement.query_map([strand_id.as_bytes()], paper)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Which papers a list is to show.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PaperFilter<'a> {
    /// Only those of this kind.
    pub kind: Option<&'a str>,
    /// Only those that expire on this day or before, as `YYYY-MM-DD`.
    pub expires_until: Option<&'a str>,
    /// Only those in the bin; otherwise only those that aren't.
    pub binned: bool,
}

impl PaperFilter<'_> {
    /// Whether a paper is one of those.
    #[must_use]
    pub fn takes(&self, listing: &PaperListing) -> bool {
        let expires = listing.expires.as_deref();
        let until = |last: &str| expires.is_some_and(|day| day <= last);
        listing.binned == self.binned
            && self.kind.is_none_or(|kind| listing.kind == kind)
            && self.expires_until.is_none_or(until)
    }
}

/// Loads a page of papers, those added last first; those that expire first where the filter
/// asks for a day.
///
/// # Errors
/// [`VaultError::Damaged`].
pub fn load_paper_page(
    tx: &Transaction<'_>,
    filter: &PaperFilter<'_>,
    (skip, limit): (u32, u32),
) -> Result<Vec<Paper>, VaultError> {
    let order = match filter.expires_until {
        Some(_) => "expires, paper_id",
        None => "added_at_ms DESC, paper_id",
    };
    let expires = match filter.expires_until {
        Some(_) => "expires <= ?3",
        None => "?3 IS NULL",
    };
    let kind = match filter.kind {
        Some(_) => "kind = ?2",
        None => "?2 IS NULL",
    };
    let sql = format!(
        "{COLUMNS} WHERE binned = ?1 AND {kind} AND {expires} ORDER BY {order} LIMIT ?4 OFFSET ?5"
    );
    let mut statement = tx.prepare_cached(&sql)?;
    let asked = (
        filter.binned,
        filter.kind,
        filter.expires_until,
        limit,
        skip,
    );
    let rows = statement.query_map(asked, paper)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Changes what lists show, after the document changed.
///
/// # Errors
/// [`VaultError::Unknown`] where no such paper is stored.
pub fn update_paper_listing(
    tx: &Transaction<'_>,
    id: &PaperId,
    listing: &PaperListing,
) -> Result<(), VaultError> {
    let sql = "UPDATE paper SET title = ?2, kind = ?3, expires = ?4, mime = ?5, issuer = ?6,
                                dated = ?7, tags = ?8, added_at_ms = ?9, binned = ?10
               WHERE paper_id = ?1";
    let values = (
        id,
        &listing.title,
        &listing.kind,
        &listing.expires,
        &listing.mime,
        &listing.issuer,
        &listing.dated,
        &listing.tags,
        listing.added_at_ms,
        listing.binned,
    );
    one(tx.prepare_cached(sql)?.execute(values)?)
}

/// Puts another file in the place of a paper's present one, which joins the former ones.
///
/// # Errors
/// [`VaultError::Unknown`] where no such paper is stored, [`VaultError::Store`] where the file
/// belongs to another.
pub fn replace_file(
    tx: &Transaction<'_>,
    id: &PaperId,
    file: &SealedFile,
    held: Held,
) -> Result<(), VaultError> {
    // A file that comes back from among the former ones is held by whoever held it.
    let sql = "DELETE FROM former_file WHERE file_id = ?1 AND paper_id = ?2
               RETURNING safe_elsewhere";
    let mut statement = tx.prepare_cached(sql)?;
    let known = statement.query_row((file.id.as_bytes(), id), |row| row.get(0).map(Held::of));
    let held = known.optional()?.unwrap_or(held);
    let sql = "INSERT OR IGNORE INTO former_file (file_id, paper_id, file_key, size_bytes, sha256,
                                                  sealed_hash, safe_elsewhere, mime, added_at_ms)
               SELECT file_id, paper_id, file_key, size_bytes, sha256, sealed_hash,
                      safe_elsewhere, mime, added_at_ms FROM paper WHERE paper_id = ?1";
    tx.prepare_cached(sql)?.execute([id])?;
    importing::finish_import(tx, &file.id)?;
    let sql = "UPDATE paper SET file_id = ?2, file_key = ?3, size_bytes = ?4, sha256 = ?5,
                                sealed_hash = ?6, safe_elsewhere = ?7
               WHERE paper_id = ?1";
    one(tx.prepare_cached(sql)?.execute((
        id,
        file.id.as_bytes(),
        file.key.expose(),
        to_column(file.size_bytes)?,
        file.sha256,
        file.sealed_hash.as_bytes(),
        held == Held::SafeElsewhere,
    ))?)
}

/// Stores a file that a paper had before its present one; one that is known is left as it is.
///
/// # Errors
/// [`VaultError::StorageFull`] and the like.
pub fn insert_former_file(
    tx: &Transaction<'_>,
    id: &PaperId,
    former: &FormerFile,
) -> Result<(), VaultError> {
    let sql = "INSERT OR IGNORE INTO former_file (file_id, paper_id, file_key, size_bytes, sha256,
                                                  sealed_hash, safe_elsewhere, mime, added_at_ms)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    tx.prepare_cached(sql)?.execute((
        former.file.id.as_bytes(),
        id,
        former.file.key.expose(),
        to_column(former.file.size_bytes)?,
        former.file.sha256,
        former.file.sealed_hash.as_bytes(),
        former.held == Held::SafeElsewhere,
        &former.mime,
        former.added_at_ms,
    ))?;
    Ok(())
}

/// Loads the files a paper had before its present one, earliest first.
///
/// # Errors
/// [`VaultError::Damaged`].
pub fn load_former_files(
    tx: &Transaction<'_>,
    id: &PaperId,
) -> Result<Vec<FormerFile>, VaultError> {
    let sql = format!("{FORMER_COLUMNS} WHERE paper_id = ?1 ORDER BY added_at_ms, file_id");
    let mut statement = tx.prepare_cached(&sql)?;
    let rows = statement.query_map([id], |row| former(row).map(|(_, file)| file))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Loads the former files of all papers, each with the paper it belonged to.
///
/// # Errors
/// [`VaultError::Damaged`].
pub fn load_all_former_files(
    tx: &Transaction<'_>,
) -> Result<Vec<(PaperId, FormerFile)>, VaultError> {
    let sql = format!("{FORMER_COLUMNS} ORDER BY paper_id, added_at_ms, file_id");
    let mut statement = tx.prepare_cached(&sql)?;
    let rows = statement.query_map([], former)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The paper that a file belongs to, as its present or a former one.
///
/// # Errors
/// [`VaultError::Damaged`].
pub fn load_owner_of_file(
    tx: &Transaction<'_>,
    file: &FileId,
) -> Result<Option<PaperId>, VaultError> {
    let sql = "SELECT paper_id FROM paper WHERE file_id = ?1
               UNION ALL SELECT paper_id FROM former_file WHERE file_id = ?1";
    let mut statement = tx.prepare_cached(sql)?;
    Ok(statement
        .query_row([file.as_bytes()], |row| row.get(0))
        .optional()?)
}

/// Records who holds the sealed file of that hash; says how many files that concerned.
///
/// # Errors
/// [`VaultError::StorageFull`] and the like.
pub fn set_paper_held(
    tx: &Transaction<'_>,
    sealed_hash: &Hash,
    held: Held,
) -> Result<usize, VaultError> {
    let mut changed = 0;
    for table in ["paper", "former_file"] {
        let sql = format!("UPDATE {table} SET safe_elsewhere = ?2 WHERE sealed_hash = ?1");
        let values = (sealed_hash.as_bytes(), held == Held::SafeElsewhere);
        changed += tx.prepare_cached(&sql)?.execute(values)?;
    }
    Ok(changed)
}

/// Moves all papers of one strand to another.
///
/// # Errors
/// [`VaultError::StorageFull`] and the like.
pub fn move_papers(tx: &Transaction<'_>, from: &ChainId, to: &ChainId) -> Result<(), VaultError> {
    let sql = "UPDATE paper SET strand_id = ?2 WHERE strand_id = ?1";
    tx.prepare_cached(sql)?
        .execute((from.as_bytes(), to.as_bytes()))?;
    Ok(())
}

/// Destroys a paper's row and with it the keys of its files, their pictures and their text;
/// gives the files, which nobody can open any more, for [`crate::Vault::unlink_files`] after the
/// transaction.
///
/// # Errors
/// [`VaultError::Unknown`] where no such paper is stored.
pub fn remove_paper(tx: &Transaction<'_>, id: &PaperId) -> Result<Vec<FileId>, VaultError> {
    let mut removed = Vec::new();
    for table in ["paper", "former_file"] {
        let sql = format!("DELETE FROM {table} WHERE paper_id = ?1 RETURNING file_id");
        let mut statement = tx.prepare_cached(&sql)?;
        let ids = statement.query_map([id], |row| row.get(0).map(FileId::from_bytes))?;
        for id in ids {
            removed.push(id?);
        }
        if removed.is_empty() {
            return Err(VaultError::Unknown);
        }
    }
    for file in &removed {
        for table in ["thumbnail", "file_text"] {
            let sql = format!("DELETE FROM {table} WHERE file_id = ?1");
            tx.prepare_cached(&sql)?.execute([file.as_bytes()])?;
        }
    }
    Ok(removed)
}

/// How many papers there are and how large their files are: in use, and in the bin.
///
/// # Errors
/// [`VaultError::Damaged`].
pub fn count_papers(tx: &Transaction<'_>, binned: bool) -> Result<(u64, u64), VaultError> {
    let sql = "SELECT count(*), coalesce(sum(size_bytes), 0) FROM paper WHERE binned = ?1";
    let mut statement = tx.prepare_cached(sql)?;
    Ok(statement.query_row([binned], |row| {
        Ok((columns::number(row, 0)?, columns::number(row, 1)?))
    })?)
}

/// The files that rows refer to.
pub(crate) fn load_file_ids(tx: &Transaction<'_>) -> Result<Vec<FileId>, VaultError> {
    let sql = "SELECT file_id FROM paper UNION ALL SELECT file_id FROM former_file ORDER BY 1";
    let mut statement = tx.prepare_cached(sql)?;
    let ids = statement.query_map([], |row| row.get(0))?;
    let ids: Result<Vec<[u8; 16]>, _> = ids.collect();
    Ok(ids?.into_iter().map(FileId::from_bytes).collect())
}

/// What the files of all papers, present and former, have to be.
pub(crate) fn load_stored_files(tx: &Transaction<'_>) -> Result<Vec<StoredFile>, VaultError> {
    let sql = "SELECT file_id, size_bytes, sealed_hash FROM paper UNION ALL
               SELECT file_id, size_bytes, sealed_hash FROM former_file ORDER BY 1";
    let mut statement = tx.prepare_cached(sql)?;
    let files = statement.query_map([], |row| {
        Ok(StoredFile {
            id: FileId::from_bytes(row.get(0)?),
            sealed_bytes: sealed_length(columns::number(row, 1)?),
            sealed_hash: columns::hash(row, 2)?,
        })
    })?;
    Ok(files.collect::<Result<_, _>>()?)
}

fn one(changed: usize) -> Result<(), VaultError> {
    if changed == 0 {
        Err(VaultError::Unknown)
    } else {
        Ok(())
    }
}

const FORMER_COLUMNS: &str = "SELECT paper_id, file_id, file_key, size_bytes, sha256, sealed_hash,
                                     safe_elsewhere, mime, added_at_ms FROM former_file";

fn former(row: &Row<'_>) -> rusqlite::Result<(PaperId, FormerFile)> {
    let former = FormerFile {
        file: sealed_file(row, 1)?,
        held: Held::of(row.get(6)?),
        mime: row.get(7)?,
        added_at_ms: row.get(8)?,
    };
    Ok((row.get(0)?, former))
}

/// A file from five columns: id, key, size, hash, hash of the sealed file.
fn sealed_file(row: &Row<'_>, first: usize) -> rusqlite::Result<SealedFile> {
    Ok(SealedFile {
        id: FileId::from_bytes(row.get(first)?),
        key: AttachmentKey::from_bytes(*columns::secret(row, first + 1)?),
        size_bytes: columns::number(row, first + 2)?,
        sha256: row.get(first + 3)?,
        sealed_hash: columns::hash(row, first + 4)?,
    })
}

fn paper(row: &Row<'_>) -> rusqlite::Result<Paper> {
    Ok(Paper {
        id: row.get(0)?,
        strand_id: columns::chain_id(row, 1)?,
        file: sealed_file(row, 2)?,
        held: Held::of(row.get(7)?),
        listing: PaperListing {
            title: row.get(8)?,
            kind: row.get(9)?,
            expires: row.get(10)?,
            mime: row.get(11)?,
            issuer: row.get(12)?,
            dated: row.get(13)?,
            tags: row.get(14)?,
            added_at_ms: row.get(15)?,
            binned: row.get(16)?,
        },
    })
}
