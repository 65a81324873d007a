//! This device's own two secrets.

use crate::{VaultError, columns};
use dodam_seal::{SigningSecret, WrapSecret};
use rusqlite::{OptionalExtension, Transaction};

/// Who this device is. The public halves name it to others.
#[derive(Debug, Clone)]
pub struct Identity {
    /// Signs requests, chain entries and introductions.
    pub signing: SigningSecret,
    /// Opens what is wrapped to this device.
    pub wrap: WrapSecret,
}

/// Stores the device's identity, once: a device doesn't become another.
///
/// # Errors
/// [`VaultError::Store`] where one is stored already.
pub fn insert_identity(tx: &Transaction<'_>, identity: &Identity) -> Result<(), VaultError> {
    let sql = "INSERT INTO identity (id, signing_secret, wrap_secret) VALUES (1, ?1, ?2)";
    tx.prepare_cached(sql)?
        .execute((identity.signing.expose(), identity.wrap.expose()))?;
    Ok(())
}

/// Loads the device's identity; `None` in a vault that has none yet.
///
/// # Errors
/// [`VaultError::Damaged`].
pub fn load_identity(tx: &Transaction<'_>) -> Result<Option<Identity>, VaultError> {
    let mut statement = tx.prepare_cached("SELECT signing_secret, wrap_secret FROM identity")?;
    let found = statement.query_row([], |row| {
        Ok(Identity {
            signing: columns::signing_secret(row, 0)?,
            wrap: WrapSecret::from_bytes(*columns::secret(row, 1)?),
        })
    });
    Ok(found.optional()?)
}
