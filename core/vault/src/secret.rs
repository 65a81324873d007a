//! The two secrets of a vault: the database's key and what the recovery words stand for.

use rand_core::CryptoRng;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// The key of the database. It never leaves this crate.
#[derive(Zeroize, ZeroizeOnDrop)]
pub(crate) struct VaultKey([u8; 32]);

impl VaultKey {
    pub(crate) fn random<R: CryptoRng>(rng: &mut R) -> Self {
        let mut key = Self([0; 32]);
        rng.fill_bytes(&mut key.0);
        key
    }

    pub(crate) const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    pub(crate) const fn expose(&self) -> &[u8; 32] {
        &self.0
    }
}

/// The 256 bits that the 24 recovery words stand for. Whoever has them opens the vault.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct RecoveryEntropy([u8; 32]);

impl RecoveryEntropy {
    /// Draws new ones.
    pub fn random<R: CryptoRng>(rng: &mut R) -> Self {
        let mut entropy = Self([0; 32]);
        rng.fill_bytes(&mut entropy.0);
        entropy
    }

    /// Takes what a person's words stand for.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The bytes, to be shown as words once and then forgotten.
    #[must_use]
    pub const fn expose(&self) -> &[u8; 32] {
        &self.0
    }
}

impl core::fmt::Debug for RecoveryEntropy {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("RecoveryEntropy(…)")
    }
}

/// 32 random bytes that the keystore of a device keeps for a vault and that are never stored
/// with it: a guard beside the PIN, or what opens the vault in its place.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct DeviceSecret([u8; 32]);

impl DeviceSecret {
    /// Takes what the keystore gave.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    pub(crate) const fn expose(&self) -> &[u8; 32] {
        &self.0
    }
}

impl core::fmt::Debug for DeviceSecret {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("DeviceSecret(…)")
    }
}
