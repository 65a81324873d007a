//! The cases that Rust, Kotlin and Swift have to pass alike: who passed how many.

use std::path::PathBuf;
use std::process::Command;
use std::sync::Mutex;

use crate::process::{cargo, root, show_and_keep};

/// What each language said in this run.
static COUNTS: Mutex<Vec<(&str, Count)>> = Mutex::new(Vec::new());

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Count {
    cases: usize,
    passed: usize,
}

/// Where the folders of cases are.
pub fn folder() -> PathBuf {
    root().join("bindings/contract")
}

/// Runs a language's tests, the contract among them.
pub fn run(language: &'static str, tests: &mut Command) -> Result<(), String> {
    let (ended, line) = show_and_keep(tests, |line| counted(line).is_some());
    ended?;
    let count = counted(&line).ok_or_else(|| format!("{language} ran no cases of the contract"))?;
    if count.cases == 0 || count.passed != count.cases {
        return Err(format!("{language}: {line}"));
    }
    if let Ok(mut counts) = COUNTS.lock() {
        counts.push((language, count));
    }
    Ok(())
}

/// Runs the cases in Rust.
pub fn test_rust() -> Result<(), String> {
    // With the features of the whole workspace, as the tests were built before.
    let arguments = ["test", "--workspace", "--test", "contract"];
    run("Rust", &mut cargo(&arguments))
}

/// Compares those that ran.
pub fn compare() -> Result<(), String> {
    let counts = COUNTS.lock().map_err(|_| "a count was lost")?;
    for (language, count) in counts.iter() {
        println!(
            "contract in {language}: {} cases, {} passed",
            count.cases, count.passed
        );
    }
    agree(&counts)
}

fn agree(counts: &[(&str, Count)]) -> Result<(), String> {
    let Some((first, count)) = counts.first() else {
        return Err("no language ran the contract".into());
    };
    match counts.iter().find(|(_, other)| other != count) {
        None => Ok(()),
        Some((other, _)) => Err(format!("{first} and {other} ran different cases")),
    }
}

/// Reads `contract: 31 cases, 31 passed`, wherever on a line a test runner prints it.
fn counted(line: &str) -> Option<Count> {
    let (_, said) = line.split_once("contract: ")?;
    let (cases, passed) = said.trim().split_once(" cases, ")?;
    Some(Count {
        cases: cases.parse().ok()?,
        passed: passed.strip_suffix(" passed")?.parse().ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const THREE: Count = Count {
        cases: 3,
        passed: 3,
    };

    #[test]
    fn a_count_is_found_behind_what_a_test_runner_writes() {
        assert_eq!(counted("contract: 3 cases, 3 passed"), Some(THREE));
        assert_eq!(counted("[INFO] contract: 3 cases, 3 passed"), Some(THREE));
        assert_eq!(counted("contract: some cases, 3 passed"), None);
        assert_eq!(counted("3 cases, 3 passed"), None);
    }

    #[test]
    fn languages_that_ran_different_cases_do_not_agree() {
        let two = Count {
            cases: 2,
            passed: 2,
        };
        assert_eq!(agree(&[("Rust", THREE), ("Kotlin", THREE)]), Ok(()));
        assert!(agree(&[("Rust", THREE), ("Kotlin", two)]).is_err());
        assert!(agree(&[]).is_err());
    }
}
