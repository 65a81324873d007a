use super::messages::{Refusal, SyncEnd};
use crate::chain::MAX_ENTRY_BYTES;
use crate::encoding::{decode, encode};
use crate::envelope::MAX_ENVELOPE_BYTES;
use crate::error::SealError;
use crate::ids::{ChainId, Mark};
use minicbor::bytes::ByteVec;
use minicbor::{Decode, Encode};

/// The most a frame may measure, in bytes, its five bytes of head left out.
pub const MAX_FRAME_BYTES: usize = MAX_ENVELOPE_BYTES + 1024;
const HEAD: usize = 5;

/// One item of a stream: four bytes of length, one of type, then the item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Frame {
    /// The signed head of a request; always first.
    Head(Vec<u8>),
    /// A pushed chain entry.
    Entry(Vec<u8>),
    /// A pushed envelope.
    Envelope(Vec<u8>),
    /// The next bytes of a sealed attachment being stored.
    Bytes(Vec<u8>),
    /// The server accepted a pushed entry: an acceptance.
    Accepted(Vec<u8>),
    /// The server holds this author's envelopes of a strand up to here.
    Stored {
        /// The strand.
        stream: ChainId,
        /// How far.
        mark: Mark,
    },
    /// The server did not take a pushed item.
    Refused(Refusal),
    /// A chain entry from a feed, with its acceptance.
    FeedEntry {
        /// The entry.
        entry: Vec<u8>,
        /// The server's acceptance of it.
        acceptance: Vec<u8>,
    },
    /// An envelope from a feed.
    FeedEnvelope(Vec<u8>),
    /// The end of a reply; a stream without it was cut.
    End(SyncEnd),
}

#[derive(Encode, Decode)]
struct StoredWire {
    #[n(0)]
    stream: ChainId,
    #[n(1)]
    mark: Mark,
}

#[derive(Encode, Decode)]
struct FeedEntryWire {
    #[n(0)]
    entry: ByteVec,
    #[n(1)]
    acceptance: ByteVec,
}

/// Appends a frame to a stream's bytes.
pub fn write_frame(out: &mut Vec<u8>, frame: &Frame) {
    let (kind, body) = match frame {
        Frame::Head(bytes) => (1, bytes.clone()),
        Frame::Entry(bytes) => (2, bytes.clone()),
        Frame::Envelope(bytes) => (3, bytes.clone()),
        Frame::Bytes(bytes) => (4, bytes.clone()),
        Frame::Accepted(bytes) => (16, bytes.clone()),
        Frame::Stored { stream, mark } => (
            17,
            encode(&StoredWire {
                stream: *stream,
                mark: *mark,
            }),
        ),
        Frame::Refused(refusal) => (18, encode(refusal)),
        Frame::FeedEntry { entry, acceptance } => {
            let (entry, acceptance) = (entry.clone().into(), acceptance.clone().into());
            (19, encode(&FeedEntryWire { entry, acceptance }))
        }
        Frame::FeedEnvelope(bytes) => (20, bytes.clone()),
        Frame::End(end) => (21, encode(end)),
    };
    let length = u32::try_from(body.len()).expect("items are capped far below 4 GiB");
    out.extend_from_slice(&length.to_le_bytes());
    out.push(kind);
    out.extend_from_slice(&body);
}

fn read_frame(kind: u8, body: Vec<u8>) -> Result<Option<Frame>, SealError> {
    const WHAT: &str = "frame";
    Ok(Some(match kind {
        1 => Frame::Head(body),
        2 => Frame::Entry(body),
        3 => Frame::Envelope(body),
        4 => Frame::Bytes(body),
        16 => Frame::Accepted(body),
        17 => {
            let StoredWire { stream, mark } = decode(&body, MAX_FRAME_BYTES, WHAT)?;
            Frame::Stored { stream, mark }
        }
        18 => Frame::Refused(decode(&body, MAX_FRAME_BYTES, WHAT)?),
        19 => {
            let wire: FeedEntryWire = decode(&body, MAX_ENTRY_BYTES + 1024, WHAT)?;
            Frame::FeedEntry {
                entry: wire.entry.into(),
                acceptance: wire.acceptance.into(),
            }
        }
        20 => Frame::FeedEnvelope(body),
        21 => Frame::End(decode(&body, MAX_FRAME_BYTES, WHAT)?),
        _ => return Ok(None),
    }))
}

/// Cuts a stream into frames as its bytes arrive. Frames of a type that this version
/// doesn't know are skipped.
#[derive(Debug, Default)]
pub struct FrameReader {
    buffer: Vec<u8>,
    read: usize,
}

impl FrameReader {
    /// Adds bytes that arrived.
    pub fn feed(&mut self, bytes: &[u8]) {
        if self.read > 0 {
            self.buffer.drain(..self.read);
            self.read = 0;
        }
        self.buffer.extend_from_slice(bytes);
    }

    /// The next whole frame, or `None` until more bytes arrive.
    ///
    /// # Errors
    /// [`SealError::TooLarge`] as soon as a length above [`MAX_FRAME_BYTES`] is
    /// announced, [`SealError::Malformed`] for a frame that can't be read.
    pub fn next_frame(&mut self) -> Result<Option<Frame>, SealError> {
        loop {
            let rest = &self.buffer[self.read..];
            let Some((head, body)) = rest.split_first_chunk::<HEAD>() else {
                return Ok(None);
            };
            let length = u32::from_le_bytes([head[0], head[1], head[2], head[3]]);
            let length = usize::try_from(length).unwrap_or(usize::MAX);
            if length > MAX_FRAME_BYTES {
                return Err(SealError::TooLarge("frame"));
            }
            let (kind, Some(body)) = (head[4], body.get(..length)) else {
                return Ok(None);
            };
            let frame = read_frame(kind, body.to_vec());
            self.read += HEAD + length;
            if let Some(frame) = frame? {
                return Ok(Some(frame));
            }
        }
    }

    /// Bytes that arrived and belong to no whole frame yet.
    #[must_use]
    pub fn pending(&self) -> usize {
        self.buffer.len() - self.read
    }
}
