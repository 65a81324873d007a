//! Files of another place or another time put into a vault: refused with a reason.

#![allow(clippy::unwrap_used, reason = "this file is a test")]

mod support;

use dodam_vault::{
    Part, RecoveryEntropy, SealedFile, Vault, VaultError, insert_paper, load_papers, load_setting,
    store_setting,
};
use std::path::Path;
use support::{TestVault, noise, paper, pin, rng};

/// Another vault than [`TestVault`]'s, closed.
fn another() -> (tempfile::TempDir, RecoveryEntropy) {
    let folder = tempfile::tempdir().unwrap();
    let (vault, words) = Vault::create(folder.path(), &pin(), &mut rng(77)).unwrap();
    vault
        .write(|tx| store_setting(tx, "whose", b"another"))
        .unwrap();
    drop(vault);
    (folder, words)
}

fn copy(from: &Path, to: &Path, name: &str) {
    std::fs::copy(from.join(name), to.join(name)).unwrap();
}

#[test]
fn keys_and_database_of_two_vaults_do_not_open_each_other() {
    let (one, one_words) = TestVault::new().close();
    let (two, two_words) = another();
    for (name, words, expected) in [
        ("keyslots", &two_words, VaultError::Damaged(Part::Database)),
        ("keyslots", &one_words, VaultError::WrongWords),
        ("vault.db", &one_words, VaultError::Damaged(Part::Database)),
    ] {
        let mixed = tempfile::tempdir().unwrap();
        for kept in ["keyslots", "vault.db", "attempts"] {
            copy(one.path(), mixed.path(), kept);
        }
        copy(two.path(), mixed.path(), name);
        let opened = Vault::open_with_words(mixed.path(), words).map(drop);
        assert_eq!(opened, Err(expected), "{name} of another vault");
    }
}

#[test]
fn nothing_is_read_from_a_log_of_another_vault() {
    let (one, words) = TestVault::new().close();
    let (two, two_words) = another();
    let open = Vault::open_with_words(two.path(), &two_words).unwrap();
    open.write(|tx| store_setting(tx, "whose", b"the log's"))
        .unwrap();
    copy(two.path(), one.path(), "vault.db-wal");
    // Its pages don't open under this vault's key: that is damage, or they are passed over.
    let opened = Vault::open_with_words(one.path(), &words);
    let read = opened.and_then(|vault| vault.read(|tx| load_setting(tx, "whose")));
    let refused = Err(VaultError::Damaged(Part::Database));
    assert!(read == refused || read == Ok(None), "{read:?}");
}

#[test]
fn two_papers_whose_files_changed_places_are_both_refused() {
    let made = TestVault::new();
    let store = |seed: u8| -> SealedFile {
        let bytes = vec![seed; 90_000];
        made.vault
            .store_file(&mut &bytes[..], &mut rng(seed))
            .unwrap()
    };
    let (one, two) = (store(5), store(6));
    let (first, second) = (
        made.vault.sealed_path(&one.id),
        made.vault.sealed_path(&two.id),
    );
    let aside = made.path("aside");
    std::fs::rename(&first, &aside).unwrap();
    std::fs::rename(&second, &first).unwrap();
    std::fs::rename(&aside, &second).unwrap();
    for file in [one, two] {
        let read = made.vault.read_file(&file, &made.path("out"));
        assert_eq!(read, Err(VaultError::Damaged(Part::Paper)));
        assert!(!made.path("out").exists());
    }
}

#[test]
fn readers_during_a_long_import_see_whole_papers_and_are_not_held_up() {
    const PAPERS: u8 = 40;
    let made = TestVault::new();
    let vault = &made.vault;
    let bytes = noise(90_000);
    std::thread::scope(|scope| {
        let importing = scope.spawn(|| {
            for count in 1..=PAPERS {
                let file = vault.store_file(&mut &bytes[..], &mut rng(count)).unwrap();
                let stored = vault.write(|tx| {
                    insert_paper(tx, &paper(count, file, "synthetic"))?;
                    // While the transaction is open, another thread reads what was before.
                    let read = scope.spawn(|| vault.read(|tx| load_setting(tx, "count")));
                    let seen = read.join().unwrap()?;
                    assert_eq!(seen, (count > 1).then(|| vec![count - 1]));
                    store_setting(tx, "count", &[count])
                });
                stored.unwrap();
            }
        });
        let mut last = 0;
        while last < PAPERS {
            let (count, papers) = vault
                .read(|tx| Ok::<_, VaultError>((load_setting(tx, "count")?, load_papers(tx)?)))
                .unwrap();
            let count = count.map_or(0, |count| count[0]);
            assert_eq!(papers.len(), usize::from(count), "a reader sees one moment");
            assert!(count >= last);
            last = count;
            if importing.is_finished() && last < PAPERS {
                break;
            }
            if let Some(paper) = papers.last() {
                let target = made.path("out");
                vault.read_file(&paper.file, &target).unwrap();
                assert_eq!(std::fs::read(target).unwrap(), bytes);
            }
        }
        importing.join().unwrap();
    });
}
