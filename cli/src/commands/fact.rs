use crate::output::{Failed, Said};
use crate::vault_access::VaultArgs;
use clap::Subcommand;
use dodam_companion::rules::{Facts, Packs};
use dodam_companion::{Clock, FactView, Profile, Provenance};
use serde_json::{Value, json};

/// What you say about yourself, kept in the vault
#[derive(Debug, Subcommand)]
pub enum FactCommand {
    /// Keeps facts: ID=VALUE, or ID=VALUE@DATE for the day it was said
    Set {
        /// Such as nhi_enrolled=false
        #[arg(required = true, value_name = "ID=VALUE")]
        facts: Vec<String>,
        /// Who said so, if it wasn't you
        #[arg(long, value_name = "NAME")]
        by: Option<String>,
        /// The paper it stands on, by its id
        #[arg(long, value_name = "ID")]
        paper: Option<String>,
    },
    /// Lists what counts now, and what is to be confirmed
    List,
    /// Lists everything that was ever said about a fact
    History {
        /// The fact's id
        id: String,
    },
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
    let mut from = Provenance::default();
    let said: &[String] = match command {
        FactCommand::Set { facts, by, paper } => {
            from.by.clone_from(by);
            from.paper.clone_from(paper);
            facts
        }
        FactCommand::List => return listed(&vault.unlock()?, &packs),
        FactCommand::History { id } => return history(&vault.unlock()?, &packs, id),
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
    profile.set_facts_from(&packs, &facts, &from)?;
    listed(&profile, &packs)
}

fn listed(profile: &Profile, packs: &Packs) -> Result<Said, Failed> {
    let facts = profile.facts()?;
    let confirm = profile.facts_to_confirm(packs)?;
    let text: String = facts
        .iter()
        .map(|fact| match confirm.contains(&fact.id) {
            true => format!("{}  is that still so? Say it again\n", line(fact)),
            false => line(fact),
        })
        .collect();
    let text = if text.is_empty() {
        "Nothing is said yet. Begin: dodam fact set ID=VALUE".into()
    } else {
        text
    };
    let facts: Vec<Value> = facts.iter().map(as_json).collect();
    let json = json!({ "facts": facts, "confirm": confirm });
    Ok(Said::new(json, text))
}

fn history(profile: &Profile, packs: &Packs, id: &str) -> Result<Said, Failed> {
    if packs.fact_type(id).is_none() {
        return Err(Failed::usage(format!("no fact is called {id}")));
    }
    let said = profile.fact_history(id)?;
    let text: String = said.iter().map(line).collect();
    let text = if text.is_empty() {
        format!("Nothing was said about {id} yet.")
    } else {
        text
    };
    let said: Vec<Value> = said.iter().map(as_json).collect();
    Ok(Said::new(json!({ "history": said }), text))
}

fn line(fact: &FactView) -> String {
    let value = fact.value.as_deref().unwrap_or("(rather not say)");
    let mut text = format!("{}: {value}, said on {}", fact.id, fact.said_on);
    if !fact.by.is_empty() {
        text.push_str(&format!(" by {}", fact.by));
    }
    if let Some(paper) = &fact.paper {
        text.push_str(&format!(", by paper {paper}"));
    }
    text + "\n"
}

fn as_json(fact: &FactView) -> Value {
    json!({
        "id": fact.id,
        "value": fact.value,
        "declined": fact.value.is_none(),
        "said_on": fact.said_on.to_string(),
        "by": fact.by,
        "paper": fact.paper,
        "strand": fact.strand,
    })
}
