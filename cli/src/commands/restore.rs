use crate::output::{Failed, Said};
use crate::vault_access::{VaultArgs, words_in};
use clap::Args;
use dodam_companion::{Clock, Profile};
use serde_json::json;
use std::path::PathBuf;

/// Makes a vault of a backup, with a new PIN, in a folder that holds none
#[derive(Debug, Args)]
pub struct RestoreArgs {
    /// The backup
    #[arg(long, value_name = "FILE")]
    from: PathBuf,
    /// A file with the 24 recovery words
    #[arg(long, value_name = "FILE")]
    words_file: PathBuf,
}

/// Runs `dodam restore`.
pub fn run(args: &RestoreArgs, vault: &VaultArgs) -> Result<Said, Failed> {
    let words = words_in(&args.words_file)?;
    let (folder, pin) = (vault.folder()?, vault.pin()?);
    let clock = Clock::default();
    let profile = Profile::restore(&args.from, &folder, (words.trim(), &pin), clock)?;
    let papers = profile.papers()?;
    let missing = papers.iter().filter(|paper| !paper.here).count();
    let papers = papers.len();
    let as_of_before = profile.newest_part_was_missing()?;
    let mut text = format!(
        "Your vault is back. Papers in it: {papers}. Its PIN is the one you\n\
         gave now; the 24 words stay the same.\n"
    );
    if as_of_before {
        text.push_str(
            "The newest part of this backup is cut or damaged: what you see is\n\
             what the backup before it held.\n",
        );
    }
    if missing > 0 {
        text.push_str(&format!(
            "Papers whose files the backup doesn't have: {missing}.\n"
        ));
    }
    let json = json!({
        "papers": papers,
        "papers_missing": missing,
        "newest_part_missing": as_of_before,
    });
    Ok(Said::new(json, text))
}
