//! The tables, one module a topic. What changes something takes a transaction.

pub(crate) mod attachments;
pub(crate) mod chains;
pub(crate) mod devices;
pub(crate) mod entries;
pub(crate) mod envelopes;
pub(crate) mod feeds;
pub(crate) mod invitations;
pub(crate) mod schema;

use crate::error::ServerError;

/// A number for a column. What is above SQLite's numbers is above every number here,
/// so it finds nothing.
pub(crate) fn column(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// A number from a column that is never negative.
pub(crate) fn number(column: i64) -> Result<u64, ServerError> {
    u64::try_from(column).map_err(|_| ServerError::Damaged)
}
