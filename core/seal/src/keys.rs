//! Secrets: what signs, what opens wraps, what an epoch's envelopes are sealed with.

use crate::error::SealError;
use crate::ids::{ActorId, DeviceId, Hash, ServerId};
use crate::purpose::Purpose;
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use core::fmt;
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use hpke::{Kem, Serializable, kem::X25519HkdfSha256};
use rand_core::CryptoRng;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// What sealing adds to a message: the random nonce and the tag.
pub const SEAL_OVERHEAD: usize = 24 + 16;

macro_rules! secret {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Zeroize, ZeroizeOnDrop)]
        pub struct $name([u8; 32]);

        impl $name {
            /// Makes a new one.
            pub fn random<R: CryptoRng>(rng: &mut R) -> Self {
                let mut bytes = [0; 32];
                rng.fill_bytes(&mut bytes);
                Self(bytes)
            }

            /// Takes one that was stored.
            #[must_use]
            pub const fn from_bytes(bytes: [u8; 32]) -> Self {
                Self(bytes)
            }

            /// Its bytes, to be stored encrypted.
            #[must_use]
            pub const fn expose(&self) -> &[u8; 32] {
                &self.0
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    };
}

secret!(
    /// An Ed25519 seed: of a device, an actor, a paper device or a server.
    SigningSecret
);
secret!(
    /// What an X25519 key pair is derived from: of a device or a paper device.
    WrapSecret
);
secret!(
    /// What members of a group or strand share in one epoch. A group's gives its
    /// X25519 key pair, a strand's the key of its envelopes.
    EpochSecret
);

impl SigningSecret {
    /// The public key as a device's name.
    #[must_use]
    pub fn device_id(&self) -> DeviceId {
        DeviceId::from_bytes(self.key().verifying_key().to_bytes())
    }

    /// The public key as an author's name.
    #[must_use]
    pub fn actor_id(&self) -> ActorId {
        ActorId::from_bytes(self.key().verifying_key().to_bytes())
    }

    /// The public key as a server's name.
    #[must_use]
    pub fn server_id(&self) -> ServerId {
        ServerId::from_bytes(self.key().verifying_key().to_bytes())
    }

    /// Signs a hash, which names its purpose by itself.
    #[must_use]
    pub fn sign(&self, hash: &Hash) -> [u8; 64] {
        self.key().sign(hash.as_bytes()).to_bytes()
    }

    fn key(&self) -> SigningKey {
        SigningKey::from_bytes(&self.0)
    }
}

/// Checks a signature over a hash, strictly: no small-order keys, no second
/// signature for the same bytes.
///
/// # Errors
/// [`SealError::BadSignature`] naming `what`.
pub fn verify(
    public: &[u8; 32],
    hash: &Hash,
    signature: &[u8; 64],
    what: &'static str,
) -> Result<(), SealError> {
    VerifyingKey::from_bytes(public)
        .and_then(|key| key.verify_strict(hash.as_bytes(), &Signature::from_bytes(signature)))
        .map_err(|_| SealError::BadSignature(what))
}

/// A key pair that wraps are made to.
pub(crate) type WrapKeyPair = (<X25519HkdfSha256 as Kem>::PrivateKey, [u8; 32]);

fn key_pair(seed: &[u8; 32]) -> WrapKeyPair {
    let (private, public) = X25519HkdfSha256::derive_keypair(seed);
    (private, public.to_bytes().into())
}

impl WrapSecret {
    /// The X25519 public key that others wrap to.
    #[must_use]
    pub fn public(&self) -> [u8; 32] {
        self.key_pair().1
    }

    pub(crate) fn key_pair(&self) -> WrapKeyPair {
        key_pair(&self.0)
    }
}

impl EpochSecret {
    /// As a group's secret: the public key that strands are wrapped to.
    #[must_use]
    pub fn group_public(&self) -> [u8; 32] {
        key_pair(&self.0).1
    }

    /// As a group's secret: the key pair's private half, as a secret to open wraps with.
    #[must_use]
    pub fn group_wrap_secret(&self) -> WrapSecret {
        WrapSecret(self.0)
    }

    /// Seals a message under the key that this epoch has for a purpose, bound to
    /// `bound`, which travels beside it in the clear.
    pub fn seal<R: CryptoRng>(
        &self,
        purpose: Purpose,
        bound: &[u8],
        message: &[u8],
        rng: &mut R,
    ) -> Vec<u8> {
        seal(&self.subkey(purpose), bound, message, rng)
    }

    /// Opens what [`Self::seal`] made.
    ///
    /// # Errors
    /// [`SealError::CannotOpen`] naming `what`.
    pub fn open(
        &self,
        purpose: Purpose,
        bound: &[u8],
        sealed: &[u8],
        what: &'static str,
    ) -> Result<Zeroizing<Vec<u8>>, SealError> {
        open(&self.subkey(purpose), bound, sealed, what)
    }

    fn subkey(&self, purpose: Purpose) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(*purpose.hash(&[&self.0]).as_bytes())
    }
}

pub(crate) fn seal<R: CryptoRng>(
    key: &[u8; 32],
    bound: &[u8],
    message: &[u8],
    rng: &mut R,
) -> Vec<u8> {
    let mut nonce = [0; 24];
    rng.fill_bytes(&mut nonce);
    let body = XChaCha20Poly1305::new(key.into())
        .encrypt(
            &XNonce::from(nonce),
            Payload {
                msg: message,
                aad: bound,
            },
        )
        .expect("a message in memory is far below the cipher's limit of 256 GiB");
    [nonce.as_slice(), &body].concat()
}

pub(crate) fn open(
    key: &[u8; 32],
    bound: &[u8],
    sealed: &[u8],
    what: &'static str,
) -> Result<Zeroizing<Vec<u8>>, SealError> {
    let (nonce, body) = sealed
        .split_first_chunk::<24>()
        .ok_or(SealError::CannotOpen(what))?;
    XChaCha20Poly1305::new(key.into())
        .decrypt(
            &XNonce::from(*nonce),
            Payload {
                msg: body,
                aad: bound,
            },
        )
        .map(Zeroizing::new)
        .map_err(|_| SealError::CannotOpen(what))
}
