//! Keys that a person added on this device.

use crate::key::{KeyId, PublicKey};
use serde::{Deserialize, Serialize};

/// The prefix of packs that keys added by hand may always publish.
pub const LOCAL_PREFIX: &str = "local.";

/// A key that a person added on this device: added by you, not government.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LocalKey {
    /// The key; one signature of it is enough.
    pub key: PublicKey,
    /// What the person calls it.
    pub name: String,
    /// Which packs it may publish.
    pub scope: LocalScope,
}

/// Which packs a key added by hand may publish.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LocalScope {
    /// Those under `local.` only.
    LocalOnly,
    /// Any that neither the official set nor a partner's prefix nor another key holds.
    /// To be given only where the person says so explicitly.
    AnyFree,
}

impl LocalKey {
    /// The key's id.
    #[must_use]
    pub fn id(&self) -> KeyId {
        self.key.id()
    }
}
