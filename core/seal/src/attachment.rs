//! Sealed files: a paper's bytes, cut into chunks that can't be swapped, dropped or
//! taken from another file.
//!
//! Each file has a random key that seals nothing else, so a chunk's place can be its
//! nonce: index in the first eight bytes, the mark of the last chunk in the ninth.

use crate::error::SealError;
use chacha20poly1305::aead::AeadInOut;
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use rand_core::CryptoRng;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// Plain bytes in every chunk but the last, which may be shorter (or empty, in an
/// empty file).
pub const CHUNK_BYTES: usize = 64 * 1024;
/// What sealing adds to a chunk.
pub const TAG_BYTES: usize = 16;

/// The key of one file.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct AttachmentKey([u8; 32]);

impl core::fmt::Debug for AttachmentKey {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("AttachmentKey(…)")
    }
}

/// Whether a chunk ends its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// More chunks follow.
    Within,
    /// Nothing follows.
    Last,
}

impl AttachmentKey {
    /// Makes a key for one new file.
    pub fn random<R: CryptoRng>(rng: &mut R) -> Self {
        let mut key = [0; 32];
        rng.fill_bytes(&mut key);
        Self(key)
    }

    /// Takes a key that was stored.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The key's bytes, to be stored encrypted.
    #[must_use]
    pub const fn expose(&self) -> &[u8; 32] {
        &self.0
    }

    /// Seals one chunk in place; it grows by [`TAG_BYTES`].
    ///
    /// # Errors
    /// [`SealError::TooLarge`] above [`CHUNK_BYTES`].
    pub fn seal_chunk(
        &self,
        file_id: &[u8; 16],
        index: u64,
        place: Place,
        chunk: &mut Vec<u8>,
    ) -> Result<(), SealError> {
        if chunk.len() > CHUNK_BYTES {
            return Err(SealError::TooLarge("attachment chunk"));
        }
        self.cipher()
            .encrypt_in_place(&nonce(index, place), file_id, chunk)
            .map_err(|_| SealError::TooLarge("attachment chunk"))
    }

    /// Opens one chunk in place; it shrinks by [`TAG_BYTES`].
    ///
    /// # Errors
    /// [`SealError::CannotOpen`] when the key, the file, the index or the place
    /// differs from what was sealed, or a bit changed.
    pub fn open_chunk(
        &self,
        file_id: &[u8; 16],
        index: u64,
        place: Place,
        chunk: &mut Vec<u8>,
    ) -> Result<(), SealError> {
        self.cipher()
            .decrypt_in_place(&nonce(index, place), file_id, chunk)
            .map_err(|_| SealError::CannotOpen("attachment"))
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new((&self.0).into())
    }
}

fn nonce(index: u64, place: Place) -> XNonce {
    let mut nonce = [0; 24];
    nonce[..8].copy_from_slice(&index.to_le_bytes());
    nonce[8] = u8::from(place == Place::Last);
    nonce.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sealed(index: u64, place: Place) -> Vec<u8> {
        let mut chunk = b"synthetic".to_vec();
        AttachmentKey::from_bytes([7; 32])
            .seal_chunk(&[1; 16], index, place, &mut chunk)
            .unwrap();
        chunk
    }

    #[test]
    fn a_chunk_opens_only_in_its_own_place() {
        let key = AttachmentKey::from_bytes([7; 32]);
        let mut chunk = sealed(3, Place::Within);
        key.open_chunk(&[1; 16], 3, Place::Within, &mut chunk)
            .unwrap();
        assert_eq!(chunk, b"synthetic");

        let wrong = [
            ([1; 16], 4, Place::Within, "another index"),
            ([1; 16], 3, Place::Last, "cut off here"),
            ([2; 16], 3, Place::Within, "another file"),
        ];
        for (file, index, place, what) in wrong {
            let mut chunk = sealed(3, Place::Within);
            let opened = key.open_chunk(&file, index, place, &mut chunk);
            assert_eq!(opened, Err(SealError::CannotOpen("attachment")), "{what}");
        }
    }

    #[test]
    fn an_oversized_chunk_is_refused() {
        let mut chunk = vec![0; CHUNK_BYTES + 1];
        let key = AttachmentKey::from_bytes([7; 32]);
        let refused = key.seal_chunk(&[1; 16], 0, Place::Last, &mut chunk);
        assert_eq!(refused, Err(SealError::TooLarge("attachment chunk")));
    }
}
