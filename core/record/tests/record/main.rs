//! What a strand promises: merging, conflicts, refusing, keeping what it doesn't know.
#![allow(
    clippy::unwrap_used,
    reason = "tests; clippy's own exception misses their helper functions"
)]

mod another_author;
mod apply;
mod conflict;
mod entries;
mod fixture;
mod hostile;
mod medicine;
mod merge;
mod papers;
mod size;
mod support;
mod unknown;
