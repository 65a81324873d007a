//! `dodam pack verify` and `install`.

use super::{StoreArgs, refused, unusable};
use crate::output::{Failed, Said, USAGE};
use dodam_companion::pack_store::{Installation, PackStoreError};
use dodam_companion::rules::{Change, Facts, Language, Packs, Request, Side};
use dodam_companion::trust::AcceptedPack;
use dodam_companion::trust::bundle::LARGEST_BUNDLE;
use serde_json::{Value, json};
use std::fmt::Write;
use std::io::Read;
use std::path::{Path, PathBuf};

/// A bundle.
#[derive(Debug, clap::Args)]
pub struct BundleArgs {
    /// The bundle
    bundle: PathBuf,
    #[command(flatten)]
    store: StoreArgs,
}

/// A bundle, and a person to say for what changes.
#[derive(Debug, clap::Args)]
pub struct InstallArgs {
    /// The bundle
    bundle: PathBuf,
    /// JSON file of facts of a person: says what the new rules change for them
    #[arg(long, value_name = "FILE")]
    facts: Option<PathBuf>,
    #[command(flatten)]
    store: StoreArgs,
}

fn read(path: &Path) -> Result<Vec<u8>, Failed> {
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).map_err(|error| unusable(path, &error))?;
    let limit = u64::try_from(LARGEST_BUNDLE)
        .unwrap_or(u64::MAX)
        .saturating_add(1);
    let read = file.take(limit).read_to_end(&mut bytes);
    read.map_err(|error| unusable(path, &error))?;
    Ok(bytes)
}

/// Whether it would be installed.
pub fn verify(args: &BundleArgs) -> Result<Said, Failed> {
    let (store, language) = (args.store.store()?, args.store.language());
    let today = crate::check::today_in_korea();
    let candidate = store
        .verify(&read(&args.bundle)?, today)
        .map_err(|error| refused(error, language))?;
    let mut text = told(&candidate.packs, language);
    let tests: usize = candidate.set.list().map(|info| info.tests_run).sum();
    let _ = write!(
        text,
        "signed, whole and listed; {tests} tests of all packs passed here"
    );
    let json = json!({ "packs": as_json(&candidate.packs, language), "tests": tests });
    Ok(Said::new(json, text))
}

/// Takes it into use.
pub fn install(args: &InstallArgs) -> Result<Said, Failed> {
    let (store, language) = (args.store.store()?, args.store.language());
    let today = crate::check::today_in_korea();
    let installed = match store.install(&read(&args.bundle)?, today) {
        Err(error @ PackStoreError::NothingNew) => {
            return Err(Failed::new(USAGE, error.to_string()));
        }
        installed => installed.map_err(|error| refused(error, language))?,
    };
    let mut text = told(&installed.packs, language);
    text.push_str("installed; rules count from the day they are valid\n");
    let changes = match &args.facts {
        None => None,
        Some(file) => Some(changes(&installed, file, language)?),
    };
    if let Some(changes) = &changes {
        text.push_str(&changes_told(changes));
    }
    let json = json!({ "packs": as_json(&installed.packs, language), "changes": changes });
    Ok(Said::new(json, text))
}

fn told(packs: &[AcceptedPack], language: &str) -> String {
    let mut text = String::new();
    for pack in packs {
        let _ = writeln!(
            text,
            "{} version {} · {}",
            pack.listing.id,
            pack.listing.version,
            pack.label.text(language)
        );
    }
    text
}

fn as_json(packs: &[AcceptedPack], language: &str) -> Vec<Value> {
    let each = packs.iter().map(|pack| {
        json!({
            "id": pack.listing.id,
            "version": pack.listing.version,
            "sha256": pack.listing.sha256,
            "label": pack.label.text(language),
        })
    });
    each.collect()
}

/// What the new rules change for one person, today.
fn changes(installed: &Installation, file: &Path, language: &str) -> Result<Vec<Change>, Failed> {
    let text = std::fs::read_to_string(file).map_err(|error| unusable(file, &error))?;
    let request = Request {
        as_of: crate::check::today_in_korea(),
        known_at: None,
        decisions: Vec::new(),
        language: Language::from_tag(language).unwrap_or(Language::En),
    };
    let facts = |packs: &Packs| {
        let mut facts = Facts::new();
        facts.set_json(packs, &text, request.as_of).map(|()| facts)
    };
    let usage = |error: dodam_companion::rules::InputError| Failed::usage(error.to_string());
    let facts = facts(&installed.after).map_err(usage)?;
    let changes = installed
        .after
        .changes_since(&installed.before, &request, &facts);
    changes.map_err(usage)
}

fn changes_told(changes: &[Change]) -> String {
    if changes.is_empty() {
        return "nothing changes for this person today".to_owned();
    }
    let said = |side: Option<&Side>| {
        side.map_or_else(
            || "not answered".to_owned(),
            |side| format!("{} (version {})", side.verdict.id(), side.version),
        )
    };
    let mut text = String::from("what changes for this person today:\n");
    for change in changes {
        let (before, after) = (said(change.before.as_ref()), said(change.after.as_ref()));
        let _ = writeln!(text, "  {}: {before} -> {after}", change.decision);
        for criterion in &change.because {
            let _ = writeln!(text, "    {}: {}", criterion.id, criterion.why);
        }
    }
    text
}
