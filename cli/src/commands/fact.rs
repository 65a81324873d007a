use crate::output::{Failed, Said};
use crate::vault_access::VaultArgs;
use clap::Subcommand;
use dodam_companion::rules::Facts;
use dodam_companion::{Clock, FactView, Profile};
use serde_json::{Value, json};

/// What you say about yourself, kept in the vault
#[derive(Debug, Subcommand)]
pub enum FactCommand {
    /// Keeps facts: ID=VALUE, or ID=VALUE@DATE for the day it was said
    Set {
        /// Such as nhi_enrolled=false
        #[arg(required = true, value_name = "ID=VALUE")]
        facts: Vec<String>,
    },
    /// Lists what counts now
    List,
    /// Says that you would rather not say; you aren't asked again
    Decline {
        /// The fact's id
        id: String,
    },
}

/// Runs `dodam fact …`.
pub fn run(command: &FactCommand, vault: &VaultArgs) -> Result<Said, Failed> {
    let packs =
        dodam_companion::packs::embedded().map_err(|error| Failed::usage(error.to_string()))?;
    let said: &[String] = match command {
        FactCommand::Set { facts } => facts,
        FactCommand::List => return listed(&vault.unlock()?),
        FactCommand::Decline { id } => &[format!("{id}=declined")],
    };
    let today = Clock::default().today();
    let mut facts = Facts::new();
    for fact in said {
        facts
            .set_text(&packs, fact, today)
            .map_err(|error| Failed::usage(error.to_string()))?;
    }
    let profile = vault.unlock()?;
    profile.set_facts(&packs, &facts)?;
    listed(&profile)
}

fn listed(profile: &Profile) -> Result<Said, Failed> {
    let facts = profile.facts()?;
    let text: String = facts.iter().map(line).collect();
    let text = if text.is_empty() {
        "Nothing is said yet. Begin: dodam fact set ID=VALUE".into()
    } else {
        text
    };
    let facts: Vec<Value> = facts.iter().map(as_json).collect();
    Ok(Said::new(json!({ "facts": facts }), text))
}

fn line(fact: &FactView) -> String {
    let value = fact.value.as_deref().unwrap_or("(rather not say)");
    format!("{}: {value}, said on {}\n", fact.id, fact.said_on)
}

fn as_json(fact: &FactView) -> Value {
    json!({
        "id": fact.id,
        "value": fact.value,
        "declined": fact.value.is_none(),
        "said_on": fact.said_on.to_string(),
        "by": fact.by,
        "strand": fact.strand,
    })
}
