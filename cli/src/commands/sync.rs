use crate::output::{Failed, Said};
use crate::vault_access::VaultArgs;
use clap::Args;
use dodam_companion::SyncReport;
use serde_json::{Value, json};

/// Sends what waits here and fetches what is new
#[derive(Debug, Args)]
pub struct SyncArgs {
    /// The server's address, where it has changed
    #[arg(long, env = "DODAM_SERVER", value_name = "URL")]
    server: Option<String>,
}

/// Runs `dodam sync`.
pub async fn run(args: &SyncArgs, vault: &VaultArgs) -> Result<Said, Failed> {
    let profile = vault.unlock()?;
    if let Some(server) = &args.server {
        profile.set_server_url(server)?;
    }
    let report = profile.sync().await?;
    Ok(Said::new(as_json(&report), text(&report)))
}

/// The report as the contract prints it.
pub fn as_json(report: &SyncReport) -> Value {
    json!({
        "sent": report.sent,
        "received": report.received,
        "pending": report.pending,
        "quarantined": report.quarantined,
        "conflicts": report.conflicts,
        "older_copy": report.older_copy,
        "bytes_up": report.traffic.bytes_up,
        "bytes_down": report.traffic.bytes_down,
        "files_refused": report.files_refused,
        "requests": report.traffic.requests,
    })
}

const OLDER_COPY: &str = "\nThis vault was an older copy of itself, or another copy is in use: \
    what it lacked came back from the server, and what was written since is kept.";

fn text(report: &SyncReport) -> String {
    let mut text = format!("Sent {}, received {}.", report.sent, report.received);
    if report.older_copy {
        text.push_str(OLDER_COPY);
    }
    let mut more = |count: u64, words: &str| {
        if count > 0 {
            text.push_str(&format!("\n{count} {words}"));
        }
    };
    more(report.pending, "still waiting here.");
    more(report.quarantined, "kept aside because they can't be used.");
    more(
        report.files_refused,
        "of your files can't be kept there: damaged or too large. Look: dodam doctor --thorough",
    );
    more(
        report.conflicts,
        "waiting for you to choose: dodam conflicts list",
    );
    text
}
