//! What the tour says while it goes, and its table at the end.

use crate::check::layout::wrap;
use crate::commands::sync;
use crate::output::{Failed, NOT_AS_EXPECTED, STORAGE, Said};
use dodam_companion::SyncReport;
use serde_json::{Value, json};
use std::fmt::Display;
use std::io::{ErrorKind, Write};
use std::path::Path;
use std::time::{Duration, Instant};

/// The tour so far.
pub struct Report {
    json: bool,
    quiet: bool,
    /// What went wrong with the terminal or file written to.
    unwritten: Option<ErrorKind>,
    steps: Vec<Step>,
}

struct Step {
    name: &'static str,
    began: Instant,
    took: Option<Duration>,
    checks: Vec<String>,
    syncs: Vec<(String, SyncReport)>,
    answers: Vec<Value>,
}

impl Report {
    /// With `json`, nothing is said before the end.
    pub fn begin(json: bool) -> Self {
        Self {
            json,
            quiet: json,
            unwritten: None,
            steps: Vec::new(),
        }
    }

    /// The next step begins.
    pub fn step(&mut self, name: &'static str) {
        self.close_step();
        self.write(&format!(
            "
{}. {name}",
            self.steps.len() + 1
        ));
        let (began, took) = (Instant::now(), None);
        let (checks, syncs, answers) = (Vec::new(), Vec::new(), Vec::new());
        self.steps.push(Step {
            name,
            began,
            took,
            checks,
            syncs,
            answers,
        });
    }

    fn close_step(&mut self) {
        if let Some(step) = self.steps.last_mut() {
            step.took.get_or_insert_with(|| step.began.elapsed());
        }
    }

    /// Something that must hold; the tour ends where it doesn't.
    pub fn check(&mut self, what: impl Into<String>, holds: bool) -> Result<(), Failed> {
        let what = what.into();
        if let Some(kind) = self.unwritten {
            return Err(Failed::new(
                STORAGE,
                format!("the tour could not be written: {kind}"),
            ));
        }
        if !holds {
            return Err(Failed::new(
                NOT_AS_EXPECTED,
                format!("this did not hold: {what}"),
            ));
        }
        self.say(&what);
        if let Some(step) = self.steps.last_mut() {
            step.checks.push(what);
        }
        Ok(())
    }

    /// Two values that must be the same.
    pub fn same<T: PartialEq + Display>(
        &mut self,
        what: impl Into<String>,
        expected: T,
        found: T,
    ) -> Result<(), Failed> {
        let what = what.into();
        if expected != found {
            let sentence =
                format!("this did not hold: {what} (expected {expected}, found {found})");
            return Err(Failed::new(NOT_AS_EXPECTED, sentence));
        }
        self.check(what, true)
    }

    fn say(&mut self, line: &str) {
        self.write(wrap(line, "  ✓ ", "    ").trim_end());
    }

    /// A reader that went away, as in `dodam tour | head`, has what they wanted.
    fn write(&mut self, text: &str) {
        if self.quiet {
            return;
        }
        let mut out = std::io::stdout().lock();
        if let Err(error) = writeln!(out, "{text}").and_then(|()| out.flush()) {
            self.quiet = true;
            self.unwritten = Some(error.kind()).filter(|kind| *kind != ErrorKind::BrokenPipe);
        }
    }

    /// Something to read, not a check.
    pub fn show(&mut self, text: &str) {
        self.write(wrap(text, "      | ", "      |   ").trim_end());
    }

    /// An answer as it was given.
    pub fn answer(&mut self, answer: Value) {
        if let Some(step) = self.steps.last_mut() {
            step.answers.push(answer);
        }
    }

    /// A sync that was done.
    pub fn sync(&mut self, who: &str, report: SyncReport) {
        if let Some(step) = self.steps.last_mut() {
            step.syncs.push((who.to_owned(), report));
        }
    }

    /// The tour went through.
    pub fn end(mut self, kept: Option<&Path>) -> Said {
        self.close_step();
        let mut text =
            String::from("\nWhat was done                                  checks     ms\n");
        for (place, step) in self.steps.iter().enumerate() {
            let ms = step.took.unwrap_or_default().as_millis();
            text.push_str(&format!(
                "{}. {:<44}{:>6}{:>7}\n",
                place + 1,
                step.name,
                step.checks.len(),
                ms
            ));
        }
        text.push_str("\nSyncs                  sent  got  requests     up   down\n");
        for (who, sync) in self.steps.iter().flat_map(|step| &step.syncs) {
            let traffic = sync.traffic;
            text.push_str(&format!(
                "{who:<22}{:>5}{:>5}{:>10}{:>7}{:>7}\n",
                sync.sent, sync.received, traffic.requests, traffic.bytes_up, traffic.bytes_down
            ));
        }
        text.push_str("(up and down: bytes of request and reply bodies)\n");
        if let Some(kept) = kept {
            text.push_str(&format!(
                "\nKept in {}; the vaults' PIN is {}.\n",
                kept.display(),
                super::stage::PIN
            ));
        }
        text.push_str("\nEvery step checked its own result; all of them held.");
        Said::new(self.as_json(true), text)
    }

    /// The tour ended early.
    pub fn stopped(mut self, failed: Failed) -> Failed {
        self.close_step();
        let step = self.steps.len();
        if self.json {
            self.quiet = false;
            let json = self.as_json(false).to_string();
            self.write(&json);
        }
        failed.during(&format!("the tour stopped in step {step}"))
    }

    fn as_json(&self, ok: bool) -> Value {
        let steps: Vec<Value> = self
            .steps
            .iter()
            .enumerate()
            .map(|(place, step)| {
                let syncs: Vec<Value> = step
                    .syncs
                    .iter()
                    .map(|(who, report)| json!({ "who": who, "report": sync::as_json(report) }))
                    .collect();
                json!({
                    "step": place + 1,
                    "name": step.name,
                    "ms": u64::try_from(step.took.unwrap_or_default().as_millis()).unwrap_or(u64::MAX),
                    "checks": step.checks,
                    "syncs": syncs,
                    "answers": step.answers,
                })
            })
            .collect();
        json!({ "ok": ok, "steps": steps })
    }
}
