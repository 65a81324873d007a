//! The 32-byte names that things have on the wire.

use core::fmt;
use minicbor::{Decode, Encode};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
        #[cbor(transparent)]
        pub struct $name(#[cbor(n(0), with = "minicbor::bytes")] [u8; 32]);

        impl $name {
            /// Takes the 32 bytes as they are.
            #[must_use]
            pub const fn from_bytes(bytes: [u8; 32]) -> Self {
                Self(bytes)
            }

            /// The 32 bytes.
            #[must_use]
            pub const fn as_bytes(&self) -> &[u8; 32] {
                &self.0
            }

            /// Reads 32 bytes from a slice; `None` for any other length.
            #[must_use]
            pub fn from_slice(bytes: &[u8]) -> Option<Self> {
                bytes.try_into().ok().map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({:02x}{:02x}{:02x}{:02x}…)"),
                    self.0[0], self.0[1], self.0[2], self.0[3])
            }
        }
    };
}

id!(
    /// BLAKE3 of something canonical, made with a purpose.
    Hash
);
id!(
    /// Names a group or a strand: the hash of its genesis entry.
    ChainId
);
id!(
    /// Names one author of one strand: the Ed25519 key made on one device for one
    /// person, strand and incarnation. Automerge's actor is the same 32 bytes.
    ActorId
);
id!(
    /// Names a device: its Ed25519 key.
    DeviceId
);
id!(
    /// Names a server: its Ed25519 key.
    ServerId
);

impl Hash {
    /// Stands where there is nothing before: the `previous` of a first envelope.
    pub const NONE: Self = Self::from_bytes([0; 32]);
}

impl From<Hash> for ChainId {
    fn from(genesis: Hash) -> Self {
        Self::from_bytes(*genesis.as_bytes())
    }
}

impl From<ChainId> for Hash {
    fn from(chain: ChainId) -> Self {
        Self::from_bytes(*chain.as_bytes())
    }
}

/// How far one author's envelopes reach: without a gap up to and including
/// `sequence`, whose envelope has this hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub struct Mark {
    /// The author.
    #[n(0)]
    pub actor: ActorId,
    /// The last sequence, counted from 1.
    #[n(1)]
    pub sequence: u64,
    /// The hash of that envelope.
    #[n(2)]
    pub hash: Hash,
}
