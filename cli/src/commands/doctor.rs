use crate::output::{DAMAGED, Failed, NOT_AS_EXPECTED, Said};
use crate::vault_access::{VaultArgs, words_in};
use clap::Args;
use dodam_companion::{Clock, CompanionError, Finding, Profile, RepairReport};
use serde_json::{Value, json};
use std::path::PathBuf;

/// Looks the vault over: database, index, documents, papers; says what to do
///
/// Ends with 0 where nothing is broken, with 1 where something is.
#[derive(Debug, Args)]
pub struct DoctorArgs {
    /// Read every paper to its end, which takes a while
    #[arg(long)]
    thorough: bool,
    /// Save what can be read of a damaged vault; the damaged files are kept
    #[arg(long, conflicts_with = "thorough")]
    repair: bool,
    /// For a repair without the PIN: a file with the 24 recovery words
    #[arg(long, value_name = "FILE", requires = "repair")]
    words_file: Option<PathBuf>,
}

/// Runs `dodam doctor`.
pub fn run(args: &DoctorArgs, vault: &VaultArgs) -> Result<Said, Failed> {
    if args.repair {
        let (folder, clock) = (vault.folder()?, Clock::default());
        let (profile, report) = match &args.words_file {
            Some(file) => Profile::repair_with_words(&folder, words_in(file)?.trim(), clock)?,
            None => Profile::repair(&folder, &vault.pin()?, clock)?,
        };
        return Ok(repaired(&report, &profile.examine(false)?));
    }
    let (folder, pin) = (vault.folder()?, vault.pin()?);
    let profile =
        Profile::unlock(&folder, &pin, Clock::default()).map_err(|error| match error {
            CompanionError::Damaged(_) => Failed::new(
                DAMAGED,
                format!("{error}; save what can be read: dodam doctor --repair"),
            ),
            other => other.into(),
        })?;
    let findings = profile.examine(args.thorough)?;
    let whole = !findings.iter().any(Finding::is_damage);
    let mut text: String = findings.iter().map(line).collect();
    if whole {
        text.insert_str(0, "Nothing is broken.\n");
    }
    let said: Vec<Value> = findings.iter().map(as_json).collect();
    let code = if whole { 0 } else { NOT_AS_EXPECTED };
    let json = json!({ "whole": whole, "findings": said });
    Ok(Said::new(json, text).ending_with(code))
}

fn repaired(report: &RepairReport, findings: &[Finding]) -> Said {
    let mut text = String::from("The vault opens again.\n");
    if report.incomplete.is_empty() && report.documents_lost == 0 {
        text.push_str("Everything could be read.\n");
    } else {
        text.push_str("Not everything could be read; a backup has the rest: dodam restore\n");
    }
    if report.documents_rebuilt > 0 {
        let count = report.documents_rebuilt;
        text.push_str(&format!("Documents made anew of what was sent: {count}.\n"));
    }
    text.push_str(&format!(
        "The damaged files are kept in {}.\n",
        report.set_aside.display()
    ));
    text.extend(findings.iter().map(line));
    let said: Vec<Value> = findings.iter().map(as_json).collect();
    let json = json!({
        "rows": report.rows,
        "incomplete": report.incomplete,
        "documents_rebuilt": report.documents_rebuilt,
        "documents_lost": report.documents_lost,
        "set_aside": report.set_aside,
        "findings": said,
    });
    Said::new(json, text)
}

fn line(finding: &Finding) -> String {
    let mark = if finding.is_damage() { "✗" } else { "·" };
    format!("{mark} {}\n", sentence(finding))
}

fn sentence(finding: &Finding) -> String {
    match finding {
        Finding::DatabaseDamaged { .. } => "the database is damaged; save what can be read: dodam \
             doctor --repair"
            .into(),
        Finding::IndexDamaged => {
            "the search index is damaged; make it anew: dodam doctor --repair".into()
        }
        Finding::DocumentsDamaged { count } => {
            format!("documents that can't be read: {count}; make them anew: dodam doctor --repair")
        }
        Finding::PapersLost { papers } => format!(
            "the files of {} are gone, and nobody else holds them; a backup may",
            papers.join(", ")
        ),
        Finding::PapersChanged { papers } => format!(
            "the files of {} were changed or cut; a backup or the server may have them",
            papers.join(", ")
        ),
        Finding::PapersElsewhere { count } => {
            format!("files that are not on this device: {count}; paper get fetches them")
        }
        Finding::EntriesOfNewerVersion { count } => {
            format!("entries of a newer version: {count}; they are kept and not shown")
        }
        Finding::Quarantined { count } => {
            format!("things that came and could not be used: {count}; they are kept aside")
        }
        Finding::ForeignNames { count } => {
            format!(
                "files in the vault's folder that are not its own: {count}; they are left alone"
            )
        }
        Finding::UnfinishedImport { .. } => {
            "a large file was not added to its end; add it again to go on, or: dodam storage free"
                .into()
        }
        Finding::SetAside { .. } => {
            "a repair kept the damaged files, with what was destroyed since; \
             if nothing is missing: dodam storage free --set-aside"
                .into()
        }
        Finding::OnlyHere { count } => {
            format!(
                "papers that are only on this device: {count}; save them: dodam backup --out FILE"
            )
        }
        Finding::WordsNeverChecked => "nobody checked yet that the 24 words are at hand: dodam \
             words check"
            .into(),
    }
}

fn as_json(finding: &Finding) -> Value {
    let (code, count, papers) = match finding {
        Finding::DatabaseDamaged { faults } => ("database_damaged", *faults, None),
        Finding::IndexDamaged => ("index_damaged", 1, None),
        Finding::DocumentsDamaged { count } => ("documents_damaged", *count, None),
        Finding::PapersLost { papers } => ("papers_lost", papers.len() as u64, Some(papers)),
        Finding::PapersChanged { papers } => ("papers_changed", papers.len() as u64, Some(papers)),
        Finding::PapersElsewhere { count } => ("papers_elsewhere", *count, None),
        Finding::EntriesOfNewerVersion { count } => ("entries_of_newer_version", *count, None),
        Finding::Quarantined { count } => ("quarantined", *count, None),
        Finding::ForeignNames { count } => ("foreign_names", *count, None),
        Finding::UnfinishedImport { size_bytes } => ("unfinished_import", *size_bytes, None),
        Finding::SetAside { size_bytes } => ("set_aside", *size_bytes, None),
        Finding::OnlyHere { count } => ("only_here", *count, None),
        Finding::WordsNeverChecked => ("words_never_checked", 1, None),
    };
    json!({
        "code": code,
        "damage": finding.is_damage(),
        "count": count,
        "papers": papers,
        "text": sentence(finding),
    })
}
