use super::genesis::{Add, Genesis};
use crate::encoding::{decode, encode};
use crate::error::SealError;
use crate::ids::{ChainId, DeviceId, Hash};
use crate::keys::{SigningSecret, verify};
use crate::purpose::Purpose;
use minicbor::bytes::ByteVec;
use minicbor::{Decode, Encode};

/// The most an entry may measure on the wire, in bytes: a few hundred members.
pub const MAX_ENTRY_BYTES: usize = 128 << 10;
const VERSION: u8 = 1;
const GENESIS: u16 = 0;
const ADD: u16 = 1;

/// What an entry does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Begins the chain.
    Genesis(Box<Genesis>),
    /// Lets a member in.
    Add(Box<Add>),
    /// Something a newer version does.
    Unknown(u16),
}

#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
struct Body {
    #[n(0)]
    version: u8,
    #[n(1)]
    chain: Option<ChainId>,
    #[n(2)]
    number: u64,
    #[n(3)]
    previous: Hash,
    #[n(4)]
    author: DeviceId,
    #[n(5)]
    action: u16,
    #[n(6)]
    payload: ByteVec,
}

#[derive(Encode, Decode)]
struct Wire {
    #[cbor(n(0), with = "minicbor::bytes")]
    body: Vec<u8>,
    #[cbor(n(1), with = "minicbor::bytes")]
    signature: [u8; 64],
}

/// One signed entry. Its place, its author's signature and its encoding are checked
/// when it is read; whether it may stand there is [`super::Chain`]'s question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainEntry {
    body: Body,
    body_bytes: Vec<u8>,
    signature: [u8; 64],
    action: Action,
    hash: Hash,
}

impl ChainEntry {
    /// Signs the first entry of a new chain.
    #[must_use]
    pub fn genesis(genesis: Genesis, author: &SigningSecret) -> Self {
        Self::sign(
            None,
            0,
            Hash::NONE,
            Action::Genesis(Box::new(genesis)),
            author,
        )
    }

    /// Signs an entry that lets a member in after `head`.
    #[must_use]
    pub fn add(chain: ChainId, number: u64, head: Hash, add: Add, author: &SigningSecret) -> Self {
        Self::sign(
            Some(chain),
            number,
            head,
            Action::Add(Box::new(add)),
            author,
        )
    }

    fn sign(
        chain: Option<ChainId>,
        number: u64,
        previous: Hash,
        action: Action,
        author: &SigningSecret,
    ) -> Self {
        let (code, payload) = match &action {
            Action::Genesis(genesis) => (GENESIS, encode(genesis)),
            Action::Add(add) => (ADD, encode(add)),
            Action::Unknown(code) => (*code, Vec::new()),
        };
        let author_id = author.device_id();
        let body = Body {
            version: VERSION,
            chain,
            number,
            previous,
            author: author_id,
            action: code,
            payload: payload.into(),
        };
        let body_bytes = encode(&body);
        let hash = Purpose::ChainEntry.hash(&[&body_bytes]);
        let signature = author.sign(&hash);
        Self {
            body,
            body_bytes,
            signature,
            action,
            hash,
        }
    }

    /// The bytes that are stored and sent.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        encode(&Wire {
            body: self.body_bytes.clone(),
            signature: self.signature,
        })
    }

    /// Reads an entry and checks its signature.
    ///
    /// # Errors
    /// [`SealError::TooLarge`], [`SealError::Malformed`], [`SealError::Newer`],
    /// [`SealError::BadSignature`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, SealError> {
        const WHAT: &str = "chain entry";
        let wire: Wire = decode(bytes, MAX_ENTRY_BYTES, WHAT)?;
        if wire.body.get(1).is_some_and(|version| *version != VERSION) {
            return Err(SealError::Newer(WHAT));
        }
        let body: Body = decode(&wire.body, MAX_ENTRY_BYTES, WHAT)?;
        let hash = Purpose::ChainEntry.hash(&[&wire.body]);
        verify(body.author.as_bytes(), &hash, &wire.signature, WHAT)?;
        let first = body.number == 0 && body.previous == Hash::NONE && body.chain.is_none();
        let later = body.number > 0 && body.previous != Hash::NONE && body.chain.is_some();
        let action = match body.action {
            GENESIS if first => {
                Action::Genesis(Box::new(decode(&body.payload, MAX_ENTRY_BYTES, WHAT)?))
            }
            ADD if later => Action::Add(Box::new(decode(&body.payload, MAX_ENTRY_BYTES, WHAT)?)),
            code if later && code > ADD => Action::Unknown(code),
            _ => return Err(SealError::Malformed(WHAT)),
        };
        let Wire {
            body: body_bytes,
            signature,
        } = wire;
        Ok(Self {
            body,
            body_bytes,
            signature,
            action,
            hash,
        })
    }

    /// The chain this entry belongs to; a genesis names its own.
    #[must_use]
    pub fn chain(&self) -> ChainId {
        self.body.chain.unwrap_or_else(|| self.hash.into())
    }

    /// The entry's place, 0 for the genesis.
    #[must_use]
    pub const fn number(&self) -> u64 {
        self.body.number
    }

    /// The entry before this one.
    #[must_use]
    pub const fn previous(&self) -> Hash {
        self.body.previous
    }

    /// The device that signed it.
    #[must_use]
    pub const fn author(&self) -> DeviceId {
        self.body.author
    }

    /// What it does.
    #[must_use]
    pub const fn action(&self) -> &Action {
        &self.action
    }

    /// What names it.
    #[must_use]
    pub const fn hash(&self) -> Hash {
        self.hash
    }
}
