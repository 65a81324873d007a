//! Why new packs were refused: one case for each thing that can be done about it.

use crate::parse::is_invisible;
use crate::texts;
use jiff::civil::Date;

/// Which signed text a refusal is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Metadata {
    /// The list of keys.
    Root,
    /// The list of packs.
    Index,
}

/// Why new packs, an index or a root were refused. Whatever was in use before stays.
///
/// Holds ids, days, counts and places in a text; nothing a person stored.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// A known key's signature doesn't fit the text: it was changed on the way.
    #[error("a signature does not fit the text it stands beside")]
    BadSignature,
    /// Some who may sign have, but not enough of them.
    #[error("{needed} signatures are needed, {found} were found")]
    TooFewSignatures {
        /// How many different keys must sign.
        needed: usize,
        /// How many did.
        found: usize,
    },
    /// Nobody signed whom this device trusts for it.
    #[error("signed by nobody whom this device trusts for it")]
    UnknownKey,
    /// An older root or index than the one in use, or another one of the same version.
    #[error("version {offered} is offered where version {have} is in use")]
    Rollback {
        /// Of what.
        what: Metadata,
        /// The version in use.
        have: u32,
        /// The version offered.
        offered: u32,
    },
    /// The index takes a pack back to an older version.
    #[error("pack {pack}: version {offered} is offered as newest where {have} is known")]
    PackRollback {
        /// Its id.
        pack: String,
        /// The newest version known.
        have: u32,
        /// The newest version offered.
        offered: u32,
    },
    /// The index gives another content to a version that is already known.
    #[error("pack {pack}: version {version} has another content than before")]
    Changed {
        /// Its id.
        pack: String,
        /// The version.
        version: u32,
    },
    /// A root between the one in use and the one offered is missing.
    #[error("root {offered} does not follow root {have}")]
    RootGap {
        /// The version in use.
        have: u32,
        /// The version offered.
        offered: u32,
    },
    /// No longer valid: a newer one must be fetched, or this device's date is ahead.
    #[error("expired on {on}")]
    Expired {
        /// What did.
        what: Metadata,
        /// The first day on which it no longer counts.
        on: Date,
    },
    /// Issued on a day that this device hasn't reached: its date is behind.
    #[error("issued on {issued}, after today")]
    FromTheFuture {
        /// The day it says.
        issued: Date,
    },
    /// A pack's files are not those that were signed.
    #[error("pack {pack}: its files are not those that the index names")]
    WrongHash {
        /// Its id.
        pack: String,
    },
    /// A pack, or this version of it, that the index doesn't name.
    #[error("pack {pack}, version {version}: not in the index")]
    NotListed {
        /// Its id.
        pack: String,
        /// The version.
        version: u32,
    },
    /// A publisher lists a pack that isn't theirs to publish.
    #[error("{publisher} may not publish pack {pack}")]
    NotAllowed {
        /// The pack's id.
        pack: String,
        /// Who tried, as the index spells it.
        publisher: String,
    },
    /// Made for a newer version of the app.
    #[error("made for a newer version of this program")]
    NewerFormat,
    /// Not one of our files, or a damaged one.
    #[error("not readable: {why}")]
    Malformed {
        /// What and where, for whoever made it.
        why: String,
    },
    /// More than this program takes in.
    #[error("too large: {what}")]
    TooLarge {
        /// What is.
        what: &'static str,
    },
    /// This program knows no root, so only keys added by hand can publish.
    #[error("this program has no root; only keys added on this device can publish")]
    NoRoot,
}

impl Refusal {
    /// Says what is unreadable and where; quoted characters that can't be seen become `?`.
    pub(crate) fn malformed(why: impl AsRef<str>) -> Self {
        let visible = |c: char| if is_invisible(c) { '?' } else { c };
        Self::Malformed {
            why: why.as_ref().chars().take(200).map(visible).collect(),
        }
    }

    /// A name for logs and for looking up texts. It never changes.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::BadSignature => "pack_bad_signature",
            Self::TooFewSignatures { .. } => "pack_too_few_signatures",
            Self::UnknownKey => "pack_unknown_key",
            Self::Rollback { .. } => "pack_rollback",
            Self::PackRollback { .. } => "pack_version_rollback",
            Self::Changed { .. } => "pack_changed",
            Self::RootGap { .. } => "pack_root_gap",
            Self::Expired {
                what: Metadata::Root,
                ..
            } => "pack_root_expired",
            Self::Expired {
                what: Metadata::Index,
                ..
            } => "pack_expired",
            Self::FromTheFuture { .. } => "pack_from_the_future",
            Self::WrongHash { .. } => "pack_wrong_hash",
            Self::NotListed { .. } => "pack_not_listed",
            Self::NotAllowed { .. } => "pack_not_allowed",
            Self::NewerFormat => "pack_newer_format",
            Self::Malformed { .. } => "pack_malformed",
            Self::TooLarge { .. } => "pack_too_large",
            Self::NoRoot => "pack_no_root",
        }
    }

    /// What a person reads: refused, why, and that the rules used before stay in use.
    /// `language` is a tag as `ko` or `zh-Hans`; one without texts gives English.
    #[must_use]
    pub fn text(&self, language: &str) -> String {
        texts::refusal(self, language)
    }
}
