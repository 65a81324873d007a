use crate::output::{Failed, Said};
use crate::vault_access::{VaultArgs, words_in};
use clap::{Args, Subcommand};
use serde_json::json;
use std::path::PathBuf;

/// The 24 recovery words: whether they are at hand, and checking that they are right
///
/// They are shown once, when the vault is made; the vault itself doesn't keep them.
#[derive(Debug, Args)]
pub struct WordsArgs {
    #[command(subcommand)]
    command: Option<WordsCommand>,
}

#[derive(Debug, Subcommand)]
enum WordsCommand {
    /// Checks that the words you wrote down are this vault's
    Check {
        /// A file with the 24 recovery words
        #[arg(long, value_name = "FILE")]
        words_file: PathBuf,
    },
}

/// Runs `dodam words`.
pub fn run(args: &WordsArgs, vault: &VaultArgs) -> Result<Said, Failed> {
    if let Some(WordsCommand::Check { words_file }) = &args.command {
        let words = words_in(words_file)?;
        let profile = vault.unlock()?;
        profile.check_words(words.trim())?;
        let text = "These are the words of this vault. Keep them on paper,\n\
                    and not in a file on this device.";
        return Ok(Said::new(json!({ "right": true }), text));
    }
    let state = vault.unlock()?.lock_state()?;
    let text = match state.words_checked_on {
        Some(day) => format!("The words were checked on {day}."),
        None => "The words were never checked. Type them from your paper\n\
                 into a file and run: dodam words check --words-file FILE"
            .to_owned(),
    };
    let checked = state.words_checked_on.map(|day| day.to_string());
    let json = json!({ "checked_on": checked, "wipe_after": state.wipe_after });
    Ok(Said::new(json, text))
}
