//! What client and server say to each other: signed requests and framed streams.
//!
//! A request begins with a [`RequestHead`], signed by the device over method, path,
//! server, a token from the server's previous reply and its own question, so that a
//! recorded request is worth nothing. What it pushes follows as frames; each is
//! authenticated by its own author, so a cut request loses only the frame it was in.

mod frame;
mod messages;
mod request;

#[cfg(test)]
mod tests;

pub use frame::{Frame, FrameReader, MAX_FRAME_BYTES, write_frame};
pub use messages::{
    AttachmentAsk, AttachmentPiece, Cursor, Enrol, Invite, Invited, Problem, Refusal, RefusalCode,
    ServerCard, SyncAsk, SyncEnd, Welcome,
};
pub use request::{RequestHead, Token};

/// Paths of the protocol. All but [`path::SERVER`] take a POST that begins with a
/// signed head.
pub mod path {
    /// GET: who the server is.
    pub const SERVER: &str = "/v1/server";
    /// A device asks for storage with an operator's code.
    pub const ENROL: &str = "/v1/enrol";
    /// Pushes and pulls.
    pub const SYNC: &str = "/v1/sync";
    /// Leaves a sealed invitation.
    pub const INVITE: &str = "/v1/invitations";
    /// Fetches a sealed invitation.
    pub const INVITED: &str = "/v1/invitations/open";
    /// Stores a sealed attachment.
    pub const ATTACH: &str = "/v1/attachments";
    /// Fetches a sealed attachment.
    pub const ATTACHED: &str = "/v1/attachments/open";
}
