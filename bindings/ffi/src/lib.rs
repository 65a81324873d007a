//! Exports for Kotlin and Swift.
//!
//! Every function here hands its work to the façade in one line and turns the result
//! into records that a screen can show as they are. What is written above an export
//! becomes its documentation in Kotlin and Swift.
//!
//! Calls that open a vault take a second on purpose, and all others may wait for the
//! storage: call them off the main thread. Dates cross as `YYYY-MM-DD`, times as
//! milliseconds since 1970, files as paths, money as whole won.
#![allow(
    unsafe_code,
    reason = "uniffi's scaffolding; nothing here is written by hand"
)]

mod answer;
mod companion;
mod contract;
mod error;
mod installed;
mod paper;
mod person;
mod profile;
mod question;
mod sharing;

pub use answer::{
    Amounts, Answer, Becomes, Criterion, CriterionState, Note, PackReference, Report, Step, Verdict,
};
pub use companion::{Challenge, Companion, Setup};
pub use contract::{CONTRACT_VERSION, contract_version, library_version};
pub use error::DodamError;
pub use paper::{PaperDetails, PaperView};
pub use person::{ConflictChoice, ConflictView, PersonDetails, PersonView, VisitView};
pub use profile::{FactView, Profile};
pub use question::{Question, SaidFact};

pub use sharing::{Shared, SyncReport};

uniffi::setup_scaffolding!("dodam");
