//! The server and the people one shares with. These calls wait for the network.

use crate::{DodamError, Profile};

/// What a sync did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Record)]
pub struct SyncReport {
    /// Items the server took.
    pub sent: u64,
    /// Items that came and are part of a record now.
    pub received: u64,
    /// Items that still wait here.
    pub pending: u64,
    /// Items kept aside here because they can't be used.
    pub quarantined: u64,
    /// Fields that wait for someone to choose.
    pub conflicts: u64,
    /// Whether this vault was an older copy of itself: what it lacked came back, and what was
    /// written since is kept.
    pub older_copy: bool,
}

/// What was shared with whom.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Shared {
    /// The team's name.
    pub team_name: String,
    /// The kinds of strands it can read from now on.
    pub kinds: Vec<String>,
}

#[uniffi::export(async_runtime = "tokio")]
impl Profile {
    /// Introduces this device to a server by the code its operator gave.
    ///
    /// Fails with `Offline`, `InvalidInput` for the address, `Rejected`, `Locked`.
    pub async fn enrol(&self, server_url: &str, code: &str) -> Result<(), DodamError> {
        Ok(self.inner.enrol(server_url, code).await?)
    }

    /// Sends what waits and fetches what is new. What was not sent is sent next time.
    ///
    /// Fails with `Offline`, `Rejected` with `not_enrolled` before `enrol`, `Locked`.
    pub async fn sync(&self) -> Result<SyncReport, DodamError> {
        Ok(self.inner.sync().await?.into())
    }

    /// Shares strands of the owner's record with the team that handed over twelve
    /// words. It is the care strand that is shared; the server gets the change with the
    /// next sync.
    ///
    /// Fails with `InvalidInput` for a typing mistake, `Rejected`, `Offline`, `Locked`.
    pub async fn share(&self, words: &str) -> Result<Shared, DodamError> {
        Ok(self.inner.share(words).await?.into())
    }
}

impl From<dodam_companion::SyncReport> for SyncReport {
    fn from(report: dodam_companion::SyncReport) -> Self {
        let dodam_companion::SyncReport {
            sent,
            received,
            pending,
            quarantined,
            conflicts,
            older_copy,
            ..
        } = report;
        Self {
            sent,
            received,
            pending,
            quarantined,
            conflicts,
            older_copy,
        }
    }
}

impl From<dodam_companion::Shared> for Shared {
    fn from(shared: dodam_companion::Shared) -> Self {
        Self {
            team_name: shared.team.name,
            kinds: shared.kinds,
        }
    }
}
