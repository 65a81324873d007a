//! What arrived and could not be used: kept whole, shown, exportable, never in the way.

use crate::{Stored, VaultError, columns};
use dodam_seal::{ChainId, Hash};
use rusqlite::{Row, Transaction};

/// One thing set aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quarantined {
    /// The stream it came for.
    pub stream: ChainId,
    /// Its hash.
    pub hash: Hash,
    /// All of it.
    pub bytes: Vec<u8>,
    /// Why, as a short code without content.
    pub reason: String,
    /// When it came, in milliseconds since 1970.
    pub received_at_ms: i64,
}

/// Sets something aside; what is aside already stays as it is.
///
/// # Errors
/// [`VaultError::StorageFull`] and the like.
pub fn insert_quarantined(tx: &Transaction<'_>, thing: &Quarantined) -> Result<Stored, VaultError> {
    let sql = "INSERT INTO quarantine (stream, hash, bytes, reason, received_at_ms)
               VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING";
    let inserted = tx.prepare_cached(sql)?.execute((
        thing.stream.as_bytes(),
        thing.hash.as_bytes(),
        &thing.bytes,
        &thing.reason,
        thing.received_at_ms,
    ))?;
    Ok(if inserted == 1 {
        Stored::New
    } else {
        Stored::Known
    })
}

/// Lists what is set aside, first in first.
///
/// # Errors
/// [`VaultError::Damaged`].
pub fn load_quarantine(tx: &Transaction<'_>) -> Result<Vec<Quarantined>, VaultError> {
    let sql =
        "SELECT stream, hash, bytes, reason, received_at_ms FROM quarantine ORDER BY position";
    let mut statement = tx.prepare_cached(sql)?;
    let rows = statement.query_map([], quarantined)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Counts what is set aside.
///
/// # Errors
/// [`VaultError::Damaged`].
pub fn count_quarantine(tx: &Transaction<'_>) -> Result<u64, VaultError> {
    let mut statement = tx.prepare_cached("SELECT count(*) FROM quarantine")?;
    Ok(statement.query_row([], |row| columns::number(row, 0))?)
}

/// Removes one thing, after it was admitted or given up; says whether it was there.
///
/// # Errors
/// [`VaultError::StorageFull`] and the like.
pub fn remove_quarantined(
    tx: &Transaction<'_>,
    stream: &ChainId,
    hash: &Hash,
) -> Result<bool, VaultError> {
    let sql = "DELETE FROM quarantine WHERE stream = ?1 AND hash = ?2";
    Ok(tx
        .prepare_cached(sql)?
        .execute((stream.as_bytes(), hash.as_bytes()))?
        == 1)
}

fn quarantined(row: &Row<'_>) -> rusqlite::Result<Quarantined> {
    Ok(Quarantined {
        stream: columns::chain_id(row, 0)?,
        hash: columns::hash(row, 1)?,
        bytes: row.get(2)?,
        reason: row.get(3)?,
        received_at_ms: row.get(4)?,
    })
}
