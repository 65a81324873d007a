use std::time::Duration;

/// How long an invitation lies at the server, in seconds.
pub(crate) const INVITATION_SECONDS: i64 = 7 * 24 * 3600;
/// How long an attachment that stopped arriving is kept, in seconds.
pub(crate) const PARTIAL_SECONDS: i64 = 7 * 24 * 3600;
/// Groups that a device asks about in one sync.
pub(crate) const MAX_CURSORS: usize = 1024;
/// Groups that share one strand; each gets every envelope in its feed.
pub(crate) const MAX_GROUPS_OF_A_STRAND: usize = 16;
/// Entries of one chain.
pub(crate) const MAX_CHAIN_ENTRIES: u64 = 4096;
/// What a request without pushed items may measure, in bytes: a head and its frame.
pub(crate) const MAX_SMALL_BODY: usize = 300 << 10;
/// What is read and thrown away of a request that is refused early, in bytes, so that
/// its sender gets to read the answer.
pub(crate) const MAX_DRAINED: usize = 256 << 10;
/// How long a sender may be silent in the middle of a request. Progress is watched,
/// never total time.
pub(crate) const MAX_SILENCE: Duration = Duration::from_secs(60);
/// Connections open at a time; others wait to be accepted.
pub(crate) const MAX_CONNECTIONS: usize = 4096;
/// How long a connection may take for a request's head, its wait between two requests
/// counted in.
pub(crate) const MAX_IDLE: Duration = Duration::from_secs(300);
/// How long the server waits when the system gives it no connection.
pub(crate) const ACCEPT_PAUSE: Duration = Duration::from_secs(1);
/// How long a stopping server waits for requests that are under way.
pub(crate) const MAX_FAREWELL: Duration = Duration::from_secs(10);
/// What is read from a feed and put into memory at a time, in bytes.
pub(crate) const PULL_BATCH: usize = 64 << 10;
/// What one reply carries of a stored attachment, in bytes.
pub(crate) const MAX_PIECE: usize = 256 << 10;

/// What a server takes from whom. The defaults are what `docs/protocol.md` documents;
/// an operator or a test may choose others.
#[derive(Debug, Clone)]
pub struct Limits {
    /// What one device may store, chains, envelopes and attachments together, in bytes.
    pub device_bytes: u64,
    /// The part of it that attachments leave free, in bytes.
    pub text_reserve_bytes: u64,
    /// One attachment, in bytes.
    pub attachment_bytes: u64,
    /// One sync request's body, in bytes.
    pub push_bytes: usize,
    /// Items pushed in one sync request.
    pub push_items: usize,
    /// Feed items in one sync reply, in bytes; the reply then says that there is more.
    pub pull_bytes: usize,
    /// Invitations of one device that lie at the server.
    pub invitations: u32,
    /// Wrong operator's codes a minute, from all devices together.
    pub wrong_codes_per_minute: u32,
    /// Requests at work at a time; another one is told to come back.
    pub requests: usize,
    /// Pages of the database file, where an operator caps it; a page is 4 KiB.
    pub database_pages: Option<u32>,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            device_bytes: 1 << 30,
            text_reserve_bytes: 64 << 20,
            attachment_bytes: 100 << 20,
            push_bytes: 64 << 20,
            push_items: 4096,
            pull_bytes: 1 << 20,
            invitations: 50,
            wrong_codes_per_minute: 60,
            requests: 256,
            database_pages: None,
        }
    }
}
