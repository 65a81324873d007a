//! Which vault, and its PIN.

use crate::output::Failed;
use clap::Args;
use dodam_companion::{Clock, Profile, Profiles};
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// Where the vault is and what opens it.
#[derive(Debug, Clone, Args)]
pub struct VaultArgs {
    /// The vault's folder
    #[arg(long, global = true, env = "DODAM_DIR", value_name = "DIR")]
    pub dir: Option<PathBuf>,
    /// Whose vault, where several people keep theirs in the folder
    #[arg(long, global = true, env = "DODAM_PROFILE", value_name = "LABEL")]
    pub profile: Option<String>,
    /// Read the PIN from a file (otherwise from DODAM_PIN)
    #[arg(long, global = true, value_name = "FILE")]
    pub pin_file: Option<PathBuf>,
}

impl VaultArgs {
    /// The folder of the vault: of the person named by `--profile`, where somebody is.
    pub fn folder(&self) -> Result<PathBuf, Failed> {
        let dir = self.people()?;
        match &self.profile {
            Some(label) => Ok(Profiles::at(&dir).find(label)?.folder),
            None => Ok(dir),
        }
    }

    /// The folder that was given: of one vault, or of the vaults of several people.
    pub fn people(&self) -> Result<PathBuf, Failed> {
        self.dir.clone().ok_or_else(|| {
            Failed::usage("which vault? Say where it is: dodam --dir FOLDER … (or set DODAM_DIR)")
        })
    }

    /// The PIN as given; never on the command line, where other programs see it.
    pub fn pin(&self) -> Result<Zeroizing<String>, Failed> {
        secret(
            self.pin_file.as_ref(),
            "DODAM_PIN",
            "the vault needs its PIN: set DODAM_PIN or give --pin-file FILE",
        )
    }

    /// Opens the vault.
    pub fn unlock(&self) -> Result<Profile, Failed> {
        Ok(Profile::unlock(
            &self.folder()?,
            &self.pin()?,
            Clock::default(),
        )?)
    }
}

/// A secret from a file, without the line break that ends it, or from the environment.
pub fn secret(
    file: Option<&PathBuf>,
    variable: &str,
    otherwise: &str,
) -> Result<Zeroizing<String>, Failed> {
    let Some(file) = file else {
        let given = std::env::var(variable).map(Zeroizing::new);
        return given.map_err(|_| Failed::usage(otherwise));
    };
    let read = read("PIN file", file)?;
    Ok(Zeroizing::new(
        read.trim_end_matches(['\r', '\n']).to_owned(),
    ))
}

/// The recovery words in a file.
pub fn words_in(file: &Path) -> Result<Zeroizing<String>, Failed> {
    read("file of words", file)
}

fn read(what: &str, file: &Path) -> Result<Zeroizing<String>, Failed> {
    let read = std::fs::read_to_string(file).map(Zeroizing::new);
    read.map_err(|error| {
        let (file, kind) = (file.display(), error.kind());
        Failed::usage(format!("the {what} {file} can't be read: {kind}"))
    })
}
