use super::member::{Member, MemberKind, Role};
use crate::encoding::{decode, encode};
use crate::error::SealError;
use crate::ids::Hash;
use crate::keys::{EpochSecret, WrapSecret};
use crate::purpose::Purpose;
use crate::wrap::Wrap;
use minicbor::bytes::ByteVec;
use minicbor::{Decode, Encode};
use rand_core::CryptoRng;

const MAX_DESCRIPTION_BYTES: usize = 1024;

/// What a chain is for. Which type a strand has is not said here; see
/// [`Description`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(transparent)]
pub struct ChainKind(#[n(0)] u8);

impl ChainKind {
    /// One person's devices.
    pub const ACCOUNT: Self = Self(1);
    /// The devices of people who work together.
    pub const TEAM: Self = Self(2);
    /// A document that groups share.
    pub const STRAND: Self = Self(3);

    /// Whether the members are devices.
    #[must_use]
    pub fn is_group(self) -> bool {
        self == Self::ACCOUNT || self == Self::TEAM
    }
}

/// What only members read about their chain.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Description {
    /// A group's name, or a strand's type: `care`, `status`, `restricted`. Types
    /// that a version doesn't know are kept.
    #[n(0)]
    pub name: String,
    /// For a strand: the random id of the record it belongs to.
    #[cbor(n(1), with = "minicbor::bytes")]
    pub record: Option<[u8; 16]>,
}

/// A member to be: who, and the key to wrap to.
#[derive(Debug, Clone, Copy)]
pub struct NewMember {
    /// What it is.
    pub kind: MemberKind,
    /// What it may do.
    pub role: Role,
    /// A device's signing key or a group's chain id.
    pub id: Hash,
    /// Its X25519 public key.
    pub key: [u8; 32],
    /// For a group: the epoch of its key.
    pub key_epoch: Option<Hash>,
}

impl NewMember {
    fn admit<R: CryptoRng>(
        self,
        secret: &EpochSecret,
        context: &[u8],
        rng: &mut R,
    ) -> Result<Member, SealError> {
        let Self {
            kind,
            role,
            id,
            key,
            key_epoch,
        } = self;
        let wrap = Wrap::seal(secret, &key, &bound(context, &id), rng)?;
        Ok(Member {
            kind,
            role,
            id,
            key,
            key_epoch,
            wrap,
        })
    }
}

fn bound(context: &[u8], member: &Hash) -> Vec<u8> {
    [context, member.as_bytes()].concat()
}

/// The first entry of a chain.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Genesis {
    /// What the chain is for.
    #[n(0)]
    pub kind: ChainKind,
    #[cbor(n(1), with = "minicbor::bytes")]
    nonce: [u8; 16],
    /// The first members.
    #[n(2)]
    pub members: Vec<Member>,
    /// For a group: the X25519 key of its first epoch, which strands are wrapped to.
    #[cbor(n(3), with = "minicbor::bytes")]
    pub public: Option<[u8; 32]>,
    #[n(4)]
    description: ByteVec,
}

impl Genesis {
    /// Begins a chain with `members`, who share `secret`.
    ///
    /// # Errors
    /// [`SealError::Malformed`] when a member's key is no X25519 key.
    pub fn begin<R: CryptoRng>(
        kind: ChainKind,
        description: &Description,
        secret: &EpochSecret,
        members: &[NewMember],
        rng: &mut R,
    ) -> Result<Self, SealError> {
        let mut nonce = [0; 16];
        rng.fill_bytes(&mut nonce);
        let members = members
            .iter()
            .map(|member| member.admit(secret, &nonce, rng))
            .collect::<Result<_, _>>()?;
        let public = kind.is_group().then(|| secret.group_public());
        let description = secret
            .seal(Purpose::DescriptionKey, &nonce, &encode(description), rng)
            .into();
        Ok(Self {
            kind,
            nonce,
            members,
            public,
            description,
        })
    }

    /// Opens the first epoch's secret as one of the first members.
    ///
    /// # Errors
    /// [`SealError::CannotOpen`] when `member` is not among them or `key` is not its key.
    pub fn open_secret(&self, member: &Hash, key: &WrapSecret) -> Result<EpochSecret, SealError> {
        self.members
            .iter()
            .find(|candidate| candidate.id == *member)
            .ok_or(SealError::CannotOpen("wrap"))?
            .wrap
            .open(key, &bound(&self.nonce, member))
    }

    /// Reads the description with the first epoch's secret.
    ///
    /// # Errors
    /// [`SealError::CannotOpen`], [`SealError::Malformed`].
    pub fn open_description(&self, secret: &EpochSecret) -> Result<Description, SealError> {
        let purpose = Purpose::DescriptionKey;
        let plain = secret.open(purpose, &self.nonce, &self.description, "description")?;
        decode(&plain, MAX_DESCRIPTION_BYTES, "description")
    }
}

/// Lets one more member in. Nothing rotates: whoever holds the entry opens its wrap.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Add {
    /// The new member.
    #[n(0)]
    pub member: Member,
    /// The epoch whose secret is wrapped.
    #[n(1)]
    pub epoch: Hash,
}

impl Add {
    /// Wraps the epoch's secret to a new member.
    ///
    /// # Errors
    /// [`SealError::Malformed`] when the member's key is no X25519 key.
    pub fn admit<R: CryptoRng>(
        member: &NewMember,
        epoch: Hash,
        secret: &EpochSecret,
        rng: &mut R,
    ) -> Result<Self, SealError> {
        let member = member.admit(secret, epoch.as_bytes(), rng)?;
        Ok(Self { member, epoch })
    }

    /// Opens the epoch's secret as the added member.
    ///
    /// # Errors
    /// [`SealError::CannotOpen`] with another key.
    pub fn open_secret(&self, key: &WrapSecret) -> Result<EpochSecret, SealError> {
        self.member
            .wrap
            .open(key, &bound(self.epoch.as_bytes(), &self.member.id))
    }
}
