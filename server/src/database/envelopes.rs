use super::chains::{Standing, load};
use super::devices::{Device, Room, take_room};
use super::{column, feeds, number};
use crate::context::Context;
use crate::error::ServerError;
use dodam_seal::exchange::RefusalCode;
use dodam_seal::{DeviceId, Envelope, Hash, Mark};
use rusqlite::{Connection, OptionalExtension, Transaction, params};

/// What became of a pushed envelope.
#[derive(Debug)]
pub(crate) struct Verdict {
    /// Why it was not taken.
    pub(crate) refused: Option<RefusalCode>,
    /// How far the server holds its author now; nothing to one who may not know.
    pub(crate) mark: Option<Mark>,
}

/// Stores a pushed envelope as its author's next. Any writer of the strand may carry
/// it; its author's signature was checked when it was read.
pub(crate) fn store(
    tx: &Transaction<'_>,
    context: &Context,
    device: &Device,
    envelope: &Envelope,
) -> Result<Verdict, ServerError> {
    let standing = load(tx, &context.chains, &envelope.header().stream)?;
    let stream = match check_strand(standing, &device.id, envelope) {
        Ok(stream) => stream,
        Err(code) => {
            return Ok(Verdict {
                refused: Some(code),
                mark: None,
            });
        }
    };
    let mark = load_mark(tx, stream, envelope)?;
    let place = find_place(tx, stream, mark, envelope)?;
    let refused = match place {
        Place::Held => None,
        Place::Refused(code) => Some(code),
        Place::Next => insert(tx, context, device, stream, envelope)?,
    };
    let mark = if place == Place::Next && refused.is_none() {
        Some(envelope.mark())
    } else {
        mark
    };
    Ok(Verdict { refused, mark })
}

/// Whether the device may write there and the epoch is one of the strand's. An unknown
/// chain head is not refused: it shows the readers that a server forked.
fn check_strand(
    standing: Option<Standing>,
    device: &DeviceId,
    envelope: &Envelope,
) -> Result<i64, RefusalCode> {
    let standing = standing.filter(|standing| !standing.is_group());
    let standing = standing.ok_or(RefusalCode::UNKNOWN_CHAIN)?;
    if !standing.role_of(device).is_some_and(|role| role.writes()) {
        return Err(RefusalCode::NOT_ALLOWED);
    }
    if envelope.header().epoch != standing.stored.chain.epoch() {
        return Err(RefusalCode::UNKNOWN_CHAIN);
    }
    Ok(standing.stored.row)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// It is here already.
    Held,
    /// It continues its author.
    Next,
    Refused(RefusalCode),
}

fn find_place(
    tx: &Transaction<'_>,
    stream: i64,
    mark: Option<Mark>,
    envelope: &Envelope,
) -> Result<Place, ServerError> {
    let header = envelope.header();
    let (last, previous) = mark.map_or((0, Hash::NONE), |mark| (mark.sequence, mark.hash));
    Ok(match header.sequence {
        0 => Place::Refused(RefusalCode::MALFORMED),
        at if at <= last && hash_at(tx, stream, envelope)? == Some(envelope.hash()) => Place::Held,
        at if at <= last => Place::Refused(RefusalCode::PLACE_TAKEN),
        at if at - 1 > last => Place::Refused(RefusalCode::GAP),
        // It continues another envelope than the one that is here.
        _ if header.previous != previous => Place::Refused(RefusalCode::PLACE_TAKEN),
        _ => Place::Next,
    })
}

fn load_mark(
    connection: &Connection,
    stream: i64,
    envelope: &Envelope,
) -> Result<Option<Mark>, ServerError> {
    let actor = envelope.header().actor;
    let sql = "SELECT sequence, hash FROM author WHERE stream = ?1 AND actor = ?2";
    let found: Option<(i64, [u8; 32])> = connection
        .prepare_cached(sql)?
        .query_row(params![stream, actor.as_bytes()], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?;
    found
        .map(|(sequence, hash)| {
            let (sequence, hash) = (number(sequence)?, Hash::from_bytes(hash));
            Ok(Mark {
                actor,
                sequence,
                hash,
            })
        })
        .transpose()
}

fn hash_at(
    connection: &Connection,
    stream: i64,
    envelope: &Envelope,
) -> Result<Option<Hash>, ServerError> {
    let header = envelope.header();
    let sql = "SELECT hash FROM envelope WHERE stream = ?1 AND actor = ?2 AND sequence = ?3";
    let key = params![stream, header.actor.as_bytes(), column(header.sequence)];
    let found = connection
        .prepare_cached(sql)?
        .query_row(key, |row| row.get(0))
        .optional()?;
    Ok(found.map(Hash::from_bytes))
}

fn insert(
    tx: &Transaction<'_>,
    context: &Context,
    device: &Device,
    stream: i64,
    envelope: &Envelope,
) -> Result<Option<RefusalCode>, ServerError> {
    let body = envelope.to_bytes();
    if !take_room(tx, context, device.row, Room::Text, body.len() as u64)? {
        return Ok(Some(RefusalCode::OVER_QUOTA));
    }
    let (header, hash) = (envelope.header(), envelope.hash());
    let sql = "UPDATE chain SET envelopes = envelopes + 1 WHERE id = ?1 RETURNING envelopes";
    let at: i64 = tx
        .prepare_cached(sql)?
        .query_row([stream], |row| row.get(0))?;
    let (actor, sequence) = (header.actor.as_bytes(), column(header.sequence));
    let sql = "INSERT INTO envelope
               (stream, number, actor, sequence, hash, body, pushed_by, received_at)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    let now = context.clock.now();
    tx.prepare_cached(sql)?.execute(params![
        stream,
        at,
        actor,
        sequence,
        hash.as_bytes(),
        body,
        device.row,
        now
    ])?;
    let sql = "INSERT INTO author (stream, actor, sequence, hash) VALUES (?1, ?2, ?3, ?4)
               ON CONFLICT (stream, actor) DO UPDATE
               SET sequence = excluded.sequence, hash = excluded.hash";
    tx.prepare_cached(sql)?
        .execute(params![stream, actor, sequence, hash.as_bytes()])?;
    feeds::add_envelope(tx, stream, at)?;
    Ok(None)
}
