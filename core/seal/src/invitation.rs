//! How trust enters: one person hands another a secret, as a typed code or a QR.
//!
//! The code is 128 bits as 12 words. What it stands for lies at a server, sealed by
//! the code and found by a hash of it, so the server learns neither.

use crate::encoding::{decode, encode};
use crate::error::SealError;
use crate::ids::{ChainId, DeviceId, Hash};
use crate::keys::{open, seal};
use crate::purpose::Purpose;
use crate::words::{from_12_words, to_12_words};
use minicbor::{Decode, Encode};
use rand_core::CryptoRng;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// The most a sealed invitation may measure, in bytes.
pub const MAX_INVITATION_BYTES: usize = 64 << 10;

/// The secret that one person hands to another.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct InvitationCode([u8; 16]);

impl core::fmt::Debug for InvitationCode {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("InvitationCode(…)")
    }
}

impl InvitationCode {
    /// Makes a new one.
    pub fn random<R: CryptoRng>(rng: &mut R) -> Self {
        let mut secret = [0; 16];
        rng.fill_bytes(&mut secret);
        Self(secret)
    }

    /// The 12 words to read out or type.
    #[must_use]
    pub fn words(&self) -> Zeroizing<String> {
        to_12_words(&self.0)
    }

    /// Reads 12 typed words.
    ///
    /// # Errors
    /// [`SealError::BadWords`].
    pub fn from_words(text: &str) -> Result<Self, SealError> {
        from_12_words(text).map(|secret| Self(*secret))
    }

    /// Where the invitation lies at the server.
    #[must_use]
    pub fn place(&self) -> Hash {
        Purpose::InvitationPlace.hash(&[&self.0])
    }

    fn key(&self) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(*Purpose::InvitationKey.hash(&[&self.0]).as_bytes())
    }
}

/// What a code stands for: a group, how far its chain is, and the key to share to.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Invitation {
    /// The group.
    #[n(0)]
    pub group: ChainId,
    /// Its chain's last entry; a chain that doesn't lead there is another one.
    #[n(1)]
    pub head: Hash,
    /// The epoch of the key.
    #[n(2)]
    pub epoch: Hash,
    /// The group's X25519 key.
    #[cbor(n(3), with = "minicbor::bytes")]
    pub key: [u8; 32],
    /// The device that invites.
    #[n(4)]
    pub inviter: DeviceId,
    /// The group's name, for the person to recognise.
    #[n(5)]
    pub name: String,
    /// The group's chain up to the head, entry by entry.
    #[n(6)]
    pub chain: Vec<minicbor::bytes::ByteVec>,
}

impl Invitation {
    /// Seals the invitation with its code.
    ///
    /// # Errors
    /// [`SealError::TooLarge`].
    pub fn seal<R: CryptoRng>(
        &self,
        code: &InvitationCode,
        rng: &mut R,
    ) -> Result<Vec<u8>, SealError> {
        let sealed = seal(&code.key(), code.place().as_bytes(), &encode(self), rng);
        if sealed.len() > MAX_INVITATION_BYTES {
            return Err(SealError::TooLarge("invitation"));
        }
        Ok(sealed)
    }

    /// Opens an invitation with the code that was handed over.
    ///
    /// # Errors
    /// [`SealError::CannotOpen`] when the code is not its code.
    pub fn open(sealed: &[u8], code: &InvitationCode) -> Result<Self, SealError> {
        if sealed.len() > MAX_INVITATION_BYTES {
            return Err(SealError::TooLarge("invitation"));
        }
        let plain = open(&code.key(), code.place().as_bytes(), sealed, "invitation")?;
        decode(&plain, MAX_INVITATION_BYTES, "invitation")
    }
}
