//! What can be wrong with a pack or with what was typed.

use serde::Serialize;
use std::fmt;
use thiserror::Error;

/// What a complaint is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// The file isn't written as packs are.
    Written,
    /// One of the pack's own tests found another answer.
    Test,
}

/// What a failing test of a pack found to be otherwise than expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Otherwise {
    /// The verdict.
    Verdict,
    /// A first or last day, or what comes after it.
    Days,
    /// Which facts are open, declined or to be confirmed.
    Facts,
    /// The state of a criterion.
    State,
    /// An amount.
    Amounts,
    /// The test's facts contradict each other or can't be read: there is no answer.
    NoAnswer,
    /// A note that is missing, or that should be.
    Note,
    /// A step that is missing, or that should be.
    Step,
    /// Nobody to call: no step has a phone number, hours and languages.
    DeadEnd,
    /// The test itself isn't written as tests are.
    Written,
}

/// One thing that is wrong with a pack: where, and what to write instead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Complaint {
    /// The file, as `kr.nhi/doors.toml`, or the folder.
    pub file: String,
    /// The line, from 1; 0 where it is about the whole file.
    pub line: usize,
    /// A sentence.
    pub sentence: String,
    /// Whether a test of the pack failed.
    pub fault: Fault,
    /// What the failing test found to be otherwise; `None` where no test failed.
    #[serde(skip)]
    pub otherwise: Option<Otherwise>,
}

impl fmt::Display for Complaint {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(out, "{}: {}", self.file, self.sentence),
            line => write!(out, "{}:{line}: {}", self.file, self.sentence),
        }
    }
}

/// Why packs can't be used: every complaint, in the order of the files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackError(Vec<Complaint>);

impl PackError {
    /// A complaint about a whole file or folder.
    pub(crate) fn new(file: impl Into<String>, sentence: impl Into<String>) -> Self {
        Self(vec![Complaint {
            file: file.into(),
            line: 0,
            sentence: sentence.into(),
            fault: Fault::Written,
            otherwise: None,
        }])
    }

    pub(crate) fn one(complaint: Complaint) -> Self {
        Self(vec![complaint])
    }

    /// All complaints; at least one.
    #[must_use]
    pub fn complaints(&self) -> &[Complaint] {
        &self.0
    }

    /// Whether nothing is wrong but that tests of packs fail.
    #[must_use]
    pub fn is_about_tests(&self) -> bool {
        self.0
            .iter()
            .all(|complaint| complaint.fault == Fault::Test)
    }
}

impl fmt::Display for PackError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, complaint) in self.0.iter().enumerate() {
            let end = if place == 0 { "" } else { "\n" };
            write!(out, "{end}{complaint}")?;
        }
        Ok(())
    }
}

impl std::error::Error for PackError {}

/// Gathers complaints, so that one reading of a pack finds them all.
#[derive(Debug, Default)]
pub(crate) struct Complaints(Vec<Complaint>);

impl Complaints {
    /// The value, or nothing and a complaint more.
    pub(crate) fn keep<T>(&mut self, result: Result<T, PackError>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(error) => {
                self.0.extend(error.0);
                None
            }
        }
    }

    /// Refuses if there was any complaint.
    pub(crate) fn none(&mut self) -> Result<(), PackError> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(PackError(std::mem::take(&mut self.0)))
        }
    }

    /// Whether there are complaints so far.
    pub(crate) fn so_far(&self) -> bool {
        !self.0.is_empty()
    }

    /// How many there are so far.
    pub(crate) fn number(&self) -> usize {
        self.0.len()
    }

    /// All of them, by file and line.
    pub(crate) fn into_all(mut self) -> Vec<Complaint> {
        self.0
            .sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
        self.0
    }
}

/// A sentence may not be longer; what it quotes may be.
const LONGEST_SENTENCE: usize = 600;

/// One line of visible characters, whatever it quotes.
pub(crate) fn plain_sentence(sentence: &str) -> String {
    let visible = |letter: char| if letter.is_control() { ' ' } else { letter };
    let mut plain: String = sentence
        .chars()
        .map(visible)
        .take(LONGEST_SENTENCE)
        .collect();
    if plain.len() < sentence.len() {
        plain.push('…');
    }
    plain
}

/// Why what was typed can't be used: one plain sentence.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{0}")]
pub struct InputError(String);

impl InputError {
    pub(crate) fn new(sentence: impl Into<String>) -> Self {
        Self(plain_sentence(&sentence.into()))
    }
}
