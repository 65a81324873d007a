use crate::output::{Failed, Said};
use crate::vault_access::{VaultArgs, words_in};
use clap::{Args, Subcommand};
use dodam_companion::{Clock, Profile};
use serde_json::json;
use std::path::PathBuf;
use zeroize::Zeroizing;

/// The PIN: changed, replaced with the words, and what follows from wrong ones
#[derive(Debug, Subcommand)]
pub enum PinCommand {
    /// Changes the PIN
    Change {
        #[command(flatten)]
        new: NewPinArgs,
    },
    /// Gives the vault a new PIN when the old one is lost: the 24 words open it
    Reset {
        /// A file with the 24 recovery words
        #[arg(long, value_name = "FILE")]
        words_file: PathBuf,
        #[command(flatten)]
        new: NewPinArgs,
    },
    /// Lets the vault destroy itself after so many wrong PINs in a row
    WipeAfter {
        /// Ten or more
        failures: u32,
        /// A file with the 24 recovery words: without them nothing brings it back
        #[arg(long, value_name = "FILE")]
        words_file: PathBuf,
    },
    /// Never lets the vault destroy itself, which is how it begins
    WipeNever,
}

/// Where a new PIN is read from.
#[derive(Debug, Args)]
pub struct NewPinArgs {
    /// Read the new PIN from a file (otherwise from DODAM_NEW_PIN)
    #[arg(long, value_name = "FILE")]
    new_pin_file: Option<PathBuf>,
}

impl NewPinArgs {
    fn read(&self) -> Result<Zeroizing<String>, Failed> {
        crate::vault_access::secret(
            self.new_pin_file.as_ref(),
            "DODAM_NEW_PIN",
            "what is the new PIN? Set DODAM_NEW_PIN or give --new-pin-file FILE",
        )
    }
}

/// Runs `dodam pin …`.
pub fn run(command: &PinCommand, vault: &VaultArgs) -> Result<Said, Failed> {
    match command {
        PinCommand::Change { new } => {
            let new = new.read()?;
            let (profile, current) = (vault.unlock()?, vault.pin()?);
            profile.change_pin(&current, &new)?;
            let text = "The PIN is changed. The 24 words stay the same.";
            Ok(Said::new(json!({ "changed": true }), text))
        }
        PinCommand::Reset { words_file, new } => {
            let (words, new) = (words_in(words_file)?, new.read()?);
            let clock = Clock::default();
            Profile::reset_pin(&vault.folder()?, words.trim(), &new, clock)?;
            let text = "The vault has its new PIN. The 24 words stay the same.";
            Ok(Said::new(json!({ "changed": true }), text))
        }
        PinCommand::WipeAfter {
            failures,
            words_file,
        } => {
            let words = words_in(words_file)?;
            vault.unlock()?.wipe_after(*failures, words.trim())?;
            let text = format!(
                "After {failures} wrong PINs in a row this vault destroys itself.\n\
                 Only a backup and the 24 words bring it back: dodam backup --out FILE"
            );
            Ok(Said::new(json!({ "wipe_after": failures }), text))
        }
        PinCommand::WipeNever => {
            vault.unlock()?.never_wipe()?;
            let text = "However many PINs are wrong, this vault stays.";
            Ok(Said::new(json!({ "wipe_after": null }), text))
        }
    }
}
