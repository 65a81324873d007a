//! A stream of any length, sealed chunk by chunk as it is written and opened as it is read.

use crate::VaultError;
use crate::sealing::{BUFFER_BYTES, Chunk, Chunks};
use dodam_seal::attachment::{AttachmentKey, CHUNK_BYTES, Place};
use std::io::{self, Read, Write};
use zeroize::Zeroizing;

/// Seals what is written to it. Without [`Sealer::finish`] the stream has no end and can't be
/// opened.
pub(crate) struct Sealer<W> {
    target: W,
    key: AttachmentKey,
    id: [u8; 16],
    index: u64,
    waiting: Zeroizing<Vec<u8>>,
}

impl<W: Write> Sealer<W> {
    pub(crate) fn new(target: W, key: AttachmentKey, id: [u8; 16]) -> Self {
        Self {
            target,
            key,
            id,
            index: 0,
            waiting: Zeroizing::new(Vec::with_capacity(BUFFER_BYTES)),
        }
    }

    /// Seals what waits as the last chunk; gives the target back.
    pub(crate) fn finish(mut self) -> io::Result<W> {
        self.seal(Place::Last)?;
        Ok(self.target)
    }

    fn seal(&mut self, place: Place) -> io::Result<()> {
        self.key
            .seal_chunk(&self.id, self.index, place, &mut self.waiting)
            .map_err(io::Error::other)?;
        self.index += 1;
        self.target.write_all(&self.waiting)?;
        self.waiting.clear();
        Ok(())
    }
}

impl<W: Write> Write for Sealer<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // A full chunk waits until more comes: only then is it known not to be the last.
        if self.waiting.len() == CHUNK_BYTES && !bytes.is_empty() {
            self.seal(Place::Within)?;
        }
        let room = CHUNK_BYTES - self.waiting.len();
        let taken = bytes.len().min(room);
        self.waiting.extend_from_slice(&bytes[..taken]);
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Opens a sealed stream; its bytes are given only after their chunk was checked.
pub(crate) struct Opener<'a> {
    chunks: Chunks<'a>,
    key: AttachmentKey,
    id: [u8; 16],
    /// What a change, a swap or a cut is called.
    damaged: VaultError,
}

impl<'a> Opener<'a> {
    pub(crate) fn new(
        source: &'a mut dyn Read,
        key: AttachmentKey,
        id: [u8; 16],
        damaged: VaultError,
    ) -> Self {
        Self {
            chunks: Chunks::new(source, BUFFER_BYTES),
            key,
            id,
            damaged,
        }
    }

    /// Hands out each opened chunk in order.
    pub(crate) fn next(&mut self) -> Result<Option<&mut Vec<u8>>, VaultError> {
        let Some(Chunk {
            index,
            place,
            bytes,
        }) = self.chunks.next()?
        else {
            return Ok(None);
        };
        self.key
            .open_chunk(&self.id, index, place, bytes)
            .map_err(|_| self.damaged)?;
        Ok(Some(bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Part;

    fn opened(mut sealed: &[u8]) -> Result<Vec<u8>, VaultError> {
        let key = AttachmentKey::from_bytes([7; 32]);
        let damaged = VaultError::Damaged(Part::Backup);
        let mut opener = Opener::new(&mut sealed, key, [1; 16], damaged);
        let mut plain = Vec::new();
        while let Some(bytes) = opener.next()? {
            plain.extend_from_slice(bytes);
        }
        Ok(plain)
    }

    fn sealed(plain: &[u8], piece: usize) -> Vec<u8> {
        let mut sealer = Sealer::new(Vec::new(), AttachmentKey::from_bytes([7; 32]), [1; 16]);
        for part in plain.chunks(piece) {
            sealer.write_all(part).unwrap();
        }
        sealer.finish().unwrap()
    }

    #[test]
    fn what_was_sealed_in_pieces_is_opened_whole() {
        for length in [
            0,
            1,
            CHUNK_BYTES - 1,
            CHUNK_BYTES,
            CHUNK_BYTES + 1,
            3 * CHUNK_BYTES,
        ] {
            let plain: Vec<u8> = (0..length).map(|at| (at % 251) as u8).collect();
            for piece in [1_000, CHUNK_BYTES, 1 << 20] {
                let sealed = sealed(&plain, piece);
                assert_eq!(opened(&sealed).as_ref(), Ok(&plain), "{length} by {piece}");
            }
        }
    }

    #[test]
    fn a_stream_that_is_cut_or_changed_is_refused() {
        let whole = sealed(&[5; 3 * CHUNK_BYTES], 1 << 20);
        let damaged = Err(VaultError::Damaged(Part::Backup));
        for end in [0, 1, BUFFER_BYTES, 2 * BUFFER_BYTES, whole.len() - 1] {
            assert_eq!(opened(&whole[..end]), damaged, "cut at {end}");
        }
        for at in [0, BUFFER_BYTES, whole.len() - 1] {
            let mut changed = whole.clone();
            changed[at] ^= 1;
            assert_eq!(opened(&changed), damaged, "changed at {at}");
        }
    }
}
