use crate::output::{Failed, Said};
use crate::vault_access::{VaultArgs, words_in};
use clap::Args;
use dodam_companion::{Clock, Profile, Setup};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// Makes a vault in a folder and prints its recovery words, once
///
/// With --words-file the vault is made for words that your household has on paper already: one
/// sheet then brings back several people's vaults, and whoever holds it can read them all.
#[derive(Debug, Args)]
pub struct InitArgs {
    /// How others see what you write, such as "Nurse Kim"
    #[arg(long, default_value = "")]
    name: String,
    /// Write a first backup at once, best on something other than this device
    #[arg(long, value_name = "FILE")]
    backup: Option<PathBuf>,
    /// A file with 24 recovery words that you have on paper already
    #[arg(long, value_name = "FILE")]
    words_file: Option<PathBuf>,
}

/// Runs `dodam init`.
pub fn run(args: &InitArgs, vault: &VaultArgs) -> Result<Said, Failed> {
    let (folder, pin, clock) = (vault.folder()?, vault.pin()?, Clock::default());
    let backup = args.backup.as_deref();
    if let Some(file) = &args.words_file {
        let words = words_in(file)?;
        let profile = Profile::create_with_words(&folder, (&pin, &words), &args.name, clock)?;
        return Ok(said_with_words(&profile, backup));
    }
    let setup = Profile::create(&folder, &pin, &args.name, clock)?;
    Ok(said(&setup, backup))
}

/// That a vault was made for words that are on paper already, and where its first backup is.
pub fn said_with_words(profile: &Profile, backup_at: Option<&Path>) -> Said {
    let mut text = String::from(
        "Your vault is made. The 24 words you gave bring it back if this\n\
         device or the PIN is lost. Whoever has that paper can read\n\
         everything in every vault that was made for it.\n",
    );
    let backup = first_backup(profile, backup_at, &mut text);
    Said::new(json!({ "words": null, "backup": backup }), text)
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
    let backup = first_backup(&setup.profile, backup_at, &mut text);
    let json = json!({ "words": words, "backup": backup });
    let profile = setup.profile.clone();
    Said::new(json, text).then(move || {
        // Where this can't be stored, `init` makes the vault anew as long as nothing is in it.
        let _ = profile.words_were_shown();
    })
}

/// Writes the backup that was asked for and says where it is, or that there is none.
fn first_backup(profile: &Profile, backup_at: Option<&Path>, text: &mut String) -> Value {
    let Some(out) = backup_at else {
        text.push_str(ONLY_HERE);
        return Value::Null;
    };
    match profile.back_up(out) {
        Ok(made) => {
            text.push_str(&format!("A first backup is in {}.\n", out.display()));
            json!({ "out": out, "bytes": made.size_bytes })
        }
        // The vault is there all the same, and its words must be seen.
        Err(error) => {
            text.push_str(&format!("The backup was not written: {error}. {ONLY_HERE}"));
            Value::Null
        }
    }
}

const ONLY_HERE: &str = "Nothing of this vault is anywhere else yet: if the device is lost,
so is all you keep in it. After you have put something in, save it
on another device: dodam backup --out FILE
";
