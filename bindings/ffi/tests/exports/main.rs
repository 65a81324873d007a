//! The exports as Rust sees them: dropped, stopped, panicking, locked, used by many at once.

#![allow(clippy::unwrap_used, reason = "this is a test")]

mod codes;
mod dropped;
mod handles;
mod panics;
mod stage;
mod stopping;
mod watching;
