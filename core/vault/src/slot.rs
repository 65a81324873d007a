//! One sealed copy of the vault's key, and the secret that opens it.

use crate::secret::{DeviceSecret, RecoveryEntropy, VaultKey};
use crate::{Part, Pin, VaultError};
use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305};
use dodam_seal::attachment::AttachmentKey;
use dodam_seal::encoding::encode;
use hkdf::Hkdf;
use minicbor::{Decode, Encode};
use rand_core::CryptoRng;
use sha2::Sha256;
use zeroize::Zeroizing;

/// Opened by a PIN.
pub(crate) const KIND_PIN: u8 = 1;
/// Opened by the recovery words.
pub(crate) const KIND_WORDS: u8 = 2;
/// Opened by a secret of the device.
pub(crate) const KIND_DEVICE: u8 = 3;
/// Opened by a PIN together with a guard.
pub(crate) const KIND_GUARDED_PIN: u8 = 4;

/// Ends each key derivation, so that a key made for one kind of slot opens no other.
const PIN_PURPOSE: &[u8] = b"dodam vault 1 slot opened by a PIN";
const BACKUP_PURPOSE: &[u8] = b"dodam vault 1 key of a backup";
const DEVICE_PURPOSE: &[u8] = b"dodam vault 1 slot opened by a device secret";
const GUARD_PURPOSE: &[u8] = b"dodam vault 1 name of a guard";
const WORDS_PURPOSE: &[u8] = b"dodam vault 1 slot opened by recovery words";

/// What a PIN costs to try: 64 MiB and three passes, about 0.2 s on a desktop.
pub(crate) const PIN_COST: Cost = Cost {
    memory_kib: 64 * 1024,
    passes: 3,
    lanes: 1,
};
/// A slot that asks for more than this was not made by us, and would only eat memory and time.
const HIGHEST_COST: Cost = Cost {
    memory_kib: 256 * 1024,
    passes: 16,
    lanes: 4,
};

/// Argon2id's parameters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub(crate) struct Cost {
    #[n(0)]
    pub(crate) memory_kib: u32,
    #[n(1)]
    pub(crate) passes: u32,
    #[n(2)]
    pub(crate) lanes: u32,
}

/// The clear part of a slot. Every field is bound to the sealed part.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub(crate) struct SlotHeader {
    #[n(0)]
    pub(crate) kind: u8,
    #[cbor(n(1), with = "minicbor::bytes")]
    pub(crate) vault: [u8; 16],
    #[cbor(n(2), with = "minicbor::bytes")]
    pub(crate) salt: [u8; 16],
    /// None where the secret has 256 bits and needs no stretching.
    #[n(3)]
    pub(crate) cost: Option<Cost>,
    /// Names the guard beside a PIN, for this slot only, so that another one is noticed before
    /// anything is tried. None without a guard, and in slots of version 1.
    #[cbor(n(4), with = "minicbor::bytes")]
    pub(crate) guard: Option<[u8; 16]>,
}

/// The vault's key, sealed for one secret.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub(crate) struct Slot {
    #[n(0)]
    pub(crate) header: SlotHeader,
    #[cbor(n(1), with = "minicbor::bytes")]
    nonce: [u8; 24],
    #[cbor(n(2), with = "minicbor::bytes")]
    sealed: [u8; 48],
}

impl Slot {
    pub(crate) fn for_pin<R: CryptoRng>(
        vault: [u8; 16],
        pin: &Pin,
        cost: Cost,
        key: &VaultKey,
        rng: &mut R,
    ) -> Result<Self, VaultError> {
        let salt = random(rng);
        let guard = pin.guard().map(|guard| guard_name(&salt, guard));
        let header = SlotHeader {
            kind: match pin.guard() {
                Some(_) => KIND_GUARDED_PIN,
                None => KIND_PIN,
            },
            vault,
            salt,
            cost: Some(cost),
            guard: guard.transpose()?,
        };
        let wrapping = pin_key(&header, pin)?;
        Self::seal(header, &wrapping, key, rng)
    }

    pub(crate) fn for_words<R: CryptoRng>(
        vault: [u8; 16],
        words: &RecoveryEntropy,
        key: &VaultKey,
        rng: &mut R,
    ) -> Result<Self, VaultError> {
        let header = SlotHeader {
            kind: KIND_WORDS,
            vault,
            salt: random(rng),
            cost: None,
            guard: None,
        };
        let wrapping = words_key(&header, words)?;
        Self::seal(header, &wrapping, key, rng)
    }

    pub(crate) fn for_device<R: CryptoRng>(
        vault: [u8; 16],
        secret: &DeviceSecret,
        key: &VaultKey,
        rng: &mut R,
    ) -> Result<Self, VaultError> {
        let header = SlotHeader {
            kind: KIND_DEVICE,
            vault,
            salt: random(rng),
            cost: None,
            guard: None,
        };
        let wrapping = expand(&header.salt, secret.expose(), DEVICE_PURPOSE)?;
        Self::seal(header, &wrapping, key, rng)
    }

    /// `None` when the secret is another one.
    pub(crate) fn open_with_device_secret(
        &self,
        secret: &DeviceSecret,
    ) -> Result<Option<VaultKey>, VaultError> {
        let wrapping = expand(&self.header.salt, secret.expose(), DEVICE_PURPOSE)?;
        Ok(self.open(&wrapping))
    }

    /// Whether trying the PIN makes sense: false where its guard is missing or another one.
    pub(crate) fn fits_guard_of(&self, pin: &Pin) -> Result<bool, VaultError> {
        if self.header.kind != KIND_GUARDED_PIN {
            return Ok(true);
        }
        Ok(match (pin.guard(), self.header.guard) {
            (None, _) => false,
            (Some(_), None) => true,
            (Some(guard), Some(name)) => guard_name(&self.header.salt, guard)? == name,
        })
    }

    /// `None` when the PIN, or its guard, is another one.
    pub(crate) fn open_with_pin(&self, pin: &Pin) -> Result<Option<VaultKey>, VaultError> {
        Ok(self.open(&*pin_key(&self.header, pin)?))
    }

    /// `None` when the words are other ones.
    pub(crate) fn open_with_words(
        &self,
        words: &RecoveryEntropy,
    ) -> Result<Option<VaultKey>, VaultError> {
        Ok(self.open(&*words_key(&self.header, words)?))
    }

    fn seal<R: CryptoRng>(
        header: SlotHeader,
        wrapping: &[u8; 32],
        key: &VaultKey,
        rng: &mut R,
    ) -> Result<Self, VaultError> {
        let nonce: [u8; 24] = random(rng);
        let aad = encode(&header);
        let payload = Payload {
            msg: key.expose(),
            aad: &aad,
        };
        let sealed = XChaCha20Poly1305::new(wrapping.into()).encrypt(&nonce.into(), payload);
        let sealed = sealed.ok().and_then(|bytes| bytes.try_into().ok());
        Ok(Self {
            header,
            nonce,
            sealed: sealed.ok_or(VaultError::OutOfMemory)?,
        })
    }

    fn open(&self, wrapping: &[u8; 32]) -> Option<VaultKey> {
        let aad = encode(&self.header);
        let payload = Payload {
            msg: &self.sealed,
            aad: &aad,
        };
        let opened = XChaCha20Poly1305::new(wrapping.into()).decrypt(&self.nonce.into(), payload);
        let opened = Zeroizing::new(opened.ok()?);
        Some(VaultKey::from_bytes(opened.as_slice().try_into().ok()?))
    }
}

/// The key of a backup, sealed by the vault's.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub(crate) struct SealedKey {
    #[cbor(n(0), with = "minicbor::bytes")]
    nonce: [u8; 24],
    #[cbor(n(1), with = "minicbor::bytes")]
    sealed: [u8; 48],
}

/// Seals a backup's key; it opens for this backup only.
pub(crate) fn seal_key<R: CryptoRng>(
    vault: &VaultKey,
    backup: [u8; 16],
    key: &AttachmentKey,
    rng: &mut R,
) -> Result<SealedKey, VaultError> {
    let wrapping = expand(&backup, vault.expose(), BACKUP_PURPOSE)?;
    let nonce: [u8; 24] = random(rng);
    let payload = Payload {
        msg: key.expose(),
        aad: &backup,
    };
    let sealed = XChaCha20Poly1305::new((&*wrapping).into()).encrypt(&nonce.into(), payload);
    let sealed = sealed.ok().and_then(|bytes| bytes.try_into().ok());
    Ok(SealedKey {
        nonce,
        sealed: sealed.ok_or(VaultError::OutOfMemory)?,
    })
}

/// Opens a backup's key; `None` where it isn't of this vault or this backup.
pub(crate) fn open_key(
    vault: &VaultKey,
    backup: [u8; 16],
    key: &SealedKey,
) -> Option<AttachmentKey> {
    let wrapping = expand(&backup, vault.expose(), BACKUP_PURPOSE).ok()?;
    let payload = Payload {
        msg: &key.sealed,
        aad: &backup,
    };
    let opened = XChaCha20Poly1305::new((&*wrapping).into()).decrypt(&key.nonce.into(), payload);
    let opened = Zeroizing::new(opened.ok()?);
    Some(AttachmentKey::from_bytes(
        opened.as_slice().try_into().ok()?,
    ))
}

fn random<R: CryptoRng, const N: usize>(rng: &mut R) -> [u8; N] {
    let mut bytes = [0; N];
    rng.fill_bytes(&mut bytes);
    bytes
}

/// Without a guard, as on a command line, whoever copies the folder can try PINs as fast as
/// Argon2id allows.
fn pin_key(header: &SlotHeader, pin: &Pin) -> Result<Zeroizing<[u8; 32]>, VaultError> {
    let damaged = VaultError::Damaged(Part::Keyslots);
    let cost = header.cost.ok_or(damaged)?;
    let affordable = cost.memory_kib <= HIGHEST_COST.memory_kib
        && cost.passes <= HIGHEST_COST.passes
        && cost.lanes <= HIGHEST_COST.lanes;
    if !affordable {
        return Err(damaged);
    }
    let params = Params::new(cost.memory_kib, cost.passes, cost.lanes, Some(32));
    let argon2 = Argon2::new(
        Algorithm::Argon2id,
        Version::V0x13,
        params.map_err(|_| damaged)?,
    );
    let mut stretched = Zeroizing::new([0; 32]);
    argon2
        .hash_password_into(pin.as_bytes(), &header.salt, &mut *stretched)
        .map_err(|_| VaultError::OutOfMemory)?;
    let guard: &[u8] = match header.kind {
        KIND_GUARDED_PIN => pin.guard().ok_or(VaultError::NeedsGuard)?.expose(),
        _ => &[],
    };
    expand(guard, &stretched, PIN_PURPOSE)
}

/// It tells nothing of the guard, which has 256 bits, and nothing to who sees two vaults.
fn guard_name(salt: &[u8; 16], guard: &DeviceSecret) -> Result<[u8; 16], VaultError> {
    let expanded = expand(salt, guard.expose(), GUARD_PURPOSE)?;
    let mut name = [0; 16];
    name.copy_from_slice(&expanded[..16]);
    Ok(name)
}

fn words_key(
    header: &SlotHeader,
    words: &RecoveryEntropy,
) -> Result<Zeroizing<[u8; 32]>, VaultError> {
    expand(&header.salt, words.expose(), WORDS_PURPOSE)
}

fn expand(
    salt: &[u8],
    secret: &[u8; 32],
    purpose: &[u8],
) -> Result<Zeroizing<[u8; 32]>, VaultError> {
    let mut key = Zeroizing::new([0; 32]);
    let expanded = Hkdf::<Sha256>::new(Some(salt), secret).expand(purpose, &mut *key);
    expanded.map_err(|_| VaultError::OutOfRange)?;
    Ok(key)
}
