use crate::output::{Failed, Said};
use crate::vault_access::VaultArgs;
use clap::Args;
use dodam_companion::{Clock, Profile};
use serde_json::json;

/// Destroys the vault for good, with everything in it
#[derive(Debug, Args)]
pub struct DestroyArgs {
    /// Yes: nothing brings it back but a backup and the words
    #[arg(long, required = true)]
    for_good: bool,
}

/// Runs `dodam destroy`.
pub fn run(_: &DestroyArgs, vault: &VaultArgs) -> Result<Said, Failed> {
    Profile::destroy(&vault.folder()?, &vault.pin()?, Clock::default())?;
    let text = "Destroyed on this device. Backups and what others hold stay.";
    Ok(Said::new(json!({ "destroyed": true }), text))
}
