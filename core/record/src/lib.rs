//! A resident's record: typed strands over automerge documents.
//!
//! A record is a set of strands, each one a document with its own key and its own
//! readers. A [`StrandDocument`] is one of them: it is edited through typed methods,
//! hands out what is new ([`StrandDocument::take_changes`]) and takes in what others
//! wrote ([`StrandDocument::apply`]). It reads no clock, draws no randomness and knows
//! neither storage nor encryption: times, ids and actors are arguments.
//!
//! **Layout.** Everything lies flat under the document's root, so that no two devices
//! ever create the same container at the same time (automerge would keep only one of
//! two concurrently created maps in view):
//!
//! | key | value |
//! |---|---|
//! | `name`, `birth_date`, `phone`, `address` | scalar string, or null once cleared |
//! | `visit:<id>`, `paper:<id>`, `medicine:<id>` | map of scalars; the id is 16 random bytes in hex |
//! | `paper_file:<paper id>:<version id>` | map of scalars: a file that replaced a paper's |
//! | `fact:<fact id>:<statement id>` | map of scalars, never edited after it is written |
//!
//! **Unknown stays unknown.** Keys and enum values this version doesn't know are never
//! touched by an edit and travel on unchanged. An entry that lacks what its view needs is
//! kept and counted by [`StrandDocument::unreadable_entries`].
//!
//! **Conflicts.** Where two people changed one field without seeing each other, both
//! values stay in [`StrandDocument::conflicts`] until someone chooses. Statements of
//! facts are only ever added, so they cannot conflict.

mod another_author;
mod apply;
mod change_check;
mod chunk;
mod conflict;
mod document;
mod error;
mod fact;
mod field;
mod history;
mod id;
mod kind;
mod medicine;
mod paper;
mod paper_kind;
mod person;
mod redact;
mod visit;

pub use another_author::count_changes;
pub use apply::Applied;
pub use conflict::{ConflictValue, FieldConflict, FieldPath, FieldValue, OpId};
pub use document::{ActorKey, StrandDocument};
pub use error::RecordError;
pub use fact::{FactStatement, Said, StatementDraft};
pub use id::{MedicineId, PaperId, StatementId, VersionId, VisitId};
pub use kind::StrandKind;
pub use medicine::{Medicine, MedicineDraft};
pub use paper::{
    MAX_TAG_BYTES, MAX_TAGS, Paper, PaperAbout, PaperChange, PaperDraft, PaperFile, PaperState,
    PaperVersion,
};
pub use paper_kind::PaperKind;
pub use person::Person;
pub use visit::{Visit, VisitDraft, VisitKind};

/// The longest text a field takes, in bytes of UTF-8.
pub const MAX_TEXT_BYTES: usize = 16 << 10;
/// The most bytes [`StrandDocument::take_changes`] hands out and
/// [`StrandDocument::apply`] takes in at once.
pub const MAX_BATCH_BYTES: usize = 512 << 10;
/// The most changes in one batch.
pub const MAX_BATCH_CHANGES: usize = 4_096;
/// The most changes a strand keeps while those they build on are missing: well below
/// what [`StrandDocument::load`] reads back.
pub const MAX_WAITING_CHANGES: usize = 1_024;
/// The most operations in one change; an edit of this crate writes fewer than 64,
/// a purge as many as the paper has files more.
pub const MAX_CHANGE_OPERATIONS: u64 = 4_096;
/// The largest saved document that [`StrandDocument::load`] takes.
pub const MAX_SAVED_BYTES: usize = 64 << 20;
