//! Which vault, and its PIN.

use crate::output::Failed;
use clap::Args;
use dodam_companion::{Clock, Profile};
use std::path::PathBuf;
use zeroize::Zeroizing;

/// Where the vault is and what opens it.
#[derive(Debug, Clone, Args)]
pub struct VaultArgs {
    /// The vault's folder
    #[arg(long, global = true, env = "DODAM_DIR", value_name = "DIR")]
    pub dir: Option<PathBuf>,
    /// Read the PIN from a file (otherwise from DODAM_PIN)
    #[arg(long, global = true, value_name = "FILE")]
    pub pin_file: Option<PathBuf>,
}

impl VaultArgs {
    /// The folder.
    pub fn folder(&self) -> Result<&PathBuf, Failed> {
        self.dir.as_ref().ok_or_else(|| {
            Failed::usage("which vault? Say where it is: dodam --dir FOLDER … (or set DODAM_DIR)")
        })
    }

    /// The PIN as given; never on the command line, where other programs see it.
    pub fn pin(&self) -> Result<Zeroizing<String>, Failed> {
        if let Some(file) = &self.pin_file {
            let read = std::fs::read_to_string(file).map(Zeroizing::new);
            let read = read.map_err(|error| {
                Failed::usage(format!(
                    "the PIN file {} can't be read: {}",
                    file.display(),
                    error.kind()
                ))
            })?;
            return Ok(Zeroizing::new(
                read.trim_end_matches(['\r', '\n']).to_owned(),
            ));
        }
        std::env::var("DODAM_PIN").map(Zeroizing::new).map_err(|_| {
            Failed::usage("the vault needs its PIN: set DODAM_PIN or give --pin-file FILE")
        })
    }

    /// Opens the vault.
    pub fn unlock(&self) -> Result<Profile, Failed> {
        Ok(Profile::unlock(
            self.folder()?,
            &self.pin()?,
            Clock::default(),
        )?)
    }
}
