use super::gate::Asked;
use crate::context::Context;
use crate::database::chains;
use crate::database::devices::Device;
use crate::database::feeds::{self, FeedItem, FeedPart, FeedRead};
use crate::error::ServerError;
use crate::limits::PULL_BATCH;
use crate::store::Store;
use axum::body::Body;
use dodam_seal::exchange::{Cursor, Frame, SyncAsk, SyncEnd, Token, path, write_frame};
use futures_util::stream;
use rusqlite::Connection;
use std::collections::{HashSet, VecDeque};
use std::sync::Arc;
use tokio::sync::OwnedSemaphorePermit;

/// A reply under way: what was pushed, then feeds in the order asked, then the end.
pub(super) struct Pull {
    store: Store,
    device: Device,
    token: Token,
    leave_out: Option<i64>,
    /// Frames of what was pushed, until they are sent.
    pushed: Vec<u8>,
    /// Feeds still to read: row and where the device is.
    waiting: VecDeque<(i64, Cursor)>,
    reached: Vec<Cursor>,
    /// Bytes that the reply may still carry.
    left: usize,
    sent: usize,
    ended: bool,
}

impl Pull {
    /// Finds which of the asked feeds the device may read. Others are passed over
    /// without a word: their cursors don't come back in the end frame.
    pub(super) async fn begin(
        store: &Store,
        asked: &Asked<SyncAsk>,
        pushed: Vec<u8>,
    ) -> Result<Self, ServerError> {
        let device = asked.device;
        let cursors = asked.question.cursors.clone();
        let waiting = store
            .read(move |connection, context| readable(connection, context, &device, cursors))
            .await?;
        Ok(Self {
            store: store.clone(),
            device,
            token: asked.token,
            leave_out: (!asked.question.own).then_some(device.row),
            pushed,
            waiting,
            reached: Vec::new(),
            left: store.context().limits.pull_bytes,
            sent: 0,
            ended: false,
        })
    }

    /// The reply's body. An error cuts it, and it then has no end frame.
    pub(super) fn into_body(self, permit: Arc<OwnedSemaphorePermit>) -> Body {
        let state = (self, permit);
        Body::from_stream(stream::try_unfold(state, |(mut pull, permit)| async {
            let chunk = pull.next_chunk().await?;
            Ok::<_, ServerError>(chunk.map(|chunk| (chunk, (pull, permit))))
        }))
    }

    async fn next_chunk(&mut self) -> Result<Option<Vec<u8>>, ServerError> {
        if !self.pushed.is_empty() {
            return Ok(Some(std::mem::take(&mut self.pushed)));
        }
        while self.left > 0
            && let Some((feed, cursor)) = self.waiting.pop_front()
        {
            let chunk = self.read_on(feed, cursor).await?;
            if !chunk.is_empty() {
                return Ok(Some(chunk));
            }
        }
        if self.ended {
            return Ok(None);
        }
        self.ended = true;
        Ok(Some(self.end()))
    }

    async fn read_on(&mut self, row: i64, cursor: Cursor) -> Result<Vec<u8>, ServerError> {
        let ask = FeedRead {
            feed: row,
            after: cursor.place,
            leave_out: self.leave_out,
            bytes: self.left.min(PULL_BATCH),
        };
        let read = self
            .store
            .read(move |connection, _| feeds::read(connection, ask));
        let FeedPart { items, place, more } = read.await?;
        self.sent += items.len();
        let mut chunk = Vec::new();
        for item in items {
            self.left = self.left.saturating_sub(item.len());
            write_frame(&mut chunk, &frame(item));
        }
        let cursor = Cursor { place, ..cursor };
        if more {
            self.waiting.push_front((row, cursor));
        } else {
            self.reached.push(cursor);
        }
        Ok(chunk)
    }

    fn end(&mut self) -> Vec<u8> {
        let more = !self.waiting.is_empty();
        let unread = self.waiting.drain(..).map(|(_, cursor)| cursor);
        self.reached.extend(unread);
        let end = SyncEnd {
            generation: self.store.card().generation,
            token: self.token,
            cursors: std::mem::take(&mut self.reached),
            more,
        };
        let (device, items) = (self.device.id, self.sent);
        tracing::info!(path = path::SYNC, ?device, items, more, "pulled");
        let mut chunk = Vec::new();
        write_frame(&mut chunk, &Frame::End(end));
        chunk
    }
}

fn frame(item: FeedItem) -> Frame {
    match item {
        FeedItem::Entry(entry, acceptance) => Frame::FeedEntry { entry, acceptance },
        FeedItem::Envelope(envelope) => Frame::FeedEnvelope(envelope),
    }
}

fn readable(
    connection: &mut Connection,
    context: &Context,
    device: &Device,
    cursors: Vec<Cursor>,
) -> Result<VecDeque<(i64, Cursor)>, ServerError> {
    let tx = connection.transaction()?;
    let mut seen = HashSet::new();
    let mut feeds = VecDeque::new();
    for cursor in cursors {
        let group = chains::load(&tx, &context.chains, &cursor.feed)?;
        let group = group.filter(|group| group.is_group() && group.role_of(&device.id).is_some());
        if let Some(group) = group
            && seen.insert(cursor.feed)
        {
            feeds.push_back((group.stored.row, cursor));
        }
    }
    Ok(feeds)
}
