//! The encrypted store on a device.
//!
//! A vault is a folder: `vault.db` (SQLCipher under a random key), `keyslots` (that key, sealed
//! once for the PIN, once for the recovery words and, where its owner chose so, once for a secret
//! of the device), `attempts` (wrong PINs in a row), `papers/` (sealed files), `lock`, where its
//! owner wants one an `emergency-card`, and after a repair what was damaged, in `set-aside-N/`.
//! [`Vault::create`] and the three ways of opening give a [`Vault`];
//! [`Vault::read`] and [`Vault::write`] give a transaction, and everything else is a function
//! that takes one, a file for each concern. [`Vault::backup`] writes all of it into one file,
//! [`Vault::restore`] makes a vault of it, [`Vault::repair`] saves what can be read of a damaged
//! one.
//!
//! **Invariants.** Nothing is ever written unencrypted but the keyslots' and attempts' own
//! layout and the emergency card, which is meant to be read by a finder: SQLCipher with another
//! provider, or none, is refused. No error and no `Debug` carries what a person wrote, or a
//! secret. One process has a vault open. A damaged file is reported and
//! never removed, until somebody asks for it with [`Vault::remove_set_aside`]. This crate knows no
//! network and decides nothing about sync.
//!
//! On a command line there is no keystore to guard the PIN: whoever copies the folder can try
//! PINs offline, each at the cost of 64 MiB and three passes of Argon2id. Six digits don't stand
//! that; a passphrase does.

mod actors;
mod attachments;
mod attempts;
mod backup;
mod backup_contents;
mod backup_file;
mod chains;
mod columns;
mod cursors;
mod database;
mod derived;
mod documents;
mod earlier_backup;
mod emergency_card;
mod envelopes;
mod error;
mod examination;
mod files;
mod finding;
mod folder;
mod frame;
mod groups;
mod identity;
mod importing;
mod keyslots;
mod migrations;
mod outbox;
mod papers;
mod people;
mod pin;
mod quarantine;
mod receiving;
mod repair;
mod restoring;
mod sealed_stream;
mod sealing;
mod search;
mod secret;
mod set_aside;
mod settings;
mod slot;
mod stored;
mod strands;
mod unlocking;
mod vault;
mod watch;

pub use actors::{OwnActor, advance_actor, insert_actor, is_own_actor, load_actor};
pub use attachments::{FileId, SealedFile};
pub use attempts::{MIN_WIPE_AFTER, Uptime};
pub use backup::BackupSummary;
pub use chains::{
    StoredChainEntry, accept_chain_entry, insert_chain_entry, load_chain, load_chain_head,
    load_chain_ids, load_chain_ids_beside_strands, take_proposals,
};
pub use cursors::{load_cursor, load_cursors, remove_cursors, store_cursor};
pub use derived::{load_file_text, load_thumbnail, store_file_text, store_thumbnail};
pub use documents::{load_document, remove_document, store_document};
pub use emergency_card::{EmergencyCard, MAX_CARD_LANGUAGES, MAX_CARD_TEXT_BYTES};
pub use envelopes::{
    StoredEnvelope, insert_envelope, load_envelope, load_envelopes, load_envelopes_of_actor,
    load_marks, remove_envelopes, remove_envelopes_of_actor,
};
pub use error::{Part, VaultError};
pub use examination::Examination;
pub use finding::{PAPERS, find_papers};
pub use groups::{Group, load_group, load_groups, remove_group, store_group};
pub use identity::{Identity, insert_identity, load_identity};
pub use importing::{Source, SourceName};
pub use outbox::{
    OutboxItem, OutboxKind, confirm_hash, confirm_mark, count_outbox, load_outbox, push_outbox,
};
pub use papers::{
    FormerFile, Held, Paper, PaperFilter, PaperId, PaperListing, count_papers, insert_former_file,
    insert_paper, load_all_former_files, load_former_files, load_owner_of_file, load_paper,
    load_paper_page, load_papers, load_papers_of_strand, move_papers, remove_paper, replace_file,
    set_paper_held, update_paper_listing,
};
pub use people::{
    PersonListing, load_conflicted_strands, load_people, set_strand_conflicted, store_person,
};
pub use pin::{Pin, PinError};
pub use quarantine::{
    Quarantined, count_quarantine, insert_quarantined, load_quarantine, remove_quarantined,
};
pub use receiving::Receiving;
pub use repair::{REPAIRED, Repair};
pub use restoring::Unpacked;
pub use rusqlite::Transaction;
pub use search::{Words, find_words, index_words, remove_words};
pub use secret::{DeviceSecret, RecoveryEntropy};
pub use settings::{load_setting, remove_setting, store_setting};
pub use stored::Stored;
pub use strands::{
    Strand, insert_strand_epoch, load_strand, load_strand_epoch, load_strands,
    load_strands_of_record, remove_strand, store_strand,
};
pub use unlocking::WaysIn;
pub use vault::Vault;
pub use watch::{Watch, unwatched};
