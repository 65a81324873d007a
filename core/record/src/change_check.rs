//! Checks one change before automerge unpacks it.
//!
//! A change lists its operations in run-length coded columns, so a hundred bytes can
//! claim 2⁶⁰ operations and keep a reader busy for ever. The runs are added up first.

use automerge::{Change, ChangeHash};

use crate::chunk::{Chunk, ChunkKind, Reader, claimed_checksum};
use crate::{ActorKey, MAX_CHANGE_OPERATIONS, RecordError};

/// Automerge counts operations in 32 bits; staying below half of that leaves room for
/// the edits that follow.
const LAST_OPERATION: u64 = 1 << 31;
const LATEST_TIME_MS: i64 = 253_402_300_799_999; // the end of the year 9999
const MOST_COLUMNS: u64 = 64;
const MOST_DEPENDENCIES: u64 = 1_024;
const MOST_ACTORS: u64 = 4_096;

/// Reads one change, if it was written by `author` and stays within every cap.
pub(crate) fn read(chunk: &Chunk<'_>, author: Option<ActorKey>) -> Result<Change, RecordError> {
    if chunk.kind != ChunkKind::Change {
        return Err(RecordError::Malformed);
    }
    let operations = count_operations(chunk.data).ok_or(RecordError::Malformed)?;
    if operations > MAX_CHANGE_OPERATIONS {
        return Err(RecordError::TooLarge);
    }
    let change = Change::try_from(chunk.bytes).map_err(|_| RecordError::Malformed)?;
    if change.hash().0[..4] != claimed_checksum(chunk) {
        return Err(RecordError::Malformed);
    }
    if author.is_some_and(|author| change.actor_id().to_bytes() != author) {
        return Err(RecordError::ForeignActor);
    }
    let in_range = change.start_op().get() < LAST_OPERATION && time_in_range(change.timestamp());
    if in_range {
        Ok(change)
    } else {
        Err(RecordError::Malformed)
    }
}

/// Whether a time in milliseconds since 1970 can stand in a change. Wider differences
/// would overflow automerge's coding of them.
pub(crate) fn time_in_range(at_ms: i64) -> bool {
    (0..=LATEST_TIME_MS).contains(&at_ms)
}

/// The author of a change, if it is one of our keys.
pub(crate) fn author_of(change: &Change) -> Result<ActorKey, RecordError> {
    change
        .actor_id()
        .to_bytes()
        .try_into()
        .map_err(|_| RecordError::Malformed)
}

/// Whether the change follows its author's previous one, as each of ours does.
pub(crate) fn follows(change: &Change, previous: Option<&ChangeHash>) -> bool {
    previous.is_none_or(|hash| change.deps().contains(hash))
}

/// The rows that the longest column claims; `None` if the change cannot be read.
fn count_operations(data: &[u8]) -> Option<u64> {
    let mut reader = Reader(data);
    let dependencies = capped(reader.unsigned()?, MOST_DEPENDENCIES)?;
    reader.take(dependencies * 32)?;
    reader.take_counted()?; // actor
    reader.unsigned()?; // sequence
    reader.unsigned()?; // first operation
    reader.signed()?; // time
    reader.take_counted()?; // message
    for _ in 0..capped(reader.unsigned()?, MOST_ACTORS)? {
        reader.take_counted()?;
    }
    let mut columns = Vec::new();
    for _ in 0..capped(reader.unsigned()?, MOST_COLUMNS)? {
        columns.push((
            reader.unsigned()?,
            usize::try_from(reader.unsigned()?).ok()?,
        ));
    }
    let mut most = 0;
    for (specification, length) in columns {
        most = most.max(count_rows(specification, reader.take(length)?)?);
    }
    Some(most)
}

fn capped(count: u64, most: u64) -> Option<usize> {
    usize::try_from(count).ok().filter(|_| count <= most)
}

/// The low three bits of a column's specification name how it is coded.
fn count_rows(specification: u64, column: &[u8]) -> Option<u64> {
    match specification & 7 {
        4 => count_boolean_rows(column),
        7 => Some(0), // raw values; their lengths are a column of their own
        3 => count_runs(column, |reader| reader.signed().map(drop)),
        5 => count_runs(column, |reader| reader.take_counted().map(drop)),
        _ => count_runs(column, |reader| reader.unsigned().map(drop)),
    }
}

fn count_boolean_rows(column: &[u8]) -> Option<u64> {
    let mut reader = Reader(column);
    let mut rows = 0_u64;
    while !reader.is_empty() {
        rows = rows.saturating_add(reader.unsigned()?);
    }
    Some(rows)
}

fn count_runs(column: &[u8], skip_value: impl Fn(&mut Reader<'_>) -> Option<()>) -> Option<u64> {
    let mut reader = Reader(column);
    let mut rows = 0_u64;
    while !reader.is_empty() {
        let run = reader.signed()?;
        let (added, values) = match run {
            0 => (reader.unsigned()?, 0),
            1.. => (run.unsigned_abs(), 1),
            _ => (run.unsigned_abs(), run.unsigned_abs()),
        };
        rows = rows.saturating_add(added);
        for _ in 0..values {
            skip_value(&mut reader)?;
        }
    }
    Some(rows)
}
