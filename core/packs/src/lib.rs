//! The packs this program ships: linted and tested when it was built, compiled so that a
//! question is answered without reading TOML first.
//!
//! Their sources are here too, so that an answer can be explained years later and other
//! packs can be installed beside them.

use dodam_rules::{PackError, Packs};

/// The compiled form, as the build script wrote it.
const COMPILED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/packs.compiled"));

/// Path and content of every pack file, in order.
const SOURCES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/sources.rs"));

/// Id and version of every pack.
const LISTED: &[(&str, u32)] = include!(concat!(env!("OUT_DIR"), "/listed.rs"));

/// Id and version of every pack this program was built with, without reading any.
#[must_use]
pub const fn listed() -> &'static [(&'static str, u32)] {
    LISTED
}

/// The packs this program was built with.
///
/// # Errors
/// [`PackError`] if the program's own file is damaged.
pub fn embedded() -> Result<Packs, PackError> {
    Packs::from_own(COMPILED)
}

/// Path, such as `kr.nhi/pack.toml`, and content of every file of the packs this program
/// was built with.
#[must_use]
pub const fn sources() -> &'static [(&'static str, &'static str)] {
    SOURCES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_pack_can_be_read_to_its_end() {
        let read = Packs::from_compiled(COMPILED).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(read.list().count(), LISTED.len());
        assert_eq!(read.to_compiled(), COMPILED);
    }
}
