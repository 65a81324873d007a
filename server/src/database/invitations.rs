use crate::context::Context;
use crate::error::ServerError;
use crate::limits::INVITATION_SECONDS;
use dodam_seal::Hash;
use rusqlite::{Connection, OptionalExtension, Transaction, params};

/// What became of an invitation that was left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Left {
    /// It lies there now, or did already.
    Lies,
    /// Another one lies there.
    PlaceTaken,
    /// The device has left too many.
    TooMany,
}

/// Leaves a sealed invitation for a week. Leaving the same again changes nothing.
pub(crate) fn leave(
    tx: &Transaction<'_>,
    context: &Context,
    device: i64,
    place: &Hash,
    sealed: &[u8],
) -> Result<Left, ServerError> {
    let now = context.clock.now();
    tx.execute("DELETE FROM invitation WHERE expires_at <= ?1", [now])?;
    let sql = "SELECT sealed FROM invitation WHERE place = ?1";
    let lying: Option<Vec<u8>> = tx
        .query_row(sql, [place.as_bytes()], |row| row.get(0))
        .optional()?;
    if let Some(lying) = lying {
        let same = lying == sealed;
        return Ok(if same { Left::Lies } else { Left::PlaceTaken });
    }
    let sql = "SELECT count(*) FROM invitation WHERE left_by = ?1";
    let count: u32 = tx.query_row(sql, [device], |row| row.get(0))?;
    if count >= context.limits.invitations {
        return Ok(Left::TooMany);
    }
    let sql = "INSERT INTO invitation (place, sealed, left_by, expires_at) VALUES (?1, ?2, ?3, ?4)";
    let expires = now.saturating_add(INVITATION_SECONDS);
    tx.execute(sql, params![place.as_bytes(), sealed, device, expires])?;
    Ok(Left::Lies)
}

/// The invitation at a place, unless it has expired.
pub(crate) fn fetch(
    connection: &Connection,
    now: i64,
    place: &Hash,
) -> Result<Option<Vec<u8>>, ServerError> {
    let sql = "SELECT sealed FROM invitation WHERE place = ?1 AND expires_at > ?2";
    let sealed = connection
        .query_row(sql, params![place.as_bytes(), now], |row| row.get(0))
        .optional()?;
    Ok(sealed)
}
