//! Entries of groups' and strands' chains, as signed bytes in order.

use crate::columns::{self, to_column};
use crate::{Stored, VaultError};
use dodam_seal::{ChainId, Hash};
use rusqlite::{OptionalExtension, Row, Transaction};

/// One entry as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredChainEntry {
    /// Its place, counted from 0 for the genesis.
    pub n: u64,
    /// Its hash.
    pub hash: Hash,
    /// The signed entry.
    pub bytes: Vec<u8>,
    /// The server's signed acceptance; `None` while the entry is a proposal, or stands because
    /// its creator's device orders the chain.
    pub acceptance: Option<Vec<u8>>,
}

const COLUMNS: &str = "SELECT n, hash, bytes, acceptance FROM chain_entry";

/// Stores an entry in its place. An acceptance that comes with a known entry is kept.
///
/// # Errors
/// [`VaultError::OutOfRange`], [`VaultError::StorageFull`] and the like.
pub fn insert_chain_entry(
    tx: &Transaction<'_>,
    chain_id: &ChainId,
    entry: &StoredChainEntry,
) -> Result<Stored, VaultError> {
    let (chain, n) = (chain_id.as_bytes(), to_column(entry.n)?);
    let sql = "INSERT INTO chain_entry (chain_id, n, hash, bytes, acceptance)
               VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING";
    let values = (
        chain,
        n,
        entry.hash.as_bytes(),
        &entry.bytes,
        &entry.acceptance,
    );
    if tx.prepare_cached(sql)?.execute(values)? == 1 {
        return Ok(Stored::New);
    }
    let sql = "SELECT bytes FROM chain_entry WHERE chain_id = ?1 AND n = ?2 AND hash = ?3";
    let mut statement = tx.prepare_cached(sql)?;
    let place = (chain, n, entry.hash.as_bytes());
    let known = statement
        .query_row(place, |row| row.get::<_, Vec<u8>>(0))
        .optional()?;
    if known.as_ref() != Some(&entry.bytes) {
        return Ok(Stored::PlaceTaken);
    }
    if let Some(acceptance) = &entry.acceptance {
        accept_chain_entry(tx, chain_id, &entry.hash, acceptance)?;
    }
    Ok(Stored::Known)
}

/// Loads a chain in order.
///
/// # Errors
/// [`VaultError::Damaged`].
pub fn load_chain(
    tx: &Transaction<'_>,
    chain_id: &ChainId,
) -> Result<Vec<StoredChainEntry>, VaultError> {
    let sql = format!("{COLUMNS} WHERE chain_id = ?1 ORDER BY n");
    let mut statement = tx.prepare_cached(&sql)?;
    let rows = statement.query_map([chain_id.as_bytes()], entry)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Loads a chain's last entry; `None` where nothing of the chain is stored.
///
/// # Errors
/// [`VaultError::Damaged`].
pub fn load_chain_head(
    tx: &Transaction<'_>,
    chain_id: &ChainId,
) -> Result<Option<StoredChainEntry>, VaultError> {
    let sql = format!("{COLUMNS} WHERE chain_id = ?1 ORDER BY n DESC LIMIT 1");
    let mut statement = tx.prepare_cached(&sql)?;
    Ok(statement
        .query_row([chain_id.as_bytes()], entry)
        .optional()?)
}

/// Lists the chains of which anything is stored.
///
/// # Errors
/// [`VaultError::Damaged`].
pub fn load_chain_ids(tx: &Transaction<'_>) -> Result<Vec<ChainId>, VaultError> {
    load_ids(
        tx,
        "SELECT DISTINCT chain_id FROM chain_entry ORDER BY chain_id",
    )
}

/// Lists the chains of which anything is stored and which are no strand that is read here: every
/// group is among them, and strands, of which there may be thousands, mostly aren't.
///
/// # Errors
/// [`VaultError::Damaged`].
pub fn load_chain_ids_beside_strands(tx: &Transaction<'_>) -> Result<Vec<ChainId>, VaultError> {
    load_ids(
        tx,
        "SELECT DISTINCT chain_id FROM chain_entry
         WHERE chain_id NOT IN (SELECT strand_id FROM strand) ORDER BY chain_id",
    )
}

fn load_ids(tx: &Transaction<'_>, sql: &str) -> Result<Vec<ChainId>, VaultError> {
    let mut statement = tx.prepare_cached(sql)?;
    let rows = statement.query_map([], |row| columns::chain_id(row, 0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Stores the server's acceptance of an entry, over an earlier one: a restored server
/// accepts again in its new generation.
///
/// # Errors
/// [`VaultError::Unknown`] where no such entry is stored.
pub fn accept_chain_entry(
    tx: &Transaction<'_>,
    chain_id: &ChainId,
    hash: &Hash,
    acceptance: &[u8],
) -> Result<(), VaultError> {
    let sql = "UPDATE chain_entry SET acceptance = ?3 WHERE chain_id = ?1 AND hash = ?2";
    let values = (chain_id.as_bytes(), hash.as_bytes(), acceptance);
    match tx.prepare_cached(sql)?.execute(values)? {
        0 => Err(VaultError::Unknown),
        _ => Ok(()),
    }
}

/// Removes the proposals from a place on and gives them back in order, so that the caller can
/// sign them again behind an entry that won the place. Accepted entries stay.
///
/// # Errors
/// [`VaultError::OutOfRange`], [`VaultError::Damaged`].
pub fn take_proposals(
    tx: &Transaction<'_>,
    chain_id: &ChainId,
    from_n: u64,
) -> Result<Vec<StoredChainEntry>, VaultError> {
    let place = (chain_id.as_bytes(), to_column(from_n)?);
    let which = "WHERE chain_id = ?1 AND n >= ?2 AND acceptance IS NULL";
    let mut statement = tx.prepare_cached(&format!("{COLUMNS} {which} ORDER BY n"))?;
    let taken = statement
        .query_map(place, entry)?
        .collect::<Result<_, _>>()?;
    tx.prepare_cached(&format!("DELETE FROM chain_entry {which}"))?
        .execute(place)?;
    Ok(taken)
}

fn entry(row: &Row<'_>) -> rusqlite::Result<StoredChainEntry> {
    Ok(StoredChainEntry {
        n: columns::number(row, 0)?,
        hash: columns::hash(row, 1)?,
        bytes: row.get(2)?,
        acceptance: row.get(3)?,
    })
}
