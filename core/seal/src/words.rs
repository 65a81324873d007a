//! Secrets that fit on paper or into a phone call: BIP39 words, English list.

use crate::error::SealError;
use crate::keys::{SigningSecret, WrapSecret};
use crate::purpose::Purpose;
use bip39::{Language, Mnemonic};
use zeroize::Zeroizing;

/// 256 bits as 24 words: a recovery sheet.
#[must_use]
pub fn to_24_words(secret: &[u8; 32]) -> Zeroizing<String> {
    words(secret)
}

/// 128 bits as 12 words: a typed code.
#[must_use]
pub fn to_12_words(secret: &[u8; 16]) -> Zeroizing<String> {
    words(secret)
}

fn words(entropy: &[u8]) -> Zeroizing<String> {
    let mnemonic = Mnemonic::from_entropy_in(Language::English, entropy)
        .expect("16 and 32 bytes are lengths BIP39 defines");
    Zeroizing::new(mnemonic.to_string())
}

/// Reads 24 words in any case and spacing.
///
/// # Errors
/// [`SealError::BadWords`] when a word is not in the list, the number differs or the
/// checksum shows a mistake.
pub fn from_24_words(text: &str) -> Result<Zeroizing<[u8; 32]>, SealError> {
    read(text)
}

/// Reads 12 words in any case and spacing.
///
/// # Errors
/// As [`from_24_words`].
pub fn from_12_words(text: &str) -> Result<Zeroizing<[u8; 16]>, SealError> {
    read(text)
}

fn read<const N: usize>(text: &str) -> Result<Zeroizing<[u8; N]>, SealError> {
    if text.len() > 1024 {
        return Err(SealError::BadWords);
    }
    let plain = text
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase();
    let plain = Zeroizing::new(plain);
    let mnemonic = Mnemonic::parse_in_normalized(Language::English, &plain)
        .map_err(|_| SealError::BadWords)?;
    let entropy = Zeroizing::new(mnemonic.to_entropy());
    entropy
        .as_slice()
        .try_into()
        .map(Zeroizing::new)
        .map_err(|_| SealError::BadWords)
}

/// The keys of a paper device: a member that is a sheet of paper.
#[derive(Debug, Clone)]
pub struct PaperKeys {
    /// Signs entries made from paper.
    pub signing: SigningSecret,
    /// Opens the wraps made to the paper.
    pub wrap: WrapSecret,
}

impl PaperKeys {
    /// Derives the keys from what the paper's words say.
    #[must_use]
    pub fn derive(secret: &[u8; 32]) -> Self {
        Self::of(&[secret])
    }

    /// Derives the keys that one paper has in one of several accounts, so that a server can't
    /// tell that it serves them all. `place` is any number; whoever has the words can try all.
    #[must_use]
    pub fn derive_for_place(secret: &[u8; 32], place: u8) -> Self {
        Self::of(&[secret, &[place]])
    }

    fn of(parts: &[&[u8]]) -> Self {
        Self {
            signing: SigningSecret::from_bytes(*Purpose::PaperSigning.hash(parts).as_bytes()),
            wrap: WrapSecret::from_bytes(*Purpose::PaperWrap.hash(parts).as_bytes()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_back_in_any_case_and_spacing() {
        let words = to_24_words(&[5; 32]);
        assert_eq!(words.split(' ').count(), 24);
        let messy = format!("  {}\n", words.to_uppercase().replace(' ', "  \t"));
        assert_eq!(*from_24_words(&messy).unwrap(), [5; 32]);
        assert_eq!(*from_12_words(&to_12_words(&[9; 16])).unwrap(), [9; 16]);
    }

    #[test]
    fn one_paper_has_keys_of_its_own_in_each_place() {
        let device = |keys: PaperKeys| keys.signing.device_id();
        let at = |place| device(PaperKeys::derive_for_place(&[5; 32], place));
        let mut all: Vec<_> = (0..=u8::MAX).map(at).collect();
        all.push(device(PaperKeys::derive(&[5; 32])));
        let mut seen = std::collections::HashSet::new();
        assert!(all.iter().all(|id| seen.insert(*id.as_bytes())));
        assert_eq!(at(9), at(9));
    }

    #[test]
    fn a_typing_mistake_is_noticed() {
        let words = to_12_words(&[9; 16]);
        let swapped = words.split(' ').rev().collect::<Vec<_>>().join(" ");
        let long = "abandon ".repeat(10_000);
        for text in [
            "",
            "abandon",
            "not words at all",
            swapped.as_str(),
            long.as_str(),
        ] {
            assert_eq!(from_12_words(text).unwrap_err(), SealError::BadWords);
        }
        assert!(from_24_words(&words).is_err(), "12 words are not 24");
    }
}
