use super::rejection::Rejection;
use crate::limits::{MAX_DRAINED, MAX_SILENCE};
use crate::store::Store;
use axum::body::{Body, BodyDataStream};
use dodam_seal::exchange::{Frame, FrameReader};
use futures_util::StreamExt;
use std::sync::Arc;
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::timeout;

/// A request's body, cut into frames as it arrives. In memory is at most one frame and
/// one piece of what the network hands over.
pub(super) struct Incoming {
    body: BodyDataStream,
    frames: FrameReader,
    /// Bytes that may still come.
    left: usize,
    ended: bool,
    permit: Arc<OwnedSemaphorePermit>,
}

impl Incoming {
    /// Begins to read a body of at most `most` bytes; refused while too many requests
    /// are at work.
    pub(super) fn open(store: &Store, body: Body, most: usize) -> Result<Self, Rejection> {
        let permit = store.permits().try_acquire_owned();
        Ok(Self {
            body: body.into_data_stream(),
            frames: FrameReader::default(),
            left: most,
            ended: false,
            permit: Arc::new(permit.map_err(|_| Rejection::BUSY)?),
        })
    }

    /// The next whole frame; `None` at the body's end.
    pub(super) async fn next(&mut self) -> Result<Option<Frame>, Rejection> {
        loop {
            if let Some(frame) = self.frames.next_frame()? {
                return Ok(Some(frame));
            }
            let Ok(bytes) = timeout(MAX_SILENCE, self.body.next()).await else {
                return Err(Rejection::TOO_SLOW);
            };
            let Some(bytes) = bytes else {
                self.ended = true;
                return match self.frames.pending() {
                    0 => Ok(None),
                    _ => Err(Rejection::CUT),
                };
            };
            let bytes = bytes.map_err(|_| {
                self.ended = true;
                Rejection::CUT
            })?;
            let left = self.left.checked_sub(bytes.len());
            self.left = left.ok_or(Rejection::TOO_LARGE)?;
            self.frames.feed(&bytes);
        }
    }

    /// Reads and drops what still comes, up to a bound: a connection that is closed on
    /// unread bytes can lose the reply.
    pub(super) async fn drain(mut self) {
        let mut left = MAX_DRAINED;
        while !self.ended
            && let Ok(Some(Ok(bytes))) = timeout(MAX_SILENCE, self.body.next()).await
        {
            match left.checked_sub(bytes.len()) {
                Some(rest) => left = rest,
                None => return,
            }
        }
    }

    /// Keeps the request counted while its reply is sent.
    pub(super) fn permit(&self) -> Arc<OwnedSemaphorePermit> {
        Arc::clone(&self.permit)
    }
}
