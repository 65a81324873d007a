//! How far each of a server's feeds was read.

use crate::VaultError;
use crate::columns::{self, to_column};
use rusqlite::{OptionalExtension, Transaction};

/// Stores how far a feed was read, over what was stored before.
///
/// # Errors
/// [`VaultError::OutOfRange`], [`VaultError::StorageFull`] and the like.
pub fn store_cursor(tx: &Transaction<'_>, feed: &[u8], position: u64) -> Result<(), VaultError> {
    let sql = "INSERT INTO cursor (feed, position) VALUES (?1, ?2)
               ON CONFLICT (feed) DO UPDATE SET position = excluded.position";
    tx.prepare_cached(sql)?
        .execute((feed, to_column(position)?))?;
    Ok(())
}

/// Loads how far a feed was read; `None` for one never read.
///
/// # Errors
/// [`VaultError::Damaged`].
pub fn load_cursor(tx: &Transaction<'_>, feed: &[u8]) -> Result<Option<u64>, VaultError> {
    let mut statement = tx.prepare_cached("SELECT position FROM cursor WHERE feed = ?1")?;
    Ok(statement
        .query_row([feed], |row| columns::number(row, 0))
        .optional()?)
}

/// Loads every feed and how far it was read.
///
/// # Errors
/// [`VaultError::Damaged`].
pub fn load_cursors(tx: &Transaction<'_>) -> Result<Vec<(Vec<u8>, u64)>, VaultError> {
    let mut statement = tx.prepare_cached("SELECT feed, position FROM cursor ORDER BY feed")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, columns::number(row, 1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Forgets every cursor, when a restored server counts anew.
///
/// # Errors
/// [`VaultError::StorageFull`] and the like.
pub fn remove_cursors(tx: &Transaction<'_>) -> Result<(), VaultError> {
    tx.prepare_cached("DELETE FROM cursor")?.execute([])?;
    Ok(())
}
