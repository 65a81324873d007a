//! `dodam pack lint`, `test` and `coverage`.

use super::place::{beside_built_in, pack_folder};
use super::texts;
use crate::output::{Failed, NOT_AS_EXPECTED, Said};
use dodam_companion::rules::{Complaint, Coverage, Examination, Fault, examine};
use serde_json::json;
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// One or more packs' folders.
#[derive(Debug, clap::Args)]
pub struct ExamineArgs {
    /// Folders of packs
    #[arg(required = true, value_name = "FOLDER")]
    folders: Vec<PathBuf>,
}

struct Examined {
    folder: PathBuf,
    id: String,
    found: Examination,
}

fn each(args: &ExamineArgs) -> Result<Vec<Examined>, Failed> {
    args.folders.iter().map(|folder| one(folder)).collect()
}

fn one(folder: &Path) -> Result<Examined, Failed> {
    let (id, files) = pack_folder(folder)?;
    let mut found = examine(&beside_built_in(files), &id);
    // Files are named as the author knows them.
    let own = format!("{id}/");
    for complaint in &mut found.complaints {
        if let Some(name) = complaint.file.strip_prefix(&own) {
            complaint.file = folder.join(name).to_string_lossy().into_owned();
        }
    }
    Ok(Examined {
        folder: folder.to_owned(),
        id,
        found,
    })
}

/// Everything that is wrong.
pub fn lint(args: &ExamineArgs) -> Result<Said, Failed> {
    let examined = each(args)?;
    let complaints = examined.iter().flat_map(|one| &one.found.complaints);
    let stale: Vec<Complaint> = args
        .folders
        .iter()
        .flat_map(|one| texts::stale(one))
        .collect();
    let complaints: Vec<&Complaint> = complaints.chain(&stale).collect();
    if !complaints.is_empty() {
        return Err(complained(&complaints, "to mend"));
    }
    let tests = examined
        .iter()
        .filter_map(|one| one.found.coverage.as_ref());
    let tests: usize = tests.map(|coverage| coverage.tests).sum();
    let names: Vec<&str> = examined.iter().map(|one| one.id.as_str()).collect();
    let text = format!(
        "{}: nothing to mend; {tests} tests passed",
        names.join(", ")
    );
    Ok(Said::new(
        json!({ "packs": names, "tests": tests, "complaints": [] }),
        text,
    ))
}

fn complained(complaints: &[&Complaint], what: &str) -> Failed {
    let mut lines = String::new();
    for complaint in complaints {
        let _ = writeln!(lines, "{complaint}");
    }
    Failed::new(
        NOT_AS_EXPECTED,
        format!("{} {what}\n{}", complaints.len(), lines.trim_end()),
    )
}

/// The pack's own tests.
pub fn test(args: &ExamineArgs) -> Result<Said, Failed> {
    let examined = each(args)?;
    let all = examined.iter().flat_map(|one| &one.found.complaints);
    let unreadable = examined.iter().any(|one| one.found.coverage.is_none());
    let counts = |complaint: &&Complaint| unreadable || complaint.fault == Fault::Test;
    let complaints: Vec<&Complaint> = all.filter(counts).collect();
    if unreadable {
        return Err(complained(&complaints, "to mend before the tests can run"));
    }
    let coverage = examined
        .iter()
        .filter_map(|one| one.found.coverage.as_ref());
    let tests: usize = coverage.map(|coverage| coverage.tests).sum();
    let failed = complaints.len();
    let passed = tests.saturating_sub(failed);
    if failed > 0 {
        return Err(complained(&complaints, &format!("failed, {passed} passed")));
    }
    if tests == 0 {
        return Err(Failed::new(
            NOT_AS_EXPECTED,
            "there are no tests; write a [[test]] for every verdict",
        ));
    }
    let counts = json!({ "passed": passed, "failed": 0 });
    Ok(Said::new(counts, format!("{passed} passed, 0 failed")))
}

/// What the tests cover.
pub fn coverage(args: &ExamineArgs) -> Result<Said, Failed> {
    let examined = each(args)?;
    let mut text = String::new();
    let mut packs = serde_json::Map::new();
    for one in &examined {
        let Some(coverage) = &one.found.coverage else {
            let complaints: Vec<&Complaint> = one.found.complaints.iter().collect();
            return Err(complained(&complaints, "to mend first"));
        };
        let _ = writeln!(
            text,
            "{} ({})\n{}",
            one.id,
            one.folder.display(),
            told(coverage)
        );
        let json = serde_json::to_value(coverage).unwrap_or_default();
        packs.insert(one.id.clone(), json);
    }
    Ok(Said::new(json!({ "packs": packs }), text))
}

fn told(coverage: &Coverage) -> String {
    let mut text = format!(
        "  {} tests, {} failed; texts: {}\n",
        coverage.tests, coverage.failed, coverage.texts
    );
    for (what, counts) in [
        ("decision", &coverage.decisions),
        ("criterion", &coverage.criteria),
    ] {
        for (id, states) in counts {
            let each = states.iter().map(|(state, count)| match count {
                0 => format!("{state} MISSING"),
                count => format!("{state} {count}"),
            });
            let each: Vec<String> = each.collect();
            let _ = writeln!(text, "  {what} {id}: {}", each.join(", "));
        }
    }
    for (id, until) in &coverage.parameters {
        let until = until.map_or_else(
            || "no end is known".to_owned(),
            |day| format!("until {day}"),
        );
        let _ = writeln!(text, "  parameter {id}: {until}");
    }
    let sure = coverage.confidence.iter();
    let sure: Vec<String> = sure.map(|(id, count)| format!("{id} {count}")).collect();
    let _ = writeln!(
        text,
        "  citations: {} (S source, L law, F found, D derived)",
        sure.join(", ")
    );
    text
}
