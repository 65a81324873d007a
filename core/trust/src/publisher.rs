//! Whom an index speaks for.

use crate::key::KeyId;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

const OFFICIAL: &str = "official";
const LOCAL: &str = "local:";

/// Whom an index speaks for: `official`, a partner's id, or `local:` and a key id.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Publisher {
    /// Those whom the root trusts with every pack that is no partner's.
    Official,
    /// A partner named in the root, by its id.
    Partner(String),
    /// A key that was added on this device by hand.
    Local(KeyId),
}

impl Publisher {
    /// Reads `official`, `local:<key id>` or a partner's id of small letters, digits and
    /// hyphens.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if text == OFFICIAL {
            return Some(Self::Official);
        }
        if let Some(key) = text.strip_prefix(LOCAL) {
            return KeyId::from_hex(key).map(Self::Local);
        }
        is_partner_id(text).then(|| Self::Partner(text.to_owned()))
    }

    /// Whether the root says who this is; a key added by hand needs none.
    pub(crate) const fn hangs_on_root(&self) -> bool {
        !matches!(self, Self::Local(_))
    }
}

/// Whether a text can name a partner: it can't be read as another publisher.
pub(crate) fn is_partner_id(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=64).contains(&text.len())
        && text.bytes().all(plain)
        && ![OFFICIAL, "local"].contains(&text)
}

impl fmt::Display for Publisher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Official => f.write_str(OFFICIAL),
            Self::Partner(id) => f.write_str(id),
            Self::Local(key) => write!(f, "{LOCAL}{key}"),
        }
    }
}

impl Serialize for Publisher {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Publisher {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("not a publisher"))
    }
}
