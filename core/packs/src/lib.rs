//! The packs this program ships: linted and tested when it was built, compiled so that a
//! question is answered without reading TOML first.
//!
//! Their sources are here too, so that an answer can be explained years later and other
//! packs can be installed beside them.

use dodam_rules::{PackError, Packs};
use std::sync::OnceLock;

/// The compiled form, each pack compressed, as the build script wrote it.
const COMPILED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/packs.compiled"));

/// Every pack file, one after the other, compressed.
const SOURCES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/sources.zst"));

/// Path and length in bytes of every pack file, in the same order.
const LENGTHS: &[(&str, usize)] = include!(concat!(env!("OUT_DIR"), "/sources.rs"));

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
    Packs::from_own(COMPILED, decompress)
}

fn decompress(pack: &[u8]) -> Vec<u8> {
    zstd::decode_all(pack).expect("these bytes were written when this program was built")
}

/// Path, such as `kr.nhi/pack.toml`, and content of every file of the packs this program
/// was built with. The first call unpacks them.
#[must_use]
pub fn sources() -> &'static [(&'static str, &'static str)] {
    static TEXT: OnceLock<String> = OnceLock::new();
    static FILES: OnceLock<Vec<(&str, &str)>> = OnceLock::new();
    FILES.get_or_init(|| {
        let mut rest = TEXT.get_or_init(unpack).as_str();
        let mut next = |length| {
            let (text, others) = rest.split_at(length);
            rest = others;
            text
        };
        let files = LENGTHS.iter();
        files.map(|(name, length)| (*name, next(*length))).collect()
    })
}

fn unpack() -> String {
    let length = LENGTHS.iter().map(|(_, length)| length).sum();
    let unpacked = zstd::bulk::decompress(SOURCES, length);
    let text = unpacked
        .ok()
        .and_then(|bytes| String::from_utf8(bytes).ok());
    text.expect("these bytes were written when this program was built")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_pack_can_be_read_to_its_end() {
        let own = embedded().unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(own.list().count(), LISTED.len());
        let read = Packs::from_compiled(&own.to_compiled());
        let read = read.unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(read.to_compiled(), own.to_compiled());
    }

    #[test]
    fn the_sources_are_those_of_the_compiled_packs() {
        let read = Packs::load(sources()).unwrap_or_else(|error| panic!("{error:?}"));
        let own = embedded().unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(read.to_compiled(), own.to_compiled());
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../packs");
        for (name, text) in sources() {
            let file = std::fs::read_to_string(format!("{folder}/{name}"));
            assert_eq!(file.as_deref().ok(), Some(*text), "{name}");
        }
    }
}
