//! How a backup lies in its file: parts, one after the other.
//!
//! A part is `DODAMBK2`, the length of a frame, the frame (`frame.rs`), and one sealed stream. The
//! frame names the vault, carries the slot that the recovery words open, the part's own key sealed
//! by the vault's, and the stream's length. A PIN opens no backup: a file that leaves the device
//! can be guessed at for ever.
//!
//! In the stream lie a list of every paper that this and the parts before it hold, the encrypted
//! database as it was at one moment, and the sealed papers that no part before has. Nothing
//! outside tells how many there are. Of version 1, `DODAMBK1`, a file had one part, without list
//! and length.

use crate::attachments::FileId;
use crate::sealed_stream::Opener;
use crate::slot::{self, Slot};
use crate::{Part, VaultError, frame};
use dodam_seal::attachment::AttachmentKey;
use minicbor::{Decode, Encode};
use std::io::{self, Read, Write};
use zeroize::Zeroizing;

const MAGIC_OF_VERSION_1: &[u8; 8] = b"DODAMBK1";
const MAGIC: &[u8; 8] = b"DODAMBK2";
const LONGEST_FRAME: usize = 16 * 1024;
const FRAME: frame::Kind = frame::Kind {
    version: 2,
    purpose: "dodam backup 1 frame checksum",
    max_bytes: LONGEST_FRAME,
    what: "backup",
    damaged: DAMAGED,
};
pub(crate) const DAMAGED: VaultError = VaultError::Damaged(Part::Backup);

/// What lies in the stream, each followed by an id, its length and its bytes.
pub(crate) const DATABASE: u8 = 1;
pub(crate) const PAPER: u8 = 2;
pub(crate) const END: u8 = 3;
pub(crate) const LIST: u8 = 4;

/// The clear beginning of a part.
#[derive(Encode, Decode)]
pub(crate) struct Head {
    #[cbor(n(0), with = "minicbor::bytes")]
    pub(crate) vault: [u8; 16],
    /// Opened by the recovery words.
    #[n(1)]
    pub(crate) words: Slot,
    /// Names the part.
    #[cbor(n(2), with = "minicbor::bytes")]
    pub(crate) part: [u8; 16],
    /// The stream's key, sealed by the vault's.
    #[n(3)]
    pub(crate) key: slot::SealedKey,
    /// Bytes of the sealed stream; none in version 1, whose stream is the rest of the file.
    #[n(4)]
    pub(crate) stream_bytes: Option<u64>,
}

impl Head {
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let frame = FRAME.to_bytes(self);
        let length = u32::try_from(frame.len()).unwrap_or(u32::MAX);
        [&MAGIC[..], &length.to_le_bytes(), &frame].concat()
    }

    /// Reads a head; the file then stands at the stream's first byte. `None` where nothing is
    /// left.
    pub(crate) fn read(file: &mut dyn Read) -> Result<Option<Self>, VaultError> {
        let mut magic = Vec::new();
        let begun = file.take(MAGIC.len() as u64).read_to_end(&mut magic);
        begun.map_err(|error| VaultError::from_io(&error))?;
        if magic.is_empty() {
            return Ok(None);
        }
        let first = magic == MAGIC_OF_VERSION_1;
        if !first && magic != MAGIC {
            return Err(VaultError::NotABackup);
        }
        let mut length = [0; 4];
        file.read_exact(&mut length).map_err(|_| DAMAGED)?;
        let length = usize::try_from(u32::from_le_bytes(length)).map_err(|_| DAMAGED)?;
        if length > LONGEST_FRAME {
            return Err(DAMAGED);
        }
        let mut frame = vec![0; length];
        file.read_exact(&mut frame).map_err(|_| DAMAGED)?;
        let head: Self = FRAME.read(&frame)?;
        if head.stream_bytes.is_none() != first {
            return Err(DAMAGED);
        }
        Ok(Some(head))
    }
}

/// Writes one entry of a stream.
pub(crate) fn write_entry(
    stream: &mut dyn Write,
    (kind, id): (u8, &[u8; 16]),
    (source, length): (&mut dyn Read, u64),
) -> Result<(), VaultError> {
    let failed = |error: io::Error| VaultError::from_io(&error);
    write_entry_head(stream, (kind, id), length)?;
    // A file that grows meanwhile is taken as long as it was; a shorter one would shift the rest.
    let copied = io::copy(&mut source.take(length), stream).map_err(failed)?;
    if copied == length {
        Ok(())
    } else {
        Err(VaultError::Damaged(Part::Paper))
    }
}

/// Writes what stands before an entry's own bytes.
pub(crate) fn write_entry_head(
    stream: &mut dyn Write,
    (kind, id): (u8, &[u8; 16]),
    length: u64,
) -> Result<(), VaultError> {
    let head = [&[kind][..], id, &length.to_le_bytes()].concat();
    let written = stream.write_all(&head);
    written.map_err(|error| VaultError::from_io(&error))
}

/// Bytes of what stands before each entry's own.
pub(crate) const ENTRY_HEAD: usize = 1 + 16 + 8;

/// The entries of a stream, one after the other.
pub(crate) struct Entries<'a> {
    stream: Opener<'a>,
    /// What was opened and not yet taken.
    ahead: Zeroizing<Vec<u8>>,
    seen: Seen,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Seen {
    Nothing,
    List,
    Database,
}

/// Where an entry's bytes go.
pub(crate) type Target<'t> = Box<dyn Write + 't>;

impl<'a> Entries<'a> {
    pub(crate) fn new(source: &'a mut dyn Read, key: AttachmentKey, id: [u8; 16]) -> Self {
        Self {
            stream: Opener::new(source, key, id, DAMAGED),
            ahead: Zeroizing::default(),
            seen: Seen::Nothing,
        }
    }

    /// Copies the next entry to where `target` says, by its kind and id; false at the end.
    pub(crate) fn next<'t>(
        &mut self,
        target: impl FnOnce(u8, FileId) -> Result<Target<'t>, VaultError>,
    ) -> Result<bool, VaultError> {
        while self.ahead.len() < ENTRY_HEAD {
            self.more()?;
        }
        let head: Vec<u8> = self.ahead.drain(..ENTRY_HEAD).collect();
        let kind = head[0];
        let id: [u8; 16] = head[1..17].try_into().map_err(|_| DAMAGED)?;
        let length: [u8; 8] = head[17..].try_into().map_err(|_| DAMAGED)?;
        let mut left = u64::from_le_bytes(length);
        match kind {
            END if left == 0 && self.ahead.is_empty() && self.seen == Seen::Database => {
                return match self.stream.next() {
                    Ok(None) => Ok(false),
                    _ => Err(DAMAGED),
                };
            }
            LIST if self.seen == Seen::Nothing => self.seen = Seen::List,
            DATABASE if self.seen < Seen::Database => self.seen = Seen::Database,
            PAPER if self.seen == Seen::Database => {}
            LIST | DATABASE | PAPER | END => return Err(DAMAGED),
            _ => return Err(VaultError::NewerVersion),
        }
        let mut target = target(kind, FileId::from_bytes(id))?;
        let failed = |error: io::Error| VaultError::from_io(&error);
        while left > 0 {
            if self.ahead.is_empty() {
                self.more()?;
            }
            let here = usize::try_from(left).unwrap_or(usize::MAX);
            let taken = self.ahead.len().min(here);
            target.write_all(&self.ahead[..taken]).map_err(failed)?;
            self.ahead.drain(..taken);
            left -= taken as u64;
        }
        target.flush().map_err(failed)?;
        Ok(true)
    }

    /// A place of the disk that can't be read is as good as changed.
    fn more(&mut self) -> Result<(), VaultError> {
        let bytes = self.stream.next().map_err(|_| DAMAGED)?.ok_or(DAMAGED)?;
        self.ahead.extend_from_slice(bytes);
        Ok(())
    }
}
