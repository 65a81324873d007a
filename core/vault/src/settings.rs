//! Settings: a name and opaque bytes.

use crate::VaultError;
use rusqlite::{OptionalExtension, Transaction};

/// Stores a setting, over an earlier value.
///
/// # Errors
/// [`VaultError::StorageFull`] and the like.
pub fn store_setting(tx: &Transaction<'_>, name: &str, value: &[u8]) -> Result<(), VaultError> {
    let sql = "INSERT INTO setting (name, value) VALUES (?1, ?2)
               ON CONFLICT (name) DO UPDATE SET value = excluded.value";
    tx.prepare_cached(sql)?.execute((name, value))?;
    Ok(())
}

/// Loads a setting; `None` where it was never stored.
///
/// # Errors
/// [`VaultError::Damaged`].
pub fn load_setting(tx: &Transaction<'_>, name: &str) -> Result<Option<Vec<u8>>, VaultError> {
    let mut statement = tx.prepare_cached("SELECT value FROM setting WHERE name = ?1")?;
    Ok(statement.query_row([name], |row| row.get(0)).optional()?)
}

/// Removes a setting; one that isn't there is as good.
///
/// # Errors
/// [`VaultError::StorageFull`] and the like.
pub fn remove_setting(tx: &Transaction<'_>, name: &str) -> Result<(), VaultError> {
    tx.prepare_cached("DELETE FROM setting WHERE name = ?1")?
        .execute([name])?;
    Ok(())
}
