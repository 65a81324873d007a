//! Keys that sign roots and indices, and the lines they are kept in.

use crate::hex::{self, as_hex};
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use rand_core::CryptoRng;
use sha2::{Digest, Sha256};
use std::fmt;
use zeroize::Zeroizing;

const PUBLIC_LINE: &str = "dodam-public-key-v1";
const SECRET_LINE: &str = "dodam-secret-key-v1";

/// A key's name in roots and signatures: the SHA-256 of its 32 public bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId([u8; 32]);

as_hex!(KeyId, "a key id is 64 hexadecimal digits, small letters");

impl KeyId {
    /// Reads 64 digits in small letters.
    #[must_use]
    pub fn from_hex(text: &str) -> Option<Self> {
        hex::decode(text).map(Self)
    }

    /// Writes 64 digits.
    #[must_use]
    pub fn to_hex(&self) -> String {
        hex::encode(&self.0)
    }
}

/// An Ed25519 public key that can check signatures; keys of small order are not taken.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct PublicKey(VerifyingKey);

as_hex!(
    PublicKey,
    "a public key is 64 hexadecimal digits, small letters"
);

impl PublicKey {
    /// Takes 32 bytes; `None` if they aren't a point that Ed25519 can use.
    #[must_use]
    pub fn from_bytes(bytes: &[u8; 32]) -> Option<Self> {
        let key = VerifyingKey::from_bytes(bytes).ok()?;
        (!key.is_weak()).then_some(Self(key))
    }

    /// Reads 64 digits in small letters.
    #[must_use]
    pub fn from_hex(text: &str) -> Option<Self> {
        Self::from_bytes(&hex::decode(text)?)
    }

    /// Writes 64 digits.
    #[must_use]
    pub fn to_hex(&self) -> String {
        hex::encode(self.0.as_bytes())
    }

    /// Its name in roots and signatures.
    #[must_use]
    pub fn id(&self) -> KeyId {
        KeyId(Sha256::digest(self.0.as_bytes()).into())
    }

    pub(crate) fn verifies(&self, message: &[u8], signature: &[u8; 64]) -> bool {
        self.0
            .verify_strict(message, &Signature::from_bytes(signature))
            .is_ok()
    }
}

/// A public key with the name its holder gave it, as one line of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicKeyFile {
    /// The key.
    pub key: PublicKey,
    /// Whose it is, in the holder's words.
    pub name: String,
}

impl PublicKeyFile {
    /// Reads `dodam-public-key-v1 <hex> <name>`.
    ///
    /// # Errors
    /// [`KeyError`]: what else it is.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        let (hex, name) = split(text, PUBLIC_LINE)?;
        let key = PublicKey::from_hex(hex).ok_or(KeyError::NotAKey)?;
        Ok(Self { key, name })
    }

    /// The line, without an end of line.
    #[must_use]
    pub fn to_line(&self) -> String {
        format!("{PUBLIC_LINE} {} {}", self.key, self.name)
    }
}

/// A secret key with its name. It is wiped from memory when dropped and never printed.
pub struct SecretKey {
    signing: SigningKey,
    name: String,
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SecretKey({}, …)", self.name)
    }
}

impl SecretKey {
    /// Makes a new one.
    ///
    /// # Errors
    /// [`KeyError::BadName`]: empty, longer than 80 characters, or with invisible ones.
    pub fn generate<R: CryptoRng>(rng: &mut R, name: &str) -> Result<Self, KeyError> {
        let mut seed = Zeroizing::new([0; 32]);
        rng.fill_bytes(seed.as_mut());
        Ok(Self {
            signing: SigningKey::from_bytes(&seed),
            name: checked_name(name)?,
        })
    }

    /// Reads `dodam-secret-key-v1 <hex> <name>`.
    ///
    /// # Errors
    /// [`KeyError`]: what else it is.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        let (digits, name) = split(text, SECRET_LINE)?;
        let seed: Zeroizing<[u8; 32]> = hex::decode(digits).ok_or(KeyError::NotAKey)?.into();
        Ok(Self {
            signing: SigningKey::from_bytes(&seed),
            name,
        })
    }

    /// The line to keep on the holder's own medium, without an end of line.
    #[must_use]
    pub fn to_line(&self) -> Zeroizing<String> {
        let digits = Zeroizing::new(hex::encode(self.signing.as_bytes()));
        Zeroizing::new(format!("{SECRET_LINE} {} {}", *digits, self.name))
    }

    /// Whose it is, in the holder's words.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What others check its signatures with.
    #[must_use]
    pub fn public(&self) -> PublicKey {
        PublicKey(self.signing.verifying_key())
    }

    /// The public key with its name, to be given away.
    #[must_use]
    pub fn public_file(&self) -> PublicKeyFile {
        PublicKeyFile {
            key: self.public(),
            name: self.name.clone(),
        }
    }

    pub(crate) fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.signing.sign(message).to_bytes()
    }
}

/// Why a line is not a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Another kind of file, or a newer kind.
    #[error("this is not a public or secret key of the kind that was expected")]
    WrongKind,
    /// A secret key where a public one is asked for: it should not be here at all.
    #[error("this is a secret key; give the public one, and keep this file to yourself")]
    SecretGiven,
    /// The digits are not a key.
    #[error("the key's digits are damaged")]
    NotAKey,
    /// A name that can't be shown.
    #[error("a key needs a name of 1 to 80 visible characters")]
    BadName,
}

fn split<'a>(text: &'a str, kind: &str) -> Result<(&'a str, String), KeyError> {
    let mut words = text.trim_end_matches(['\r', '\n']).splitn(3, ' ');
    let found = words.next().unwrap_or_default();
    if found == SECRET_LINE && kind == PUBLIC_LINE {
        return Err(KeyError::SecretGiven);
    }
    if found != kind {
        return Err(KeyError::WrongKind);
    }
    let digits = words.next().ok_or(KeyError::NotAKey)?;
    Ok((digits, checked_name(words.next().unwrap_or_default())?))
}

fn checked_name(name: &str) -> Result<String, KeyError> {
    if crate::parse::is_name(name) {
        Ok(name.to_owned())
    } else {
        Err(KeyError::BadName)
    }
}
