//! This device's own authors: who signs the next envelope of a strand, and with which number.

use crate::columns::{self, to_column};
use crate::{Stored, VaultError};
use dodam_seal::{ActorId, ChainId, Hash, SigningSecret};
use rusqlite::{OptionalExtension, Transaction};

/// An author of one strand.
#[derive(Debug, Clone)]
pub struct OwnActor {
    /// The strand it writes in.
    pub strand_id: ChainId,
    /// How many authors this device made for the strand before.
    pub incarnation: u32,
    /// Its key; the public half is its name.
    pub signing: SigningSecret,
    /// The number of its next envelope, from 1.
    pub next_sequence: u64,
    /// The hash of its last envelope, [`Hash::NONE`] before the first.
    pub last_hash: Hash,
}

/// Stores a new author.
///
/// # Errors
/// [`VaultError::OutOfRange`], [`VaultError::StorageFull`] and the like.
pub fn insert_actor(tx: &Transaction<'_>, actor: &OwnActor) -> Result<Stored, VaultError> {
    let sql = "INSERT INTO own_actor
                   (strand_id, incarnation, signing_secret, next_sequence, last_hash)
               VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING";
    let inserted = tx.prepare_cached(sql)?.execute((
        actor.strand_id.as_bytes(),
        actor.incarnation,
        actor.signing.expose(),
        to_column(actor.next_sequence)?,
        actor.last_hash.as_bytes(),
    ))?;
    Ok(if inserted == 1 {
        Stored::New
    } else {
        Stored::PlaceTaken
    })
}

/// Loads the author that writes in a strand now, the last incarnation; `None` before the first.
///
/// # Errors
/// [`VaultError::Damaged`].
pub fn load_actor(
    tx: &Transaction<'_>,
    strand_id: &ChainId,
) -> Result<Option<OwnActor>, VaultError> {
    let sql = "SELECT incarnation, signing_secret, next_sequence, last_hash FROM own_actor
               WHERE strand_id = ?1 ORDER BY incarnation DESC LIMIT 1";
    let mut statement = tx.prepare_cached(sql)?;
    let found = statement.query_row([strand_id.as_bytes()], |row| {
        Ok(OwnActor {
            strand_id: *strand_id,
            incarnation: row.get(0)?,
            signing: columns::signing_secret(row, 1)?,
            next_sequence: columns::number(row, 2)?,
            last_hash: columns::hash(row, 3)?,
        })
    });
    Ok(found.optional()?)
}

/// Tells whether this device has the key of an author, of any incarnation.
///
/// # Errors
/// [`VaultError::Damaged`].
pub fn is_own_actor(
    tx: &Transaction<'_>,
    strand_id: &ChainId,
    actor: &ActorId,
) -> Result<bool, VaultError> {
    let sql = "SELECT signing_secret FROM own_actor WHERE strand_id = ?1";
    let mut statement = tx.prepare_cached(sql)?;
    let mut rows = statement.query([strand_id.as_bytes()])?;
    while let Some(row) = rows.next()? {
        if columns::signing_secret(row, 0)?.actor_id() == *actor {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Records that the author's next envelope was made: `actor` as it was loaded, and the
/// envelope's hash.
///
/// # Errors
/// [`VaultError::Unknown`] when the stored author is further than `actor`: two envelopes would
/// share a number.
pub fn advance_actor(
    tx: &Transaction<'_>,
    actor: &OwnActor,
    made: &Hash,
) -> Result<(), VaultError> {
    let sql = "UPDATE own_actor SET next_sequence = ?3 + 1, last_hash = ?4
               WHERE strand_id = ?1 AND incarnation = ?2 AND next_sequence = ?3";
    let values = (
        actor.strand_id.as_bytes(),
        actor.incarnation,
        to_column(actor.next_sequence)?,
        made.as_bytes(),
    );
    match tx.prepare_cached(sql)?.execute(values)? {
        0 => Err(VaultError::Unknown),
        _ => Ok(()),
    }
}
