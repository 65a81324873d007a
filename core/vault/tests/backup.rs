//! Backups: everything comes back elsewhere, or nothing does and it is said why.

#![allow(clippy::unwrap_used, reason = "this file is a test")]

mod support;

use dodam_vault::{
    Part, Pin, RecoveryEntropy, SealedFile, Transaction, Unpacked, Vault, VaultError, insert_paper,
    load_papers, load_setting, store_setting,
};
use std::path::{Path, PathBuf};
use support::{NOW, TestVault, files_under, noise, paper, pin, rng};

const SECRET: &[u8] = b"Insulin 10 units, Mrs Synthetic";

struct Backed {
    made: TestVault,
    files: Vec<(SealedFile, Vec<u8>)>,
    out: tempfile::TempDir,
}

impl Backed {
    /// A vault with a setting and papers of these sizes, and its backup.
    fn new(sizes: &[usize]) -> Self {
        let made = TestVault::new();
        made.vault
            .write(|tx| store_setting(tx, "note", SECRET))
            .unwrap();
        let mut files = Vec::new();
        for (place, size) in sizes.iter().enumerate() {
            let id = u8::try_from(place).unwrap();
            let bytes = [SECRET, &noise(*size)].concat();
            let file = made
                .vault
                .store_file(&mut &*bytes, &mut rng(50 + id))
                .unwrap();
            made.vault
                .write(|tx| insert_paper(tx, &paper(id, file.clone(), "Mrs Synthetic's bill")))
                .unwrap();
            files.push((file, bytes));
        }
        let out = tempfile::tempdir().unwrap();
        let backed = Self { made, files, out };
        let summary = backed.made.vault.backup(&backed.file(), &mut rng(3));
        let summary = summary.unwrap();
        assert_eq!(summary.papers, sizes.len() as u64);
        assert_eq!(summary.papers_missing, 0);
        assert_eq!(summary.size_bytes, backed.bytes().len() as u64);
        backed
    }

    fn file(&self) -> PathBuf {
        self.out.path().join("backup")
    }

    fn bytes(&self) -> Vec<u8> {
        std::fs::read(self.file()).unwrap()
    }
}

fn other_pin() -> Pin {
    Pin::new("synthetic 5520").unwrap()
}

fn restore(from: &Path, folder: &Path, words: &RecoveryEntropy) -> Result<Vault, VaultError> {
    let whole = |_: &Transaction<'_>, unpacked| match unpacked {
        Unpacked::Whole => Ok(()),
        _ => Err(VaultError::Damaged(Part::Backup)),
    };
    Vault::restore(from, folder, (words, &other_pin()), &mut rng(4), whole)
}

#[test]
fn everything_comes_back_in_another_folder_with_a_new_pin_and_the_same_words() {
    let backed = Backed::new(&[0, 100, 64 * 1024, 300_000]);
    let there = tempfile::tempdir().unwrap();
    let folder = there.path().join("new phone");
    let vault = restore(&backed.file(), &folder, &backed.made.words).unwrap();
    let note = vault.read(|tx| load_setting(tx, "note")).unwrap();
    assert_eq!(note.as_deref(), Some(SECRET));
    let rows = |vault: &Vault| {
        let papers = vault.read(load_papers).unwrap();
        let rows = papers.into_iter();
        rows.map(|paper| (paper.id, paper.listing.title, paper.file.sha256))
            .collect::<Vec<_>>()
    };
    assert_eq!(rows(&vault), rows(&backed.made.vault));
    for (file, bytes) in &backed.files {
        let target = there.path().join("out");
        vault.read_file(file, &target).unwrap();
        assert_eq!(&std::fs::read(&target).unwrap(), bytes);
    }
    drop(vault);
    drop(Vault::open(&folder, &other_pin(), NOW).unwrap());
    assert_eq!(
        Vault::open(&folder, &pin(), NOW).unwrap_err(),
        VaultError::WrongPin { failures: 1 }
    );
    Vault::open_with_words(&folder, &backed.made.words).unwrap();
}

#[test]
fn no_plain_word_is_in_a_backup_and_only_the_words_open_it() {
    let backed = Backed::new(&[300_000]);
    let bytes = backed.bytes();
    let holds = |bytes: &[u8], text: &[u8]| bytes.windows(text.len()).any(|part| part == text);
    // A control: the same search finds what lies in the clear.
    assert!(holds(&[&bytes[..], SECRET].concat(), SECRET));
    for text in [SECRET, b"Mrs Synthetic", b"SQLite format", b"note"] {
        assert!(!holds(&bytes, text));
    }
    let there = tempfile::tempdir().unwrap();
    let other = RecoveryEntropy::from_bytes([9; 32]);
    let refused = restore(&backed.file(), &there.path().join("x"), &other);
    assert_eq!(refused.unwrap_err(), VaultError::WrongWords);
    assert_eq!(files_under(there.path()), Vec::<PathBuf>::new());
}

#[test]
fn a_backup_that_was_changed_or_cut_makes_no_vault_and_leaves_nothing() {
    let backed = Backed::new(&[100_000]);
    let whole = backed.bytes();
    let there = tempfile::tempdir().unwrap();
    let (file, folder) = (there.path().join("changed"), there.path().join("vault"));
    let mut tried = 0;
    let mut refused = |bytes: &[u8], what: &str| {
        std::fs::write(&file, bytes).unwrap();
        let error = restore(&file, &folder, &backed.made.words).unwrap_err();
        let expected = matches!(
            error,
            VaultError::NotABackup
                | VaultError::WrongWords
                | VaultError::NewerVersion
                | VaultError::Damaged(Part::Backup)
        );
        assert!(expected, "{what}: {error:?}");
        if folder.exists() {
            let left = files_under(&folder).into_iter();
            let left: Vec<_> = left.filter(|path| !path.ends_with("lock")).collect();
            assert_eq!(left, Vec::<PathBuf>::new(), "{what}");
        }
        tried += 1;
    };
    // The head byte by byte, the sealed stream in steps.
    let places = (0..400).chain((400..whole.len()).step_by(9_973));
    for at in places.clone() {
        let mut changed = whole.clone();
        changed[at] ^= 0x10;
        refused(&changed, &format!("changed at {at}"));
    }
    for at in places.step_by(17) {
        refused(&whole[..at], &format!("cut at {at}"));
    }
    refused(&whole[..whole.len() - 1], "without its last byte");
    refused(&[&whole[..], b"x"].concat(), "with a byte more");
    assert!(tried > 400);
    std::fs::write(&file, &whole).unwrap();
    restore(&file, &folder, &backed.made.words).unwrap();
}

#[test]
fn a_folder_that_holds_a_vault_is_left_as_it_is() {
    let backed = Backed::new(&[1_000]);
    let (folder, words) = TestVault::new().close();
    let before = files_under(folder.path());
    let refused = restore(&backed.file(), folder.path(), &backed.made.words);
    assert_eq!(refused.unwrap_err(), VaultError::AlreadyExists);
    assert_eq!(files_under(folder.path()), before);
    Vault::open_with_words(folder.path(), &words).unwrap();
}

#[test]
fn what_the_caller_prepares_is_there_or_there_is_no_vault() {
    let backed = Backed::new(&[1_000]);
    let there = tempfile::tempdir().unwrap();
    let folder = there.path().join("vault");
    let with = |prepare: fn(&Transaction<'_>) -> Result<(), VaultError>| {
        let secrets = (&backed.made.words, &other_pin());
        Vault::restore(&backed.file(), &folder, secrets, &mut rng(4), |tx, _| {
            prepare(tx)
        })
    };
    let refused = with(|_| Err(VaultError::Unknown));
    assert_eq!(refused.unwrap_err(), VaultError::Unknown);
    assert_eq!(
        Vault::open(&folder, &other_pin(), NOW).unwrap_err(),
        VaultError::NotAVault
    );
    let vault = with(|tx| store_setting(tx, "restored", b"yes").map(|_| ())).unwrap();
    let found = vault.read(|tx| load_setting(tx, "restored")).unwrap();
    assert_eq!(found.as_deref(), Some(&b"yes"[..]));
}

#[test]
fn a_paper_whose_file_is_lost_is_counted_and_the_others_are_saved() {
    let made = TestVault::new();
    let mut files = Vec::new();
    for id in [1, 2] {
        let file = made
            .vault
            .store_file(&mut &*noise(5_000), &mut rng(20 + id));
        let file = file.unwrap();
        made.vault
            .write(|tx| insert_paper(tx, &paper(id, file.clone(), "bill")))
            .unwrap();
        files.push(file);
    }
    std::fs::remove_file(made.vault.sealed_path(&files[0].id)).unwrap();
    let out = tempfile::tempdir().unwrap();
    let summary = made
        .vault
        .backup(&out.path().join("b"), &mut rng(3))
        .unwrap();
    assert_eq!((summary.papers, summary.papers_missing), (1, 1));
}

#[test]
fn a_backup_that_cannot_be_written_leaves_the_earlier_one() {
    let backed = Backed::new(&[1_000]);
    let nowhere = backed.out.path().join("no such folder").join("backup");
    assert!(backed.made.vault.backup(&nowhere, &mut rng(3)).is_err());
    let before = backed.bytes();
    let again = backed.made.vault.backup(&backed.file(), &mut rng(8));
    again.unwrap();
    assert_ne!(backed.bytes(), before, "what is there is never changed");
    assert_eq!(files_under(backed.out.path()), [backed.file()]);
}

#[test]
fn edits_go_on_while_a_backup_is_written() {
    let backed = Backed::new(&[3_000_000]);
    let vault = &backed.made.vault;
    std::thread::scope(|threads| {
        let writing = threads.spawn(|| {
            for round in 0..50_u8 {
                vault
                    .write(|tx| store_setting(tx, "round", &[round]))
                    .unwrap();
            }
        });
        for seed in 30..34 {
            vault.backup(&backed.file(), &mut rng(seed)).unwrap();
        }
        writing.join().unwrap();
    });
    let there = tempfile::tempdir().unwrap();
    restore(&backed.file(), &there.path().join("v"), &backed.made.words).unwrap();
}
