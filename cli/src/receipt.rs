//! `dodam receipt`: an answer of long ago, derived again.

use crate::output::{Failed, NOT_AS_EXPECTED, Said};
use crate::pack::place;
use dodam_companion::rules::{Receipt, ReducedReceipt};
use serde_json::json;
use std::path::{Path, PathBuf};

/// Look at an answer's receipt, derive it again, or take the facts out
#[derive(Debug, clap::Subcommand)]
pub enum ReceiptCommand {
    /// Show what was answered, and by which rules
    Show(ReceiptArgs),
    /// Derive the answer again from its facts and the archived rules, to the same byte
    Verify(VerifyArgs),
    /// Print what is left without facts and reasons: verdict, rules and a digest
    Reduce(ReceiptArgs),
}

/// A receipt.
#[derive(Debug, clap::Args)]
pub struct ReceiptArgs {
    /// The receipt, as `dodam check --receipts` wrote it
    file: PathBuf,
}

/// A receipt, and where its rules are.
#[derive(Debug, clap::Args)]
pub struct VerifyArgs {
    /// The receipt
    file: PathBuf,
    /// A reduced receipt that must have been made from it
    #[arg(long, value_name = "FILE")]
    reduced: Option<PathBuf>,
    /// Folder of the installed packs and the archive
    #[arg(long, value_name = "DIR")]
    store: Option<PathBuf>,
}

/// Runs it.
pub fn run(command: &ReceiptCommand) -> Result<Said, Failed> {
    match command {
        ReceiptCommand::Show(args) => show(&args.file),
        ReceiptCommand::Verify(args) => verify(args),
        ReceiptCommand::Reduce(args) => reduce(&args.file),
    }
}

fn text_of(file: &Path) -> Result<String, Failed> {
    std::fs::read_to_string(file)
        .map_err(|error| Failed::usage(format!("{}: {error}", file.display())))
}

fn read(file: &Path) -> Result<Receipt, Failed> {
    let text = text_of(file)?;
    Receipt::from_json(text.trim_end())
        .map_err(|error| Failed::usage(format!("{}: {error}", file.display())))
}

fn show(file: &Path) -> Result<Said, Failed> {
    let receipt = read(file)?;
    let answer = &receipt.answer;
    let text = format!(
        "{} on {}: {}\n{}\nby {} version {} (sha256 {})\n{} facts; see --json for all of it",
        receipt.decision,
        receipt.as_of,
        answer.verdict.id(),
        answer.text,
        answer.pack.id,
        answer.pack.version,
        answer.pack.sha256,
        receipt.facts.len()
    );
    let json = serde_json::to_value(&receipt).unwrap_or_default();
    Ok(Said::new(json, text))
}

fn verify(args: &VerifyArgs) -> Result<Said, Failed> {
    let receipt = read(&args.file)?;
    let store = place::store(args.store.as_deref())?;
    store
        .verify_receipt(&receipt)
        .map_err(|error| Failed::new(NOT_AS_EXPECTED, error.to_string()))?;
    if let Some(reduced) = &args.reduced {
        let text = text_of(reduced)?;
        let read: Result<ReducedReceipt, _> = serde_json::from_str(&text);
        if !read.is_ok_and(|reduced| reduced.is_of(&receipt)) {
            return Err(Failed::new(
                NOT_AS_EXPECTED,
                "the reduced receipt was not made from this one",
            ));
        }
    }
    let verdict = receipt.answer.verdict.id();
    let text = format!("{verdict}, derived again to the same byte");
    Ok(Said::new(
        json!({ "holds": true, "verdict": verdict }),
        text,
    ))
}

fn reduce(file: &Path) -> Result<Said, Failed> {
    let reduced = read(file)?.reduce();
    let json = serde_json::to_value(&reduced).unwrap_or_default();
    let text = json.to_string();
    Ok(Said::new(json, text))
}
