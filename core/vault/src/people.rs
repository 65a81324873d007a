//! What lists show of people, repeated from their documents, and which strands wait for a choice.

use crate::columns::{self, to_column};
use crate::{Strand, VaultError, strands};
use dodam_seal::ChainId;
use rusqlite::{OptionalExtension, Transaction};

/// What lists show of a person.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct PersonListing {
    /// Empty until given.
    pub name: String,
    /// A telephone number as it was typed.
    pub phone: Option<String>,
    /// An address as it was typed.
    pub address: Option<String>,
    /// How many visits are recorded.
    pub visits: u64,
}

impl core::fmt::Debug for PersonListing {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("PersonListing(…)")
    }
}

/// Stores what lists show of the person of a stored strand, over the earlier.
///
/// # Errors
/// [`VaultError::Store`] where the strand isn't stored, [`VaultError::StorageFull`] and the like.
pub fn store_person(
    tx: &Transaction<'_>,
    strand_id: &ChainId,
    person: &PersonListing,
) -> Result<(), VaultError> {
    let sql = "INSERT INTO person (strand_id, name, phone, address, visits)
               VALUES (?1, ?2, ?3, ?4, ?5)
               ON CONFLICT (strand_id) DO UPDATE SET name = excluded.name,
                   phone = excluded.phone, address = excluded.address, visits = excluded.visits";
    tx.prepare_cached(sql)?.execute((
        strand_id.as_bytes(),
        &person.name,
        &person.phone,
        &person.address,
        to_column(person.visits)?,
    ))?;
    Ok(())
}

/// Loads the record of every strand of a kind with what lists show of its person, by name; a
/// strand of which nothing was stored yet has an empty one.
///
/// # Errors
/// [`VaultError::Damaged`].
pub fn load_people(
    tx: &Transaction<'_>,
    kind: &str,
) -> Result<Vec<(Vec<u8>, PersonListing)>, VaultError> {
    let sql = "SELECT record_id, coalesce(name, '') AS shown, phone, address, coalesce(visits, 0)
               FROM strand LEFT JOIN person USING (strand_id)
               WHERE kind = ?1 ORDER BY shown, record_id";
    let mut statement = tx.prepare_cached(sql)?;
    let rows = statement.query_map([kind], |row| {
        let person = PersonListing {
            name: row.get(1)?,
            phone: row.get(2)?,
            address: row.get(3)?,
            visits: columns::number(row, 4)?,
        };
        Ok((row.get(0)?, person))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Records whether a field of a stored strand waits for a choice.
///
/// # Errors
/// [`VaultError::Store`] where the strand isn't stored, [`VaultError::StorageFull`] and the like.
pub fn set_strand_conflicted(
    tx: &Transaction<'_>,
    strand_id: &ChainId,
    conflicted: bool,
) -> Result<(), VaultError> {
    let sql = "SELECT 1 FROM conflicted_strand WHERE strand_id = ?1";
    let known = tx
        .prepare_cached(sql)?
        .query_row([strand_id.as_bytes()], |_| Ok(()))
        .optional()?;
    let sql = match (known.is_some(), conflicted) {
        (false, true) => "INSERT INTO conflicted_strand (strand_id) VALUES (?1)",
        (true, false) => "DELETE FROM conflicted_strand WHERE strand_id = ?1",
        _ => return Ok(()),
    };
    tx.prepare_cached(sql)?.execute([strand_id.as_bytes()])?;
    Ok(())
}

/// Loads the strands in which a field waits for a choice, those of one record together.
///
/// # Errors
/// [`VaultError::Damaged`].
pub fn load_conflicted_strands(tx: &Transaction<'_>) -> Result<Vec<Strand>, VaultError> {
    strands::load_where(
        tx,
        "WHERE strand_id IN (SELECT strand_id FROM conflicted_strand)",
    )
}
