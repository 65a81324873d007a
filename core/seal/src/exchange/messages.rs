use super::request::Token;
use crate::ids::{ChainId, Hash, ServerId};
use minicbor::bytes::ByteVec;
use minicbor::{Decode, Encode};

/// Who a server is, for whoever asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub struct ServerCard {
    /// Its key.
    #[n(0)]
    pub server: ServerId,
    /// How often it was restored from a backup.
    #[n(1)]
    pub generation: u64,
}

/// A device shows an operator's code. It gives storage, never trust.
#[derive(Clone, PartialEq, Eq, Encode, Decode)]
pub struct Enrol {
    /// As typed.
    #[n(0)]
    pub code: String,
}

impl core::fmt::Debug for Enrol {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Enrol(…)")
    }
}

/// The answer to every question that has no other: the next token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub struct Welcome {
    /// For the next request.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub token: Token,
}

/// How far a device has read a group's feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub struct Cursor {
    /// The group.
    #[n(0)]
    pub feed: ChainId,
    /// The last place read; 0 before the first.
    #[n(1)]
    pub place: u64,
}

/// What a sync asks: everything after these places.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct SyncAsk {
    /// One per group that the device is in.
    #[n(0)]
    pub cursors: Vec<Cursor>,
    /// Also what this device pushed itself, which a fresh copy of it lacks.
    #[n(1)]
    pub own: bool,
}

/// Why a server did not take a pushed item. Unknown numbers are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(transparent)]
pub struct RefusalCode(#[n(0)] pub u8);

impl RefusalCode {
    /// Not a valid envelope or entry.
    pub const MALFORMED: Self = Self(1);
    /// The chain it belongs to is not here yet.
    pub const UNKNOWN_CHAIN: Self = Self(2);
    /// Its place is taken by another.
    pub const PLACE_TAKEN: Self = Self(3);
    /// Something before it is missing.
    pub const GAP: Self = Self(4);
    /// The device or the author may not do this.
    pub const NOT_ALLOWED: Self = Self(5);
    /// The device has no room left.
    pub const OVER_QUOTA: Self = Self(6);
}

/// One pushed item that was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub struct Refusal {
    /// BLAKE3 of the frame's bytes names it when it could not be read, its own hash
    /// otherwise.
    #[n(0)]
    pub item: Hash,
    /// Why.
    #[n(1)]
    pub code: RefusalCode,
}

/// The last frame of a sync's reply.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct SyncEnd {
    /// How often the server was restored from a backup.
    #[n(0)]
    pub generation: u64,
    /// For the next request.
    #[cbor(n(1), with = "minicbor::bytes")]
    pub token: Token,
    /// Up to where the feeds were read.
    #[n(2)]
    pub cursors: Vec<Cursor>,
    /// Whether there is more to fetch.
    #[n(3)]
    pub more: bool,
}

/// Leaves or fetches an invitation. `sealed` is empty when fetching.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Invite {
    /// Found by this.
    #[n(0)]
    pub place: Hash,
    /// The sealed invitation.
    #[n(1)]
    pub sealed: ByteVec,
}

/// The reply to one who fetches an invitation.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Invited {
    /// For the next request.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub token: Token,
    /// The sealed invitation.
    #[n(1)]
    pub sealed: ByteVec,
}

/// Stores or fetches a sealed attachment of a strand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub struct AttachmentAsk {
    /// The strand whose members may fetch it.
    #[n(0)]
    pub stream: ChainId,
    /// Names the sealed file: plain BLAKE3 of its bytes, which can be computed as
    /// they stream by.
    #[n(1)]
    pub file: Hash,
    /// From which byte.
    #[n(2)]
    pub offset: u64,
    /// Bytes of the whole sealed file; 0 when fetching.
    #[n(3)]
    pub total: u64,
}

/// The reply to both: how much of the file the server holds, and the bytes asked for.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct AttachmentPiece {
    /// For the next request.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub token: Token,
    /// Bytes of the sealed file at the server.
    #[n(1)]
    pub held: u64,
    /// Whether that is the whole file, its hash checked.
    #[n(2)]
    pub complete: bool,
    /// From the offset on; empty when storing.
    #[n(3)]
    pub bytes: ByteVec,
}

/// A refused request's body.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Problem {
    /// One of the codes of `docs/protocol.md`, such as `stale_token`.
    #[n(0)]
    pub code: String,
    /// A fresh token, where one helps.
    #[n(1)]
    pub token: Option<ByteVec>,
}
