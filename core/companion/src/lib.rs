//! The one façade: what a screen or a command asks for.
//!
//! [`Profile`] is an unlocked vault and all its use cases; checking without a vault
//! needs only the rules. Here, and only here, the clock is read, chance is drawn and
//! the network is used; each use case composes the crates below in one transaction.

pub use dodam_packs as packs;
pub use dodam_record::StrandKind;
pub use dodam_rules as rules;
pub use dodam_seal::sheets::Sheet;
pub use dodam_seal::{ChainId, Hash};
pub use dodam_trust as trust;
pub use dodam_vault::{BackupSummary, EmergencyCard, Watch, WaysIn};

// What reminders say; the rest is said by whoever shows it.
rust_i18n::i18n!("../../locales/companion", fallback = "en");

mod backups;
mod begun_again;
mod chance;
mod clock;
mod doctor;
mod durable_files;
mod emergency;
mod error;
mod facts;
mod fetching;
mod groups;
mod hex;
mod holdings;
mod inbox;
mod locking;
mod medicines;
mod mending;
mod older_copy;
pub mod pack_store;
mod paper_edits;
mod paper_files;
mod papers;
mod people;
mod pin_entry;
mod present;
mod profile;
mod profiles;
mod projection;
mod redact;
mod reminders;
mod session;
mod settings;
mod sharing;
mod status;
mod storage;
mod strands;
mod syncing;
mod transport;
mod watching;

pub use clock::Clock;
pub use doctor::{Finding, RepairReport};
pub use emergency::{BLOOD_TYPES, emergency_card, emergency_line};
pub use error::{CompanionError, Correction};
pub use facts::{FactView, Provenance};
pub use holdings::Holding;
pub use locking::LockState;
pub use medicines::{MedicineDetails, MedicineView};
pub use paper_edits::{PaperEdit, PaperSheet, PaperVersionView};
pub use papers::{PaperDetails, PaperQuery, PaperView};
pub use people::{ConflictChoice, ConflictView, PersonDetails, PersonView, VisitView};
pub use pin_entry::PinEntry;
pub use present::{LARGEST_SHOWN_BYTES, PresentRequest, Presented, PresentedPaper};
pub use profile::{Profile, Setup};
pub use profiles::{ProfileEntry, Profiles};
pub use reminders::{
    MOST_DAYS_AHEAD, MOST_SCHEDULED, Notification, Reminder, ReminderKind, Reminders,
    RemindersRequest,
};
pub use sharing::{NewTeam, SHEETS_MADE, SHEETS_NEEDED, Shared, TeamView};
pub use status::StatusView;
pub use storage::{Share, StorageReport};
pub use syncing::SyncReport;
pub use transport::Traffic;
pub use watching::{Subscription, Told};
