//! A secret on its way to one member: HPKE, base mode.

use crate::error::SealError;
use crate::keys::{EpochSecret, WrapSecret};
use hpke::{
    Deserializable, Kem, OpModeR, OpModeS, Serializable, aead::ChaCha20Poly1305, kdf::HkdfSha256,
    kem::X25519HkdfSha256,
};
use minicbor::{Decode, Encode};
use rand_core::CryptoRng;
use zeroize::Zeroizing;

type Suite = X25519HkdfSha256;

/// DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20-Poly1305. A second suite gets
/// the next number.
const SUITE_X25519_CHACHA: u16 = 1;
const INFO: &[u8] = b"dodam v1 wrap";

/// An epoch's secret, openable by the holder of one key only.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Wrap {
    #[n(0)]
    suite: u16,
    #[cbor(n(1), with = "minicbor::bytes")]
    encapsulated: [u8; 32],
    #[cbor(n(2), with = "minicbor::bytes")]
    sealed: Vec<u8>,
}

impl Wrap {
    /// Wraps `secret` to a public key, bound to `bound` (what it is for, and whom).
    ///
    /// # Errors
    /// [`SealError::Malformed`] when the public key is no X25519 key.
    pub fn seal<R: CryptoRng>(
        secret: &EpochSecret,
        public: &[u8; 32],
        bound: &[u8],
        rng: &mut R,
    ) -> Result<Self, SealError> {
        let bad_key = |_| SealError::Malformed("wrap key");
        let public = <Suite as Kem>::PublicKey::from_bytes(public).map_err(bad_key)?;
        let (encapsulated, sealed) = hpke::single_shot_seal_with_rng::<
            ChaCha20Poly1305,
            HkdfSha256,
            Suite,
        >(
            &OpModeS::Base, &public, INFO, secret.expose(), bound, rng
        )
        .map_err(bad_key)?;
        let encapsulated = encapsulated.to_bytes().into();
        Ok(Self {
            suite: SUITE_X25519_CHACHA,
            encapsulated,
            sealed,
        })
    }

    /// Opens the wrap with the private key it was made to.
    ///
    /// # Errors
    /// [`SealError::Newer`] for an unknown suite, [`SealError::CannotOpen`] for
    /// another key, another binding or changed bytes.
    pub fn open(&self, key: &WrapSecret, bound: &[u8]) -> Result<EpochSecret, SealError> {
        if self.suite != SUITE_X25519_CHACHA {
            return Err(SealError::Newer("wrap"));
        }
        let cannot = |_| SealError::CannotOpen("wrap");
        let encapsulated =
            <Suite as Kem>::EncappedKey::from_bytes(&self.encapsulated).map_err(cannot)?;
        let secret = hpke::single_shot_open::<ChaCha20Poly1305, HkdfSha256, Suite>(
            &OpModeR::Base,
            &key.key_pair().0,
            &encapsulated,
            INFO,
            &self.sealed,
            bound,
        )
        .map(Zeroizing::new)
        .map_err(cannot)?;
        let secret = secret
            .as_slice()
            .try_into()
            .map_err(|_| SealError::CannotOpen("wrap"))?;
        Ok(EpochSecret::from_bytes(secret))
    }
}
