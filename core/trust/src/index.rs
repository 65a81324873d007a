//! The index: which packs a publisher has, by version and hash.

use crate::parse;
use crate::publisher::Publisher;
use crate::refusal::Refusal;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What one publisher publishes, until when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Index {
    /// Whom it speaks for.
    pub publisher: Publisher,
    /// Counted from 1, never down.
    pub version: u32,
    /// The day it was made.
    #[serde(deserialize_with = "parse::day")]
    pub issued: Date,
    /// The first day on which it no longer counts.
    #[serde(deserialize_with = "parse::day")]
    pub expires: Date,
    /// Every version of every pack; old versions stay, so that old answers can be explained.
    #[serde(deserialize_with = "parse::capped::<_, _, 2000>")]
    pub packs: Vec<PackListing>,
}

/// One version of one pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackListing {
    /// The pack's id.
    #[serde(deserialize_with = "parse::pack_id")]
    pub id: String,
    /// Its version, from 1.
    pub version: u32,
    /// Of its files, as the program computes it.
    #[serde(deserialize_with = "parse::sha256")]
    pub sha256: String,
    /// The lengths of its files together, in bytes.
    pub bytes: u64,
    /// The pack format it is written in.
    pub schema: u32,
    /// The first day it is meant for, where it says one.
    #[serde(
        default,
        deserialize_with = "parse::optional_day",
        skip_serializing_if = "Option::is_none"
    )]
    pub effective: Option<Date>,
}

impl Index {
    /// Says what is wrong with it by itself, signatures aside.
    ///
    /// # Errors
    /// [`Refusal::Malformed`].
    pub fn check(&self) -> Result<(), Refusal> {
        let fail = |why: String| Err(Refusal::malformed(format!("index: {why}")));
        if self.version == 0 || self.packs.iter().any(|pack| pack.version == 0) {
            return fail("versions count from 1".into());
        }
        if self.expires <= self.issued {
            return fail("it expires before it counts".into());
        }
        let mut seen = BTreeSet::new();
        for pack in &self.packs {
            if !parse::is_pack_id(&pack.id) || crate::hex::decode::<32>(&pack.sha256).is_none() {
                return fail("a pack's id or hash is not written as it must be".into());
            }
            if !seen.insert((&pack.id, pack.version)) {
                return fail(format!("{} {} stands twice", pack.id, pack.version));
            }
        }
        Ok(())
    }

    /// One version of one pack.
    #[must_use]
    pub fn listing(&self, id: &str, version: u32) -> Option<&PackListing> {
        let mut packs = self.packs.iter();
        packs.find(|pack| pack.id == id && pack.version == version)
    }

    /// The newest version of each pack, by id.
    #[must_use]
    pub fn newest(&self) -> BTreeMap<&str, &PackListing> {
        let mut newest: BTreeMap<&str, &PackListing> = BTreeMap::new();
        for pack in &self.packs {
            let entry = newest.entry(&pack.id).or_insert(pack);
            if entry.version < pack.version {
                *entry = pack;
            }
        }
        newest
    }
}
