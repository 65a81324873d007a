//! One small change of a pack's text.

use std::fmt;
use std::ops::Range;

/// What kind of thing is changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// A number or a date. None of them may go unnoticed.
    Numbers,
    /// An entry of a table, or a row.
    Tables,
    /// How conditions are joined and compared.
    Operators,
    /// Choices, places, statuses, yes and no.
    Others,
}

impl Group {
    /// All groups, in the order they are listed.
    pub const ALL: [Self; 4] = [Self::Numbers, Self::Tables, Self::Operators, Self::Others];
}

impl fmt::Display for Group {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Numbers => "numbers and dates",
            Self::Tables => "table entries",
            Self::Operators => "operators",
            Self::Others => "others",
        })
    }
}

/// A pack's file with one thing changed.
#[derive(Debug, Clone)]
pub struct Mutant {
    /// The file, as `kr.nhi/regional.toml`.
    pub file: String,
    /// The line of the change, from 1.
    pub line: usize,
    /// The keys that lead to it: `criterion.in_force.test.all.0.day_from`.
    pub at: String,
    /// What is changed: `day_from 2019-07-16 -> 2019-07-17`.
    pub change: String,
    /// What kind of thing it is.
    pub group: Group,
    /// Whether it can only change which notes and steps are shown.
    pub only_shows: bool,
    /// Other texts for these bytes of the file, in order and apart.
    pub edits: Vec<(Range<usize>, String)>,
}

impl Mutant {
    /// The file's text with the change.
    #[must_use]
    pub fn text(&self, original: &str) -> String {
        let mut text = String::with_capacity(original.len() + 16);
        let mut done = 0;
        for (span, instead) in &self.edits {
            text.push_str(&original[done..span.start]);
            text.push_str(instead);
            done = span.end;
        }
        text.push_str(&original[done..]);
        text
    }
}

impl fmt::Display for Mutant {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            file, line, change, ..
        } = self;
        write!(out, "packs/{file}:{line}: {change}")
    }
}
