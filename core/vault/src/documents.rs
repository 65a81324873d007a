//! Each strand's document as it was last saved: opaque bytes here.

use crate::VaultError;
use dodam_seal::ChainId;
use rusqlite::{OptionalExtension, Transaction};

/// Stores a strand's document, over the earlier one.
///
/// # Errors
/// [`VaultError::StorageFull`] and the like.
pub fn store_document(
    tx: &Transaction<'_>,
    strand_id: &ChainId,
    bytes: &[u8],
) -> Result<(), VaultError> {
    let sql = "INSERT INTO document (strand_id, bytes) VALUES (?1, ?2)
               ON CONFLICT (strand_id) DO UPDATE SET bytes = excluded.bytes";
    tx.prepare_cached(sql)?
        .execute((strand_id.as_bytes(), bytes))?;
    Ok(())
}

/// Loads a strand's document; `None` where none was stored.
///
/// # Errors
/// [`VaultError::Damaged`].
pub fn load_document(
    tx: &Transaction<'_>,
    strand_id: &ChainId,
) -> Result<Option<Vec<u8>>, VaultError> {
    let mut statement = tx.prepare_cached("SELECT bytes FROM document WHERE strand_id = ?1")?;
    Ok(statement
        .query_row([strand_id.as_bytes()], |row| row.get(0))
        .optional()?)
}

/// Removes a strand's document.
///
/// # Errors
/// [`VaultError::StorageFull`] and the like.
pub fn remove_document(tx: &Transaction<'_>, strand_id: &ChainId) -> Result<(), VaultError> {
    let sql = "DELETE FROM document WHERE strand_id = ?1";
    tx.prepare_cached(sql)?.execute([strand_id.as_bytes()])?;
    Ok(())
}
