//! Runs cases, written in JSON, against any language that has a dispatcher.
//!
//! What a case means is decided here, once: the names in it, the files, the server, the
//! patterns. A language's side, a [`Partner`], only makes calls and says what came of them;
//! Kotlin and Swift do it over a pipe, Rust does it here. `README.md` has the format.

pub mod desk;
#[allow(clippy::all, unused, reason = "written by bindings-generator")]
#[rustfmt::skip]
mod generated;
mod case;
mod here;
mod names;
mod partner;
mod pattern;
mod plain;
mod run;
mod server;

pub use case::{Case, calls_in, read_cases};
pub use here::Here;
pub use partner::{Answer, Partner, Piped};
pub use run::{Summary, run};
