use crate::output::{Failed, Said};
use crate::vault_access::VaultArgs;
use clap::Args;
use serde_json::json;

/// Enrols this device at a server with a code from its operator
#[derive(Debug, Args)]
pub struct JoinArgs {
    /// Such as 7K2M-9QXA-3DRT
    code: String,
    /// The server's address
    #[arg(long, env = "DODAM_SERVER", value_name = "URL")]
    server: String,
}

/// Runs `dodam join`.
pub async fn run(args: &JoinArgs, vault: &VaultArgs) -> Result<Said, Failed> {
    let profile = vault.unlock()?;
    profile.enrol(&args.server, &args.code).await?;
    let text = "This device may store at the server now. The server can't\nread what it stores.";
    Ok(Said::new(
        json!({ "server": args.server, "enrolled": true }),
        text,
    ))
}
