use crate::commands::paper::size;
use crate::output::{Failed, Said};
use crate::vault_access::VaultArgs;
use clap::{Args, Subcommand};
use dodam_companion::{Share, StorageReport};
use serde_json::{Value, json};

/// What takes up space, and getting some back
#[derive(Debug, Args)]
pub struct StorageArgs {
    #[command(subcommand)]
    command: Option<StorageCommand>,
}

#[derive(Debug, Subcommand)]
enum StorageCommand {
    /// Gives space back where that loses nothing: what another place holds
    Free {
        /// At least so many bytes; otherwise all that can be
        bytes: Option<u64>,
        /// The damaged files that a repair kept, and nothing else: they may hold what is missing
        #[arg(long, conflicts_with = "bytes")]
        set_aside: bool,
    },
}

/// Runs `dodam storage`.
pub fn run(args: &StorageArgs, vault: &VaultArgs) -> Result<Said, Failed> {
    let profile = vault.unlock()?;
    if let Some(StorageCommand::Free { bytes, set_aside }) = &args.command {
        if *set_aside {
            let freed = profile.storage()?.set_aside_bytes;
            profile.remove_set_aside()?;
            let text = format!("Freed: {}.\n", size(freed));
            return Ok(Said::new(json!({ "freed_bytes": freed }), text));
        }
        let freed = profile.free_space(bytes.unwrap_or(u64::MAX))?;
        let enough = bytes.is_none_or(|bytes| freed >= bytes);
        let mut text = format!("Freed: {}.\n", size(freed));
        if !enough {
            text.push_str(
                "The rest is only on this device. Empty the bin: dodam paper purge --bin\n\
                 or let a server hold your papers: dodam sync\n",
            );
        }
        return Ok(Said::new(json!({ "freed_bytes": freed }), text));
    }
    let report = profile.storage()?;
    Ok(Said::new(as_json(&report), sheet(&report)))
}

fn sheet(report: &StorageReport) -> String {
    let share = |what: &str, share: Share| match share.count {
        0 => String::new(),
        count => format!("{:>10}  {what} ({count})\n", size(share.size_bytes)),
    };
    let mut text = format!(
        "{:>10}  what is said, pictures, search\n",
        size(report.database_bytes)
    );
    text.push_str(&share("papers", report.papers));
    text.push_str(&share("papers in the bin", report.bin));
    text.push_str(&share("older versions of papers", report.former));
    if report.unfinished_bytes > 0 {
        let unfinished = size(report.unfinished_bytes);
        text.push_str(&format!(
            "{unfinished:>10}  a file that was not added to its end\n"
        ));
    }
    if report.set_aside_bytes > 0 {
        let kept = size(report.set_aside_bytes);
        text.push_str(&format!("{kept:>10}  damaged files that a repair kept\n"));
    }
    let only_here = report.only_here;
    if only_here.count > 0 {
        let (count, bytes) = (only_here.count, size(only_here.size_bytes));
        text.push_str(&format!(
            "\nOnly on this device: {bytes} (files: {count}).\n"
        ));
    }
    if report.can_be_freed_bytes > 0 {
        let bytes = size(report.can_be_freed_bytes);
        text.push_str(&format!(
            "\nCan be freed: {bytes}. Do it: dodam storage free\n"
        ));
    }
    text
}

fn as_json(report: &StorageReport) -> Value {
    let share = |share: Share| json!({ "count": share.count, "bytes": share.size_bytes });
    json!({
        "database_bytes": report.database_bytes,
        "papers": share(report.papers),
        "bin": share(report.bin),
        "versions": share(report.former),
        "unfinished_bytes": report.unfinished_bytes,
        "set_aside_bytes": report.set_aside_bytes,
        "only_here": share(report.only_here),
        "can_be_freed_bytes": report.can_be_freed_bytes,
    })
}
