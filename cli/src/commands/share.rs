use crate::output::{Failed, Said};
use crate::vault_access::VaultArgs;
use clap::Args;
use serde_json::json;

/// Shares your care record with the team that gave you twelve words
#[derive(Debug, Args)]
pub struct ShareArgs {
    /// The twelve words
    #[arg(required = true, value_name = "WORDS")]
    words: Vec<String>,
}

/// Runs `dodam share`.
pub async fn run(args: &ShareArgs, vault: &VaultArgs) -> Result<Said, Failed> {
    let profile = vault.unlock()?;
    let shared = profile.share(&args.words.join(" ")).await?;
    let text = format!(
        "Shared with {}: your care record. That is your name,\n\
         phone and address, visits, your papers and what you said\n\
         about where you live, your family and your health.\n\
         Not shared: your stay, status, work and insurance, and\n\
         papers of the kinds identity and insurance.\n\
         It is sent with the next sync.",
        shared.team.name
    );
    let json = json!({
        "team": shared.team.team.to_string(),
        "name": shared.team.name,
        "strands": shared.kinds,
    });
    Ok(Said::new(json, text))
}
