use super::devices::{Room, give_back_room, take_room};
use super::{column, number};
use crate::context::Context;
use crate::error::ServerError;
use crate::limits::PARTIAL_SECONDS;
use dodam_seal::{ChainId, Hash};
use rusqlite::{Connection, OptionalExtension, Transaction, params};

/// Expired attempts that one new attachment clears away.
const CLEARED_AT_ONCE: i64 = 16;

/// Names a sealed file of a strand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct FileKey {
    /// The strand.
    pub(crate) stream: ChainId,
    /// BLAKE3 of the sealed file.
    pub(crate) file: Hash,
}

/// How much of a file is here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Progress {
    pub(crate) total: u64,
    pub(crate) held: u64,
    pub(crate) complete: bool,
}

/// Finds what is here of a file.
pub(crate) fn find(
    connection: &Connection,
    stream: i64,
    file: &Hash,
) -> Result<Option<Progress>, ServerError> {
    let sql = "SELECT total, held, complete FROM attachment WHERE stream = ?1 AND file = ?2";
    let found: Option<(i64, i64, bool)> = connection
        .prepare_cached(sql)?
        .query_row(params![stream, file.as_bytes()], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
        .optional()?;
    found
        .map(|(total, held, complete)| {
            Ok(Progress {
                total: number(total)?,
                held: number(held)?,
                complete,
            })
        })
        .transpose()
}

/// Begins a file, or goes on with it; `None` when the device has no room for it. The
/// room for the whole file is taken at once.
pub(crate) fn begin(
    tx: &Transaction<'_>,
    context: &Context,
    device: i64,
    stream: i64,
    file: &Hash,
    total: u64,
) -> Result<Option<Progress>, ServerError> {
    if let Some(progress) = find(tx, stream, file)? {
        return Ok(Some(progress));
    }
    if !take_room(tx, context, device, Room::Attachments, total)? {
        return Ok(None);
    }
    let sql = "INSERT INTO attachment (stream, file, total, held, complete, stored_by, touched_at)
               VALUES (?1, ?2, ?3, 0, 0, ?4, ?5)";
    let now = context.clock.now();
    tx.execute(
        sql,
        params![stream, file.as_bytes(), column(total), device, now],
    )?;
    Ok(Some(Progress {
        total,
        held: 0,
        complete: false,
    }))
}

/// Notes how much of a file is durable.
pub(crate) fn set_held(
    tx: &Transaction<'_>,
    context: &Context,
    stream: i64,
    file: &Hash,
    held: u64,
) -> Result<(), ServerError> {
    let sql = "UPDATE attachment SET held = ?3, touched_at = ?4 WHERE stream = ?1 AND file = ?2";
    let now = context.clock.now();
    tx.prepare_cached(sql)?
        .execute(params![stream, file.as_bytes(), column(held), now])?;
    Ok(())
}

/// Notes that a file is whole and in its place.
pub(crate) fn set_complete(
    tx: &Transaction<'_>,
    stream: i64,
    file: &Hash,
) -> Result<(), ServerError> {
    let sql = "UPDATE attachment SET complete = 1 WHERE stream = ?1 AND file = ?2";
    tx.execute(sql, params![stream, file.as_bytes()])?;
    Ok(())
}

/// Forgets an unfinished file and gives its room back.
pub(crate) fn forget(tx: &Transaction<'_>, stream: i64, file: &Hash) -> Result<(), ServerError> {
    let sql = "DELETE FROM attachment WHERE stream = ?1 AND file = ?2 AND complete = 0
               RETURNING stored_by, total";
    let forgotten: Option<(i64, i64)> = tx
        .query_row(sql, params![stream, file.as_bytes()], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?;
    forgotten.map_or(Ok(()), |(device, total)| give_back_room(tx, device, total))
}

/// Forgets files that stopped arriving a week ago, some at a time, and names them so
/// that their bytes can be deleted too.
pub(crate) fn forget_expired(
    tx: &Transaction<'_>,
    context: &Context,
) -> Result<Vec<FileKey>, ServerError> {
    let before = context.clock.now().saturating_sub(PARTIAL_SECONDS);
    let sql = "SELECT stream, chain.chain, file FROM attachment JOIN chain ON chain.id = stream
               WHERE complete = 0 AND touched_at < ?1 LIMIT ?2";
    let expired: Vec<(i64, [u8; 32], [u8; 32])> = tx
        .prepare_cached(sql)?
        .query_map([before, CLEARED_AT_ONCE], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })?
        .collect::<Result<_, _>>()?;
    expired
        .into_iter()
        .map(|(stream, chain, file)| {
            let (stream_id, file) = (ChainId::from_bytes(chain), Hash::from_bytes(file));
            forget(tx, stream, &file)?;
            Ok(FileKey {
                stream: stream_id,
                file,
            })
        })
        .collect()
}
