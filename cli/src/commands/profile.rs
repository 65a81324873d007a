use crate::commands::init;
use crate::output::{Failed, Said};
use crate::vault_access::{VaultArgs, words_in};
use clap::Subcommand;
use dodam_companion::{Clock, Profiles};
use serde_json::json;
use std::path::PathBuf;

/// Several people on one device, each with a vault and a PIN of their own
///
/// Every command takes --profile LABEL to work on one of them.
#[derive(Debug, Subcommand)]
pub enum ProfileCommand {
    /// Lists everybody
    List,
    /// Makes a vault for one more person and prints its recovery words, once
    Add {
        /// By what the person is chosen, before the PIN: everybody who holds the device sees it
        label: String,
        /// How others see what the person writes
        #[arg(long, default_value = "")]
        name: String,
        /// A file with 24 recovery words on a paper that is to serve this person too
        #[arg(long, value_name = "FILE")]
        words_file: Option<PathBuf>,
    },
    /// Gives a person another label
    Rename {
        /// The label now
        label: String,
        /// The new label
        new: String,
    },
    /// Destroys a person's vault for good
    Remove {
        /// The label
        label: String,
        /// Yes: nothing brings it back but a backup and the words
        #[arg(long, required = true)]
        for_good: bool,
    },
}

/// Runs `dodam profile …`.
pub fn run(command: &ProfileCommand, vault: &VaultArgs) -> Result<Said, Failed> {
    let profiles = Profiles::at(&vault.people()?);
    match command {
        ProfileCommand::List => {
            let all = profiles.list()?;
            let labels: Vec<&str> = all.iter().map(|entry| entry.label.as_str()).collect();
            let text = if labels.is_empty() {
                "Nobody is here yet. Begin: dodam profile add LABEL".to_owned()
            } else {
                labels.join("\n")
            };
            Ok(Said::new(json!({ "profiles": labels }), text))
        }
        ProfileCommand::Add {
            label,
            name,
            words_file: Some(file),
        } => {
            let (pin, words) = (vault.pin()?, words_in(file)?);
            let made = profiles.add_with_words(label, (&pin, &words), name, Clock::default())?;
            Ok(init::said_with_words(&made, None))
        }
        ProfileCommand::Add { label, name, .. } => {
            let setup = profiles.add(label, (&vault.pin()?, name), Clock::default())?;
            Ok(init::said(&setup, None))
        }
        ProfileCommand::Rename { label, new } => {
            profiles.rename(label, new)?;
            Ok(Said::new(
                json!({ "renamed": true }),
                "It has its new label.",
            ))
        }
        ProfileCommand::Remove { label, .. } => {
            profiles.remove(label, &vault.pin()?, Clock::default())?;
            let text = "Destroyed on this device. Backups and what others hold stay.";
            Ok(Said::new(json!({ "removed": true }), text))
        }
    }
}
