//! Do the packs' own tests notice when a pack changes?
//!
//! Each constant, date, table entry and operator of a pack is changed, one at a time, and
//! the pack's tests run. Only a changed verdict, state, day, amount, or open, declined or
//! doubtful fact counts as noticed; a contradiction where there was an answer counts too,
//! because the person gets no verdict. A change of when a note or a step is shown can't do
//! any of that, so there the ids of notes and steps count, and a person left without
//! anybody to call. Texts, versions and hashes never count.
//!
//! Left alone are tests, citations, texts, names, which facts a condition reads, and what
//! a fact takes from a relative: a pack's tests are about one person.
//!
//! `cargo xtask mutate-packs` runs it.

pub mod document;
pub mod equivalents;
pub mod files;
pub mod mutant;
pub mod report;
pub mod sections;
pub mod trial;
pub mod values;

mod conditions;
mod figures;
mod maker;
