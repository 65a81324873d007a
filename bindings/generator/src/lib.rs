//! What is written from what the built library says of itself: the sources by which Kotlin and
//! Swift call it, and for each language a dispatcher: a call's name and JSON arguments in, JSON
//! out, for every export.
//!
//! The words that cross are those of the Rust sources in every language: `Profile.set_facts`,
//! `said_on`, `NeedsDecision`. What a dispatcher calls to read and write plain values is
//! written by hand beside it and has the same names everywhere.

mod interface;
mod kotlin;
mod rust;
mod sources;
mod swift;

pub use interface::{Argument, Call, Enum, Field, Interface, Kind, Listener, Record, Shape};
pub use sources::write_sources;

/// A language that the library is called from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// Over the crate itself.
    Rust,
    /// Over what uniffi writes for Kotlin.
    Kotlin,
    /// Over what uniffi writes for Swift.
    Swift,
}

impl Language {
    /// Reads `rust`, `kotlin` or `swift`.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "rust" => Some(Self::Rust),
            "kotlin" => Some(Self::Kotlin),
            "swift" => Some(Self::Swift),
            _ => None,
        }
    }
}

/// Writes the dispatcher of an interface.
#[must_use]
pub fn dispatcher(language: Language, interface: &Interface) -> String {
    match language {
        Language::Rust => rust::dispatcher(interface),
        Language::Kotlin => kotlin::dispatcher(interface),
        Language::Swift => swift::dispatcher(interface),
    }
}

/// What each dispatcher says of itself.
const HEAD: &str = "// Written by bindings-generator from the library's interface. Don't edit.\n";

/// The arguments with which a field is taken: its name, and what it is where nothing is said.
fn taken(name: &str, default: &str) -> String {
    if default.is_empty() {
        format!("{name:?}")
    } else {
        format!("{name:?}, {default:?}")
    }
}

/// Puts lines beneath each other, each with an indentation of four spaces a level.
fn indented(level: usize, lines: impl IntoIterator<Item = String>) -> String {
    lines
        .into_iter()
        .map(|line| format!("{}{line}\n", "    ".repeat(level)))
        .collect()
}
