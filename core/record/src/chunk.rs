//! Automerge's chunks: how changes and saved documents are framed in bytes.
//!
//! A chunk is magic (4), checksum (4), type (1), length (LEB128), data. Chunks follow
//! each other without anything between them, so a batch of changes needs no framing of
//! its own.

use crate::RecordError;

const MAGIC: [u8; 4] = [0x85, 0x6f, 0x4a, 0x83];
const HEAD: usize = 9;

/// What a chunk holds. Compressed changes and bundles are never written here, and are
/// refused because their size is unknown before they are inflated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ChunkKind {
    Document,
    Change,
}

/// One chunk: the whole of its bytes, and the data inside.
#[derive(Clone, Copy)]
pub(crate) struct Chunk<'a> {
    pub(crate) kind: ChunkKind,
    pub(crate) bytes: &'a [u8],
    pub(crate) data: &'a [u8],
}

/// Splits bytes into chunks; nothing may be left over.
pub(crate) fn split(mut bytes: &[u8], most: usize) -> Result<Vec<Chunk<'_>>, RecordError> {
    let mut chunks = Vec::new();
    while !bytes.is_empty() {
        if chunks.len() == most {
            return Err(RecordError::TooLarge);
        }
        let chunk = first(bytes).ok_or(RecordError::Malformed)?;
        bytes = &bytes[chunk.bytes.len()..];
        chunks.push(chunk);
    }
    Ok(chunks)
}

fn first(bytes: &[u8]) -> Option<Chunk<'_>> {
    let kind = match bytes.get(..HEAD)? {
        [a, b, c, d, .., 0] if [*a, *b, *c, *d] == MAGIC => ChunkKind::Document,
        [a, b, c, d, .., 1] if [*a, *b, *c, *d] == MAGIC => ChunkKind::Change,
        _ => return None,
    };
    let mut reader = Reader(&bytes[HEAD..]);
    let length = usize::try_from(reader.unsigned()?).ok()?;
    let data = reader.take(length)?;
    let whole = bytes.len() - reader.0.len();
    Some(Chunk {
        kind,
        bytes: &bytes[..whole],
        data,
    })
}

/// The checksum a chunk claims; automerge checks it when it loads documents, but not
/// when it reads single changes.
pub(crate) fn claimed_checksum(chunk: &Chunk<'_>) -> [u8; 4] {
    let mut checksum = [0; 4];
    checksum.copy_from_slice(&chunk.bytes[4..8]);
    checksum
}

/// Reads numbers and byte strings from the front; `None` where there is too little.
pub(crate) struct Reader<'a>(pub(crate) &'a [u8]);

impl<'a> Reader<'a> {
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    /// Takes as many bytes as the number before them says.
    pub(crate) fn take_counted(&mut self) -> Option<&'a [u8]> {
        let length = usize::try_from(self.unsigned()?).ok()?;
        self.take(length)
    }

    pub(crate) fn unsigned(&mut self) -> Option<u64> {
        let mut value = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = self.take(1)?[0];
            let bits = u64::from(byte & 0x7f);
            if shift == 63 && bits > 1 {
                return None;
            }
            value |= bits << shift;
            if byte & 0x80 == 0 {
                return Some(value);
            }
        }
        None
    }

    pub(crate) fn signed(&mut self) -> Option<i64> {
        let mut value = 0_i64;
        for shift in (0..64).step_by(7) {
            let byte = self.take(1)?[0];
            value |= i64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                let unused = 64_u32.saturating_sub(shift + 7);
                return Some(value << unused >> unused);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_as_leb128() {
        assert_eq!(Reader(&[0xe5, 0x8e, 0x26]).unsigned(), Some(624_485));
        assert_eq!(Reader(&[0xc0, 0xbb, 0x78]).signed(), Some(-123_456));
        assert_eq!(Reader(&[0x7f]).signed(), Some(-1));
        assert_eq!(Reader(&[0x80; 11]).unsigned(), None);
        assert_eq!(Reader(&[0xff; 11]).signed(), None);
        assert_eq!(Reader(&[0x80]).unsigned(), None);
    }

    #[test]
    fn a_chunk_that_claims_more_than_there_is_is_refused() {
        let mut bytes = vec![0x85, 0x6f, 0x4a, 0x83, 0, 0, 0, 0, 1];
        bytes.extend([0xff, 0xff, 0xff, 0xff, 0x0f, 1, 2, 3]);
        assert_eq!(split(&bytes, 10).err(), Some(RecordError::Malformed));
    }

    #[test]
    fn more_chunks_than_allowed_are_refused() {
        let bytes = [0x85, 0x6f, 0x4a, 0x83, 0, 0, 0, 0, 1, 0].repeat(3);
        assert_eq!(split(&bytes, 3).map(|chunks| chunks.len()).ok(), Some(3));
        assert_eq!(split(&bytes, 2).err(), Some(RecordError::TooLarge));
    }
}
