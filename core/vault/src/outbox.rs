//! What the server hasn't confirmed yet. What is pending is read from here and nowhere else.

use crate::columns::{self, to_column};
use crate::{Stored, VaultError};
use dodam_seal::{ChainId, Hash, Mark};
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSqlOutput, ValueRef};
use rusqlite::{ToSql, Transaction};

/// What waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OutboxKind {
    /// An entry of a chain.
    ChainEntry,
    /// An envelope.
    Envelope,
    /// A sealed file.
    Attachment,
}

impl OutboxKind {
    const fn as_text(self) -> &'static str {
        match self {
            Self::ChainEntry => "chain_entry",
            Self::Envelope => "envelope",
            Self::Attachment => "attachment",
        }
    }
}

impl ToSql for OutboxKind {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.as_text().into())
    }
}

impl FromSql for OutboxKind {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let text = value.as_str()?;
        [Self::ChainEntry, Self::Envelope, Self::Attachment]
            .into_iter()
            .find(|kind| kind.as_text() == text)
            .ok_or(FromSqlError::InvalidType)
    }
}

/// One thing that waits, by name and size; its bytes lie where they were stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutboxItem {
    /// What it is.
    pub kind: OutboxKind,
    /// The chain or strand it belongs to.
    pub stream: ChainId,
    /// Its hash; of an attachment, the hash of the sealed file.
    pub hash: Hash,
    /// How much there is to send.
    pub size_bytes: u64,
}

/// Puts something at the end of the queue; what waits already keeps its place.
///
/// # Errors
/// [`VaultError::OutOfRange`], [`VaultError::StorageFull`] and the like.
pub fn push_outbox(tx: &Transaction<'_>, item: &OutboxItem) -> Result<Stored, VaultError> {
    let sql = "INSERT INTO outbox (kind, stream, hash, size_bytes)
               VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING";
    let values = (
        item.kind,
        item.stream.as_bytes(),
        item.hash.as_bytes(),
        to_column(item.size_bytes)?,
    );
    let inserted = tx.prepare_cached(sql)?.execute(values)?;
    Ok(if inserted == 1 {
        Stored::New
    } else {
        Stored::Known
    })
}

/// Lists everything that waits, first in first.
///
/// # Errors
/// [`VaultError::Damaged`].
pub fn load_outbox(tx: &Transaction<'_>) -> Result<Vec<OutboxItem>, VaultError> {
    let sql = "SELECT kind, stream, hash, size_bytes FROM outbox ORDER BY position";
    let mut statement = tx.prepare_cached(sql)?;
    let rows = statement.query_map([], |row| {
        Ok(OutboxItem {
            kind: row.get(0)?,
            stream: columns::chain_id(row, 1)?,
            hash: columns::hash(row, 2)?,
            size_bytes: columns::number(row, 3)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Counts what waits, by stream.
///
/// # Errors
/// [`VaultError::Damaged`].
pub fn count_outbox(tx: &Transaction<'_>) -> Result<Vec<(ChainId, u64)>, VaultError> {
    let sql = "SELECT stream, count(*) FROM outbox GROUP BY stream ORDER BY stream";
    let mut statement = tx.prepare_cached(sql)?;
    let rows = statement.query_map([], |row| {
        Ok((columns::chain_id(row, 0)?, columns::number(row, 1)?))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Removes the envelopes that a server's mark confirms and says how many they were.
///
/// A mark confirms one author's envelopes up to its number, and only when the envelope here
/// with that number has that hash: a server that holds another history confirms nothing.
///
/// # Errors
/// [`VaultError::OutOfRange`], [`VaultError::StorageFull`] and the like.
pub fn confirm_mark(
    tx: &Transaction<'_>,
    stream: &ChainId,
    mark: &Mark,
) -> Result<usize, VaultError> {
    let sql = "DELETE FROM outbox WHERE kind = ?1 AND stream = ?2 AND hash IN (
                   SELECT hash FROM envelope
                   WHERE stream = ?2 AND actor = ?3 AND sequence <= ?4)
               AND EXISTS (
                   SELECT 1 FROM envelope
                   WHERE stream = ?2 AND actor = ?3 AND sequence = ?4 AND hash = ?5)";
    let removed = tx.prepare_cached(sql)?.execute((
        OutboxKind::Envelope,
        stream.as_bytes(),
        mark.actor.as_bytes(),
        to_column(mark.sequence)?,
        mark.hash.as_bytes(),
    ))?;
    Ok(removed)
}

/// Removes the one thing that a hash confirms; says whether it waited.
///
/// # Errors
/// [`VaultError::StorageFull`] and the like.
pub fn confirm_hash(
    tx: &Transaction<'_>,
    kind: OutboxKind,
    stream: &ChainId,
    hash: &Hash,
) -> Result<bool, VaultError> {
    let sql = "DELETE FROM outbox WHERE kind = ?1 AND stream = ?2 AND hash = ?3";
    let values = (kind, stream.as_bytes(), hash.as_bytes());
    Ok(tx.prepare_cached(sql)?.execute(values)? == 1)
}
