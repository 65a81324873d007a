//! The four primitives on plain slices, without unsafe code.

use aes::Aes256;
use cbc::cipher::{Array, BlockModeDecrypt, BlockModeEncrypt, KeyIvInit};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Sha256, Sha512};

/// AES-256's key length.
pub(crate) const KEY_BYTES: usize = 32;
/// AES's block, and so CBC's initialisation vector.
pub(crate) const BLOCK_BYTES: usize = 16;

/// The request can't be served; SQLCipher only needs to know that it failed.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Refused;

/// The hashes SQLCipher may ask for. SHA-1 (0) is left out on purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Algorithm {
    Sha256,
    Sha512,
}

impl Algorithm {
    /// Reads SQLCipher's number for a hash.
    pub(crate) fn from_number(number: i32) -> Result<Self, Refused> {
        match number {
            1 => Ok(Self::Sha256),
            2 => Ok(Self::Sha512),
            _ => Err(Refused),
        }
    }

    /// The length of its HMAC in bytes.
    pub(crate) fn tag_bytes(self) -> usize {
        match self {
            Self::Sha256 => 32,
            Self::Sha512 => 64,
        }
    }
}

/// Direction of the cipher.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    Encrypt,
    Decrypt,
}

impl Mode {
    /// Reads SQLCipher's number for a direction.
    pub(crate) fn from_number(number: i32) -> Result<Self, Refused> {
        match number {
            0 => Ok(Self::Decrypt),
            1 => Ok(Self::Encrypt),
            _ => Err(Refused),
        }
    }
}

/// HMAC over two pieces, in the first [`Algorithm::tag_bytes`] bytes of the result.
pub(crate) fn hmac(
    algorithm: Algorithm,
    key: &[u8],
    first: &[u8],
    second: &[u8],
) -> Result<[u8; 64], Refused> {
    match algorithm {
        Algorithm::Sha256 => tag::<Hmac<Sha256>>(key, first, second),
        Algorithm::Sha512 => tag::<Hmac<Sha512>>(key, first, second),
    }
}

fn tag<M: Mac + KeyInit>(key: &[u8], first: &[u8], second: &[u8]) -> Result<[u8; 64], Refused> {
    let mut mac = <M as KeyInit>::new_from_slice(key).map_err(|_| Refused)?;
    mac.update(first);
    mac.update(second);
    let result = mac.finalize().into_bytes();
    let mut out = [0; 64];
    out.get_mut(..result.len())
        .ok_or(Refused)?
        .copy_from_slice(&result);
    Ok(out)
}

/// PBKDF2 with HMAC; fills `out`.
pub(crate) fn derive(
    algorithm: Algorithm,
    pass: &[u8],
    salt: &[u8],
    rounds: u32,
    out: &mut [u8],
) -> Result<(), Refused> {
    if rounds == 0 || out.is_empty() {
        return Err(Refused);
    }
    match algorithm {
        Algorithm::Sha256 => pbkdf2::pbkdf2_hmac::<Sha256>(pass, salt, rounds, out),
        Algorithm::Sha512 => pbkdf2::pbkdf2_hmac::<Sha512>(pass, salt, rounds, out),
    }
    Ok(())
}

/// AES-256-CBC in place, without padding: `data` must be whole blocks.
pub(crate) fn cipher(
    mode: Mode,
    key: &[u8; KEY_BYTES],
    iv: &[u8; BLOCK_BYTES],
    data: &mut [u8],
) -> Result<(), Refused> {
    let (blocks, rest) = Array::slice_as_chunks_mut(data);
    if !rest.is_empty() {
        return Err(Refused);
    }
    match mode {
        Mode::Encrypt => {
            cbc::Encryptor::<Aes256>::new(key.into(), iv.into()).encrypt_blocks(blocks)
        }
        Mode::Decrypt => {
            cbc::Decryptor::<Aes256>::new(key.into(), iv.into()).decrypt_blocks(blocks)
        }
    }
    Ok(())
}
