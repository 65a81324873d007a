//! A vault looked over, and a damaged one repaired as far as it can be.

#![allow(clippy::unwrap_used, reason = "this file is a test")]

mod support;

use dodam_seal::{SigningSecret, WrapSecret};
use dodam_vault::{
    Examination, Held, Identity, Part, SealedFile, Vault, VaultError, Words, index_words,
    insert_identity, insert_paper, load_papers, load_setting, remove_words, set_paper_held,
    store_setting,
};
use std::path::Path;
use support::{NOW, TestVault, files_under, noise, paper, pin, rng};

/// A vault with an identity, three papers and two hundred settings of 2 KB.
fn filled() -> (TestVault, Vec<SealedFile>) {
    let made = TestVault::new();
    let identity = Identity {
        signing: SigningSecret::from_bytes([1; 32]),
        wrap: WrapSecret::from_bytes([2; 32]),
    };
    let files: Vec<SealedFile> = (1..=3)
        .map(|seed| {
            let plain = noise(100_000 * usize::from(seed));
            made.vault
                .store_file(&mut &plain[..], &mut rng(seed))
                .unwrap()
        })
        .collect();
    made.vault
        .write(|tx| {
            insert_identity(tx, &identity)?;
            for (number, file) in (1..).zip(&files) {
                insert_paper(tx, &paper(number, file.clone(), "synthetic"))?;
            }
            for number in 0..200 {
                store_setting(tx, &name(number), &noise(2_000))?;
            }
            Ok::<_, VaultError>(())
        })
        .unwrap();
    (made, files)
}

fn name(number: u32) -> String {
    format!("setting {number:03}")
}

fn settings_left(vault: &Vault) -> usize {
    let read = vault.read(|tx| {
        let names = (0..200).map(|number| load_setting(tx, &name(number)));
        let found: Result<Vec<_>, VaultError> = names.collect();
        found
    });
    let found = read.unwrap().into_iter().flatten();
    found.filter(|value| *value == noise(2_000)).count()
}

#[test]
fn nothing_is_found_in_a_whole_vault() {
    let (made, _) = filled();
    let expected = Examination {
        index_whole: true,
        files_seen: 3,
        ..Examination::default()
    };
    assert_eq!(made.vault.examine(false), Ok(expected));
    let read = made.vault.examine(true).unwrap();
    assert_eq!((read.files_read, read.files_seen), (3, 0));
}

#[test]
fn files_that_are_lost_changed_or_cut_and_foreign_names_are_found() {
    let (made, files) = filled();
    let path = |file: &SealedFile| made.vault.sealed_path(&file.id);
    std::fs::remove_file(path(&files[0])).unwrap();
    let mut changed = std::fs::read(path(&files[1])).unwrap();
    changed[50_000] ^= 1;
    std::fs::write(path(&files[1]), changed).unwrap();
    let cut = std::fs::read(path(&files[2])).unwrap();
    std::fs::write(path(&files[2]), &cut[..cut.len() - 1]).unwrap();
    std::fs::write(made.path("notes.txt"), b"x").unwrap();
    std::fs::write(made.path("papers/notes.txt"), b"x").unwrap();

    let quick = made.vault.examine(false).unwrap();
    assert_eq!(
        (&quick.lost[..], quick.foreign_names),
        (&[files[0].id][..], 2)
    );
    assert_eq!(quick.changed, [files[2].id], "a length is seen at once");
    let mut thorough = made.vault.examine(true).unwrap();
    let mut expected = vec![files[1].id, files[2].id];
    expected.sort_by_key(|id| *id.as_bytes());
    thorough.changed.sort_by_key(|id| *id.as_bytes());
    assert_eq!(thorough.changed, expected);

    let hash = files[0].sealed_hash;
    made.vault
        .write(|tx| set_paper_held(tx, &hash, Held::SafeElsewhere))
        .unwrap();
    let safe = made.vault.examine(false).unwrap();
    assert_eq!((safe.lost.len(), safe.elsewhere), (0, vec![files[0].id]));
}

#[test]
fn a_vault_that_changes_is_looked_over_again_and_stays_whole() {
    let (made, _) = filled();
    for title in ["synthetic title", "another title", "a third one"] {
        let words = Words {
            title,
            body: "synthetic text",
        };
        made.vault
            .write(|tx| {
                remove_words(tx, "paper", &[1])?;
                index_words(tx, "paper", &[1], words)
            })
            .unwrap();
        let seen = made.vault.examine(false).unwrap();
        assert_eq!(
            (seen.database_faults, seen.index_whole),
            (0, true),
            "{title}"
        );
    }
}

#[test]
fn an_index_that_lost_a_part_is_found() {
    let (made, _) = filled();
    let words = Words {
        title: "synthetic title",
        body: "synthetic text",
    };
    made.vault
        .write(|tx| index_words(tx, "paper", &[1], words))
        .unwrap();
    assert!(made.vault.examine(false).unwrap().index_whole);
    made.vault
        .write(|tx| {
            tx.execute("DELETE FROM search_words_data WHERE id > 10", [])
                .map_err(VaultError::from)
        })
        .unwrap();
    assert!(!made.vault.examine(false).unwrap().index_whole);
}

/// Changes a page of the database that holds settings.
fn damage(folder: &Path, page: usize) {
    let database = folder.join("vault.db");
    let mut bytes = std::fs::read(&database).unwrap();
    bytes[page * 4096 + 100] ^= 1;
    std::fs::write(database, bytes).unwrap();
}

#[test]
fn a_bad_page_costs_the_rows_on_it_and_the_damaged_file_is_kept() {
    let (made, files) = filled();
    let (folder, words) = made.close();
    let folder = folder.path();
    let pages = std::fs::metadata(folder.join("vault.db")).unwrap().len() / 4096;
    damage(folder, usize::try_from(pages).unwrap() / 2);
    let bad = std::fs::read(folder.join("vault.db")).unwrap();
    if let Ok(vault) = Vault::open_with_words(folder, &words) {
        assert!(vault.examine(false).unwrap().database_faults > 0);
    }
    let (vault, repair) = Vault::repair(folder, &pin(), NOW).unwrap();
    let left = settings_left(&vault);
    assert!((150..200).contains(&left), "{left} settings of 200");
    assert_eq!(repair.incomplete, ["setting"]);
    let papers = vault.read(load_papers).unwrap();
    assert_eq!(papers.len(), 3);
    let out = folder.join("out");
    vault.read_file(&files[0], &out).unwrap();
    assert_eq!(std::fs::read(out).unwrap(), noise(100_000));
    let kept = repair.set_aside.join("vault.db");
    assert_eq!(std::fs::read(kept).unwrap(), bad);
    assert_eq!(vault.examine(true).unwrap().database_faults, 0);
    drop(vault);
    assert!(Vault::open(folder, &pin(), NOW).is_ok());
}

#[test]
fn a_whole_vault_is_the_same_after_a_repair() {
    let (made, _) = filled();
    let (folder, words) = made.close();
    let (vault, repair) = Vault::repair_with_words(folder.path(), &words).unwrap();
    assert_eq!(repair.incomplete, [""; 0]);
    assert_eq!(settings_left(&vault), 200);
    assert_eq!(vault.read(load_papers).unwrap().len(), 3);
}

#[test]
fn where_too_little_can_be_read_nothing_is_changed() {
    let (made, _) = filled();
    let (folder, words) = made.close();
    let folder = folder.path();
    damage(folder, 0);
    let snapshot = || -> Vec<_> {
        let files = files_under(folder).into_iter();
        let kept = files.filter(|path| !path.ends_with("attempts"));
        kept.map(|path| (path.clone(), std::fs::read(path).unwrap()))
            .collect()
    };
    let before = snapshot();
    let refused = Vault::repair_with_words(folder, &words).map(drop);
    assert_eq!(refused, Err(VaultError::Damaged(Part::Database)));
    assert_eq!(snapshot(), before);
    let wrong = dodam_vault::Pin::new("wrong 1234").unwrap();
    let refused = Vault::repair(folder, &wrong, NOW).map(drop);
    assert_eq!(refused, Err(VaultError::WrongPin { failures: 1 }));
}

/// A vault that was repaired twice.
fn repaired_twice() -> (tempfile::TempDir, Vault) {
    let (folder, words) = filled().0.close();
    drop(Vault::repair_with_words(folder.path(), &words).unwrap());
    let (vault, repair) = Vault::repair_with_words(folder.path(), &words).unwrap();
    assert_eq!(repair.set_aside, folder.path().join("set-aside-2"));
    (folder, vault)
}

#[test]
fn what_repairs_set_aside_is_counted_until_it_is_removed_and_the_vault_goes_on() {
    let (folder, vault) = repaired_twice();
    let kept = files_under(folder.path()).into_iter();
    let kept = kept.filter(|path| path.to_string_lossy().contains("set-aside-"));
    let bytes: u64 = kept.map(|path| path.metadata().unwrap().len()).sum();
    assert!(bytes > 800_000, "{bytes}");
    assert_eq!(vault.set_aside_bytes(), Ok(bytes));
    vault.remove_set_aside().unwrap();
    assert_eq!(vault.set_aside_bytes(), Ok(0));
    assert!(!folder.path().join("set-aside-1").exists());
    assert!(!folder.path().join("set-aside-2").exists());
    vault.remove_set_aside().unwrap();
    assert_eq!(settings_left(&vault), 200);
    assert_eq!(vault.examine(true).unwrap().files_read, 3);
    drop(vault);
    drop(Vault::open(folder.path(), &pin(), NOW).unwrap());
}

#[test]
fn names_that_no_repair_gave_stay_and_are_foreign() {
    let (folder, vault) = repaired_twice();
    let path = |name: &str| folder.path().join(name);
    let foreign = ["set-aside-1/note", "set-aside-", "set-aside-notes"];
    for name in foreign {
        std::fs::write(path(name), b"somebody's").unwrap();
    }
    assert_eq!(vault.examine(false).unwrap().foreign_names, 2);
    vault.remove_set_aside().unwrap();
    assert_eq!(vault.set_aside_bytes(), Ok(0));
    for name in foreign {
        assert_eq!(std::fs::read(path(name)).unwrap(), b"somebody's", "{name}");
    }
    assert!(!path("set-aside-1/vault.db").exists());
    vault.destroy().unwrap();
    assert!(path("set-aside-notes").exists());
    assert!(!path("vault.db").exists());
}

#[test]
fn a_repair_that_was_cut_leaves_a_name_that_can_be_removed_without_harm() {
    let (made, files) = filled();
    let (folder, words) = made.close();
    let (database, aside) = (
        folder.path().join("vault.db"),
        folder.path().join("set-aside-1"),
    );
    std::fs::create_dir(&aside).unwrap();
    std::fs::hard_link(&database, aside.join("vault.db")).unwrap();
    let vault = Vault::open_with_words(folder.path(), &words).unwrap();
    vault.remove_set_aside().unwrap();
    assert_eq!(settings_left(&vault), 200);
    assert!(vault.has_file(&files[0]));
    drop(vault);
    let vault = Vault::open(folder.path(), &pin(), NOW).unwrap();
    assert_eq!(vault.examine(true).unwrap().database_faults, 0);
}

#[test]
fn nothing_is_removed_while_the_vault_is_paused() {
    let (folder, vault) = repaired_twice();
    vault.pause();
    assert_eq!(vault.remove_set_aside(), Err(VaultError::Paused));
    assert!(folder.path().join("set-aside-2/vault.db").exists());
}
