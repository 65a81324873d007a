use dodam_seal::exchange::{Cursor, Frame, Refusal, SyncAsk, Token};
use dodam_seal::{Acceptance, ChainEntry, ChainId, Envelope, Mark, SealError};

/// Why a sync stopped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// No connection, or it broke; worth trying again by itself.
    Offline,
    /// The server refused, with this code.
    Refused(String),
    /// The reply was not what a server of this identity says.
    Untrusted,
}

/// What to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Sign this question with this token and send it, the frames after it.
    Ask {
        /// The question.
        ask: SyncAsk,
        /// The token to sign.
        token: Token,
        /// What to push.
        push: Vec<Frame>,
    },
    /// The server ordered an entry of ours: keep its word, clear it from the outbox.
    Entry(Acceptance),
    /// The server holds this author's envelopes up to here: clear exactly those.
    Held {
        /// The strand.
        stream: ChainId,
        /// How far.
        mark: Mark,
    },
    /// The server did not take an item: keep it, show it.
    NotTaken(Refusal),
    /// A chain entry from elsewhere, ordered by the server.
    TakeEntry {
        /// The entry, its signature checked.
        entry: Box<ChainEntry>,
        /// The server's word for its place.
        acceptance: Box<Acceptance>,
    },
    /// An envelope from elsewhere, its author's signature checked.
    TakeEnvelope(Box<Envelope>),
    /// Something from elsewhere that can't be read: keep it aside, go on.
    Quarantine {
        /// As it came.
        bytes: Vec<u8>,
        /// What is wrong with it.
        reason: SealError,
    },
    /// Remember where the feeds were read to, the server's generation and its token,
    /// after everything since the question is durable: what is fetched twice is
    /// recognised, what is skipped is lost.
    Remember {
        /// Per feed.
        cursors: Vec<Cursor>,
        /// For the next request.
        token: Token,
        /// Of the server.
        generation: u64,
        /// Whether the next question must ask for what this device pushed too.
        looks_back: bool,
    },
    /// There is more to send or to fetch: start again at once.
    Again,
    /// All was sent and fetched.
    Done,
    /// It did not work. `retry_in_ms` is there when waiting can help.
    Failed {
        /// Why.
        failure: Failure,
        /// When to try again by itself, in milliseconds.
        retry_in_ms: Option<u64>,
    },
}
