//! What must hold for every input, however broken: one module for each thing that is read.
//!
//! The fuzz targets and the replay of their corpora (`tests/tests/fuzz_corpora.rs`) call
//! the same functions. Each panics where its property is broken.

pub mod bundle;
pub mod compiled;
pub mod facts;
pub mod household;
pub mod memory;
pub mod monsters;
pub mod pack_loader;
pub mod real;
pub mod sentence;
pub mod stopwatch;
