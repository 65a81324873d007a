use crate::output::{Failed, Said};
use crate::vault_access::VaultArgs;
use clap::Subcommand;
use dodam_companion::ConflictView;
use serde_json::{Value, json};

/// Where two people wrote different things
#[derive(Debug, Subcommand)]
pub enum ConflictsCommand {
    /// Lists every field that waits, with all its values and who wrote them
    List,
    /// Chooses one value; the next sync settles it everywhere
    Resolve {
        /// Whose record
        person: String,
        /// Which field, such as phone
        field: String,
        /// The value to keep, as listed; leave out to keep it empty
        value: Option<String>,
    },
}

/// Runs `dodam conflicts …`.
pub fn run(command: &ConflictsCommand, vault: &VaultArgs) -> Result<Said, Failed> {
    let profile = vault.unlock()?;
    if let ConflictsCommand::Resolve {
        person,
        field,
        value,
    } = command
    {
        profile.resolve_conflict(person, field, value.as_deref())?;
    }
    let conflicts = profile.conflicts()?;
    let text: String = conflicts.iter().map(card).collect();
    let text = if text.is_empty() {
        "Nothing waits for a choice.".into()
    } else {
        text
    };
    let conflicts: Vec<Value> = conflicts.iter().map(as_json).collect();
    Ok(Said::new(json!({ "conflicts": conflicts }), text))
}

fn card(conflict: &ConflictView) -> String {
    let mut text = format!("{} of {}\n", conflict.field, conflict.person);
    for choice in &conflict.values {
        let value = choice.value.as_deref().unwrap_or("(empty)");
        text.push_str(&format!("  {value}  by {}\n", choice.by));
    }
    text
}

/// A conflict as programs read it.
pub fn as_json(conflict: &ConflictView) -> Value {
    let values: Vec<Value> = conflict
        .values
        .iter()
        .map(|choice| json!({ "value": choice.value, "by": choice.by, "at_ms": choice.at_ms }))
        .collect();
    json!({ "person": conflict.person, "field": conflict.field, "values": values })
}
