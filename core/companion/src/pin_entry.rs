//! A PIN as it comes from a person, and the guard that a phone keeps beside it.

use crate::error::CompanionError;
use dodam_vault::{DeviceSecret, Pin, PinError};
use zeroize::Zeroizing;

/// A PIN as it was typed. A text is one without a guard.
#[derive(Clone, Copy)]
pub struct PinEntry<'a> {
    typed: &'a str,
    guard: Option<&'a [u8; 32]>,
}

impl core::fmt::Debug for PinEntry<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("PinEntry(…)")
    }
}

impl<'a> PinEntry<'a> {
    /// A PIN with the 32 bytes that a phone's keystore keeps for this vault: a vault that is made
    /// with them, or gets its PIN with them, opens with both only, so that a copied folder is
    /// worthless. A vault without a guard opens all the same.
    #[must_use]
    pub const fn guarded(typed: &'a str, guard: &'a [u8; 32]) -> Self {
        Self {
            typed,
            guard: Some(guard),
        }
    }

    pub(crate) fn read(self) -> Result<Pin, CompanionError> {
        let pin = Pin::new(self.typed)
            .map_err(|error: PinError| CompanionError::invalid("short_pin", error.to_string()))?;
        Ok(match self.guard {
            Some(guard) => pin.guarded_by(DeviceSecret::from_bytes(*guard)),
            None => pin,
        })
    }
}

impl<'a> From<&'a str> for PinEntry<'a> {
    fn from(typed: &'a str) -> Self {
        Self { typed, guard: None }
    }
}

impl<'a> From<&'a String> for PinEntry<'a> {
    fn from(typed: &'a String) -> Self {
        typed.as_str().into()
    }
}

impl<'a> From<&'a Zeroizing<String>> for PinEntry<'a> {
    fn from(typed: &'a Zeroizing<String>) -> Self {
        typed.as_str().into()
    }
}
