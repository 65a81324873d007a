//! Cutting a stream into chunks, and what becomes known of it while they are sealed.

use crate::VaultError;
use crate::attachments::{FileId, SealedFile};
use dodam_seal::Hash;
use dodam_seal::attachment::{AttachmentKey, CHUNK_BYTES, Place, TAG_BYTES};
use sha2::{Digest, Sha256};
use std::io::Read;
use zeroize::{Zeroize, Zeroizing};

/// Plain bytes, with room for the tag, so that sealing in place never moves them.
pub(crate) const BUFFER_BYTES: usize = CHUNK_BYTES + TAG_BYTES;

/// What becomes known of a file while it is sealed.
pub(crate) struct Sealing {
    id: FileId,
    key: AttachmentKey,
    plain_hash: Sha256,
    sealed_hash: blake3::Hasher,
    pub(crate) size_bytes: u64,
}

impl Sealing {
    pub(crate) fn new(id: FileId, key: AttachmentKey) -> Self {
        Self {
            id,
            key,
            plain_hash: Sha256::new(),
            sealed_hash: blake3::Hasher::new(),
            size_bytes: 0,
        }
    }

    /// The next plain bytes.
    pub(crate) fn take(&mut self, plain: &[u8]) {
        self.plain_hash.update(plain);
        self.size_bytes += plain.len() as u64;
    }

    /// Seals a chunk in place.
    pub(crate) fn seal(&mut self, chunk: &mut Chunk<'_>) -> Result<(), VaultError> {
        self.key
            .seal_chunk(self.id.as_bytes(), chunk.index, chunk.place, chunk.bytes)
            .map_err(|_| VaultError::OutOfRange)?;
        self.sealed(chunk.bytes);
        Ok(())
    }

    /// The next sealed bytes, where they are there already.
    pub(crate) fn sealed(&mut self, bytes: &[u8]) {
        self.sealed_hash.update(bytes);
    }

    pub(crate) fn finish(self) -> SealedFile {
        SealedFile {
            id: self.id,
            key: self.key,
            size_bytes: self.size_bytes,
            sha256: self.plain_hash.finalize().into(),
            sealed_hash: Hash::from_bytes(*self.sealed_hash.finalize().as_bytes()),
        }
    }
}

/// A piece of a stream, in a buffer to work in.
pub(crate) struct Chunk<'a> {
    pub(crate) index: u64,
    pub(crate) place: Place,
    pub(crate) bytes: &'a mut Vec<u8>,
}

/// Cuts a stream into chunks of one size, one ahead, so that the last is known to be the last.
/// An empty stream is one empty chunk.
pub(crate) struct Chunks<'a> {
    source: &'a mut dyn Read,
    size: usize,
    index: u64,
    current: Zeroizing<Vec<u8>>,
    ahead: Option<Zeroizing<Vec<u8>>>,
    begun: bool,
}

impl<'a> Chunks<'a> {
    pub(crate) fn new(source: &'a mut dyn Read, size: usize) -> Self {
        let current = Zeroizing::new(Vec::with_capacity(BUFFER_BYTES));
        let ahead = Some(Zeroizing::new(Vec::with_capacity(BUFFER_BYTES)));
        Self {
            source,
            size,
            index: 0,
            current,
            ahead,
            begun: false,
        }
    }

    /// The next chunk; `None` after the last.
    pub(crate) fn next(&mut self) -> Result<Option<Chunk<'_>>, VaultError> {
        let Some(mut next) = self.ahead.take() else {
            return Ok(None);
        };
        if self.begun {
            self.index += 1;
        } else {
            self.begun = true;
            fill(self.source, &mut next, self.size)?;
        }
        core::mem::swap(&mut self.current, &mut next);
        // What was the current buffer takes the chunk after this one.
        next.zeroize();
        if self.current.len() == self.size {
            fill(self.source, &mut next, self.size)?;
        }
        let place = if next.is_empty() {
            Place::Last
        } else {
            Place::Within
        };
        if place == Place::Within {
            self.ahead = Some(next);
        }
        Ok(Some(Chunk {
            index: self.index,
            place,
            bytes: &mut self.current,
        }))
    }
}

/// Reads until the buffer holds `size` bytes or nothing is left.
fn fill(source: &mut dyn Read, buffer: &mut Vec<u8>, size: usize) -> Result<(), VaultError> {
    buffer.clear();
    let read = source.take(size as u64).read_to_end(buffer);
    read.map(drop).map_err(|error| VaultError::Io(error.kind()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(bytes: &[u8], size: usize) -> Vec<(u64, bool, usize)> {
        let mut source = bytes;
        let mut chunks = Chunks::new(&mut source, size);
        let mut found = Vec::new();
        while let Some(Chunk {
            index,
            place,
            bytes,
        }) = chunks.next().unwrap()
        {
            found.push((index, place == Place::Last, bytes.len()));
        }
        found
    }

    #[test]
    fn exactly_the_final_chunk_is_the_last() {
        assert_eq!(cut(b"", 4), [(0, true, 0)]);
        assert_eq!(cut(b"abc", 4), [(0, true, 3)]);
        assert_eq!(cut(b"abcd", 4), [(0, true, 4)]);
        assert_eq!(cut(b"abcde", 4), [(0, false, 4), (1, true, 1)]);
        assert_eq!(cut(b"abcdefgh", 4), [(0, false, 4), (1, true, 4)]);
        assert_eq!(
            cut(b"abcdefghi", 4),
            [(0, false, 4), (1, false, 4), (2, true, 1)]
        );
    }
}
