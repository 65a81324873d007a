//! Between Rust's types and SQLite's columns.

use crate::VaultError;
use dodam_seal::{ActorId, ChainId, EpochSecret, Hash, SigningSecret};
use rusqlite::Row;
use rusqlite::types::Type;
use zeroize::Zeroizing;

/// SQLite's integers are signed; what doesn't fit is refused, never wrapped.
pub(crate) fn to_column(number: u64) -> Result<i64, VaultError> {
    i64::try_from(number).map_err(|_| VaultError::OutOfRange)
}

pub(crate) fn number(row: &Row<'_>, column: usize) -> rusqlite::Result<u64> {
    let stored: i64 = row.get(column)?;
    u64::try_from(stored).map_err(|_| rusqlite::Error::IntegralValueOutOfRange(column, stored))
}

pub(crate) fn chain_id(row: &Row<'_>, column: usize) -> rusqlite::Result<ChainId> {
    row.get(column).map(ChainId::from_bytes)
}

pub(crate) fn actor_id(row: &Row<'_>, column: usize) -> rusqlite::Result<ActorId> {
    row.get(column).map(ActorId::from_bytes)
}

pub(crate) fn hash(row: &Row<'_>, column: usize) -> rusqlite::Result<Hash> {
    row.get(column).map(Hash::from_bytes)
}

pub(crate) fn signing_secret(row: &Row<'_>, column: usize) -> rusqlite::Result<SigningSecret> {
    secret(row, column).map(|bytes| SigningSecret::from_bytes(*bytes))
}

pub(crate) fn epoch_secret(row: &Row<'_>, column: usize) -> rusqlite::Result<EpochSecret> {
    secret(row, column).map(|bytes| EpochSecret::from_bytes(*bytes))
}

/// 32 secret bytes, without a copy that stays behind.
pub(crate) fn secret(row: &Row<'_>, column: usize) -> rusqlite::Result<Zeroizing<[u8; 32]>> {
    let stored = row.get_ref(column)?.as_blob();
    let bytes = stored
        .ok()
        .and_then(|bytes| bytes.try_into().ok())
        .map(Zeroizing::new);
    bytes.ok_or_else(|| {
        rusqlite::Error::InvalidColumnType(column, String::from("secret"), Type::Blob)
    })
}
