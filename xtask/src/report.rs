//! What a run of the tests says at its end.

use std::time::Duration;

/// How a part ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Everything in it passed.
    Passed,
    /// It counted for itself.
    Counted {
        /// How many of its checks passed.
        passed: usize,
        /// How many failed.
        failed: usize,
    },
    /// It failed; one sentence.
    Failed(String),
    /// It could not run here; one sentence.
    NotRun(String),
}

impl Outcome {
    fn passed(&self) -> bool {
        matches!(self, Self::Passed | Self::Counted { failed: 0, .. })
    }

    fn word(&self) -> &'static str {
        match self {
            Self::NotRun(_) => "NOT RUN",
            outcome if outcome.passed() => "passed",
            _ => "FAILED",
        }
    }
}

/// One part of a run.
#[derive(Debug)]
pub struct Line {
    /// The part's name.
    pub part: &'static str,
    /// How it ended.
    pub outcome: Outcome,
    /// How long it took.
    pub took: Duration,
}

/// Whether everything asked for ran and passed.
pub fn all_passed(lines: &[Line]) -> bool {
    lines.iter().all(|line| line.outcome.passed())
}

/// The table, the reasons, and the closing line.
pub fn closing(lines: &[Line]) -> String {
    let mut text = String::from("\n");
    for line in lines {
        text += &format!(
            "{:<14}{:<10}{:>7.1} s\n",
            line.part,
            line.outcome.word(),
            line.took.as_secs_f64()
        );
    }
    for line in lines {
        match &line.outcome {
            Outcome::Failed(sentence) => text += &format!("failed: {}: {sentence}\n", line.part),
            Outcome::NotRun(sentence) => text += &format!("not run: {}: {sentence}\n", line.part),
            Outcome::Passed | Outcome::Counted { .. } => {}
        }
    }
    let (passed, failed) = totals(lines);
    text + &format!("{passed} passed, {failed} failed")
}

/// Parts are counted; a part that runs alone and counts for itself is reported by its
/// own count.
fn totals(lines: &[Line]) -> (usize, usize) {
    if let [
        Line {
            outcome: Outcome::Counted { passed, failed },
            ..
        },
    ] = lines
    {
        return (*passed, *failed);
    }
    let passed = lines.iter().filter(|line| line.outcome.passed()).count();
    let not_run = lines
        .iter()
        .filter(|line| matches!(line.outcome, Outcome::NotRun(_)))
        .count();
    (passed, lines.len() - passed - not_run)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(part: &'static str, outcome: Outcome) -> Line {
        Line {
            part,
            outcome,
            took: Duration::from_millis(1_250),
        }
    }

    #[test]
    fn the_last_line_counts_parts_and_nothing_else() {
        let lines = [
            line("format", Outcome::Passed),
            line(
                "rows",
                Outcome::Counted {
                    passed: 9,
                    failed: 1,
                },
            ),
            line("kotlin", Outcome::NotRun("no JDK".into())),
        ];
        let text = closing(&lines);
        assert_eq!(text.lines().last(), Some("1 passed, 1 failed"));
        assert!(text.contains("not run: kotlin: no JDK"));
        assert!(!all_passed(&lines));
    }

    #[test]
    fn a_part_alone_gives_its_own_count() {
        let lines = [line(
            "rows",
            Outcome::Counted {
                passed: 14,
                failed: 0,
            },
        )];
        assert_eq!(closing(&lines).lines().last(), Some("14 passed, 0 failed"));
        assert!(all_passed(&lines));
    }

    #[test]
    fn a_part_not_run_is_no_success() {
        assert!(!all_passed(&[line(
            "kotlin",
            Outcome::NotRun("no JDK".into())
        )]));
    }
}
