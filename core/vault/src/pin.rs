//! The PIN as it was typed, kept out of logs and wiped afterwards.

use crate::secret::DeviceSecret;
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

const MIN_CHARACTERS: usize = 6;
const MAX_CHARACTERS: usize = 256;

/// A PIN or passphrase of at least 6 characters.
///
/// Digits of another keyboard's width and accents typed in another order are the same PIN,
/// because it is compared in Unicode's NFKC form.
pub struct Pin {
    typed: Zeroizing<String>,
    guard: Option<DeviceSecret>,
}

/// Why a text can't be a PIN.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PinError {
    /// Fewer than 6 characters.
    #[error("a PIN needs at least {MIN_CHARACTERS} characters")]
    TooShort,
    /// More than 256 characters.
    #[error("a PIN has at most {MAX_CHARACTERS} characters")]
    TooLong,
}

impl Pin {
    /// Takes a PIN as typed, without the line break that ended it.
    ///
    /// # Errors
    /// [`PinError`] when it is too short or too long.
    pub fn new(typed: &str) -> Result<Self, PinError> {
        // Reserved for the worst case of NFKC, so that no copy is left behind by growing.
        let mut text = Zeroizing::new(String::with_capacity(
            typed.len().min(MAX_CHARACTERS * 4) * 11,
        ));
        for (count, character) in typed.nfkc().enumerate() {
            if count == MAX_CHARACTERS {
                return Err(PinError::TooLong);
            }
            text.push(character);
        }
        if text.chars().count() < MIN_CHARACTERS {
            return Err(PinError::TooShort);
        }
        Ok(Self {
            typed: text,
            guard: None,
        })
    }

    /// Binds the PIN to a device: a vault that is made with it, or gets it, opens with both only.
    #[must_use]
    pub fn guarded_by(self, guard: DeviceSecret) -> Self {
        Self {
            guard: Some(guard),
            ..self
        }
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        self.typed.as_bytes()
    }

    pub(crate) fn guard(&self) -> Option<&DeviceSecret> {
        self.guard.as_ref()
    }
}

impl core::fmt::Debug for Pin {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Pin(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pin_needs_six_characters_and_has_at_most_256() {
        let check = |typed: &str, expected: Option<PinError>| {
            assert_eq!(
                Pin::new(typed).err(),
                expected,
                "{} characters",
                typed.chars().count()
            );
        };
        check("", Some(PinError::TooShort));
        check("12345", Some(PinError::TooShort));
        check("123456", None);
        check("비밀번호입니", None);
        check(&"7".repeat(256), None);
        check(&"7".repeat(257), Some(PinError::TooLong));
        check(&"\u{FDFA}".repeat(1_000_000), Some(PinError::TooLong));
    }

    #[test]
    fn one_pin_typed_on_two_keyboards_is_one_pin() {
        let same = |left: &str, right: &str| {
            assert_eq!(
                Pin::new(left).unwrap().as_bytes(),
                Pin::new(right).unwrap().as_bytes()
            );
        };
        same("１２３４５６", "123456");
        same("cafe\u{301}12", "caf\u{e9}12");
        same("\u{1112}\u{1161}\u{11ab}글글글글글", "한글글글글글");
    }

    #[test]
    fn a_pin_is_not_printed() {
        assert_eq!(format!("{:?}", Pin::new("123456").unwrap()), "Pin(…)");
    }
}
