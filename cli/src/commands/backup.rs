use crate::commands::paper::size;
use crate::output::{Failed, Said};
use crate::vault_access::VaultArgs;
use clap::Args;
use serde_json::json;
use std::path::PathBuf;

/// Writes everything into one file that the recovery words open on any device; next time, what
/// is new
#[derive(Debug, Args)]
pub struct BackupArgs {
    /// Where the backup is written; keep it on something other than this device
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

/// Runs `dodam backup`.
pub fn run(args: &BackupArgs, vault: &VaultArgs) -> Result<Said, Failed> {
    let made = vault.unlock()?.back_up(&args.out)?;
    let mut text = format!(
        "Backed up. Papers: {}. File: {}, {}, of which {} were\n\
         written now. They were read again and are whole. Only your 24 words\n\
         open the file; the PIN doesn't. Keep it on another device.\n",
        made.papers,
        args.out.display(),
        size(made.size_bytes),
        size(made.written_bytes)
    );
    if made.papers_missing > 0 {
        text.push_str(&format!(
            "Not found on this device, and so not in it: {} of the papers.\n",
            made.papers_missing
        ));
    }
    let json = json!({
        "out": args.out,
        "bytes": made.size_bytes,
        "written_bytes": made.written_bytes,
        "papers": made.papers,
        "papers_missing": made.papers_missing,
    });
    Ok(Said::new(json, text))
}
