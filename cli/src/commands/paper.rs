//! `dodam paper`: adding, finding, changing and destroying papers.

mod change;
mod show;

use crate::output::{Failed, Said};
use crate::vault_access::VaultArgs;
use clap::{Args, Subcommand};
use dodam_companion::{PaperDetails, PaperQuery};
use jiff::civil::Date;
use serde_json::json;
pub use show::size;
use show::{line, listed};
use std::path::PathBuf;

/// Health papers, kept sealed
#[derive(Debug, Subcommand)]
pub enum PaperCommand {
    Add(AddArgs),
    List(ListArgs),
    Search(SearchArgs),
    /// Shows everything about a paper
    Show {
        /// The paper's id
        id: String,
    },
    /// Writes a paper to a file again
    Get {
        /// The paper's id
        id: String,
        /// Where to write it
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        /// An older version, by the number that `show` gives
        #[arg(long, value_name = "NUMBER")]
        version: Option<u32>,
    },
    /// Writes a paper's small picture to a file
    Thumbnail {
        /// The paper's id
        id: String,
        /// Where to write it
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    Edit(change::EditArgs),
    /// Puts another file in a paper's place; the older one stays as a version
    Replace {
        /// The paper's id
        id: String,
        /// The new file
        file: PathBuf,
    },
    /// Puts a paper into the bin; `restore` takes it out again
    Remove {
        /// The paper's id
        id: String,
    },
    /// Takes a paper out of the bin
    Restore {
        /// The paper's id
        id: String,
    },
    Purge(change::PurgeArgs),
}

/// Adds a file; when this ends well, it survives a dead battery
#[derive(Debug, Args)]
pub struct AddArgs {
    /// A PDF, a picture or any other file
    file: PathBuf,
    /// What you call it; otherwise the file's name
    #[arg(long)]
    title: Option<String>,
    /// residence_card, passport, identity, insurance, bill, receipt, prescription, test_result,
    /// vaccination, referral, letter or other
    #[arg(long)]
    kind: Option<String>,
    /// Who issued it
    #[arg(long, value_name = "NAME")]
    issuer: Option<String>,
    /// The day that stands on it, as 2026-01-31
    #[arg(long, value_name = "DATE")]
    dated: Option<Date>,
    /// The day it runs out
    #[arg(long, value_name = "DATE")]
    expires: Option<Date>,
    /// What you want to remember about it
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// A word to find it by; may be given more than once
    #[arg(long = "tag", value_name = "WORD")]
    tags: Vec<String>,
    /// The visit it belongs to, by its id
    #[arg(long, value_name = "ID")]
    visit: Option<String>,
}

/// Lists papers, those added last first
#[derive(Debug, Args)]
pub struct ListArgs {
    #[command(flatten)]
    only: OnlyArgs,
}

/// Finds papers by parts of words, best match first
#[derive(Debug, Args)]
pub struct SearchArgs {
    /// Two characters are enough
    query: String,
    #[command(flatten)]
    only: OnlyArgs,
}

/// Which papers.
#[derive(Debug, Args)]
struct OnlyArgs {
    /// Only this kind
    #[arg(long)]
    kind: Option<String>,
    /// Only those that run out on this day or before, soonest first
    #[arg(long, value_name = "DATE")]
    expires_until: Option<Date>,
    /// Those in the bin
    #[arg(long)]
    bin: bool,
}

impl OnlyArgs {
    fn query(&self, words: &str) -> PaperQuery {
        PaperQuery {
            words: words.to_owned(),
            kind: self.kind.clone(),
            expires_until: self.expires_until,
            binned: self.bin,
        }
    }
}

/// Runs `dodam paper …`.
pub async fn run(command: &PaperCommand, vault: &VaultArgs) -> Result<Said, Failed> {
    let profile = vault.unlock()?;
    match command {
        PaperCommand::Add(args) => {
            let paper = profile.add_paper(&args.file, &args.details())?;
            let json = json!({
                "id": paper.id,
                "sha256": paper.sha256,
                "bytes": paper.size_bytes,
            });
            Ok(Said::new(
                json,
                format!("Saved on this device:\n{}", line(&paper)),
            ))
        }
        PaperCommand::List(args) => listed(&profile, &args.only.query("")),
        PaperCommand::Search(args) if args.query.trim().is_empty() => {
            Err(Failed::usage("what is to be found? Type a part of a word"))
        }
        PaperCommand::Search(args) => listed(&profile, &args.only.query(&args.query)),
        PaperCommand::Show { id } => Ok(show::sheet(&profile.paper(id)?)),
        PaperCommand::Get { id, out, version } => {
            if let Some(number) = version {
                profile.fetch_paper_version(id, *number).await?;
                let got = profile.export_paper_version(id, *number, out)?;
                let json = json!({ "id": id, "sha256": got.sha256, "bytes": got.size_bytes });
                let text = format!("Written to {}: version {number}", out.display());
                return Ok(Said::new(json, text));
            }
            profile.fetch_paper(id).await?;
            let paper = profile.export_paper(id, out)?;
            let json = json!({ "id": paper.id, "sha256": paper.sha256, "bytes": paper.size_bytes });
            Ok(Said::new(
                json,
                format!("Written to {}:\n{}", out.display(), line(&paper)),
            ))
        }
        PaperCommand::Thumbnail { id, out } => show::thumbnail(&profile, id, out),
        PaperCommand::Edit(args) => {
            let sheet = profile.edit_paper(&args.id, &args.edit())?;
            Ok(show::sheet(&sheet))
        }
        PaperCommand::Replace { id, file } => {
            let sheet = profile.replace_paper(id, file)?;
            Ok(show::sheet(&sheet))
        }
        PaperCommand::Remove { id } => {
            profile.bin_paper(id)?;
            let text = format!("It lies in the bin. Take it out: dodam paper restore {id}");
            Ok(Said::new(json!({ "id": id, "removed": true }), text))
        }
        PaperCommand::Restore { id } => {
            profile.restore_paper(id)?;
            let text = "It is back.".to_owned();
            Ok(Said::new(json!({ "id": id, "removed": false }), text))
        }
        PaperCommand::Purge(args) => change::purge(&profile, args),
    }
}

impl AddArgs {
    fn details(&self) -> PaperDetails {
        PaperDetails {
            title: self.title.clone(),
            kind: self.kind.clone(),
            issuer: self.issuer.clone(),
            dated: self.dated,
            expires: self.expires,
            note: self.note.clone(),
            tags: self.tags.clone(),
            visit: self.visit.clone(),
            text: None,
            thumbnail: None,
        }
    }
}
