//! The groups this device is in: its account and its teams.

use crate::{VaultError, columns};
use dodam_seal::{ChainId, EpochSecret, Hash};
use rusqlite::{OptionalExtension, Row, Transaction};

/// A group and what its members share now.
#[derive(Debug, Clone)]
pub struct Group {
    /// The group's chain.
    pub chain_id: ChainId,
    /// What kind of group it is, as its genesis says it.
    pub kind: String,
    /// What people call it.
    pub name: String,
    /// The chain entry that began its current epoch.
    pub epoch_hash: Hash,
    /// That epoch's secret.
    pub epoch_secret: EpochSecret,
}

const COLUMNS: &str = "SELECT chain_id, kind, name, epoch_hash, epoch_secret FROM member_group";

/// Stores a group, over what was stored of it before.
///
/// # Errors
/// [`VaultError::StorageFull`] and the like.
pub fn store_group(tx: &Transaction<'_>, group: &Group) -> Result<(), VaultError> {
    let sql = "INSERT INTO member_group (chain_id, kind, name, epoch_hash, epoch_secret)
               VALUES (?1, ?2, ?3, ?4, ?5)
               ON CONFLICT (chain_id) DO UPDATE SET kind = excluded.kind, name = excluded.name,
                   epoch_hash = excluded.epoch_hash, epoch_secret = excluded.epoch_secret";
    tx.prepare_cached(sql)?.execute((
        group.chain_id.as_bytes(),
        &group.kind,
        &group.name,
        group.epoch_hash.as_bytes(),
        group.epoch_secret.expose(),
    ))?;
    Ok(())
}

/// Loads one group; `None` where this device isn't in it.
///
/// # Errors
/// [`VaultError::Damaged`].
pub fn load_group(tx: &Transaction<'_>, chain_id: &ChainId) -> Result<Option<Group>, VaultError> {
    let mut statement = tx.prepare_cached(&format!("{COLUMNS} WHERE chain_id = ?1"))?;
    Ok(statement
        .query_row([chain_id.as_bytes()], group)
        .optional()?)
}

/// Loads every group, by chain id.
///
/// # Errors
/// [`VaultError::Damaged`].
pub fn load_groups(tx: &Transaction<'_>) -> Result<Vec<Group>, VaultError> {
    let mut statement = tx.prepare_cached(&format!("{COLUMNS} ORDER BY chain_id"))?;
    let rows = statement.query_map([], group)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Forgets a group and its secret.
///
/// # Errors
/// [`VaultError::StorageFull`] and the like.
pub fn remove_group(tx: &Transaction<'_>, chain_id: &ChainId) -> Result<(), VaultError> {
    let sql = "DELETE FROM member_group WHERE chain_id = ?1";
    tx.prepare_cached(sql)?.execute([chain_id.as_bytes()])?;
    Ok(())
}

fn group(row: &Row<'_>) -> rusqlite::Result<Group> {
    Ok(Group {
        chain_id: columns::chain_id(row, 0)?,
        kind: row.get(1)?,
        name: row.get(2)?,
        epoch_hash: columns::hash(row, 3)?,
        epoch_secret: columns::epoch_secret(row, 4)?,
    })
}
