//! Journeys over several crates, acceptance rows, fixtures.
//!
//! A row is data: [`row`] reads `tests/rows/row_NN.toml`, [`run`] executes it through
//! the public commands, [`compare`] holds the answer against what is expected and
//! [`flip`] shows that every expected value matters.
pub mod compare;
pub mod flip;
pub mod row;
pub mod run;

#[cfg(test)]
mod recorded;
