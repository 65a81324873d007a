//! Accepting an index, and packs that it names.

use crate::bundle::{Bundle, BundleFile};
use crate::index::{Index, PackListing};
use crate::label::Label;
use crate::publisher::Publisher;
use crate::refusal::{Metadata, Refusal};
use crate::signed::Signed;
use crate::state::{Known, Remembered, TrustState, TrustedIndex};
use crate::update::check_valid;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// How many packs of one publisher are remembered.
const MOST_PACKS: usize = 2000;

/// An index that passed every check. Only [`TrustState`] makes one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AcceptedIndex {
    pub(crate) index: Index,
    pub(crate) label: Label,
}

impl AcceptedIndex {
    /// What it says.
    #[must_use]
    pub const fn index(&self) -> &Index {
        &self.index
    }

    /// Whom it speaks for.
    #[must_use]
    pub const fn publisher(&self) -> &Publisher {
        &self.index.publisher
    }

    /// What is shown beside its packs.
    #[must_use]
    pub const fn label(&self) -> &Label {
        &self.label
    }

    /// The newest versions that it names and that aren't among `installed` (id and
    /// version): rules exist that this device doesn't have.
    #[must_use]
    pub fn missing(&self, installed: &[(&str, u32)]) -> Vec<&PackListing> {
        let newest = self.index.newest().into_values();
        newest
            .filter(|pack| !installed.contains(&(pack.id.as_str(), pack.version)))
            .collect()
    }
}

/// A pack that passed every check of trust. Whether its own tests pass here, and whether
/// its files say the same id and version, is the caller's to find out before using it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AcceptedPack {
    /// Whose it is.
    pub publisher: Publisher,
    /// What is shown beside it.
    pub label: Label,
    /// What the index says of it.
    pub listing: PackListing,
    /// Whether the index names no newer version of it.
    pub newest: bool,
}

impl TrustState {
    /// Takes a publisher's index.
    ///
    /// Enough of the publisher's keys must have signed it, the root must count today, its
    /// version and its packs' versions may not go back, no version may change its content,
    /// and every pack must be the publisher's to publish.
    ///
    /// # Errors
    /// Every [`Refusal`] that speaks of an index; nothing has changed then.
    pub fn accept_index(&mut self, signed: &Signed, today: Date) -> Result<AcceptedIndex, Refusal> {
        let claimed = signed.claimed_index()?;
        let publisher = claimed.publisher.clone();
        let Some(entitled) = self.entitled(&publisher) else {
            let no_root = self.root.is_none() && publisher.hangs_on_root();
            return Err(if no_root {
                Refusal::NoRoot
            } else {
                Refusal::UnknownKey
            });
        };
        signed.check_index(&entitled.keys, entitled.threshold)?;
        self.check_root_counts(&publisher, today)?;
        self.check_version(signed, &claimed)?;
        let days = (claimed.issued, claimed.expires);
        check_valid(Metadata::Index, days, self.day_for(&publisher, today))?;
        let newest = self.check_packs(&claimed)?;
        let remembered = Remembered {
            index: TrustedIndex {
                signed: signed.clone(),
                index: claimed.clone(),
            },
            keys: entitled.keys.iter().map(|key| key.id()).collect(),
            newest,
        };
        self.publishers.insert(publisher, remembered);
        Ok(AcceptedIndex {
            index: claimed,
            label: entitled.label,
        })
    }

    /// An expired root vouches for nobody new; keys added by hand don't hang on it.
    fn check_root_counts(&self, publisher: &Publisher, today: Date) -> Result<(), Refusal> {
        let Some(root) = self.root().filter(|_| publisher.hangs_on_root()) else {
            return Ok(());
        };
        let days = (root.issued, root.expires);
        check_valid(Metadata::Root, days, today.max(root.issued))
    }

    fn check_version(&self, signed: &Signed, claimed: &Index) -> Result<(), Refusal> {
        let Some(remembered) = self.publishers.get(&claimed.publisher) else {
            return Ok(());
        };
        let (have, offered) = (remembered.index.index.version, claimed.version);
        let same = remembered.index.signed.text() == signed.text();
        if offered < have || offered == have && !same {
            let what = Metadata::Index;
            return Err(Refusal::Rollback {
                what,
                have,
                offered,
            });
        }
        Ok(())
    }

    /// Checks what an index says of packs; gives what is to be remembered of them.
    fn check_packs(&self, claimed: &Index) -> Result<BTreeMap<String, Known>, Refusal> {
        let remembered = self.publishers.get(&claimed.publisher);
        for pack in &claimed.packs {
            if !self.may_publish(&claimed.publisher, &pack.id) {
                return Err(Refusal::NotAllowed {
                    pack: pack.id.clone(),
                    publisher: claimed.publisher.to_string(),
                });
            }
            let before = remembered.and_then(|remembered| remembered.hash_of(pack));
            if before.is_some_and(|before| before != pack.sha256) {
                return Err(Refusal::Changed {
                    pack: pack.id.clone(),
                    version: pack.version,
                });
            }
        }
        let mut known = remembered.map_or_else(BTreeMap::new, |old| old.newest.clone());
        for (id, pack) in claimed.newest() {
            let have = self.version_floor(&claimed.publisher, id);
            if pack.version < have {
                return Err(Refusal::PackRollback {
                    pack: id.to_owned(),
                    have,
                    offered: pack.version,
                });
            }
            known.insert(id.to_owned(), Known::from(pack));
        }
        if known.len() > MOST_PACKS {
            return Err(Refusal::TooLarge {
                what: "the packs of one publisher",
            });
        }
        Ok(known)
    }

    /// The newest version of a pack that is known of a publisher.
    fn version_floor(&self, publisher: &Publisher, id: &str) -> u32 {
        let remembered = self.publishers.get(publisher);
        let listed = remembered.and_then(|remembered| remembered.newest.get(id));
        let built_in = self.built_in.iter().filter(|pack| pack.id == id);
        let built_in = match publisher {
            Publisher::Official => built_in.map(|pack| pack.version).max(),
            _ => None,
        };
        listed.map(|known| known.version).max(built_in).unwrap_or(0)
    }

    /// Holds for a pack that an index in use names with this hash and length.
    ///
    /// # Errors
    /// [`Refusal::NotListed`], [`Refusal::WrongHash`], [`Refusal::NewerFormat`] for a pack
    /// schema this program doesn't read, [`Refusal::Rollback`] for an index that is no
    /// longer in use.
    pub fn accept_pack(
        &self,
        index: &AcceptedIndex,
        id: &str,
        version: u32,
        sha256: &str,
        bytes: u64,
    ) -> Result<AcceptedPack, Refusal> {
        let publisher = index.publisher();
        let in_use = self.accepted_index(publisher).ok_or(Refusal::UnknownKey)?;
        if in_use.index != index.index {
            return Err(Refusal::Rollback {
                what: Metadata::Index,
                have: in_use.index.version,
                offered: index.index.version,
            });
        }
        let pack = || id.to_owned();
        let Some(listing) = index.index.listing(id, version) else {
            let pack = pack();
            return Err(Refusal::NotListed { pack, version });
        };
        if !self.may_publish(publisher, id) {
            return Err(Refusal::NotAllowed {
                pack: pack(),
                publisher: publisher.to_string(),
            });
        }
        if listing.schema > crate::PACK_SCHEMA {
            return Err(Refusal::NewerFormat);
        }
        if listing.sha256 != sha256 || listing.bytes != bytes {
            return Err(Refusal::WrongHash { pack: pack() });
        }
        let newer = |other: &PackListing| other.id == id && other.version > version;
        Ok(AcceptedPack {
            publisher: publisher.clone(),
            label: in_use.label,
            listing: listing.clone(),
            newest: !index.index.packs.iter().any(newer),
        })
    }

    /// Checks a whole bundle, all or nothing: roots, index, then every pack in it, whose
    /// hash `hash_of` computes. Gives the state to store if the packs are taken into use.
    ///
    /// A root that takes a stolen key's trust away counts even where the rest is refused:
    /// call [`TrustState::update_roots`] with the bundle's roots first and store that.
    ///
    /// # Errors
    /// Every [`Refusal`]; this state hasn't changed.
    pub fn open_bundle(
        &self,
        bundle: &Bundle,
        today: Date,
        hash_of: &dyn Fn(&[BundleFile]) -> String,
    ) -> Result<(Self, Vec<AcceptedPack>), Refusal> {
        bundle.check()?;
        let mut state = self.clone();
        if state.root.is_some() {
            state.update_roots(&bundle.roots, today)?;
        }
        let index = state.accept_index(&bundle.index, today)?;
        let accept = |pack: &crate::BundlePack| {
            let listing = index.index.listing(&pack.id, pack.version);
            if listing.is_some_and(|listing| listing.bytes != pack.bytes()) {
                let pack = pack.id.clone();
                return Err(Refusal::WrongHash { pack });
            }
            let hash = hash_of(&pack.files);
            state.accept_pack(&index, &pack.id, pack.version, &hash, pack.bytes())
        };
        let packs = bundle.packs.iter().map(accept).collect::<Result<_, _>>()?;
        Ok((state, packs))
    }
}

impl Remembered {
    /// The hash that a version had before, as far as it is remembered.
    fn hash_of(&self, pack: &PackListing) -> Option<&str> {
        let newest = self.newest.get(&pack.id);
        let newest = newest.filter(|known| known.version == pack.version);
        let listed = self.index.index.listing(&pack.id, pack.version);
        newest
            .map(|known| known.sha256.as_str())
            .or_else(|| listed.map(|listed| listed.sha256.as_str()))
    }
}

impl From<&PackListing> for Known {
    fn from(listing: &PackListing) -> Self {
        Self {
            version: listing.version,
            sha256: listing.sha256.clone(),
        }
    }
}
