//! Stores and hands out what it cannot read.
//!
//! Devices push signed chain entries and sealed envelopes; the server checks that each
//! stands where it may stand, keeps it and hands it to the groups it is for.
//! `docs/protocol.md` describes what is said over HTTP, `dodam_seal::exchange` is its
//! wire format.
//!
//! **Where the work happens.** All changes to the database run on one writer thread,
//! one transaction after the other (`writer`), because SQLite has one writer anyway and
//! a feed's order must be the order of commits. Reads run on tokio's blocking threads
//! over connections of their own (`readers`), so that a long pull delays nobody's push.
//! Attachment bytes are written on blocking threads. An async worker only parses and
//! checks signatures.
//!
//! **Invariants.** Nothing here opens an envelope, and automerge is not linked. An item
//! is committed before the next one is read. No log line carries content, a code, a
//! token or a whole id. Time is an argument ([`Clock`]).

mod clock;
mod code;
mod context;
mod database;
mod error;
mod files;
mod http;
mod limits;
mod lock;
mod readers;
mod serve;
mod store;
mod tokens;
mod writer;

pub use clock::Clock;
pub use code::OperatorCode;
pub use error::ServerError;
pub use http::router;
pub use limits::Limits;
pub use serve::{listen, serve};
pub use store::{Options, Store};
