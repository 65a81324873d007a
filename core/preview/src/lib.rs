//! What can be shown and searched of a file: its media type, a small picture and its text.
//!
//! All of it is read from bytes that nobody vouches for. Nothing here fails: a file that can't
//! be read has no picture and no text, and is kept all the same. Sizes are bounded before
//! anything is decoded. No I/O, no clock, nothing kept.
//!
//! JPEG and PNG have pictures. PDFs have text where the feature `pdf-text` is on; a phone's own
//! libraries give both for more kinds of files.

mod media_type;
#[cfg(feature = "pdf-text")]
mod pdf;
mod thumbnail;

pub use media_type::media_type;
pub use thumbnail::{THUMBNAIL_PIXELS, thumbnail};

use std::panic::{AssertUnwindSafe, catch_unwind};

/// The largest file that is looked into, in bytes.
pub const MAX_FILE_BYTES: u64 = 32 << 20;
/// The most text that is taken from a file, in bytes of UTF-8.
pub const MAX_TEXT_BYTES: usize = 128 << 10;

/// Whether this build finds anything in files of this type.
#[must_use]
pub fn looks_into(media_type: &str) -> bool {
    let always = matches!(media_type, "image/jpeg" | "image/png" | "text/plain");
    always || (cfg!(feature = "pdf-text") && media_type == "application/pdf")
}

/// The text inside a file, pages in order, or nothing: plain text as it is, a PDF's where this
/// build reads it.
#[must_use]
pub fn text(media_type: &str, bytes: &[u8]) -> Option<String> {
    if bytes.len() as u64 > MAX_FILE_BYTES {
        return None;
    }
    let text = match media_type {
        "text/plain" => std::str::from_utf8(bytes).ok().map(str::to_owned),
        #[cfg(feature = "pdf-text")]
        "application/pdf" => unless_it_panics(|| pdf::text(bytes)),
        _ => None,
    };
    let mut text = text?;
    let end = text.floor_char_boundary(MAX_TEXT_BYTES);
    text.truncate(end);
    (!text.trim().is_empty()).then_some(text)
}

/// A decoder that trips over a hostile file has found nothing.
fn unless_it_panics<T>(work: impl FnOnce() -> Option<T>) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok().flatten()
}
