use super::{column, number};
use crate::code::OperatorCode;
use crate::context::Context;
use crate::error::ServerError;
use dodam_seal::DeviceId;
use dodam_seal::ids::Hash;
use rusqlite::{Connection, OptionalExtension, Transaction, params};

/// An enrolled device: its row and its name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Device {
    pub(crate) row: i64,
    pub(crate) id: DeviceId,
}

/// What a device stores, by the room it takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Room {
    /// Chain entries and envelopes.
    Text,
    /// Attachments, which leave a reserve for text.
    Attachments,
}

/// Finds an enrolled device.
pub(crate) fn find(connection: &Connection, id: &DeviceId) -> Result<Option<Device>, ServerError> {
    let row = connection
        .prepare_cached("SELECT id FROM device WHERE device = ?1")?
        .query_row([id.as_bytes()], |row| row.get(0))
        .optional()?;
    Ok(row.map(|row| Device { row, id: *id }))
}

/// Remembers a new operator's code.
pub(crate) fn insert_code(
    tx: &Transaction<'_>,
    context: &Context,
    code: &Hash,
) -> Result<(), ServerError> {
    let sql = "INSERT INTO enrol_code (hash, made_at) VALUES (?1, ?2)";
    tx.execute(sql, params![code.as_bytes(), context.clock.now()])?;
    Ok(())
}

/// Enrols a device with a code, once; `false` when the code is not one, or used up by
/// another device. A device that is enrolled uses up nothing.
pub(crate) fn enrol(
    tx: &Transaction<'_>,
    context: &Context,
    id: &DeviceId,
    code: &OperatorCode,
) -> Result<bool, ServerError> {
    let known = find(tx, id)?.map(|device| device.row);
    let hash = *code.hash().as_bytes();
    let sql = "SELECT used_by FROM enrol_code WHERE hash = ?1";
    let used_by: Option<Option<i64>> = tx.query_row(sql, [hash], |row| row.get(0)).optional()?;
    match (used_by, known) {
        (None, _) => Ok(false),
        (Some(None), Some(_)) => Ok(true),
        (Some(Some(by)), known) => Ok(known == Some(by)),
        (Some(None), None) => {
            let sql = "INSERT INTO device (device, enrolled_at) VALUES (?1, ?2)";
            tx.execute(sql, params![id.as_bytes(), context.clock.now()])?;
            let sql = "UPDATE enrol_code SET used_by = ?1 WHERE hash = ?2";
            tx.execute(sql, params![tx.last_insert_rowid(), hash])?;
            Ok(true)
        }
    }
}

/// Counts bytes that a device is about to store; `false` when it has no room left.
pub(crate) fn take_room(
    tx: &Transaction<'_>,
    context: &Context,
    device: i64,
    room: Room,
    bytes: u64,
) -> Result<bool, ServerError> {
    let limits = &context.limits;
    let (most, sql) = match room {
        Room::Text => (
            limits.device_bytes,
            "UPDATE device SET text_bytes = text_bytes + ?2
             WHERE id = ?1 AND text_bytes + attachment_bytes + ?2 <= ?3",
        ),
        Room::Attachments => (
            limits
                .device_bytes
                .saturating_sub(limits.text_reserve_bytes),
            "UPDATE device SET attachment_bytes = attachment_bytes + ?2
             WHERE id = ?1 AND text_bytes + attachment_bytes + ?2 <= ?3",
        ),
    };
    let taken = tx
        .prepare_cached(sql)?
        .execute([device, column(bytes), column(most)])?;
    Ok(taken == 1)
}

/// Gives back the room of an attachment that was not kept.
pub(crate) fn give_back_room(
    tx: &Transaction<'_>,
    device: i64,
    bytes: i64,
) -> Result<(), ServerError> {
    number(bytes)?;
    let sql = "UPDATE device SET attachment_bytes = attachment_bytes - ?2 WHERE id = ?1";
    tx.execute(sql, [device, bytes])?;
    Ok(())
}
