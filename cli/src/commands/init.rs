use crate::output::{Failed, Said};
use crate::vault_access::VaultArgs;
use clap::Args;
use dodam_companion::{Clock, Profile, Setup};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// Makes a vault in a folder and prints its recovery words, once
#[derive(Debug, Args)]
pub struct InitArgs {
    /// How others see what you write, such as "Nurse Kim"
    #[arg(long, default_value = "")]
    name: String,
    /// Write a first backup at once, best on something other than this device
    #[arg(long, value_name = "FILE")]
    backup: Option<PathBuf>,
}

/// Runs `dodam init`.
pub fn run(args: &InitArgs, vault: &VaultArgs) -> Result<Said, Failed> {
    let setup = Profile::create(
        &vault.folder()?,
        &vault.pin()?,
        &args.name,
        Clock::default(),
    )?;
    Ok(said(&setup, args.backup.as_deref()))
}

/// The words of a new vault, and where its first backup is, or that there is none.
pub fn said(setup: &Setup, backup_at: Option<&Path>) -> Said {
    let words = setup.recovery_words.as_str();
    let mut text = String::from(
        "Your vault is made. These 24 words bring it back if this\n\
         device or the PIN is lost. Write them on paper now; they are\n\
         not shown again. Whoever has them can read everything.\n\n",
    );
    for (number, line) in words.split(' ').collect::<Vec<_>>().chunks(6).enumerate() {
        text.push_str(&format!("{:>4}  {}\n", number * 6 + 1, line.join(" ")));
    }
    text.push_str("\nWrote them down? Check: dodam words check --words-file FILE\n");
    let mut backup = Value::Null;
    match backup_at {
        Some(out) => match setup.profile.back_up(out) {
            Ok(made) => {
                text.push_str(&format!("A first backup is in {}.\n", out.display()));
                backup = json!({ "out": out, "bytes": made.size_bytes });
            }
            // The vault is there, and its words must be seen.
            Err(error) => {
                text.push_str(&format!("The backup was not written: {error}. {ONLY_HERE}"));
            }
        },
        None => text.push_str(ONLY_HERE),
    }
    let json = json!({ "words": words, "backup": backup });
    let profile = setup.profile.clone();
    Said::new(json, text).then(move || {
        // Where this can't be stored, `init` makes the vault anew as long as nothing is in it.
        let _ = profile.words_were_shown();
    })
}

const ONLY_HERE: &str = "Nothing of this vault is anywhere else yet: if the device is lost,
so is all you keep in it. After you have put something in, save it
on another device: dodam backup --out FILE
";
