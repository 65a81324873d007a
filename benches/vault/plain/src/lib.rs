//! What the vault does, on plain SQLite and plain files.
//!
//! Tables, indexes and queries are the vault's own source, compiled here against a SQLite without
//! SQLCipher. Written anew is what differs: how the database is opened, and files that are stored
//! as they come, with the vault's discipline (synced, renamed, folder synced).

#![allow(dead_code, reason = "the vault's source is taken in whole")]

mod attachments;
#[path = "../../../../core/vault/src/columns.rs"]
mod columns;
#[path = "../../../../core/vault/src/derived.rs"]
mod derived;
#[path = "../../../../core/vault/src/documents.rs"]
mod documents;
#[path = "../../../../core/vault/src/error.rs"]
mod error;
#[path = "../../../../core/vault/src/finding.rs"]
mod finding;
mod importing;
#[path = "../../../../core/vault/src/migrations.rs"]
mod migrations;
#[path = "../../../../core/vault/src/papers.rs"]
mod papers;
#[path = "../../../../core/vault/src/people.rs"]
mod people;
#[path = "../../../../core/vault/src/search.rs"]
mod search;
mod store;
#[path = "../../../../core/vault/src/strands.rs"]
mod strands;

pub use attachments::{FileId, SealedFile};
pub use derived::{load_file_text, load_thumbnail, store_file_text, store_thumbnail};
pub use documents::{load_document, remove_document, store_document};
pub use error::{Part, VaultError};
pub use finding::{PAPERS, find_papers};
pub use papers::*;
pub use people::*;
pub use rusqlite::Transaction;
pub use search::{Words, find_words, index_words, remove_words};
pub use store::Vault;
pub use strands::*;
