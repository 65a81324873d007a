//! The measures through the vault, and through the façade over it.

mod facade;
#[path = "../../work/mod.rs"]
mod work;

use dodam_companion::{Clock, Profile};
use dodam_seal::words::from_24_words;
use dodam_vault::{Pin, RecoveryEntropy, Uptime, Vault};
use rand_core::SeedableRng;
use std::path::{Path, PathBuf};
use work::{Failed, Scale, Side};

/// The names that the shared measures use.
mod store {
    pub use dodam_vault::*;
}

const PIN: &str = "a synthetic benchmark's PIN";

struct Sealed;

/// Beside the vault lie its recovery words: whoever has them has its key in hand.
fn words_of(folder: &Path) -> PathBuf {
    folder.with_extension("words")
}

fn read_words(folder: &Path) -> Result<String, Failed> {
    Ok(std::fs::read_to_string(words_of(folder))?)
}

fn entropy(folder: &Path) -> Result<RecoveryEntropy, Failed> {
    let words = read_words(folder)?;
    Ok(RecoveryEntropy::from_bytes(*from_24_words(&words)?))
}

fn pin() -> Result<Pin, Failed> {
    Ok(Pin::new(PIN)?)
}

/// What a backup and a restore draw from: these folders hold nothing worth guessing.
fn chance() -> rand_chacha::ChaCha20Rng {
    rand_chacha::ChaCha20Rng::seed_from_u64(u64::from(std::process::id()))
}

impl Side for Sealed {
    const NAME: &'static str = "vault";

    fn create(folder: &Path) -> Result<Vault, Failed> {
        // With all that a façade needs: both are measured on one vault.
        let setup = Profile::create(folder, PIN, "합성 담당", Clock::default())?;
        std::fs::write(words_of(folder), setup.recovery_words.as_bytes())?;
        drop(setup);
        Self::open(folder)
    }

    fn open(folder: &Path) -> Result<Vault, Failed> {
        Ok(Vault::open_with_words(folder, &entropy(folder)?)?)
    }

    fn unlock(folder: &Path) -> Result<Vault, Failed> {
        let now = Uptime {
            start: [0; 16],
            since_start_ms: 1,
        };
        Ok(Vault::open(folder, &pin()?, now)?)
    }

    fn backup(vault: &Vault, target: &Path) -> Result<(), Failed> {
        let summary = vault.backup(target, &mut chance())?;
        if summary.papers_missing > 0 {
            return Err(format!("{} papers aren't in the backup", summary.papers_missing).into());
        }
        Ok(())
    }

    fn restore(of: &Path, from: &Path, folder: &Path) -> Result<Vault, Failed> {
        let secrets = (&entropy(of)?, &pin()?);
        let prepare = |_: &dodam_vault::Transaction<'_>, _| Ok::<_, dodam_vault::VaultError>(());
        Ok(Vault::restore(
            from,
            folder,
            secrets,
            &mut chance(),
            prepare,
        )?)
    }

    fn other(command: &str, folder: &Path, scale: &Scale) -> Result<(), Failed> {
        facade::run(command, folder, scale, &read_words(folder)?)
    }
}

fn main() -> Result<(), Failed> {
    work::run::<Sealed>()
}
