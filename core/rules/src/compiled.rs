//! Installed packs as bytes: what loading made of the TOML, tests and lints done.

use crate::error::PackError;
use crate::packs::{Packs, Vocabulary};
use crate::shelf::{Decompress, Label, Shelved};
use serde::{Deserialize, Serialize};

/// Changes whenever what the bytes mean changes; older bytes are refused and made anew
/// from the sources.
const FORMAT: &[u8] = b"dodam-compiled-5\n";

/// What is read at once; the packs themselves follow, each with its length here.
#[derive(Serialize, Deserialize)]
struct Head {
    vocabulary: Vocabulary,
    vocabulary_sha256: String,
    packs: Vec<(Label, usize)>,
}

impl Packs {
    /// The packs as bytes, for [`Packs::from_compiled`] of the same program. They are no
    /// exchange format: whoever can change them can change answers, as with the program
    /// itself.
    #[must_use]
    pub fn to_compiled(&self) -> Vec<u8> {
        self.to_own(|bytes| bytes)
    }

    /// The packs as bytes that become part of the program, for [`Packs::from_own`], each
    /// made smaller by `compress`.
    #[must_use]
    pub fn to_own(&self, compress: impl Fn(Vec<u8>) -> Vec<u8>) -> Vec<u8> {
        let bytes = |pack: &Shelved| {
            compress(
                postcard::to_allocvec::<crate::pack::Pack>(pack)
                    .expect("packs are plain values without maps of unknown length"),
            )
        };
        let bodies: Vec<Vec<u8>> = self.installed.iter().map(bytes).collect();
        let labels = self.installed.iter().map(|pack| pack.label().clone());
        let head = Head {
            vocabulary: self.vocabulary.clone(),
            vocabulary_sha256: self.vocabulary_sha256.clone(),
            packs: labels.zip(bodies.iter().map(Vec::len)).collect(),
        };
        let head = postcard::to_allocvec(&head).expect("as packs");
        [FORMAT, &head, &bodies.concat()].concat()
    }

    /// Packs from bytes of [`Packs::to_compiled`]. Neither lints nor tests run: they ran
    /// when the bytes were made.
    ///
    /// # Errors
    /// [`PackError`] for bytes of another version or damaged ones.
    pub fn from_compiled(bytes: &[u8]) -> Result<Self, PackError> {
        Self::from_parts(bytes, Shelved::read)
    }

    /// Packs from bytes of [`Packs::to_own`] that the program's own build made and that are
    /// part of it. Each pack is decompressed and read when something is asked of it.
    ///
    /// # Errors
    /// [`PackError`] for bytes of another version or damaged ones.
    ///
    /// # Panics
    /// Where a pack is asked whose own bytes are damaged.
    pub fn from_own(bytes: &'static [u8], decompress: Decompress) -> Result<Self, PackError> {
        Self::from_parts(bytes, |label, bytes| {
            Ok(Shelved::closed(label, bytes, decompress))
        })
    }

    fn from_parts<'a>(
        bytes: &'a [u8],
        shelve: impl Fn(Label, &'a [u8]) -> Result<Shelved, PackError>,
    ) -> Result<Self, PackError> {
        let refused = |sentence: &str| PackError::new("compiled packs", sentence);
        let damaged = || refused("the file is damaged");
        let body = bytes
            .strip_prefix(FORMAT)
            .ok_or_else(|| refused("made by another version of this program"))?;
        let (head, mut rest): (Head, &[u8]) =
            postcard::take_from_bytes(body).map_err(|_| damaged())?;
        let mut installed = Vec::new();
        for (label, length) in head.packs {
            let (bytes, others) = rest.split_at_checked(length).ok_or_else(damaged)?;
            installed.push(shelve(label, bytes)?);
            rest = others;
        }
        if !rest.is_empty() {
            return Err(damaged());
        }
        Ok(Self {
            vocabulary: head.vocabulary,
            vocabulary_sha256: head.vocabulary_sha256,
            installed,
        })
    }
}
