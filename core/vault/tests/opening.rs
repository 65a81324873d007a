//! Making a vault, opening it, and every way in which that must fail.

#![allow(clippy::unwrap_used, reason = "this file is a test")]

mod support;

use dodam_vault::{
    Part, Pin, RecoveryEntropy, Uptime, Vault, VaultError, load_setting, store_setting,
};
use std::path::Path;
use support::{NOW, PIN, TestVault, pin, rng};

fn open(folder: &Path, typed: &str) -> Result<(), VaultError> {
    Vault::open(folder, &Pin::new(typed).unwrap(), NOW).map(drop)
}

fn names_under(folder: &Path) -> Vec<std::ffi::OsString> {
    let paths = support::files_under(folder).into_iter();
    paths
        .map(|path| path.file_name().unwrap().to_owned())
        .collect()
}

#[test]
fn what_was_written_is_there_after_opening_with_pin_or_words() {
    let made = TestVault::new();
    made.vault
        .write(|tx| store_setting(tx, "language", b"vi"))
        .unwrap();
    let (folder, words) = made.close();
    let opened = Vault::open(folder.path(), &pin(), NOW).unwrap();
    assert_eq!(
        opened.read(|tx| load_setting(tx, "language")),
        Ok(Some(b"vi".to_vec()))
    );
    drop(opened);
    let opened = Vault::open_with_words(folder.path(), &words).unwrap();
    assert_eq!(
        opened.read(|tx| load_setting(tx, "language")),
        Ok(Some(b"vi".to_vec()))
    );
}

#[test]
fn wrong_pins_are_counted_before_they_are_tried_and_forgotten_after_a_right_one() {
    let (folder, _) = TestVault::new().close();
    let folder = folder.path();
    for failures in 1..=3 {
        assert_eq!(
            open(folder, "wrong 1234"),
            Err(VaultError::WrongPin { failures })
        );
        let on_disk = std::fs::read(folder.join("attempts")).unwrap();
        assert_eq!(on_disk[..4], failures.to_le_bytes());
    }
    assert_eq!(open(folder, PIN), Ok(()));
    assert_eq!(
        open(folder, "wrong 1234"),
        Err(VaultError::WrongPin { failures: 1 })
    );
}

#[test]
fn wrong_words_open_nothing_and_a_lost_counter_locks_nobody_out() {
    let (folder, words) = TestVault::new().close();
    let folder = folder.path();
    let mut wrong = *words.expose();
    wrong[31] ^= 1;
    let opened = Vault::open_with_words(folder, &RecoveryEntropy::from_bytes(wrong)).map(drop);
    assert_eq!(opened, Err(VaultError::WrongWords));
    std::fs::remove_file(folder.join("attempts")).unwrap();
    assert_eq!(open(folder, PIN), Ok(()));
}

#[test]
fn a_new_pin_replaces_the_old_one_and_the_words_stay() {
    let made = TestVault::new();
    made.vault
        .set_pin(&Pin::new("another 42").unwrap(), &mut rng(2))
        .unwrap();
    let (folder, words) = made.close();
    assert_eq!(
        open(folder.path(), PIN),
        Err(VaultError::WrongPin { failures: 1 })
    );
    assert_eq!(open(folder.path(), "another 42"), Ok(()));
    assert!(Vault::open_with_words(folder.path(), &words).is_ok());
}

#[test]
fn a_folder_with_a_vault_is_not_made_anew() {
    let (folder, _) = TestVault::new().close();
    let made = Vault::create(folder.path(), &pin(), &mut rng(3)).map(drop);
    assert_eq!(made, Err(VaultError::AlreadyExists));
    assert_eq!(open(folder.path(), PIN), Ok(()));
}

#[test]
fn a_folder_without_a_vault_is_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    for path in [folder.path().to_owned(), folder.path().join("missing")] {
        assert_eq!(open(&path, PIN), Err(VaultError::NotAVault));
    }
    assert!(support::files_under(folder.path()).is_empty());
    assert!(!folder.path().join("missing").exists());
}

#[test]
fn one_vault_is_open_once() {
    let made = TestVault::new();
    assert_eq!(open(made.folder.path(), PIN), Err(VaultError::Busy));
    let again = Vault::create(made.folder.path(), &pin(), &mut rng(3)).map(drop);
    assert_eq!(again, Err(VaultError::Busy));
    let (folder, _) = made.close();
    assert_eq!(open(folder.path(), PIN), Ok(()));
}

const CHILD: &str = "DODAM_TEST_CHILD_OPENS";

#[test]
fn another_process_is_told_that_the_vault_is_busy() {
    if let Some(folder) = std::env::var_os(CHILD) {
        // We are the other process.
        assert_eq!(open(Path::new(&folder), PIN), Err(VaultError::Busy));
        return;
    }
    let made = TestVault::new();
    let child = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "another_process_is_told_that_the_vault_is_busy"])
        .env(CHILD, made.folder.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&child.stdout).into_owned();
    assert!(
        child.status.success() && said.contains("1 passed"),
        "{said}"
    );
}

#[test]
fn every_changed_byte_of_the_key_file_is_damage_and_costs_no_attempt() {
    let (folder, words) = TestVault::new().close();
    let path = folder.path().join("keyslots");
    let whole = std::fs::read(&path).unwrap();
    let damaged = Err(VaultError::Damaged(Part::Keyslots));
    for at in 0..whole.len() {
        let mut changed = whole.clone();
        changed[at] ^= 0x80;
        std::fs::write(&path, changed).unwrap();
        assert_eq!(open(folder.path(), PIN), damaged, "byte {at}");
    }
    for len in [0, 1, whole.len() / 2, whole.len() - 1] {
        std::fs::write(&path, &whole[..len]).unwrap();
        assert_eq!(open(folder.path(), PIN), damaged, "{len} bytes");
        assert_eq!(
            Vault::open_with_words(folder.path(), &words).map(drop),
            damaged
        );
    }
    std::fs::write(&path, whole).unwrap();
    assert_eq!(
        std::fs::read(folder.path().join("attempts")).unwrap()[..4],
        [0; 4]
    );
    assert_eq!(open(folder.path(), PIN), Ok(()));
}

#[test]
fn a_lost_file_is_damage_and_nothing_is_made_in_its_place() {
    for (name, part) in [("vault.db", Part::Database), ("keyslots", Part::Keyslots)] {
        let (folder, _) = TestVault::new().close();
        std::fs::remove_file(folder.path().join(name)).unwrap();
        assert_eq!(
            open(folder.path(), PIN),
            Err(VaultError::Damaged(part)),
            "{name}"
        );
        let made = Vault::create(folder.path(), &pin(), &mut rng(3)).map(drop);
        assert!(made.is_err(), "{name}");
        assert!(!folder.path().join(name).exists(), "{name}");
    }
}

#[test]
fn a_key_file_of_another_vault_does_not_fit() {
    let (folder, _) = TestVault::new().close();
    let other = tempfile::tempdir().unwrap();
    drop(Vault::create(other.path(), &pin(), &mut rng(77)).unwrap());
    std::fs::copy(
        other.path().join("keyslots"),
        folder.path().join("keyslots"),
    )
    .unwrap();
    assert_eq!(
        open(folder.path(), PIN),
        Err(VaultError::Damaged(Part::Database))
    );
}

#[test]
fn a_creation_cut_short_anywhere_leaves_no_vault_and_can_be_repeated() {
    // The stages of a creation: what already lies in place, the rest still in `creating`.
    let in_place: [&[&str]; 4] = [
        &[],
        &["vault.db"],
        &["vault.db", "attempts"],
        &["vault.db", "attempts", "keyslots"],
    ];
    for moved in in_place {
        let (folder, _) = TestVault::new().close();
        let folder = folder.path();
        let creating = folder.join("creating");
        std::fs::create_dir(&creating).unwrap();
        for name in ["vault.db", "attempts", "keyslots"] {
            if !moved.contains(&name) {
                std::fs::rename(folder.join(name), creating.join(name)).unwrap();
            }
        }
        let whole = moved.len() == 3;
        assert_eq!(Vault::lies_in(folder), whole, "{moved:?}");
        let expected = if whole {
            Ok(())
        } else {
            Err(VaultError::NotAVault)
        };
        assert_eq!(open(folder, PIN), expected, "{moved:?}");
        let made = Vault::create(folder, &pin(), &mut rng(4)).map(drop);
        let expected = if whole {
            Err(VaultError::AlreadyExists)
        } else {
            Ok(())
        };
        assert_eq!(made, expected, "{moved:?}");
        assert!(!creating.exists(), "{moved:?}");
        assert_eq!(open(folder, PIN), Ok(()), "{moved:?}");
    }
    // And cut short before it had written anything but an unfinished file.
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("creating")).unwrap();
    std::fs::write(folder.path().join("creating/vault.db"), b"half").unwrap();
    assert_eq!(open(folder.path(), PIN), Err(VaultError::NotAVault));
    assert!(Vault::create(folder.path(), &pin(), &mut rng(4)).is_ok());
}

#[test]
fn a_failed_or_panicking_change_leaves_nothing_and_the_vault_usable() {
    let made = TestVault::new();
    let failed = made.vault.write(|tx| {
        store_setting(tx, "half", b"x")?;
        Err::<(), _>(VaultError::OutOfRange)
    });
    assert_eq!(failed, Err(VaultError::OutOfRange));
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        made.vault.write(|tx| -> Result<(), VaultError> {
            store_setting(tx, "half", b"x")?;
            panic!("a bug of the caller's, in a test");
        })
    }));
    assert!(panicked.is_err());
    assert_eq!(made.vault.read(|tx| load_setting(tx, "half")), Ok(None));
    made.vault
        .write(|tx| store_setting(tx, "whole", b"y"))
        .unwrap();
    assert_eq!(
        made.vault.read(|tx| load_setting(tx, "whole")),
        Ok(Some(b"y".to_vec()))
    );
}

#[test]
fn reading_cannot_write() {
    let made = TestVault::new();
    let written = made.vault.read(|tx| store_setting(tx, "a", b"b"));
    assert_eq!(written, Err(VaultError::ReadOnly));
}

#[cfg(unix)]
#[test]
fn the_folder_and_its_files_are_for_their_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("vault");
    let (vault, _) = Vault::create(&folder, &pin(), &mut rng(1)).unwrap();
    vault.write(|tx| store_setting(tx, "a", b"b")).unwrap();
    let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!(
        (mode(&folder), mode(&folder.join("papers"))),
        (0o700, 0o700)
    );
    for path in support::files_under(&folder) {
        assert_eq!(mode(&path), 0o600, "{}", path.display());
    }
}

#[test]
fn a_vault_is_shared_between_threads() {
    fn check<T: Send + Sync>(_: &T) {}
    let made = TestVault::new();
    check(&made.vault);
    std::thread::scope(|scope| {
        for name in ["a", "b", "c", "d"] {
            let vault = &made.vault;
            scope.spawn(move || {
                for round in 0..20 {
                    vault.write(|tx| store_setting(tx, name, &[round])).unwrap();
                    let read = vault.read(|tx| load_setting(tx, name));
                    assert_eq!(read, Ok(Some(vec![round])), "what was written is read");
                }
            });
        }
    });
}

/// The error of a wrong PIN, so many seconds after the device was started.
fn wrong(folder: &Path, seconds: u64) -> VaultError {
    let now = Uptime {
        since_start_ms: seconds * 1_000,
        ..NOW
    };
    Vault::open(folder, &Pin::new("wrong 1234").unwrap(), now).unwrap_err()
}

#[test]
fn after_five_wrong_pins_even_the_right_one_waits_and_then_opens() {
    let (folder, words) = TestVault::new().close();
    let folder = folder.path();
    for failures in 1..=5 {
        assert_eq!(wrong(folder, 10), VaultError::WrongPin { failures });
    }
    let at = |seconds: u64| Uptime {
        since_start_ms: seconds * 1_000,
        ..NOW
    };
    let too_soon = VaultError::TooSoon {
        failures: 5,
        wait_seconds: 30,
    };
    assert_eq!(Vault::open(folder, &pin(), at(10)).unwrap_err(), too_soon);
    // The words never wait.
    drop(Vault::open_with_words(folder, &words).unwrap());
    drop(Vault::open(folder, &pin(), at(40)).unwrap());
    assert_eq!(wrong(folder, 41), VaultError::WrongPin { failures: 1 });
}

#[test]
fn a_vault_that_may_destroy_itself_does_so_after_the_chosen_number_and_not_before() {
    let made = TestVault::new();
    assert_eq!(
        made.vault.set_wipe_after(Some(9)),
        Err(VaultError::OutOfRange)
    );
    made.vault.set_wipe_after(Some(10)).unwrap();
    assert_eq!(made.vault.wipe_after(), Ok(Some(10)));
    std::fs::write(made.path("not ours.txt"), b"stays").unwrap();
    let (folder, words) = made.close();
    let folder = folder.path();
    for failures in 1..10 {
        let expected = VaultError::WrongPin { failures };
        assert_eq!(wrong(folder, u64::from(failures) * 100_000), expected);
    }
    assert_eq!(wrong(folder, 10_000_000), VaultError::Wiped);
    let left = names_under(folder);
    assert_eq!(left, ["lock", "not ours.txt"]);
    let gone = Vault::open_with_words(folder, &words).unwrap_err();
    assert_eq!(gone, VaultError::NotAVault);
}

#[test]
fn a_folder_holds_a_vault_also_where_one_half_of_it_is_gone() {
    let nowhere = tempfile::tempdir().unwrap();
    assert!(!Vault::lies_in(nowhere.path()));
    assert!(!Vault::lies_in(&nowhere.path().join("none")));
    for lost in ["keyslots", "vault.db"] {
        let (folder, _) = TestVault::new().close();
        std::fs::remove_file(folder.path().join(lost)).unwrap();
        assert!(Vault::lies_in(folder.path()), "without {lost}");
    }
}

#[test]
fn a_destruction_that_was_cut_short_is_finished_by_whoever_comes_next() {
    let (folder, words) = TestVault::new().close();
    let folder = folder.path();
    std::fs::rename(folder.join("keyslots"), folder.join("wiping")).unwrap();
    assert!(!Vault::lies_in(folder));
    let gone = Vault::open_with_words(folder, &words).unwrap_err();
    assert_eq!(gone, VaultError::NotAVault);
    assert!(!folder.join("vault.db").exists() && !folder.join("wiping").exists());
}

#[test]
fn a_pin_and_words_can_be_asked_for_again_and_a_new_pin_keeps_the_wish_to_be_wiped() {
    let made = TestVault::new();
    made.vault.set_wipe_after(Some(12)).unwrap();
    assert_eq!(made.vault.check_pin(&pin(), NOW), Ok(()));
    let other = Pin::new("another 5512").unwrap();
    let wrong = made.vault.check_pin(&other, NOW);
    assert_eq!(wrong, Err(VaultError::WrongPin { failures: 1 }));
    made.vault.set_pin(&other, &mut rng(4)).unwrap();
    assert_eq!(made.vault.check_pin(&other, NOW), Ok(()));
    assert_eq!(made.vault.check_words(&made.words), Ok(()));
    let none = RecoveryEntropy::from_bytes([7; 32]);
    assert_eq!(made.vault.check_words(&none), Err(VaultError::WrongWords));
    assert_eq!(made.vault.wipe_after(), Ok(Some(12)));
    made.vault.set_wipe_after(None).unwrap();
    assert_eq!(made.vault.wipe_after(), Ok(None));
}

#[test]
fn a_vault_that_nobody_can_open_is_removed_keys_and_all() {
    let nowhere = tempfile::tempdir().unwrap();
    assert_eq!(Vault::remove_at(nowhere.path()), Err(VaultError::NotAVault));
    for lost in ["keyslots", "vault.db", "papers"] {
        let made = TestVault::new();
        std::fs::write(made.path("not ours.txt"), b"stays").unwrap();
        let open = Vault::remove_at(made.path("").as_path());
        assert_eq!(open, Err(VaultError::Busy), "open, without {lost}");
        let (folder, _) = made.close();
        let file = folder.path().join(lost);
        let removed = if file.is_dir() {
            std::fs::remove_dir_all(file)
        } else {
            std::fs::remove_file(file)
        };
        removed.unwrap();
        assert_eq!(Vault::remove_at(folder.path()), Ok(()), "without {lost}");
        let left = names_under(folder.path());
        assert_eq!(left, ["lock", "not ours.txt"], "without {lost}");
    }
}
