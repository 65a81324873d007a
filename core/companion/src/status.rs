//! How a vault stands, in one look: what waits, what wants a choice, what is safe since when.

use crate::error::CompanionError;
use crate::profile::Profile;
use crate::settings;
use dodam_vault::{count_quarantine, load_outbox};
use jiff::civil::Date;

/// How a vault stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StatusView {
    /// Whether this device enrolled at a server.
    pub enrolled: bool,
    /// Items that wait for the next sync.
    pub pending: u64,
    /// Items kept aside because they can't be used.
    pub quarantined: u64,
    /// Fields that wait for someone to choose.
    pub conflicts: u64,
    /// When the last sync came to its end, in milliseconds since 1970.
    pub last_sync_at_ms: Option<i64>,
    /// When everything was last written into a backup, in milliseconds since 1970.
    pub last_backup_at_ms: Option<i64>,
    /// The day on which the owner last showed that the recovery words are at hand.
    pub words_checked_on: Option<Date>,
}

impl Profile {
    /// How the vault stands.
    ///
    /// # Errors
    /// [`CompanionError::Locked`], storage errors.
    pub fn status(&self) -> Result<StatusView, CompanionError> {
        let conflicts = self.conflicts()?.len() as u64;
        self.read(|tx| {
            Ok(StatusView {
                enrolled: settings::server(tx)?.is_some(),
                pending: load_outbox(tx)?.len() as u64,
                quarantined: count_quarantine(tx)?,
                conflicts,
                last_sync_at_ms: settings::synced_at_ms(tx)?,
                last_backup_at_ms: settings::backed_up_at_ms(tx)?,
                words_checked_on: settings::words_checked_on(tx)?,
            })
        })
    }
}
