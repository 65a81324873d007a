//! One file that carries roots, an index and packs: over a network, by file, by QR code or
//! from another phone.

use crate::parse;
use crate::refusal::Refusal;
use crate::signed::Signed;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The most bytes a bundle may have.
pub const LARGEST_BUNDLE: usize = 8 << 20;
const TOO_LARGE: Refusal = Refusal::TooLarge { what: "a bundle" };
const FORMAT_NAME: &str = "dodam-packs-";

/// Roots, an index and packs, as they travel. Nothing in it is trusted yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bundle {
    format: BundleFormat,
    /// Every root since the oldest that devices may still hold, in order.
    #[serde(deserialize_with = "parse::capped::<_, _, 100>")]
    pub roots: Vec<Signed>,
    /// Of one publisher.
    pub index: Signed,
    /// Some or all of the packs it names.
    #[serde(deserialize_with = "parse::capped::<_, _, 200>")]
    pub packs: Vec<BundlePack>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
enum BundleFormat {
    #[serde(rename = "dodam-packs-1")]
    First,
}

/// One version of one pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BundlePack {
    /// Its id.
    #[serde(deserialize_with = "parse::pack_id")]
    pub id: String,
    /// Its version.
    pub version: u32,
    /// Its files.
    #[serde(deserialize_with = "parse::capped::<_, _, 64>")]
    pub files: Vec<BundleFile>,
}

/// One file of a pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BundleFile {
    /// Letters, digits, dots, hyphens and underscores, ending in `.toml`; no folders.
    pub name: String,
    /// Its content.
    pub text: String,
}

impl Bundle {
    /// Puts one together.
    ///
    /// # Errors
    /// [`Refusal::Malformed`]: what is wrong with the packs' files.
    pub fn new(roots: Vec<Signed>, index: Signed, packs: Vec<BundlePack>) -> Result<Self, Refusal> {
        let format = BundleFormat::First;
        let bundle = Self {
            format,
            roots,
            index,
            packs,
        };
        bundle.check()?;
        Ok(bundle)
    }

    /// Reads one, within bounds on everything.
    ///
    /// # Errors
    /// [`Refusal::TooLarge`], [`Refusal::NewerFormat`], [`Refusal::Malformed`].
    pub fn parse(bytes: &[u8]) -> Result<Self, Refusal> {
        #[derive(Deserialize)]
        struct Head {
            format: String,
        }
        if bytes.len() > LARGEST_BUNDLE {
            return Err(TOO_LARGE);
        }
        let text = parse::utf8(bytes)?;
        let head: Head = parse::json("bundle", text)?;
        let number = head.format.strip_prefix(FORMAT_NAME);
        match number.and_then(|number| number.parse::<u32>().ok()) {
            Some(1) => {}
            Some(2..) => return Err(Refusal::NewerFormat),
            _ => return Err(Refusal::malformed("bundle: another format")),
        }
        let bundle: Self = parse::json("bundle", text)?;
        bundle.check()?;
        Ok(bundle)
    }

    /// Writes it.
    ///
    /// # Errors
    /// [`Refusal::TooLarge`]: no device would read it.
    pub fn to_json(&self) -> Result<String, Refusal> {
        let text = parse::to_json(self)?;
        if text.len() > LARGEST_BUNDLE {
            return Err(TOO_LARGE);
        }
        Ok(text)
    }

    /// One pack.
    #[must_use]
    pub fn pack(&self, id: &str, version: u32) -> Option<&BundlePack> {
        let mut packs = self.packs.iter();
        packs.find(|pack| pack.id == id && pack.version == version)
    }

    /// Says what is wrong with its packs' names, whoever put it together.
    pub(crate) fn check(&self) -> Result<(), Refusal> {
        let mut packs = BTreeSet::new();
        for pack in &self.packs {
            if !packs.insert((&pack.id, pack.version)) {
                return Err(Refusal::malformed("bundle: a pack stands twice"));
            }
            let mut names = BTreeSet::new();
            for BundleFile { name, .. } in &pack.files {
                if !is_file_name(name) {
                    return Err(Refusal::malformed("bundle: a file's name is not allowed"));
                }
                if !names.insert(name.to_ascii_lowercase()) {
                    return Err(Refusal::malformed("bundle: a file stands twice"));
                }
            }
        }
        Ok(())
    }
}

/// A name that means the same file, and only a file, on every system.
fn is_file_name(name: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
    let begins = name.starts_with(|first: char| first.is_ascii_alphanumeric() || first == '_');
    let stem = name
        .split('.')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let device = stem.strip_prefix("com").or(stem.strip_prefix("lpt"));
    let device = device.is_some_and(|rest| rest.len() == 1 && rest.as_bytes()[0].is_ascii_digit())
        || ["con", "prn", "aux", "nul"].contains(&stem.as_str());
    name.len() <= 64 && name.ends_with(".toml") && begins && !device && name.bytes().all(plain)
}

impl BundlePack {
    /// The lengths of its files together, in bytes: what an index calls `bytes`.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.files.iter().map(|file| file.text.len() as u64).sum()
    }
}
