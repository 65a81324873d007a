//! The strands this device can read, and every epoch's secret.

use crate::{VaultError, columns};
use dodam_seal::{ChainId, EpochSecret, Hash};
use rusqlite::{OptionalExtension, Row, Transaction};

/// A strand, without its secrets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Strand {
    /// The strand's chain.
    pub strand_id: ChainId,
    /// `care`, `status`, `restricted`, or a newer version's word, kept as it came.
    pub kind: String,
    /// Whose record it is part of: opaque here, up to the caller.
    pub record_id: Vec<u8>,
    /// The chain entry that began the epoch new envelopes are sealed in.
    pub epoch_hash: Hash,
}

const COLUMNS: &str = "SELECT strand_id, kind, record_id, epoch_hash FROM strand";

/// Stores a strand, over what was stored of it before. Its epochs stay.
///
/// # Errors
/// [`VaultError::StorageFull`] and the like.
pub fn store_strand(tx: &Transaction<'_>, strand: &Strand) -> Result<(), VaultError> {
    let sql = "INSERT INTO strand (strand_id, kind, record_id, epoch_hash)
               VALUES (?1, ?2, ?3, ?4)
               ON CONFLICT (strand_id) DO UPDATE SET kind = excluded.kind,
                   record_id = excluded.record_id, epoch_hash = excluded.epoch_hash";
    tx.prepare_cached(sql)?.execute((
        strand.strand_id.as_bytes(),
        &strand.kind,
        &strand.record_id,
        strand.epoch_hash.as_bytes(),
    ))?;
    Ok(())
}

/// Loads one strand; `None` where this device doesn't have it.
///
/// # Errors
/// [`VaultError::Damaged`].
pub fn load_strand(
    tx: &Transaction<'_>,
    strand_id: &ChainId,
) -> Result<Option<Strand>, VaultError> {
    let mut statement = tx.prepare_cached(&format!("{COLUMNS} WHERE strand_id = ?1"))?;
    Ok(statement
        .query_row([strand_id.as_bytes()], strand)
        .optional()?)
}

/// Loads every strand, those of one record together.
///
/// # Errors
/// [`VaultError::Damaged`].
pub fn load_strands(tx: &Transaction<'_>) -> Result<Vec<Strand>, VaultError> {
    load_where(tx, "")
}

pub(crate) fn load_where(tx: &Transaction<'_>, which: &str) -> Result<Vec<Strand>, VaultError> {
    let sql = format!("{COLUMNS} {which} ORDER BY record_id, strand_id");
    let mut statement = tx.prepare_cached(&sql)?;
    let rows = statement.query_map([], strand)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Loads the strands of one record.
///
/// # Errors
/// [`VaultError::Damaged`].
pub fn load_strands_of_record(
    tx: &Transaction<'_>,
    record_id: &[u8],
) -> Result<Vec<Strand>, VaultError> {
    let sql = format!("{COLUMNS} WHERE record_id = ?1 ORDER BY strand_id");
    let mut statement = tx.prepare_cached(&sql)?;
    let rows = statement.query_map([record_id], strand)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Stores the secret of one epoch of a stored strand; a known one stays as it is.
///
/// # Errors
/// [`VaultError::Store`] where the strand isn't stored.
pub fn insert_strand_epoch(
    tx: &Transaction<'_>,
    strand_id: &ChainId,
    epoch_hash: &Hash,
    secret: &EpochSecret,
) -> Result<(), VaultError> {
    let sql = "INSERT INTO strand_epoch (strand_id, epoch_hash, epoch_secret)
               VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING";
    let values = (strand_id.as_bytes(), epoch_hash.as_bytes(), secret.expose());
    tx.prepare_cached(sql)?.execute(values)?;
    Ok(())
}

/// Loads the secret of one epoch; `None` where this device never had it.
///
/// # Errors
/// [`VaultError::Damaged`].
pub fn load_strand_epoch(
    tx: &Transaction<'_>,
    strand_id: &ChainId,
    epoch_hash: &Hash,
) -> Result<Option<EpochSecret>, VaultError> {
    let sql = "SELECT epoch_secret FROM strand_epoch WHERE strand_id = ?1 AND epoch_hash = ?2";
    let mut statement = tx.prepare_cached(sql)?;
    let ids = (strand_id.as_bytes(), epoch_hash.as_bytes());
    Ok(statement
        .query_row(ids, |row| columns::epoch_secret(row, 0))
        .optional()?)
}

/// Forgets a strand and every epoch's secret: what it sealed can't be read here again.
///
/// # Errors
/// [`VaultError::StorageFull`] and the like.
pub fn remove_strand(tx: &Transaction<'_>, strand_id: &ChainId) -> Result<(), VaultError> {
    let sql = "DELETE FROM strand WHERE strand_id = ?1";
    tx.prepare_cached(sql)?.execute([strand_id.as_bytes()])?;
    Ok(())
}

fn strand(row: &Row<'_>) -> rusqlite::Result<Strand> {
    Ok(Strand {
        strand_id: columns::chain_id(row, 0)?,
        kind: row.get(1)?,
        record_id: row.get(2)?,
        epoch_hash: columns::hash(row, 3)?,
    })
}
