//! What is shown beside an installed pack: who stands behind it, and whether they still do.

use crate::texts;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Who stands behind a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Label {
    /// Those whom the program's root trusts.
    Official,
    /// A partner named in the root: not government.
    Partner {
        /// Its name by language; `en` is there.
        name: BTreeMap<String, String>,
    },
    /// A key that a person added on this device: not government.
    Local {
        /// What the person calls the key.
        name: String,
    },
}

impl Label {
    /// The label in a language; one without texts gives English.
    #[must_use]
    pub fn text(&self, language: &str) -> String {
        texts::label(self, language)
    }
}

/// Whether a publisher's word about its packs still counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The index in use counts until the day before this one.
    Confirmed {
        /// When it expires.
        until: Date,
    },
    /// The index in use has expired. Its packs stay in use.
    NotConfirmed {
        /// The day it was issued: the last word there is.
        since: Date,
    },
}

impl Standing {
    /// What to show: nothing while confirmed, otherwise "not confirmed since" the day.
    #[must_use]
    pub fn text(&self, language: &str) -> Option<String> {
        texts::standing(self, language)
    }
}
