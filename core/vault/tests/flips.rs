//! One bit of a vault's files changed: a refusal with a reason, a repair, or an earlier commit.
//! Never wrong data, never a panic.
//!
//! `cargo test -p dodam-vault --release --test flips -- --ignored` tries every bit; with
//! `DODAM_FLIPS_STEP=7` every seventh, which comes to each byte.

#![allow(clippy::unwrap_used, reason = "this file is a test")]

mod support;

use dodam_vault::{
    Paper, RecoveryEntropy, Transaction, Vault, VaultError, Words, find_words, index_words,
    insert_paper, load_document, load_papers, load_setting, store_document, store_setting,
};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use support::{NOW, TestVault, files_under, noise, paper, pin, rng, stream};
use tempfile::TempDir;

type Files = BTreeMap<PathBuf, Vec<u8>>;

/// Everything that was stored, as it is read again.
#[derive(Debug, PartialEq, Eq)]
struct Content {
    setting: Option<Vec<u8>>,
    document: Option<Vec<u8>>,
    found: Vec<Vec<u8>>,
    papers: Vec<Vec<u8>>,
}

/// What came of a change.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Came {
    Refused,
    Whole,
    Earlier,
}

/// A closed vault, its words, and what it holds.
struct Stored {
    files: Files,
    words: RecoveryEntropy,
    now: Content,
    before: Content,
}

fn read(vault: &Vault) -> Result<Content, VaultError> {
    let (setting, document, found, papers) = vault.read(|tx| {
        Ok::<_, VaultError>((
            load_setting(tx, "a")?,
            load_document(tx, &stream(1))?,
            find_words(tx, "paper", "synthetic", 9)?,
            load_papers(tx)?,
        ))
    })?;
    let out = tempfile::tempdir().unwrap();
    let target = out.path().join("out");
    let whole = |paper: &Paper| {
        vault.read_file(&paper.file, &target)?;
        Ok(std::fs::read(&target).unwrap())
    };
    let papers: Result<_, VaultError> = papers.iter().map(whole).collect();
    Ok(Content {
        setting,
        document,
        found,
        papers: papers?,
    })
}

fn store(tx: &Transaction<'_>, round: u8) -> Result<(), VaultError> {
    store_setting(tx, "a", &[round])?;
    store_document(tx, &stream(1), &noise(9_000 + usize::from(round)))?;
    let words = Words {
        title: "synthetic",
        body: "",
    };
    index_words(tx, "paper", &[round], words)
}

fn files_of(folder: &Path) -> Files {
    let read = |path: PathBuf| {
        let bytes = std::fs::read(&path).unwrap();
        (path.strip_prefix(folder).unwrap().to_owned(), bytes)
    };
    files_under(folder).into_iter().map(read).collect()
}

/// A vault whose last commit is in its database, or still in the log beside it.
fn stored(in_log: bool) -> Stored {
    let made = TestVault::new();
    let file = made
        .vault
        .store_file(&mut &noise(300)[..], &mut rng(5))
        .unwrap();
    let first = made.vault.write(|tx| {
        insert_paper(tx, &paper(1, file, "synthetic"))?;
        store(tx, 1)
    });
    first.unwrap();
    let before = read(&made.vault).unwrap();
    if in_log {
        let folder = made.folder.path().to_owned();
        let TestVault {
            vault,
            words,
            folder: _kept,
        } = made;
        drop(vault);
        let vault = Vault::open_with_words(&folder, &words).unwrap();
        vault.write(|tx| store(tx, 2)).unwrap();
        let now = read(&vault).unwrap();
        let mut files = files_of(&folder);
        files.retain(|path, _| !path.to_string_lossy().ends_with("-shm"));
        return Stored {
            files,
            words,
            now,
            before,
        };
    }
    made.vault.write(|tx| store(tx, 2)).unwrap();
    let now = read(&made.vault).unwrap();
    let (folder, words) = made.close();
    Stored {
        files: files_of(folder.path()),
        words,
        now,
        before,
    }
}

fn scratch() -> TempDir {
    let memory = Path::new("/dev/shm");
    let folder = memory.is_dir().then(|| tempfile::tempdir_in(memory));
    folder
        .and_then(Result::ok)
        .unwrap_or_else(|| tempfile::tempdir().unwrap())
}

impl Stored {
    fn lay(&self, folder: &Path) {
        for path in files_under(folder) {
            std::fs::remove_file(path).unwrap();
        }
        for (path, bytes) in &self.files {
            let path = folder.join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, bytes).unwrap();
        }
    }

    /// Changes bits of one file, each alone, and tells what came of them.
    fn flip(&self, name: &Path, bits: impl Iterator<Item = usize>) -> BTreeSet<Came> {
        let folder = scratch();
        let whole = &self.files[name];
        let mut came = BTreeSet::new();
        for bit in bits {
            self.lay(folder.path());
            let mut changed = whole.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            std::fs::write(folder.path().join(name), changed).unwrap();
            let opened = Vault::open_with_words(folder.path(), &self.words);
            let result = opened.and_then(|vault| read(&vault));
            came.insert(match result {
                Ok(content) if content == self.now => Came::Whole,
                Ok(content) if content == self.before => Came::Earlier,
                Ok(_) => panic!("bit {bit} of {}: wrong data", name.display()),
                Err(VaultError::Damaged(_) | VaultError::NewerVersion) => Came::Refused,
                Err(error) => panic!("bit {bit} of {}: {error:?}", name.display()),
            });
        }
        came
    }

    fn paper(&self) -> PathBuf {
        let path = self.files.keys().find(|path| path.starts_with("papers"));
        path.unwrap().clone()
    }
}

/// One bit of each byte at the beginning, another one each time; then one bit in 64 bytes.
fn some_bits(bytes: &[u8], head: usize) -> impl Iterator<Item = usize> {
    let in_head = (0..bytes.len().min(head)).map(|byte| byte * 8 + byte % 8);
    let beyond = (head..bytes.len()).step_by(64);
    in_head.chain(beyond.map(|byte| byte * 8 + byte / 64 % 8))
}

fn every_bit(bytes: &[u8], step: usize) -> impl Iterator<Item = usize> {
    (0..bytes.len() * 8).step_by(step)
}

#[test]
fn a_changed_bit_of_keys_database_or_paper_is_refused_or_changes_nothing() {
    let stored = stored(false);
    for (name, head) in [
        (PathBuf::from("keyslots"), usize::MAX),
        (stored.paper(), 100),
    ] {
        let bits = some_bits(&stored.files[&name], head);
        let came = stored.flip(&name, bits);
        assert_eq!(came, [Came::Refused].into(), "{}", name.display());
    }
    let database = PathBuf::from("vault.db");
    let came = stored.flip(&database, some_bits(&stored.files[&database], 100));
    // What lies on pages that nothing asks for is noticed when it is asked for.
    assert!(came.contains(&Came::Refused) && !came.contains(&Came::Earlier));
}

#[test]
fn a_changed_bit_of_the_log_gives_the_last_commit_or_the_one_before() {
    let stored = stored(true);
    let log = PathBuf::from("vault.db-wal");
    let came = stored.flip(&log, some_bits(&stored.files[&log], 56));
    assert!(came.contains(&Came::Earlier), "{came:?}");
    let database = PathBuf::from("vault.db");
    let sparsely = some_bits(&stored.files[&database], 100).step_by(7);
    let came = stored.flip(&database, sparsely);
    assert!(!came.contains(&Came::Earlier), "{came:?}");
}

#[test]
fn a_changed_bit_of_the_count_of_attempts_locks_nobody_out() {
    let stored = stored(false);
    let folder = scratch();
    let name = Path::new("attempts");
    for bit in some_bits(&stored.files[name], usize::MAX) {
        stored.lay(folder.path());
        let mut changed = stored.files[name].clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        std::fs::write(folder.path().join(name), changed).unwrap();
        let vault = Vault::open(folder.path(), &pin(), NOW).unwrap();
        assert_eq!(read(&vault).unwrap(), stored.now, "bit {bit}");
    }
}

#[test]
#[ignore = "hours: every bit of every file"]
fn every_bit_of_every_file() {
    let step = std::env::var("DODAM_FLIPS_STEP").map_or(1, |step| step.parse().unwrap());
    for in_log in [false, true] {
        let stored = stored(in_log);
        let names = ["keyslots", "vault.db", "vault.db-wal"].map(PathBuf::from);
        for name in names.into_iter().chain([stored.paper()]) {
            let Some(bytes) = stored.files.get(&name) else {
                continue;
            };
            let came = stored.flip(&name, every_bit(bytes, step));
            let tried = every_bit(bytes, step).count();
            println!("{} ({tried} bits): {came:?}", name.display());
        }
    }
}
