//! Who may publish packs on a device, and what is refused.
//!
//! Roles and defences are those of The Update Framework, with fewer files: a *root* names
//! the keys and how many must sign, an *index* names each pack's version and hash, a
//! *bundle* carries both with the packs' files. `docs/trust.md` tells it in words, ADR 6
//! says what was left out.
//!
//! Bytes, days and randomness are arguments; nothing here reads a file or a clock. What
//! a device must remember is one value, [`TrustState`], which the caller stores whole.
//! What a pack means is not known here: it is an id, a version, a hash and files.

pub mod bundle;
pub mod index;
pub mod key;
pub mod label;
pub mod local;
pub mod publisher;
pub mod refusal;
pub mod root;
pub mod signed;
pub mod state;

mod accept;
mod hex;
mod parse;
mod texts;
mod update;

pub use accept::{AcceptedIndex, AcceptedPack};
pub use bundle::{Bundle, BundleFile, BundlePack};
pub use index::{Index, PackListing};
pub use key::{KeyError, KeyId, PublicKey, PublicKeyFile, SecretKey};
pub use label::{Label, Standing};
pub use local::{LocalKey, LocalScope};
pub use publisher::Publisher;
pub use refusal::{Metadata, Refusal};
pub use root::{Partner, Role, Roles, Root, RootKey};
pub use signed::{KeySignature, Signed, sign_index, sign_root};
pub use state::{BuiltInPack, TrustState};

/// The newest pack schema that this program reads.
pub const PACK_SCHEMA: u32 = 1;
