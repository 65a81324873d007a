use crate::ids::{ChainId, DeviceId, Hash};
use crate::wrap::Wrap;
use minicbor::{Decode, Encode};

/// What a member is. Unknown numbers are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(transparent)]
pub struct MemberKind(#[n(0)] u8);

impl MemberKind {
    /// A phone, a tablet or a computer.
    pub const DEVICE: Self = Self(1);
    /// A group, in a strand.
    pub const GROUP: Self = Self(2);
    /// Recovery words on paper.
    pub const WORDS: Self = Self(3);
    /// Recovery sheets, k of n.
    pub const SHEETS: Self = Self(4);
}

/// What a member may do. Unknown numbers may read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(transparent)]
pub struct Role(#[n(0)] u8);

impl Role {
    /// Adds and removes members; writes.
    pub const OWNER: Self = Self(1);
    /// Reads and writes.
    pub const WRITER: Self = Self(2);

    /// Whether this role adds and removes members.
    #[must_use]
    pub fn owns(self) -> bool {
        self == Self::OWNER
    }

    /// Whether this role writes.
    #[must_use]
    pub fn writes(self) -> bool {
        self == Self::OWNER || self == Self::WRITER
    }
}

/// One member and the epoch's secret on its way to it.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Member {
    /// What it is.
    #[n(0)]
    pub kind: MemberKind,
    /// What it may do.
    #[n(1)]
    pub role: Role,
    /// A device's signing key or a group's chain id.
    #[n(2)]
    pub id: Hash,
    /// The X25519 key that the wrap is made to.
    #[cbor(n(3), with = "minicbor::bytes")]
    pub key: [u8; 32],
    /// For a group: the epoch of its key.
    #[n(4)]
    pub key_epoch: Option<Hash>,
    /// The secret, openable by this member.
    #[n(5)]
    pub wrap: Wrap,
}

impl Member {
    /// The device this member is, paper devices included.
    #[must_use]
    pub fn device(&self) -> Option<DeviceId> {
        (self.kind != MemberKind::GROUP).then(|| DeviceId::from_bytes(*self.id.as_bytes()))
    }

    /// The group this member is.
    #[must_use]
    pub fn group(&self) -> Option<ChainId> {
        (self.kind == MemberKind::GROUP).then(|| self.id.into())
    }
}
