//! Papers: where each one's sealed file lies, its key, and what lists show.

use crate::VaultError;
use crate::attachments::{FileId, SealedFile};
use crate::columns::{self, to_column};
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

/// Who has a paper's file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// Only this device: lost with it.
    OnlyHere,
    /// Another place confirmed it.
    SafeElsewhere,
}

/// What lists show of a paper.
#[derive(Clone, PartialEq, Eq)]
pub struct PaperListing {
    /// What the person calls it.
    pub title: String,
    /// Its kind, as the document holds it.
    pub kind: String,
    /// The day it expires, as the document writes it.
    pub expires: Option<String>,
}

impl core::fmt::Debug for PaperListing {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("PaperListing(…)")
    }
}

const COLUMNS: &str = "SELECT paper_id, strand_id, file_id, file_key, size_bytes, sha256,
                              sealed_hash, safe_elsewhere, title, kind, expires FROM paper";

/// Stores a paper whose file is stored already; see [`crate::Vault::store_file`].
///
/// # Errors
/// [`VaultError::Store`] where the paper or its file has a row, [`VaultError::StorageFull`] and
/// the like.
pub fn insert_paper(tx: &Transaction<'_>, paper: &Paper) -> Result<(), VaultError> {
    let sql = "INSERT INTO paper (paper_id, strand_id, file_id, file_key, size_bytes, sha256,
                                  sealed_hash, safe_elsewhere, title, kind, expires)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
    tx.prepare_cached(sql)?.execute((
        paper.id,
        paper.strand_id.as_bytes(),
        paper.file.id.as_bytes(),
        paper.file.key.expose(),
        to_column(paper.file.size_bytes)?,
        paper.file.sha256,
        paper.file.sealed_hash.as_bytes(),
        paper.held == Held::SafeElsewhere,
        &paper.listing.title,
        &paper.listing.kind,
        &paper.listing.expires,
    ))?;
    Ok(())
}

/// Loads one paper.
///
/// # Errors
/// [`VaultError::Damaged`].
pub fn load_paper(tx: &Transaction<'_>, id: &PaperId) -> Result<Option<Paper>, VaultError> {
    let mut statement = tx.prepare_cached(&format!("{COLUMNS} WHERE paper_id = ?1"))?;
    Ok(statement.query_row([id], paper).optional()?)
}

/// Loads every paper, by id.
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

/// Changes what lists show, after the document changed.
///
/// # Errors
/// [`VaultError::Unknown`] where no such paper is stored.
pub fn update_paper_listing(
    tx: &Transaction<'_>,
    id: &PaperId,
    listing: &PaperListing,
) -> Result<(), VaultError> {
    let sql = "UPDATE paper SET title = ?2, kind = ?3, expires = ?4 WHERE paper_id = ?1";
    let values = (id, &listing.title, &listing.kind, &listing.expires);
    one(tx.prepare_cached(sql)?.execute(values)?)
}

/// Records who holds the sealed file of that hash; says how many papers that concerned.
///
/// # Errors
/// [`VaultError::StorageFull`] and the like.
pub fn set_paper_held(
    tx: &Transaction<'_>,
    sealed_hash: &Hash,
    held: Held,
) -> Result<usize, VaultError> {
    let sql = "UPDATE paper SET safe_elsewhere = ?2 WHERE sealed_hash = ?1";
    let values = (sealed_hash.as_bytes(), held == Held::SafeElsewhere);
    Ok(tx.prepare_cached(sql)?.execute(values)?)
}

/// Destroys a paper's row and with it the file's key; gives the file, which nobody can open any
/// more, for [`crate::Vault::unlink_file`] after the transaction.
///
/// # Errors
/// [`VaultError::Unknown`] where no such paper is stored.
pub fn remove_paper(tx: &Transaction<'_>, id: &PaperId) -> Result<FileId, VaultError> {
    let sql = "DELETE FROM paper WHERE paper_id = ?1 RETURNING file_id";
    let mut statement = tx.prepare_cached(sql)?;
    let removed = statement
        .query_row([id], |row| row.get(0).map(FileId::from_bytes))
        .optional()?;
    removed.ok_or(VaultError::Unknown)
}

/// The files that rows refer to.
pub(crate) fn load_file_ids(tx: &Transaction<'_>) -> Result<Vec<FileId>, VaultError> {
    let mut statement = tx.prepare_cached("SELECT file_id FROM paper ORDER BY file_id")?;
    let ids = statement.query_map([], |row| row.get(0))?;
    let ids: Result<Vec<[u8; 16]>, _> = ids.collect();
    Ok(ids?.into_iter().map(FileId::from_bytes).collect())
}

/// Says whether a row refers to a file.
pub(crate) fn is_referenced(tx: &Transaction<'_>, id: &FileId) -> Result<bool, VaultError> {
    let mut statement = tx.prepare_cached("SELECT 1 FROM paper WHERE file_id = ?1")?;
    Ok(statement.exists([id.as_bytes()])?)
}

fn one(changed: usize) -> Result<(), VaultError> {
    if changed == 0 {
        Err(VaultError::Unknown)
    } else {
        Ok(())
    }
}

fn paper(row: &Row<'_>) -> rusqlite::Result<Paper> {
    let safe: bool = row.get(7)?;
    Ok(Paper {
        id: row.get(0)?,
        strand_id: columns::chain_id(row, 1)?,
        file: SealedFile {
            id: FileId::from_bytes(row.get(2)?),
            key: AttachmentKey::from_bytes(*columns::secret(row, 3)?),
            size_bytes: columns::number(row, 4)?,
            sha256: row.get(5)?,
            sealed_hash: columns::hash(row, 6)?,
        },
        held: if safe {
            Held::SafeElsewhere
        } else {
            Held::OnlyHere
        },
        listing: PaperListing {
            title: row.get(8)?,
            kind: row.get(9)?,
            expires: row.get(10)?,
        },
    })
}
