//! What a device remembers of whom it trusts, and what it answers from that.

use crate::accept::AcceptedIndex;
use crate::index::Index;
use crate::key::{KeyError, KeyId, PublicKey};
use crate::label::{Label, Standing};
use crate::local::{LOCAL_PREFIX, LocalKey, LocalScope};
use crate::parse;
use crate::publisher::Publisher;
use crate::refusal::Refusal;
use crate::root::Root;
use crate::signed::Signed;
use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::BTreeMap;

/// The only format of a stored state that there is.
const FORMAT: u32 = 1;

/// What a device remembers of whom it trusts. One value, to be stored whole.
///
/// It is as trusted as the program: who can write it can install anything.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrustState {
    #[serde(deserialize_with = "known_format")]
    format: u32,
    pub(crate) root: Option<TrustedRoot>,
    pub(crate) publishers: BTreeMap<Publisher, Remembered>,
    pub(crate) built_in: Vec<BuiltInPack>,
    local_keys: Vec<LocalKey>,
}

/// A pack that came with the program: its id is taken, and no official index takes it
/// back below this version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BuiltInPack {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: u32,
}

/// A root that passed every check; stored as it was signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Signed", into = "Signed")]
pub(crate) struct TrustedRoot {
    pub(crate) signed: Signed,
    pub(crate) root: Root,
}

/// An index that passed every check; stored as it was signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Signed", into = "Signed")]
pub(crate) struct TrustedIndex {
    pub(crate) signed: Signed,
    pub(crate) index: Index,
}

/// What is remembered of one publisher.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Remembered {
    /// The index in use.
    pub(crate) index: TrustedIndex,
    /// Who could sign it.
    pub(crate) keys: Vec<KeyId>,
    /// The newest version that was ever listed of each pack, withdrawn ones included.
    pub(crate) newest: BTreeMap<String, Known>,
}

/// One version of a pack as it was listed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Known {
    pub(crate) version: u32,
    pub(crate) sha256: String,
}

/// Who must sign for a publisher, and how its packs are labelled.
pub(crate) struct Entitled {
    pub(crate) keys: Vec<PublicKey>,
    pub(crate) threshold: usize,
    pub(crate) label: Label,
}

impl TrustState {
    /// Begins with the root that came with the program.
    ///
    /// # Errors
    /// It isn't a valid root signed by enough of its own keys.
    pub fn new(root: &Signed) -> Result<Self, Refusal> {
        let mut state = Self::without_root();
        state.adopt_program_root(root)?;
        Ok(state)
    }

    /// Begins without a root: only keys added by hand can publish.
    #[must_use]
    pub const fn without_root() -> Self {
        Self {
            format: FORMAT,
            root: None,
            publishers: BTreeMap::new(),
            built_in: Vec::new(),
            local_keys: Vec::new(),
        }
    }

    /// Reads a stored one.
    ///
    /// # Errors
    /// [`Refusal::Malformed`], [`Refusal::NewerFormat`]. Beginning anew instead would
    /// forget which versions were seen, so that is for a person to decide.
    pub fn from_json(text: &str) -> Result<Self, Refusal> {
        #[derive(Deserialize)]
        struct Head {
            format: u32,
        }
        if parse::json::<Head>("trust state", text)?.format > FORMAT {
            return Err(Refusal::NewerFormat);
        }
        parse::json("trust state", text)
    }

    /// Writes it, to be stored in one piece.
    ///
    /// # Errors
    /// None that happen: texts and numbers can always be written.
    pub fn to_json(&self) -> Result<String, Refusal> {
        parse::to_json(self)
    }

    /// Names the packs that came with this version of the program; to be called at start.
    pub fn set_built_in(&mut self, packs: Vec<BuiltInPack>) {
        self.built_in = packs;
    }

    /// The root in use.
    #[must_use]
    pub fn root(&self) -> Option<&Root> {
        self.root.as_ref().map(|trusted| &trusted.root)
    }

    /// The root in use as it was signed, to be passed on.
    #[must_use]
    pub fn signed_root(&self) -> Option<&Signed> {
        self.root.as_ref().map(|trusted| &trusted.signed)
    }

    /// A publisher's index in use, as long as the publisher is trusted.
    #[must_use]
    pub fn accepted_index(&self, publisher: &Publisher) -> Option<AcceptedIndex> {
        let label = self.entitled(publisher)?.label;
        let index = self.publishers.get(publisher)?.index.index.clone();
        Some(AcceptedIndex { index, label })
    }

    /// Who stands behind exactly this pack: whose index in use names it, and who may still
    /// publish it. `None`: nobody does, or does any more.
    #[must_use]
    pub fn label(&self, id: &str, version: u32, sha256: &str) -> Option<Label> {
        let mut publishers = self.publishers.iter();
        publishers.find_map(|(publisher, remembered)| {
            let listing = remembered.index.index.listing(id, version)?;
            let entitled = self.entitled(publisher)?;
            let stands = listing.sha256 == sha256 && self.may_publish(publisher, id);
            stands.then_some(entitled.label)
        })
    }

    /// Whether a publisher's word still counts; `None` where there is none in use.
    #[must_use]
    pub fn standing(&self, publisher: &Publisher, today: Date) -> Option<Standing> {
        self.entitled(publisher)?;
        let index = &self.publishers.get(publisher)?.index.index;
        let root = self.root().filter(|_| publisher.hangs_on_root());
        let until = root.map_or(index.expires, |root| root.expires.min(index.expires));
        Some(if self.day_for(publisher, today) < until {
            Standing::Confirmed { until }
        } else {
            Standing::NotConfirmed {
                since: index.issued,
            }
        })
    }

    /// The latest day that the root or an official index has named: today is not earlier.
    #[must_use]
    pub fn seen_until(&self) -> Option<Date> {
        let official = self.publishers.get(&Publisher::Official);
        let official = official.map(|remembered| remembered.index.index.issued);
        official.max(self.root().map(|root| root.issued))
    }

    /// Today as far as a publisher is concerned. What a partner or a key added by hand
    /// has said of the date counts for itself only.
    pub(crate) fn day_for(&self, publisher: &Publisher, today: Date) -> Date {
        let theirs = self.publishers.get(publisher);
        let theirs = theirs.map(|remembered| remembered.index.index.issued);
        let seen = theirs.max(self.seen_until());
        seen.map_or(today, |seen| seen.max(today))
    }

    /// The keys a person added here.
    #[must_use]
    pub fn local_keys(&self) -> &[LocalKey] {
        &self.local_keys
    }

    /// Adds a key by hand, or changes the name and scope of one.
    ///
    /// # Errors
    /// [`KeyError::BadName`].
    pub fn add_local_key(
        &mut self,
        key: PublicKey,
        name: &str,
        scope: LocalScope,
    ) -> Result<(), KeyError> {
        if !parse::is_name(name) {
            return Err(KeyError::BadName);
        }
        let name = name.to_owned();
        let new = LocalKey { key, name, scope };
        match self.local_keys.iter_mut().find(|old| old.key == key) {
            Some(old) => *old = new,
            None => self.local_keys.push(new),
        }
        Ok(())
    }

    /// Takes a key out, with all that is remembered of it. Says whether it was there.
    pub fn remove_local_key(&mut self, key: &KeyId) -> bool {
        let before = self.local_keys.len();
        self.local_keys.retain(|local| local.id() != *key);
        self.publishers.remove(&Publisher::Local(*key));
        self.local_keys.len() < before
    }

    /// Who must sign for a publisher; `None`: nobody can, they aren't trusted here.
    pub(crate) fn entitled(&self, publisher: &Publisher) -> Option<Entitled> {
        if let Publisher::Local(id) = publisher {
            let local = self.local_keys.iter().find(|local| local.id() == *id)?;
            return Some(Entitled {
                keys: vec![local.key],
                threshold: 1,
                label: Label::Local {
                    name: local.name.clone(),
                },
            });
        }
        let root = self.root()?;
        let role = root.role_of(publisher)?;
        Some(Entitled {
            keys: root.public_keys(&role),
            threshold: role.threshold,
            label: match publisher {
                Publisher::Partner(id) => Label::Partner {
                    name: root.partner(id)?.name.clone(),
                },
                _ => Label::Official,
            },
        })
    }

    /// Whether a pack's id is one that this publisher may publish.
    pub(crate) fn may_publish(&self, publisher: &Publisher, pack: &str) -> bool {
        let partner = self.root().and_then(|root| root.partner_of(pack));
        let local = pack.starts_with(LOCAL_PREFIX);
        match publisher {
            Publisher::Official => partner.is_none() && !local,
            Publisher::Partner(id) => partner.is_some_and(|partner| partner.id == *id),
            Publisher::Local(id) => {
                let any = self
                    .local_keys
                    .iter()
                    .any(|key| key.id() == *id && key.scope == LocalScope::AnyFree);
                let free = partner.is_none() && !self.is_official(pack);
                (local || any && free) && !self.is_other_local(id, pack)
            }
        }
    }

    fn is_official(&self, pack: &str) -> bool {
        let official = self.publishers.get(&Publisher::Official);
        official.is_some_and(|official| official.newest.contains_key(pack))
            || self.built_in.iter().any(|built_in| built_in.id == pack)
    }

    fn is_other_local(&self, key: &KeyId, pack: &str) -> bool {
        self.publishers.iter().any(|(publisher, remembered)| {
            let other = matches!(publisher, Publisher::Local(other) if other != key);
            other
                && remembered
                    .index
                    .index
                    .packs
                    .iter()
                    .any(|listed| listed.id == pack)
        })
    }
}

fn known_format<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    match u32::deserialize(deserializer)? {
        FORMAT => Ok(FORMAT),
        _ => Err(serde::de::Error::custom("a trust state of another format")),
    }
}

impl TryFrom<Signed> for TrustedRoot {
    type Error = Refusal;
    fn try_from(signed: Signed) -> Result<Self, Refusal> {
        let root = signed.claimed_root()?;
        Ok(Self { signed, root })
    }
}

impl From<TrustedRoot> for Signed {
    fn from(trusted: TrustedRoot) -> Self {
        trusted.signed
    }
}

impl TryFrom<Signed> for TrustedIndex {
    type Error = Refusal;
    fn try_from(signed: Signed) -> Result<Self, Refusal> {
        let index = signed.claimed_index()?;
        Ok(Self { signed, index })
    }
}

impl From<TrustedIndex> for Signed {
    fn from(trusted: TrustedIndex) -> Self {
        trusted.signed
    }
}
