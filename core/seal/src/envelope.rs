//! One author's piece of a strand on its way: a clear header, a sealed body, a
//! signature over both.

use crate::encoding::{decode, encode};
use crate::error::SealError;
use crate::ids::{ActorId, ChainId, DeviceId, Hash, Mark};
use crate::keys::{EpochSecret, SEAL_OVERHEAD, SigningSecret, verify};
use crate::purpose::Purpose;
use minicbor::bytes::ByteVec;
use minicbor::{Decode, Encode};
use rand_core::CryptoRng;

/// The most an envelope may measure on the wire, in bytes.
pub const MAX_ENVELOPE_BYTES: usize = 1 << 20;
/// The most a body may measure before it is packed, in bytes.
pub const MAX_BODY_BYTES: usize = 4 << 20;
const MAX_HEADER_BYTES: usize = 512;
const VERSION: u8 = 1;
const PADDING: usize = 64;
const ZSTD_LEVEL: i32 = 9;
/// The only compression dictionary so far: none. Ids live for ever.
const NO_DICTIONARY: u32 = 0;

/// The body holds automerge changes of the header's author. Other numbers are
/// reserved for snapshots, admissions and ledger entries.
pub const KIND_CHANGES: u8 = 1;

/// What a server and every courier can read. Each byte is bound to the body.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Header {
    #[n(0)]
    version: u8,
    /// The strand, by its chain's id.
    #[n(1)]
    pub stream: ChainId,
    /// What the body holds; see [`KIND_CHANGES`].
    #[n(2)]
    pub kind: u8,
    /// The chain entry that began the epoch whose key seals the body.
    #[n(3)]
    pub epoch: Hash,
    /// The author.
    #[n(4)]
    pub actor: ActorId,
    /// The author's envelopes in this strand, counted from 1 without a gap.
    #[n(5)]
    pub sequence: u64,
    /// The author's envelope before this one; [`Hash::NONE`] before the first.
    #[n(6)]
    pub previous: Hash,
    /// The strand chain's last entry that the author had seen.
    #[n(7)]
    pub chain_head: Hash,
    /// Which dictionary the body was packed with; 0 is none.
    #[n(8)]
    pub dictionary: u32,
}

/// An author's device says: this actor is mine. It travels inside the author's first
/// envelope, so that a server does not learn it from there.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Introduction {
    /// The device.
    #[n(0)]
    pub device: DeviceId,
    /// How many actors the device made for this strand before; a restored copy
    /// begins a new one.
    #[n(1)]
    pub incarnation: u32,
    /// Who writes, as the other members are to see it.
    #[n(2)]
    pub name: String,
    #[cbor(n(3), with = "minicbor::bytes")]
    signature: [u8; 64],
}

impl Introduction {
    /// Signs that `actor` writes for this device in `stream`, under `name`.
    #[must_use]
    pub fn sign(
        device: &SigningSecret,
        stream: &ChainId,
        actor: &ActorId,
        incarnation: u32,
        name: &str,
    ) -> Self {
        let mut introduction = Self {
            device: device.device_id(),
            incarnation,
            name: name.to_owned(),
            signature: [0; 64],
        };
        introduction.signature = device.sign(&introduction.signed(stream, actor));
        introduction
    }

    /// Checks that the device signed for this actor in this strand.
    ///
    /// # Errors
    /// [`SealError::BadSignature`].
    pub fn check(&self, stream: &ChainId, actor: &ActorId) -> Result<(), SealError> {
        let hash = self.signed(stream, actor);
        verify(
            self.device.as_bytes(),
            &hash,
            &self.signature,
            "introduction",
        )
    }

    fn signed(&self, stream: &ChainId, actor: &ActorId) -> Hash {
        let parts: [&[u8]; 5] = [
            self.device.as_bytes(),
            stream.as_bytes(),
            actor.as_bytes(),
            &self.incarnation.to_le_bytes(),
            self.name.as_bytes(),
        ];
        Purpose::Introduction.hash(&parts)
    }
}

/// What is sealed.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct EnvelopeBody {
    /// Present in an author's first envelope of a strand.
    #[n(0)]
    pub introduction: Option<Introduction>,
    /// By the header's kind.
    #[n(1)]
    pub payload: ByteVec,
}

/// Where an author stands in a strand: what the next envelope continues.
#[derive(Debug, Clone, Copy)]
pub struct Writer<'a> {
    /// The strand.
    pub stream: ChainId,
    /// The author's key.
    pub actor: &'a SigningSecret,
    /// The author's last envelope; `None` before the first.
    pub last: Option<Mark>,
    /// The chain entry that began the epoch in use.
    pub epoch: Hash,
    /// The epoch's secret.
    pub secret: &'a EpochSecret,
    /// The strand chain's last entry seen.
    pub chain_head: Hash,
}

/// A sealed, signed piece of a strand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Envelope {
    header: Header,
    header_bytes: Vec<u8>,
    sealed: Vec<u8>,
    signature: [u8; 64],
    hash: Hash,
}

#[derive(Encode, Decode)]
struct Wire {
    #[cbor(n(0), with = "minicbor::bytes")]
    header: Vec<u8>,
    #[cbor(n(1), with = "minicbor::bytes")]
    sealed: Vec<u8>,
    #[cbor(n(2), with = "minicbor::bytes")]
    signature: [u8; 64],
}

impl Envelope {
    /// Seals automerge changes as the author's next envelope.
    ///
    /// # Errors
    /// [`SealError::TooLarge`] above the caps of this module.
    pub fn seal_changes<R: CryptoRng>(
        writer: &Writer<'_>,
        body: &EnvelopeBody,
        rng: &mut R,
    ) -> Result<Self, SealError> {
        let header = Header {
            version: VERSION,
            stream: writer.stream,
            kind: KIND_CHANGES,
            epoch: writer.epoch,
            actor: writer.actor.actor_id(),
            sequence: writer.last.map_or(1, |mark| mark.sequence + 1),
            previous: writer.last.map_or(Hash::NONE, |mark| mark.hash),
            chain_head: writer.chain_head,
            dictionary: NO_DICTIONARY,
        };
        let header_bytes = encode(&header);
        let packed = pack(&encode(body))?;
        let sealed = writer
            .secret
            .seal(Purpose::EnvelopeKey, &header_bytes, &packed, rng);
        let hash = Purpose::Envelope.hash(&[&header_bytes, &sealed]);
        let signature = writer.actor.sign(&hash);
        Ok(Self {
            header,
            header_bytes,
            sealed,
            signature,
            hash,
        })
    }

    /// The bytes that are stored and sent, always the same for the same envelope.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        encode(&Wire {
            header: self.header_bytes.clone(),
            sealed: self.sealed.clone(),
            signature: self.signature,
        })
    }

    /// Reads an envelope and checks its author's signature. It is not opened.
    ///
    /// # Errors
    /// [`SealError::TooLarge`], [`SealError::Malformed`], [`SealError::Newer`] for a
    /// later version, [`SealError::BadSignature`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, SealError> {
        let wire: Wire = decode(bytes, MAX_ENVELOPE_BYTES, "envelope")?;
        if wire
            .header
            .get(1)
            .is_some_and(|version| *version != VERSION)
        {
            return Err(SealError::Newer("envelope"));
        }
        let header: Header = decode(&wire.header, MAX_HEADER_BYTES, "envelope header")?;
        let hash = Purpose::Envelope.hash(&[&wire.header, &wire.sealed]);
        verify(header.actor.as_bytes(), &hash, &wire.signature, "envelope")?;
        let Wire {
            header: header_bytes,
            sealed,
            signature,
        } = wire;
        Ok(Self {
            header,
            header_bytes,
            sealed,
            signature,
            hash,
        })
    }

    /// Opens the body with the secret of the header's epoch. An introduction inside
    /// is checked; whether its device may write is the caller's question.
    ///
    /// # Errors
    /// [`SealError::CannotOpen`] with another epoch's secret, [`SealError::Newer`] for
    /// an unknown dictionary, [`SealError::Malformed`] for a body of another shape.
    pub fn open(&self, secret: &EpochSecret) -> Result<EnvelopeBody, SealError> {
        if self.header.dictionary != NO_DICTIONARY {
            return Err(SealError::Newer("envelope"));
        }
        let packed = secret.open(
            Purpose::EnvelopeKey,
            &self.header_bytes,
            &self.sealed,
            "envelope",
        )?;
        let body: EnvelopeBody = decode(&unpack(&packed)?, MAX_BODY_BYTES, "envelope body")?;
        if let Some(introduction) = &body.introduction {
            introduction.check(&self.header.stream, &self.header.actor)?;
        }
        Ok(body)
    }

    /// The clear header.
    #[must_use]
    pub const fn header(&self) -> &Header {
        &self.header
    }

    /// What names this envelope: the hash of header and sealed body.
    #[must_use]
    pub const fn hash(&self) -> Hash {
        self.hash
    }

    /// The author's mark, once everything up to this envelope is held.
    #[must_use]
    pub const fn mark(&self) -> Mark {
        Mark {
            actor: self.header.actor,
            sequence: self.header.sequence,
            hash: self.hash,
        }
    }
}

/// Length, compressed bytes, zeros up to a multiple of [`PADDING`] with the
/// cipher's overhead counted in, so that a size tells little.
fn pack(body: &[u8]) -> Result<Vec<u8>, SealError> {
    let too_large = SealError::TooLarge("envelope body");
    if body.len() > MAX_BODY_BYTES {
        return Err(too_large);
    }
    let compressed = zstd::bulk::compress(body, ZSTD_LEVEL).map_err(|_| too_large)?;
    let length = u32::try_from(compressed.len()).map_err(|_| too_large)?;
    let mut packed = length.to_le_bytes().to_vec();
    packed.extend_from_slice(&compressed);
    packed.resize(packed.len().next_multiple_of(PADDING), 0);
    let room = MAX_ENVELOPE_BYTES - MAX_HEADER_BYTES - SEAL_OVERHEAD - 128;
    if packed.len() > room {
        Err(too_large)
    } else {
        Ok(packed)
    }
}

fn unpack(packed: &[u8]) -> Result<Vec<u8>, SealError> {
    let malformed = SealError::Malformed("envelope body");
    let (length, rest) = packed.split_first_chunk::<4>().ok_or(malformed)?;
    let length = usize::try_from(u32::from_le_bytes(*length)).map_err(|_| malformed)?;
    let (compressed, padding) = rest.split_at_checked(length).ok_or(malformed)?;
    if padding.len() >= PADDING || padding.iter().any(|byte| *byte != 0) {
        return Err(malformed);
    }
    zstd::bulk::decompress(compressed, MAX_BODY_BYTES).map_err(|_| malformed)
}

#[cfg(test)]
mod tests;
