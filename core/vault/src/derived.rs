//! What was made from a file when it came in: a small picture, and the text inside it.
//!
//! Both lie in the encrypted database and go with the paper.

use crate::VaultError;
use crate::attachments::FileId;
use rusqlite::{OptionalExtension, Transaction};

/// Stores a file's small picture in place of the one it had.
///
/// # Errors
/// [`VaultError::StorageFull`] and the like.
pub fn store_thumbnail(
    tx: &Transaction<'_>,
    file: &FileId,
    bytes: &[u8],
) -> Result<(), VaultError> {
    let sql = "INSERT OR REPLACE INTO thumbnail (file_id, bytes) VALUES (?1, ?2)";
    tx.prepare_cached(sql)?.execute((file.as_bytes(), bytes))?;
    Ok(())
}

/// Loads a file's small picture.
///
/// # Errors
/// [`VaultError::Damaged`].
pub fn load_thumbnail(tx: &Transaction<'_>, file: &FileId) -> Result<Option<Vec<u8>>, VaultError> {
    let mut statement = tx.prepare_cached("SELECT bytes FROM thumbnail WHERE file_id = ?1")?;
    Ok(statement
        .query_row([file.as_bytes()], |row| row.get(0))
        .optional()?)
}

/// Stores the text found inside a file, in place of what was found before.
///
/// # Errors
/// [`VaultError::StorageFull`] and the like.
pub fn store_file_text(tx: &Transaction<'_>, file: &FileId, text: &str) -> Result<(), VaultError> {
    let sql = "INSERT OR REPLACE INTO file_text (file_id, text) VALUES (?1, ?2)";
    tx.prepare_cached(sql)?.execute((file.as_bytes(), text))?;
    Ok(())
}

/// Loads the text found inside a file; `None` where nobody has looked.
///
/// # Errors
/// [`VaultError::Damaged`].
pub fn load_file_text(tx: &Transaction<'_>, file: &FileId) -> Result<Option<String>, VaultError> {
    let mut statement = tx.prepare_cached("SELECT text FROM file_text WHERE file_id = ?1")?;
    Ok(statement
        .query_row([file.as_bytes()], |row| row.get(0))
        .optional()?)
}
