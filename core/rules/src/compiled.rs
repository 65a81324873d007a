//! Installed packs as bytes: what loading made of the TOML, tests and lints done.

use crate::error::PackError;
use crate::packs::Packs;

/// Changes whenever what the bytes mean changes; older bytes are refused and made anew
/// from the sources.
const FORMAT: &[u8] = b"dodam-compiled-5\n";

impl Packs {
    /// The packs as bytes, for [`Packs::from_compiled`] of the same program. They are no
    /// exchange format: whoever can change them can change answers, as with the program
    /// itself.
    #[must_use]
    pub fn to_compiled(&self) -> Vec<u8> {
        let body = postcard::to_allocvec(self)
            .expect("packs are plain values without maps of unknown length");
        [FORMAT, &body].concat()
    }

    /// Packs from bytes of [`Packs::to_compiled`]. Neither lints nor tests run: they ran
    /// when the bytes were made.
    ///
    /// # Errors
    /// [`PackError`] for bytes of another version or damaged ones.
    pub fn from_compiled(bytes: &[u8]) -> Result<Self, PackError> {
        let refused = |sentence: &str| PackError::new("compiled packs", sentence);
        let body = bytes
            .strip_prefix(FORMAT)
            .ok_or_else(|| refused("made by another version of this program"))?;
        postcard::from_bytes(body).map_err(|_| refused("the file is damaged"))
    }
}
