//! A vault that lets go of its files while a phone sleeps, and a search that is stopped.

#![allow(clippy::unwrap_used, reason = "this file is a test")]

mod support;

use dodam_vault::{Vault, VaultError, load_setting, store_setting};
use support::{NOW, TestVault, pin};

fn count(vault: &Vault) -> Result<Option<Vec<u8>>, VaultError> {
    vault.read(|tx| load_setting(tx, "count"))
}

#[test]
fn a_paused_vault_answers_that_it_is_and_goes_on_after_it_was_resumed() {
    let made = TestVault::new();
    made.vault
        .write(|tx| store_setting(tx, "count", &[1]))
        .unwrap();
    made.vault.pause();
    assert_eq!(count(&made.vault), Err(VaultError::Paused));
    let written = made.vault.write(|tx| store_setting(tx, "count", &[2]));
    assert_eq!(written, Err(VaultError::Paused));
    let searched = made.vault.search(|tx| load_setting(tx, "count"));
    assert_eq!(searched, Err(VaultError::Paused));
    made.vault.resume().unwrap();
    made.vault.resume().unwrap();
    assert_eq!(count(&made.vault), Ok(Some(vec![1])));
}

#[test]
#[cfg(target_os = "linux")]
fn a_paused_vault_holds_no_file_and_another_may_open_it() {
    let made = TestVault::new();
    let open_files = || {
        let folder = made.folder.path();
        let files = std::fs::read_dir("/proc/self/fd").unwrap();
        files
            .filter_map(|file| std::fs::read_link(file.ok()?.path()).ok())
            .filter(|path| path.starts_with(folder))
            .count()
    };
    assert!(open_files() >= 4, "three connections and a lock");
    made.vault.pause();
    assert_eq!(open_files(), 0);

    let other = Vault::open(made.folder.path(), &pin(), NOW).unwrap();
    other.write(|tx| store_setting(tx, "count", &[3])).unwrap();
    assert_eq!(made.vault.resume(), Err(VaultError::Busy));
    assert_eq!(count(&made.vault), Err(VaultError::Paused));
    drop(other);
    made.vault.resume().unwrap();
    assert_eq!(count(&made.vault), Ok(Some(vec![3])));
}

#[test]
fn a_search_that_is_stopped_says_so_and_the_next_one_works() {
    let made = TestVault::new();
    let endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
                   SELECT count(*) FROM n";
    let (begun, wait_for_begun) = std::sync::mpsc::channel();
    std::thread::scope(|scope| {
        let searching = scope.spawn(|| {
            made.vault.search(|tx| {
                begun.send(()).unwrap();
                let counted = tx.query_row(endless, [], |row| row.get::<_, i64>(0));
                counted.map_err(VaultError::from)
            })
        });
        wait_for_begun.recv().unwrap();
        while !searching.is_finished() {
            made.vault.interrupt_search();
            // Reading goes on beside it.
            assert_eq!(count(&made.vault), Ok(None));
        }
        assert_eq!(searching.join().unwrap(), Err(VaultError::Interrupted));
    });
    let after = made.vault.search(|tx| load_setting(tx, "count"));
    assert_eq!(after, Ok(None));
}
