//! What can be wrong with a pack or with what was typed.

use serde::Serialize;
use std::borrow::Cow;
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
    /// Nobody to call: no step has a phone number, other than 119, with hours and languages.
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

/// Nobody mends more at once; what follows is mostly made by the first of them.
const MOST_COMPLAINTS: usize = 100;

/// Gathers complaints, so that one reading of a pack finds them all, or as many as
/// somebody can mend at once.
#[derive(Debug, Default)]
pub(crate) struct Complaints {
    kept: Vec<Complaint>,
    left_out: usize,
}

impl Complaints {
    /// The value, or nothing and a complaint more.
    pub(crate) fn keep<T>(&mut self, result: Result<T, PackError>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(error) => {
                error
                    .0
                    .into_iter()
                    .for_each(|complaint| self.add(complaint));
                None
            }
        }
    }

    fn add(&mut self, complaint: Complaint) {
        if self.kept.len() < MOST_COMPLAINTS {
            self.kept.push(complaint);
        } else {
            self.left_out += 1;
        }
    }

    /// Refuses if there was any complaint.
    pub(crate) fn none(&mut self) -> Result<(), PackError> {
        if self.kept.is_empty() {
            Ok(())
        } else {
            Err(PackError(std::mem::take(self).closed()))
        }
    }

    /// Whether there are complaints so far.
    pub(crate) fn so_far(&self) -> bool {
        !self.kept.is_empty()
    }

    /// Whether there are so many that looking for others is of no use.
    pub(crate) fn are_enough(&self) -> bool {
        self.left_out > 0
    }

    /// How many there are so far.
    pub(crate) fn number(&self) -> usize {
        self.kept.len() + self.left_out
    }

    /// All of them, by file and line.
    pub(crate) fn into_all(mut self) -> Vec<Complaint> {
        self.kept
            .sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
        self.closed()
    }

    /// With a last one that says that there are more, where some were left out.
    fn closed(mut self) -> Vec<Complaint> {
        if self.left_out > 0 {
            let all_tests = self.kept.iter().all(|one| one.fault == Fault::Test);
            self.kept.push(Complaint {
                file: "packs".to_owned(),
                line: 0,
                sentence: "there is more to mend than this; mend these first".to_owned(),
                fault: if all_tests {
                    Fault::Test
                } else {
                    Fault::Written
                },
                otherwise: None,
            });
        }
        self.kept
    }
}

/// A name or value may be any length; a sentence quotes so much of it.
const LONGEST_QUOTED: usize = 80;

/// What is quoted in a sentence, cut where it is too long for one.
pub(crate) fn quoted(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(LONGEST_QUOTED) {
        None => Cow::Borrowed(text),
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_complaints_are_kept_than_somebody_can_mend() {
        let mut complaints = Complaints::default();
        for number in 0..MOST_COMPLAINTS {
            complaints.keep::<()>(Err(PackError::new(format!("{number}"), "x")));
        }
        assert!(!complaints.are_enough());
        complaints.keep::<()>(Err(PackError::new("one more", "x")));
        assert!(complaints.are_enough());
        assert_eq!(complaints.number(), MOST_COMPLAINTS + 1);
        let all = complaints.none().unwrap_err();
        let told: Vec<_> = all.complaints().iter().map(ToString::to_string).collect();
        assert_eq!(told.len(), MOST_COMPLAINTS + 1);
        let last = told.last().unwrap();
        assert_eq!(
            last,
            "packs: there is more to mend than this; mend these first"
        );
    }

    #[test]
    fn a_long_name_is_quoted_in_part() {
        assert_eq!(quoted("visa"), "visa");
        let long = "비".repeat(1_000);
        assert_eq!(quoted(&long).chars().count(), LONGEST_QUOTED + 1);
        assert!(quoted(&long).ends_with('…'));
    }
}
