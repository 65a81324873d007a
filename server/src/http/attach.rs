use super::endpoint::Answer;
use super::gate::{Asked, asked};
use super::incoming::Incoming;
use super::rejection::Rejection;
use super::reply::cbor;
use crate::database::attachments::{self, FileKey, Progress};
use crate::database::chains;
use crate::error::ServerError;
use crate::files::{Finish, Upload};
use crate::store::Store;
use dodam_seal::exchange::{AttachmentAsk, AttachmentPiece, Frame, path};
use std::sync::Arc;

/// `POST /v1/attachments`: goes on with a sealed file where the server stands.
pub(super) async fn attach(store: &Store, incoming: &mut Incoming) -> Answer {
    let asked: Asked<AttachmentAsk> = asked(store, path::ATTACH, incoming).await?;
    let progress = receive(store, incoming, &asked)
        .await
        .map_err(|rejection| asked.reject(rejection))?;
    let (device, held, complete) = (asked.device.id, progress.held, progress.complete);
    tracing::info!(path = path::ATTACH, ?device, held, complete, "stored");
    Ok(cbor(&AttachmentPiece {
        token: asked.token,
        held,
        complete,
        bytes: Vec::new().into(),
    }))
}

async fn receive(
    store: &Store,
    incoming: &mut Incoming,
    asked: &Asked<AttachmentAsk>,
) -> Result<Progress, Rejection> {
    let ask = asked.question;
    if ask.total == 0 {
        return Err(Rejection::MALFORMED);
    }
    if ask.total > store.context().limits.attachment_bytes {
        return Err(Rejection::TOO_LARGE);
    }
    let device = asked.device;
    let stream = store
        .read(move |connection, context| {
            let tx = connection.transaction()?;
            let strand = chains::load(&tx, &context.chains, &ask.stream)?;
            let strand = strand.filter(|strand| !strand.is_group());
            let writes = |s: &chains::Standing| s.role_of(&device.id).is_some_and(|r| r.writes());
            Ok(strand.filter(writes).map(|strand| strand.stored.row))
        })
        .await?
        .ok_or(Rejection::NOT_ALLOWED)?;
    let upload = store.files().begin(FileKey {
        stream: ask.stream,
        file: ask.file,
    });
    let upload = Arc::new(upload.ok_or(Rejection::BUSY)?);
    let progress = begin(store, device.row, stream, ask).await?;
    let receiving = Receiving {
        store,
        stream,
        ask,
        upload,
    };
    receiving.run(incoming, progress).await
}

/// Makes or finds the file's row, after clearing away what others gave up.
async fn begin(
    store: &Store,
    device: i64,
    stream: i64,
    ask: AttachmentAsk,
) -> Result<Progress, Rejection> {
    let files = store.files().clone();
    let begun = store.change(move |tx, context| {
        for key in attachments::forget_expired(tx, context)? {
            files.remove_part(&key)?;
        }
        attachments::begin(tx, context, device, stream, &ask.file, ask.total)
    });
    let progress = begun.await?.ok_or(Rejection::OVER_QUOTA)?;
    if progress.total == ask.total {
        Ok(progress)
    } else {
        Err(Rejection::MALFORMED)
    }
}

struct Receiving<'a> {
    store: &'a Store,
    stream: i64,
    ask: AttachmentAsk,
    upload: Arc<Upload>,
}

impl Receiving<'_> {
    /// Appends what arrives, frame by frame, each durable before the next is read. A
    /// device that doesn't stand where the server stands is told where that is.
    async fn run(
        &self,
        incoming: &mut Incoming,
        mut progress: Progress,
    ) -> Result<Progress, Rejection> {
        if progress.complete || progress.held != self.ask.offset {
            return Ok(progress);
        }
        while let Some(frame) = incoming.next().await? {
            let Frame::Bytes(bytes) = frame else {
                return Err(Rejection::MALFORMED);
            };
            let held = progress.held + bytes.len() as u64;
            if held > progress.total {
                return Err(Rejection::MALFORMED);
            }
            self.append(progress.held, held, bytes).await?;
            progress.held = held;
        }
        if progress.held == progress.total {
            self.finish().await?;
            progress.complete = true;
        }
        Ok(progress)
    }

    async fn append(&self, held: u64, then: u64, bytes: Vec<u8>) -> Result<(), Rejection> {
        self.blocking(move |upload| upload.append(held, &bytes))
            .await?;
        let (stream, file) = (self.stream, self.ask.file);
        self.store
            .change(move |tx, context| attachments::set_held(tx, context, stream, &file, then))
            .await?;
        Ok(())
    }

    async fn finish(&self) -> Result<(), Rejection> {
        let finished = self.blocking(Upload::finish).await?;
        let (stream, file) = (self.stream, self.ask.file);
        self.store
            .change(move |tx, _| match finished {
                Finish::InPlace => attachments::set_complete(tx, stream, &file),
                Finish::WrongHash => attachments::forget(tx, stream, &file),
            })
            .await?;
        match finished {
            Finish::InPlace => Ok(()),
            Finish::WrongHash => Err(Rejection::WRONG_HASH),
        }
    }

    /// Works on the file on a blocking thread, which keeps the file taken even when the
    /// request is dropped meanwhile.
    async fn blocking<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Upload) -> Result<T, ServerError> + Send + 'static,
    ) -> Result<T, ServerError> {
        let upload = Arc::clone(&self.upload);
        tokio::task::spawn_blocking(move || work(&upload))
            .await
            .unwrap_or(Err(ServerError::Failed("storage")))
    }
}
