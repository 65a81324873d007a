//! PINs and secrets of a phone's keystore, as they come from the other side.

use dodam_companion::PinEntry;
use zeroize::Zeroizing;

use crate::DodamError;
use crate::error::invalid;

/// The 32 bytes that a keystore keeps; wiped when it is dropped.
pub(crate) type Secret = Zeroizing<[u8; 32]>;

/// A PIN and the guard that is kept beside it, wiped when it is dropped.
pub(crate) struct Pin {
    typed: Zeroizing<String>,
    guard: Option<Secret>,
}

impl Pin {
    pub(crate) fn new(typed: String, guard: Option<Vec<u8>>) -> Result<Self, DodamError> {
        let guard = guard.map(secret).transpose()?;
        let typed = Zeroizing::new(typed);
        Ok(Self { typed, guard })
    }

    pub(crate) fn entry(&self) -> PinEntry<'_> {
        match &self.guard {
            Some(guard) => PinEntry::guarded(&self.typed, guard),
            None => PinEntry::from(&self.typed),
        }
    }
}

/// Reads a secret.
pub(crate) fn secret(bytes: Vec<u8>) -> Result<Secret, DodamError> {
    let bytes = Zeroizing::new(bytes);
    let exact = <[u8; 32]>::try_from(bytes.as_slice());
    exact
        .map(Zeroizing::new)
        .map_err(|_| invalid("unusable_secret"))
}
