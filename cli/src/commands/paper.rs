use crate::output::{Failed, Said};
use crate::vault_access::VaultArgs;
use clap::Subcommand;
use dodam_companion::{PaperDetails, PaperView};
use serde_json::{Value, json};
use std::path::PathBuf;

/// Health papers, kept sealed
#[derive(Debug, Subcommand)]
pub enum PaperCommand {
    /// Adds a file; when this ends well, it survives a dead battery
    Add {
        /// A PDF, a picture or any other file
        file: PathBuf,
        /// What you call it; otherwise the file's name
        #[arg(long)]
        title: Option<String>,
        /// identity, insurance, test_result, prescription, bill, letter or other
        #[arg(long)]
        kind: Option<String>,
        /// The day it runs out, as 2026-01-31
        #[arg(long, value_name = "DATE")]
        expires: Option<jiff::civil::Date>,
    },
    /// Lists all papers
    List,
    /// Finds papers by parts of words
    Search {
        /// Two characters are enough
        query: String,
    },
    /// Writes a paper to a file again
    Get {
        /// The paper's id
        id: String,
        /// Where to write it
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
}

/// Runs `dodam paper …`.
pub async fn run(command: &PaperCommand, vault: &VaultArgs) -> Result<Said, Failed> {
    let profile = vault.unlock()?;
    match command {
        PaperCommand::Add {
            file,
            title,
            kind,
            expires,
        } => {
            let details = PaperDetails {
                title: title.clone(),
                kind: kind.clone(),
                expires: *expires,
            };
            let paper = profile.add_paper(file, &details)?;
            let json = json!({
                "id": paper.id,
                "sha256": paper.sha256,
                "bytes": paper.size_bytes,
            });
            Ok(Said::new(
                json,
                format!("Saved on this device: {}", line(&paper)),
            ))
        }
        PaperCommand::List => Ok(listed(&profile.papers()?)),
        PaperCommand::Search { query } => Ok(listed(&profile.search_papers(query)?)),
        PaperCommand::Get { id, out } => {
            profile.fetch_paper(id).await?;
            let paper = profile.export_paper(id, out)?;
            let json = json!({ "id": paper.id, "sha256": paper.sha256, "bytes": paper.size_bytes });
            Ok(Said::new(
                json,
                format!("Written to {}: {}", out.display(), line(&paper)),
            ))
        }
    }
}

fn listed(papers: &[PaperView]) -> Said {
    let text: String = papers.iter().map(line).collect();
    let text = if text.is_empty() {
        "No papers here. Add one: dodam paper add FILE".into()
    } else {
        text
    };
    let papers: Vec<Value> = papers.iter().map(as_json).collect();
    Said::new(json!({ "papers": papers }), text)
}

fn line(paper: &PaperView) -> String {
    let place = match (paper.here, paper.safe_elsewhere) {
        (true, true) => "safe elsewhere",
        (true, false) => "only on this device",
        (false, _) => "not on this device; get fetches it",
    };
    format!(
        "{}  {} ({}, {} bytes, {place})\n",
        paper.id, paper.title, paper.kind, paper.size_bytes
    )
}

fn as_json(paper: &PaperView) -> Value {
    json!({
        "id": paper.id,
        "title": paper.title,
        "kind": paper.kind,
        "bytes": paper.size_bytes,
        "sha256": paper.sha256,
        "expires": paper.expires,
        "safe_elsewhere": paper.safe_elsewhere,
    })
}
