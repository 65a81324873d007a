//! The root: which keys there are, how many must sign what, and which partners there are.

use crate::key::{KeyId, PublicKey};
use crate::parse;
use crate::publisher::{Publisher, is_partner_id};
use crate::refusal::Refusal;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Whose prefixes a partner can't be given: the country's rules, and keys added by hand.
const RESERVED: [&str; 2] = ["kr.", "local."];

/// Which keys this device trusts for what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Root {
    /// Counted from 1; each follows the one before.
    pub version: u32,
    /// The day it was made.
    #[serde(deserialize_with = "parse::day")]
    pub issued: Date,
    /// The first day on which it no longer counts.
    #[serde(deserialize_with = "parse::day")]
    pub expires: Date,
    /// Every key by its id.
    #[serde(deserialize_with = "parse::unique::<_, _, _, 256>")]
    pub keys: BTreeMap<KeyId, RootKey>,
    /// Who signs roots and official indices.
    pub roles: Roles,
    /// Who else may publish, each under a prefix of its own.
    #[serde(deserialize_with = "parse::capped::<_, _, 64>")]
    pub partners: Vec<Partner>,
}

/// A key in a root.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RootKey {
    /// The Ed25519 public key.
    pub public: PublicKey,
}

/// The two roles that every root has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Roles {
    /// Signs the next root.
    pub root: Role,
    /// Signs the official index.
    pub index: Role,
}

/// Keys of which a number must sign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Role {
    /// Their ids, each once.
    #[serde(deserialize_with = "parse::capped::<_, _, 32>")]
    pub keys: Vec<KeyId>,
    /// How many of them must sign.
    pub threshold: usize,
}

/// Someone outside government who may publish packs under one prefix.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Partner {
    /// Small letters, digits and hyphens.
    pub id: String,
    /// What people read, by language; `en` must be there.
    #[serde(deserialize_with = "parse::unique::<_, _, _, 32>")]
    pub name: BTreeMap<String, String>,
    /// How all its packs' ids begin, with the final dot: `ngo.example.`
    pub packs_prefix: String,
    /// Who signs its index: the keys' ids, each once.
    #[serde(deserialize_with = "parse::capped::<_, _, 32>")]
    pub keys: Vec<KeyId>,
    /// How many of them must sign.
    pub threshold: usize,
}

impl Partner {
    /// Its keys and how many must sign.
    #[must_use]
    pub fn role(&self) -> Role {
        Role {
            keys: self.keys.clone(),
            threshold: self.threshold,
        }
    }
}

impl Root {
    /// Says what is wrong with it by itself, signatures aside.
    ///
    /// # Errors
    /// [`Refusal::Malformed`].
    pub fn check(&self) -> Result<(), Refusal> {
        let fail = |why: String| Err(Refusal::malformed(format!("root: {why}")));
        if self.version == 0 {
            return fail("versions count from 1".into());
        }
        if self.expires <= self.issued {
            return fail("it expires before it counts".into());
        }
        if let Some((id, _)) = self.keys.iter().find(|(id, key)| key.public.id() != **id) {
            return fail(format!("key {id} has another id"));
        }
        self.check_role("root", &self.roles.root)?;
        self.check_role("index", &self.roles.index)?;
        for partner in &self.partners {
            self.check_role(&partner.id, &partner.role())?;
        }
        self.check_partners()
    }

    fn check_role(&self, name: &str, role: &Role) -> Result<(), Refusal> {
        let distinct: BTreeSet<_> = role.keys.iter().collect();
        let why = if distinct.len() != role.keys.len() {
            "a key stands twice"
        } else if role.threshold == 0 || role.threshold > distinct.len() {
            "the threshold must be at least 1 and at most the number of keys"
        } else if role.keys.iter().any(|id| !self.keys.contains_key(id)) {
            "a key is not among the root's keys"
        } else {
            return Ok(());
        };
        Err(Refusal::malformed(format!("root, role {name}: {why}")))
    }

    fn check_partners(&self) -> Result<(), Refusal> {
        for (at, partner) in self.partners.iter().enumerate() {
            let prefix = &partner.packs_prefix;
            let others = self.partners.get(at + 1..).unwrap_or_default();
            let meets = |other: &str| other.starts_with(prefix) || prefix.starts_with(other);
            let why = if !is_partner_id(&partner.id) {
                "an id has small letters, digits and hyphens, and is not `official` or `local`"
            } else if !partner.name.contains_key("en")
                || !partner.name.values().all(|name| parse::is_name(name))
            {
                "it needs a name in English, and names of 1 to 80 visible characters"
            } else if !prefix.strip_suffix('.').is_some_and(parse::is_pack_id) {
                "a prefix is the beginning of pack ids up to a dot"
            } else if RESERVED.into_iter().any(meets) {
                "its prefix is reserved"
            } else if others.iter().any(|other| other.id == partner.id) {
                "its id stands twice"
            } else if others.iter().any(|other| meets(&other.packs_prefix)) {
                "its prefix meets another partner's"
            } else {
                continue;
            };
            return Err(Refusal::malformed(format!("root, partner {at}: {why}")));
        }
        Ok(())
    }

    /// The partner of an id.
    #[must_use]
    pub fn partner(&self, id: &str) -> Option<&Partner> {
        self.partners.iter().find(|partner| partner.id == id)
    }

    /// The partner whose packs' ids begin as this one does.
    #[must_use]
    pub fn partner_of(&self, pack: &str) -> Option<&Partner> {
        let theirs = |partner: &&Partner| pack.starts_with(&partner.packs_prefix);
        self.partners.iter().find(theirs)
    }

    /// Whose signatures an index of this publisher needs; keys added by hand aren't here.
    #[must_use]
    pub fn role_of(&self, publisher: &Publisher) -> Option<Role> {
        match publisher {
            Publisher::Official => Some(self.roles.index.clone()),
            Publisher::Partner(id) => self.partner(id).map(Partner::role),
            Publisher::Local(_) => None,
        }
    }

    /// The keys of a role.
    pub(crate) fn public_keys(&self, role: &Role) -> Vec<PublicKey> {
        let keys = role.keys.iter().filter_map(|id| self.keys.get(id));
        keys.map(|key| key.public).collect()
    }
}
