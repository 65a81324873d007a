//! Wire format: ids, keys, envelopes, chains, invitations, recovery words.
//!
//! Everything here is bytes in, bytes out: no clock, no storage, no network, and
//! randomness is an argument. What leaves a device and what a server stores is
//! defined in this crate and nowhere else; `docs/protocol.md` describes it in words.
//!
//! Three rules hold throughout. Every hash, signature and derived key names its
//! purpose ([`purpose`]), so bytes made for one place mean nothing in another. Every
//! structure has exactly one encoding ([`encoding`]), so a hash names a value. Every
//! size is capped before anything is allocated.

pub mod attachment;
pub mod chain;
pub mod encoding;
pub mod envelope;
pub mod exchange;
pub mod ids;
pub mod invitation;
pub mod keys;
pub mod purpose;
pub mod sheets;
pub mod words;
pub mod wrap;

mod error;

pub use attachment::AttachmentKey;
pub use chain::{Acceptance, Chain, ChainEntry, ChainKind};
pub use envelope::{Envelope, EnvelopeBody, Header, Introduction};
pub use error::SealError;
pub use ids::{ActorId, ChainId, DeviceId, Hash, Mark, ServerId};
pub use keys::{EpochSecret, SigningSecret, WrapSecret};
