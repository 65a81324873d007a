//! The measures on plain SQLite.

#[path = "../../work/mod.rs"]
mod work;

use bench_plain::Vault;
use std::path::Path;
use work::{Failed, Scale, Side};

/// The names that the shared measures use.
mod store {
    pub use bench_plain::*;
}

struct Plain;

impl Side for Plain {
    const NAME: &'static str = "plain";

    fn create(folder: &Path) -> Result<Vault, Failed> {
        Ok(Vault::open(folder)?)
    }

    fn open(folder: &Path) -> Result<Vault, Failed> {
        Ok(Vault::open(folder)?)
    }

    fn unlock(folder: &Path) -> Result<Vault, Failed> {
        Ok(Vault::open(folder)?)
    }

    fn backup(vault: &Vault, target: &Path) -> Result<(), Failed> {
        Ok(vault.backup(target)?)
    }

    fn restore(_: &Path, from: &Path, folder: &Path) -> Result<Vault, Failed> {
        Ok(Vault::restore(from, folder)?)
    }

    fn other(command: &str, _: &Path, _: &Scale) -> Result<(), Failed> {
        Err(format!("no measure is called {command}").into())
    }
}

fn main() -> Result<(), Failed> {
    work::run::<Plain>()
}
