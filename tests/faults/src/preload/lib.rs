//! A library that stands between a program and libc, numbers each change of a disk below the
//! folders it is told to look at, and at one of them kills the program or refuses.
//!
//! Loaded with `LD_PRELOAD`; the variables are in `operation.rs`. Syncs are noted and not
//! carried out: nobody cuts the power here, the harness works out what a cut would leave.
//! What it can't follow (a mapped file but SQLite's index of its log, a stream of C that
//! writes) ends the program loudly.
#![cfg(target_os = "linux")]

mod calls;
mod names;
#[path = "../operation.rs"]
mod operation;
mod paths;
mod plan;
mod real;
mod refusals;
