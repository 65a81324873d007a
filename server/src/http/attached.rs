use super::endpoint::Answer;
use super::gate::{Asked, asked};
use super::incoming::Incoming;
use super::rejection::Rejection;
use super::reply::cbor;
use crate::context::Context;
use crate::database::attachments::{self, FileKey, Progress};
use crate::database::chains;
use crate::error::ServerError;
use crate::files::Files;
use crate::limits::MAX_PIECE;
use crate::store::Store;
use dodam_seal::exchange::{AttachmentAsk, AttachmentPiece, path};
use dodam_seal::ids::DeviceId;
use rusqlite::Connection;

enum Found {
    NotAllowed,
    Unknown,
    Piece(Progress, Vec<u8>),
}

/// `POST /v1/attachments/open`: hands out a piece of a sealed file.
pub(super) async fn attached(store: &Store, incoming: &mut Incoming) -> Answer {
    let asked: Asked<AttachmentAsk> = asked(store, path::ATTACHED, incoming).await?;
    let (device, ask, files) = (asked.device.id, asked.question, store.files().clone());
    let found = store
        .read(move |connection, context| find(connection, context, &files, &device, ask))
        .await
        .map_err(|error| asked.reject(error))?;
    let (progress, bytes) = match found {
        Found::NotAllowed => return Err(asked.reject(Rejection::NOT_ALLOWED)),
        Found::Unknown => return Err(asked.reject(Rejection::UNKNOWN_ATTACHMENT)),
        Found::Piece(progress, bytes) => (progress, bytes),
    };
    let sent = bytes.len();
    tracing::info!(path = path::ATTACHED, ?device, sent, "handed out");
    Ok(cbor(&AttachmentPiece {
        token: asked.token,
        held: progress.held,
        complete: progress.complete,
        bytes: bytes.into(),
    }))
}

/// Any member of the strand reads. A file that isn't whole was not checked, so nothing
/// of it is handed out.
fn find(
    connection: &mut Connection,
    context: &Context,
    files: &Files,
    device: &DeviceId,
    ask: AttachmentAsk,
) -> Result<Found, ServerError> {
    let tx = connection.transaction()?;
    let strand = chains::load(&tx, &context.chains, &ask.stream)?;
    let strand = strand.filter(|strand| !strand.is_group() && strand.role_of(device).is_some());
    let Some(strand) = strand else {
        return Ok(Found::NotAllowed);
    };
    let Some(progress) = attachments::find(&tx, strand.stored.row, &ask.file)? else {
        return Ok(Found::Unknown);
    };
    let key = FileKey {
        stream: ask.stream,
        file: ask.file,
    };
    let bytes = if progress.complete {
        files.read(&key, ask.offset, MAX_PIECE)?
    } else {
        Vec::new()
    };
    Ok(Found::Piece(progress, bytes))
}
