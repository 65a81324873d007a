use crate::output::{Failed, Said};
use crate::vault_access::VaultArgs;
use clap::Args;
use dodam_companion::{Clock, Profile};
use serde_json::json;

/// Makes a vault in a folder and prints its recovery words, once
#[derive(Debug, Args)]
pub struct InitArgs {
    /// How others see what you write, such as "Nurse Kim"
    #[arg(long, default_value = "")]
    name: String,
}

/// Runs `dodam init`.
pub fn run(args: &InitArgs, vault: &VaultArgs) -> Result<Said, Failed> {
    let setup = Profile::create(vault.folder()?, &vault.pin()?, &args.name, Clock::default())?;
    let words = setup.recovery_words.as_str();
    let mut text = String::from(
        "Your vault is made. These 24 words bring it back if this\n\
         device or the PIN is lost. Write them on paper now; they are\n\
         not shown again. Whoever has them can read everything.\n\n",
    );
    for (number, line) in words.split(' ').collect::<Vec<_>>().chunks(6).enumerate() {
        text.push_str(&format!("{:>4}  {}\n", number * 6 + 1, line.join(" ")));
    }
    let said = Said::new(json!({ "words": words }), text);
    let profile = setup.profile;
    Ok(said.then(move || {
        // Where this can't be stored, `init` makes the vault anew as long as nothing is in it.
        let _ = profile.words_were_shown();
    }))
}
