//! Envelopes as they were sealed: everyone's, in the order in which they arrived here.

use crate::columns::{self, to_column};
use crate::{Stored, VaultError};
use dodam_seal::{ActorId, ChainId, Hash, Mark};
use rusqlite::{OptionalExtension, Row, Transaction};

/// An envelope with what its header says of its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredEnvelope {
    /// The strand.
    pub stream: ChainId,
    /// The author.
    pub actor: ActorId,
    /// The author's number for it, from 1.
    pub sequence: u64,
    /// Its hash.
    pub hash: Hash,
    /// The sealed envelope.
    pub bytes: Vec<u8>,
    /// When it was stored here, in milliseconds since 1970.
    pub received_at_ms: i64,
}

const COLUMNS: &str = "stream, actor, sequence, hash, bytes, received_at_ms";

/// Stores an envelope. [`Stored::PlaceTaken`] means that its author signed two envelopes with
/// one number.
///
/// # Errors
/// [`VaultError::OutOfRange`], [`VaultError::StorageFull`] and the like.
pub fn insert_envelope(
    tx: &Transaction<'_>,
    envelope: &StoredEnvelope,
) -> Result<Stored, VaultError> {
    let place = (
        envelope.stream.as_bytes(),
        envelope.actor.as_bytes(),
        to_column(envelope.sequence)?,
    );
    let sql = format!(
        "INSERT INTO envelope ({COLUMNS}) VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING"
    );
    let inserted = tx.prepare_cached(&sql)?.execute((
        place.0,
        place.1,
        place.2,
        envelope.hash.as_bytes(),
        &envelope.bytes,
        envelope.received_at_ms,
    ))?;
    if inserted == 1 {
        return Ok(Stored::New);
    }
    let sql = "SELECT hash FROM envelope WHERE stream = ?1 AND actor = ?2 AND sequence = ?3";
    let mut statement = tx.prepare_cached(sql)?;
    let there = statement
        .query_row(place, |row| columns::hash(row, 0))
        .optional()?;
    Ok(if there == Some(envelope.hash) {
        Stored::Known
    } else {
        Stored::PlaceTaken
    })
}

/// Loads one envelope by its hash.
///
/// # Errors
/// [`VaultError::Damaged`].
pub fn load_envelope(
    tx: &Transaction<'_>,
    stream: &ChainId,
    hash: &Hash,
) -> Result<Option<StoredEnvelope>, VaultError> {
    let sql = format!("SELECT {COLUMNS} FROM envelope WHERE stream = ?1 AND hash = ?2");
    let mut statement = tx.prepare_cached(&sql)?;
    Ok(statement
        .query_row((stream.as_bytes(), hash.as_bytes()), envelope)
        .optional()?)
}

/// Loads a strand's envelopes in the order in which they arrived.
///
/// # Errors
/// [`VaultError::Damaged`].
pub fn load_envelopes(
    tx: &Transaction<'_>,
    stream: &ChainId,
) -> Result<Vec<StoredEnvelope>, VaultError> {
    let sql = format!("SELECT {COLUMNS} FROM envelope WHERE stream = ?1 ORDER BY position");
    let mut statement = tx.prepare_cached(&sql)?;
    let rows = statement.query_map([stream.as_bytes()], envelope)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Loads one author's envelopes from a number on, in their own order.
///
/// # Errors
/// [`VaultError::OutOfRange`], [`VaultError::Damaged`].
pub fn load_envelopes_of_actor(
    tx: &Transaction<'_>,
    stream: &ChainId,
    actor: &ActorId,
    from_sequence: u64,
) -> Result<Vec<StoredEnvelope>, VaultError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM envelope
         WHERE stream = ?1 AND actor = ?2 AND sequence >= ?3 ORDER BY sequence"
    );
    let mut statement = tx.prepare_cached(&sql)?;
    let place = (
        stream.as_bytes(),
        actor.as_bytes(),
        to_column(from_sequence)?,
    );
    let rows = statement.query_map(place, envelope)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Loads how far each author's envelopes reach here without a gap, by author. An author whose
/// first envelope is missing has no mark.
///
/// # Errors
/// [`VaultError::Damaged`].
pub fn load_marks(tx: &Transaction<'_>, stream: &ChainId) -> Result<Vec<Mark>, VaultError> {
    // Numbers count from 1, so a row is in the gap-free run when it is its author's n-th.
    let sql = "SELECT actor, sequence, hash, max(sequence) FROM (
                   SELECT actor, sequence, hash,
                          row_number() OVER (PARTITION BY actor ORDER BY sequence) AS place
                   FROM envelope WHERE stream = ?1)
               WHERE sequence = place GROUP BY actor ORDER BY actor";
    let mut statement = tx.prepare_cached(sql)?;
    let rows = statement.query_map([stream.as_bytes()], |row| {
        Ok(Mark {
            actor: columns::actor_id(row, 0)?,
            sequence: columns::number(row, 1)?,
            hash: columns::hash(row, 2)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Removes a strand's envelopes.
///
/// # Errors
/// [`VaultError::StorageFull`] and the like.
pub fn remove_envelopes(tx: &Transaction<'_>, stream: &ChainId) -> Result<(), VaultError> {
    tx.prepare_cached("DELETE FROM envelope WHERE stream = ?1")?
        .execute([stream.as_bytes()])?;
    Ok(())
}

/// Removes one author's envelopes from a number on, with what waits of them in the outbox: the
/// author used the numbers before, and others hold what it said then.
///
/// # Errors
/// [`VaultError::OutOfRange`], [`VaultError::StorageFull`] and the like.
pub fn remove_envelopes_of_actor(
    tx: &Transaction<'_>,
    stream: &ChainId,
    actor: &ActorId,
    from_sequence: u64,
) -> Result<(), VaultError> {
    let place = (
        stream.as_bytes(),
        actor.as_bytes(),
        to_column(from_sequence)?,
    );
    let sql = "DELETE FROM outbox WHERE kind = 'envelope' AND stream = ?1 AND hash IN (
                   SELECT hash FROM envelope
                   WHERE stream = ?1 AND actor = ?2 AND sequence >= ?3)";
    tx.prepare_cached(sql)?.execute(place)?;
    let sql = "DELETE FROM envelope WHERE stream = ?1 AND actor = ?2 AND sequence >= ?3";
    tx.prepare_cached(sql)?.execute(place)?;
    Ok(())
}

fn envelope(row: &Row<'_>) -> rusqlite::Result<StoredEnvelope> {
    Ok(StoredEnvelope {
        stream: columns::chain_id(row, 0)?,
        actor: columns::actor_id(row, 1)?,
        sequence: columns::number(row, 2)?,
        hash: columns::hash(row, 3)?,
        bytes: row.get(4)?,
        received_at_ms: row.get(5)?,
    })
}
