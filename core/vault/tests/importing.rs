//! Large files that are sealed in more than one go.

#![allow(clippy::unwrap_used, reason = "this file is a test")]

mod support;

use dodam_vault::{SealedFile, SourceName, Vault, VaultError, insert_paper};
use std::io::Cursor;
use std::ops::ControlFlow;
use std::path::Path;
use support::{NOW, TestVault, files_under, noise, paper, pin, rng};

const NAME: SourceName = [1; 32];
const LENGTH: usize = 500_000;

/// Imports until `stop_after` bytes were taken.
fn import(vault: &Vault, plain: &[u8], stop_after: u64) -> Result<SealedFile, VaultError> {
    let mut source = Cursor::new(plain);
    let mut watch = |taken: u64| {
        if taken >= stop_after {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    };
    vault.import_file((&mut source, &NAME), &mut rng(7), &mut watch)
}

fn sealed_files(folder: &Path) -> Vec<(std::path::PathBuf, Vec<u8>)> {
    let files = files_under(&folder.join("papers")).into_iter();
    files
        .map(|path| (path.clone(), std::fs::read(path).unwrap()))
        .collect()
}

fn plain_of(made: &TestVault, file: &SealedFile) -> Vec<u8> {
    let out = made.path("out");
    made.vault.read_file(file, &out).unwrap();
    std::fs::read(out).unwrap()
}

#[test]
fn an_import_goes_on_where_it_was_cut_also_after_the_vault_was_closed() {
    let made = TestVault::new();
    let plain = noise(LENGTH);
    let stopped = import(&made.vault, &plain, 200_000);
    assert_eq!(stopped.unwrap_err(), VaultError::Interrupted);
    let before = sealed_files(made.folder.path());
    assert_eq!(before.len(), 1);

    let (folder, words) = made.close();
    let vault = Vault::open(folder.path(), &pin(), NOW).unwrap();
    let made = TestVault {
        vault,
        words,
        folder,
    };
    let file = import(&made.vault, &plain, u64::MAX).unwrap();
    let after = sealed_files(made.folder.path());
    assert_eq!(after.len(), 1);
    assert_eq!(
        after[0].1[..before[0].1.len()],
        before[0].1,
        "the same chunks, sealed once"
    );
    assert_eq!(
        (file.size_bytes, plain_of(&made, &file) == plain),
        (LENGTH as u64, true)
    );
}

#[test]
fn a_file_that_was_whole_before_its_row_was_stored_is_taken_as_it_is() {
    let made = TestVault::new();
    let plain = noise(LENGTH);
    let first = import(&made.vault, &plain, u64::MAX).unwrap();
    let (folder, words) = made.close();
    let vault = Vault::open(folder.path(), &pin(), NOW).unwrap();
    let made = TestVault {
        vault,
        words,
        folder,
    };
    let again = import(&made.vault, &plain, u64::MAX).unwrap();
    assert_eq!((again.id, again.sealed_hash), (first.id, first.sealed_hash));
    assert_eq!(plain_of(&made, &again), plain);
}

#[test]
fn a_torn_chunk_is_sealed_again() {
    let made = TestVault::new();
    let plain = noise(LENGTH);
    let _ = import(&made.vault, &plain, 300_000);
    let (path, sealed) = sealed_files(made.folder.path()).remove(0);
    std::fs::write(&path, &sealed[..sealed.len() - 1_000]).unwrap();
    let file = import(&made.vault, &plain, u64::MAX).unwrap();
    assert_eq!(plain_of(&made, &file), plain);
}

#[test]
fn a_source_that_changed_meanwhile_begins_anew_under_another_key() {
    let made = TestVault::new();
    let plain = noise(LENGTH);
    let _ = import(&made.vault, &plain, 300_000);
    let before = sealed_files(made.folder.path()).remove(0).1;
    let mut changed = plain.clone();
    changed[100_000] ^= 1;
    let mut source = Cursor::new(&changed);
    let file = made
        .vault
        .import_file((&mut source, &NAME), &mut rng(8), &mut |_| {
            ControlFlow::Continue(())
        })
        .unwrap();
    let files = sealed_files(made.folder.path());
    assert_eq!(files.len(), 1, "nothing of the earlier try stays");
    assert_ne!(files[0].1[..1_000], before[..1_000]);
    assert_eq!(plain_of(&made, &file), changed);
}

#[test]
fn a_source_that_changed_where_a_chunk_was_torn_begins_anew_too() {
    let made = TestVault::new();
    let plain = noise(LENGTH);
    let _ = import(&made.vault, &plain, 300_000);
    let (path, sealed) = sealed_files(made.folder.path()).remove(0);
    let torn = sealed.len() - 1_000;
    std::fs::write(&path, &sealed[..torn]).unwrap();
    let mut changed = plain;
    changed[torn - 2_000] ^= 1;
    let mut on = |_| ControlFlow::Continue(());
    let mut source = Cursor::new(&changed);
    let file = made
        .vault
        .import_file((&mut source, &NAME), &mut rng(8), &mut on)
        .unwrap();
    let files = sealed_files(made.folder.path());
    assert_eq!(files.len(), 1);
    assert_ne!(files[0].1[..1_000], sealed[..1_000], "another key");
    assert_eq!(plain_of(&made, &file), changed);
}

#[test]
fn what_an_import_left_goes_when_it_is_discarded_or_another_begins() {
    let made = TestVault::new();
    let _ = import(&made.vault, &noise(LENGTH), 300_000);
    made.vault.discard_imports().unwrap();
    assert_eq!(sealed_files(made.folder.path()), []);

    let _ = import(&made.vault, &noise(LENGTH), 300_000);
    let other = noise(100_000);
    let mut source = Cursor::new(&other);
    let name = [2; 32];
    made.vault
        .import_file((&mut source, &name), &mut rng(8), &mut |_| {
            ControlFlow::Continue(())
        })
        .unwrap();
    assert_eq!(sealed_files(made.folder.path()).len(), 1);
}

#[test]
fn an_import_that_became_a_paper_is_no_longer_unfinished() {
    let made = TestVault::new();
    let file = import(&made.vault, &noise(LENGTH), u64::MAX).unwrap();
    made.vault
        .write(|tx| insert_paper(tx, &paper(1, file.clone(), "scan")))
        .unwrap();
    made.vault.discard_imports().unwrap();
    assert_eq!(plain_of(&made, &file), noise(LENGTH));
}

#[test]
fn one_file_that_is_added_twice_at_once_and_another_in_between_cost_neither() {
    let made = TestVault::new();
    let plain = noise(LENGTH);
    let first = import(&made.vault, &plain, u64::MAX).unwrap();
    // Before the first one's row is stored: the same again, another, and somebody who tidies up.
    let mut on = |_| ControlFlow::Continue(());
    let again = made
        .vault
        .import_file((&mut Cursor::new(&plain), &NAME), &mut rng(9), &mut on)
        .unwrap();
    assert_ne!(first.id, again.id);
    let other = noise(100_000);
    let mut source = Cursor::new(&other);
    let third = made
        .vault
        .import_file((&mut source, &[2; 32]), &mut rng(8), &mut on)
        .unwrap();
    made.vault.discard_imports().unwrap();
    for file in [&first, &again] {
        assert_eq!(plain_of(&made, file), plain);
    }
    assert_eq!(plain_of(&made, &third), other);
    for file in [&first, &third] {
        made.vault.import_ended(&file.id);
    }
    made.vault.discard_imports().unwrap();
    assert_eq!(sealed_files(made.folder.path()).len(), 1);
}
