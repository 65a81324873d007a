//! Sealed files that come in from another place, piece by piece.

#![allow(clippy::unwrap_used, reason = "this file is a test")]

mod support;

use dodam_vault::{Part, Receiving, SealedFile, Vault, VaultError, insert_paper};
use std::path::PathBuf;
use support::{NOW, TestVault, files_under, noise, paper, pin, rng};

const DAMAGED: VaultError = VaultError::Damaged(Part::Paper);

/// A vault with the row of a paper whose sealed file, given beside it, isn't there.
fn awaiting() -> (TestVault, SealedFile, Vec<u8>) {
    let made = TestVault::new();
    let plain = noise(200_000);
    let file = made.vault.store_file(&mut &*plain, &mut rng(20)).unwrap();
    let row = paper(1, file.clone(), "synthetic");
    made.vault.write(|tx| insert_paper(tx, &row)).unwrap();
    let sealed = std::fs::read(made.vault.sealed_path(&file.id)).unwrap();
    made.vault.unlink_files(&[file.id]).unwrap();
    (made, file, sealed)
}

fn received(vault: &Vault, file: &SealedFile, seed: u8) -> Receiving {
    vault.receive_file(file, &mut rng(seed)).unwrap()
}

fn opens(made: &TestVault, file: &SealedFile) -> bool {
    made.vault.read_file(file, &made.path("out")).is_ok()
}

fn papers(made: &TestVault) -> Vec<PathBuf> {
    files_under(&made.path("papers"))
}

#[test]
fn one_file_received_twice_at_once_is_whole_and_both_are_done() {
    let (made, file, sealed) = awaiting();
    let (begin, end) = sealed.split_at(70_000);
    let mut first = received(&made.vault, &file, 30);
    first.add(begin).unwrap();
    let mut second = received(&made.vault, &file, 31);
    second.add(begin).unwrap();
    first.add(end).unwrap();
    first.finish().unwrap();
    assert!(opens(&made, &file));
    // The second has half of it, and the whole of it is there.
    assert_eq!(second.finish(), Ok(()));
    assert!(opens(&made, &file));
    assert_eq!(papers(&made), [made.vault.sealed_path(&file.id)]);
}

#[test]
fn a_damaged_file_is_replaced_by_the_one_that_is_received() {
    let (made, file, sealed) = awaiting();
    std::fs::write(made.vault.sealed_path(&file.id), b"rotten").unwrap();
    let mut incoming = received(&made.vault, &file, 30);
    incoming.add(&sealed).unwrap();
    incoming.finish().unwrap();
    assert!(opens(&made, &file));
}

#[test]
fn more_bytes_than_the_file_has_are_refused_as_they_come() {
    let (made, file, sealed) = awaiting();
    let mut incoming = received(&made.vault, &file, 30);
    incoming.add(&sealed).unwrap();
    assert_eq!(incoming.add(b"x"), Err(DAMAGED));
    let written = std::fs::metadata(&papers(&made)[0]).unwrap().len();
    assert_eq!(written, sealed.len() as u64);
    drop(incoming);
    let mut all_at_once = received(&made.vault, &file, 31);
    assert_eq!(all_at_once.add(&[&sealed[..], b"x"].concat()), Err(DAMAGED));
    drop(all_at_once);
    assert_eq!(papers(&made), Vec::<PathBuf>::new());
}

#[test]
fn other_bytes_and_what_is_broken_off_leave_nothing() {
    let (made, file, sealed) = awaiting();
    let mut changed = sealed.clone();
    changed[9] ^= 1;
    for (seed, bytes) in [(30, &changed[..]), (31, &sealed[1..])] {
        let mut incoming = received(&made.vault, &file, seed);
        incoming.add(bytes).unwrap();
        assert_eq!(incoming.finish(), Err(DAMAGED));
    }
    received(&made.vault, &file, 32).add(&sealed).unwrap();
    assert_eq!(papers(&made), Vec::<PathBuf>::new());
    // As after a kill: nobody cleaned up.
    let mut killed = received(&made.vault, &file, 33);
    killed.add(&sealed[..10]).unwrap();
    core::mem::forget(killed);
    assert_eq!(papers(&made).len(), 1);
    let (folder, _words) = made.close();
    drop(Vault::open(folder.path(), &pin(), NOW).unwrap());
    assert_eq!(
        files_under(&folder.path().join("papers")),
        Vec::<PathBuf>::new()
    );
}
