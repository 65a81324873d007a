//! What the tests of whole vaults share. All of it is synthetic.

#![allow(dead_code, reason = "each test file uses a part")]

use dodam_seal::{ChainId, Hash};
use dodam_vault::{Held, Paper, PaperListing, Pin, RecoveryEntropy, SealedFile, Uptime, Vault};
use rand_chacha::ChaCha20Rng;
use rand_core::{Rng, SeedableRng, TryCryptoRng, TryRng};
use std::convert::Infallible;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The PIN of every test vault.
pub const PIN: &str = "synthetic 7391";

/// An hour after the device was started.
pub const NOW: Uptime = Uptime {
    start: [3; 16],
    since_start_ms: 3_600_000,
};

pub fn pin() -> Pin {
    Pin::new(PIN).unwrap()
}

pub fn rng(seed: u8) -> ChaCha20Rng {
    ChaCha20Rng::from_seed([seed; 32])
}

/// Chance that does something when it is first asked: a moment to step in between.
pub struct Meddling<F: FnOnce()> {
    pub chance: ChaCha20Rng,
    pub once: Option<F>,
}

impl<F: FnOnce()> TryRng for Meddling<F> {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok(self.chance.next_u32())
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(self.chance.next_u64())
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        if let Some(meddle) = self.once.take() {
            meddle();
        }
        self.chance.fill_bytes(bytes);
        Ok(())
    }
}

impl<F: FnOnce()> TryCryptoRng for Meddling<F> {}

/// A vault in a folder of its own, which goes when it is dropped.
pub struct TestVault {
    pub vault: Vault,
    pub words: RecoveryEntropy,
    pub folder: TempDir,
}

impl TestVault {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (vault, words) = Vault::create(folder.path(), &pin(), &mut rng(1)).unwrap();
        Self {
            vault,
            words,
            folder,
        }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Closes the vault and keeps the folder.
    pub fn close(self) -> (TempDir, RecoveryEntropy) {
        drop(self.vault);
        (self.folder, self.words)
    }
}

pub fn stream(name: u8) -> ChainId {
    ChainId::from_bytes([name; 32])
}

pub fn hash(name: u8) -> Hash {
    Hash::from_bytes([name; 32])
}

pub fn paper(id: u8, file: SealedFile, title: &str) -> Paper {
    let listing = PaperListing {
        title: title.into(),
        kind: "bill".into(),
        ..PaperListing::default()
    };
    Paper {
        id: [id; 16],
        strand_id: stream(1),
        file,
        held: Held::OnlyHere,
        listing,
    }
}

/// Bytes that don't compress and don't repeat.
pub fn noise(len: usize) -> Vec<u8> {
    let mut bytes = vec![0; len];
    rng(9).fill_bytes(&mut bytes);
    bytes
}

/// Every file under a folder.
pub fn files_under(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files_under(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Says on the terminal that a test did not run: the harness hides what a passing test prints.
pub fn say_skipped(why: &str) {
    use std::io::Write;
    let _ = writeln!(std::io::stderr(), "SKIPPED: {why}");
}
