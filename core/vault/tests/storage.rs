//! A full disk and a folder that can't be written to, on real file systems.
//!
//! Each test runs itself again in a namespace of its own (`unshare`), where it may mount a small
//! disk that goes away with it. Where that isn't possible it says so and is skipped.

#![allow(clippy::unwrap_used, reason = "this file is a test")]
#![cfg(target_os = "linux")]

mod support;

use dodam_vault::{Vault, VaultError, load_setting, store_setting};
use std::path::{Path, PathBuf};
use std::process::Command;
use support::{NOW, files_under, noise, pin, rng, say_skipped};
use tempfile::TempDir;

const INSIDE: &str = "DODAM_TEST_INSIDE_NAMESPACE";

/// Gives a folder for a disk when we are inside; otherwise runs the test inside and gives `None`.
fn disk_folder(test: &str) -> Option<PathBuf> {
    if let Some(folder) = std::env::var_os(INSIDE) {
        return Some(folder.into());
    }
    let folder = TempDir::new().unwrap();
    let namespace = || {
        let mut command = Command::new("unshare");
        command.args(["--map-root-user", "--mount"]);
        command
    };
    let probe = namespace()
        .args(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs"])
        .arg(folder.path())
        .output();
    if !probe.is_ok_and(|probe| probe.status.success()) {
        say_skipped(&format!(
            "{test}: no small disk can be mounted here (unshare, mount)"
        ));
        return None;
    }
    let inside = namespace()
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", test])
        .env(INSIDE, folder.path())
        .output()
        .unwrap();
    let said = [inside.stdout, inside.stderr].concat();
    let said = String::from_utf8_lossy(&said);
    assert!(
        inside.status.success() && said.contains("1 passed"),
        "{said}"
    );
    None
}

fn mount(folder: &Path, options: &str) {
    let arguments = ["-t", "tmpfs", "-o", options, "tmpfs"];
    assert!(mount_succeeds(
        Command::new("mount").args(arguments).arg(folder)
    ));
}

fn remount(folder: &Path, options: &str) {
    let options = format!("remount,{options}");
    assert!(mount_succeeds(
        Command::new("mount").args(["-o", &options]).arg(folder)
    ));
}

fn mount_succeeds(command: &mut Command) -> bool {
    command.output().unwrap().status.success()
}

/// Takes all the space that is left.
fn fill(disk: &Path) -> PathBuf {
    let path = disk.join("filler");
    let mut file = std::fs::File::create(&path).unwrap();
    for size in [65_536, 4096, 512, 1] {
        while std::io::Write::write_all(&mut file, &vec![1; size]).is_ok() {}
    }
    path
}

fn open(folder: &Path) -> Result<Vault, VaultError> {
    Vault::open(folder, &pin(), NOW)
}

#[test]
fn a_full_disk_is_told_leaves_nothing_half_written_and_is_not_damage() {
    let test = "a_full_disk_is_told_leaves_nothing_half_written_and_is_not_damage";
    let Some(disk) = disk_folder(test) else {
        return;
    };
    mount(&disk, "size=2m");
    let folder = disk.join("vault");
    let (vault, _) = Vault::create(&folder, &pin(), &mut rng(1)).unwrap();
    vault
        .write(|tx| store_setting(tx, "kept", b"before"))
        .unwrap();
    let file = vault
        .store_file(&mut &noise(100_000)[..], &mut rng(2))
        .unwrap();
    let paper = support::paper(1, file.clone(), "title");
    vault
        .write(|tx| dodam_vault::insert_paper(tx, &paper))
        .unwrap();

    let too_large = vault
        .store_file(&mut &noise(4_000_000)[..], &mut rng(3))
        .map(drop);
    assert_eq!(too_large, Err(VaultError::StorageFull));
    assert_eq!(
        files_under(&folder.join("papers")).len(),
        1,
        "the unfinished file is gone"
    );
    let filler = fill(&disk);
    let written = vault.write(|tx| store_setting(tx, "kept", &noise(200_000)));
    assert_eq!(written, Err(VaultError::StorageFull));
    assert_eq!(
        vault.read_file(&file, &disk.join("out")),
        Err(VaultError::StorageFull)
    );
    assert!(!disk.join("out").exists());
    let kept = |vault: &Vault| vault.read(|tx| load_setting(tx, "kept"));
    assert_eq!(
        kept(&vault),
        Ok(Some(b"before".to_vec())),
        "reading needs no space"
    );
    drop(vault);

    match open(&folder) {
        Ok(vault) => assert_eq!(kept(&vault), Ok(Some(b"before".to_vec()))),
        Err(error) => assert_eq!(error, VaultError::StorageFull),
    }
    std::fs::remove_file(filler).unwrap();
    let vault = open(&folder).unwrap();
    assert_eq!(kept(&vault), Ok(Some(b"before".to_vec())));
    assert_eq!(vault.read_file(&file, &disk.join("out")), Ok(()));
}

#[test]
fn a_vault_that_does_not_fit_is_not_made_and_can_be_made_later() {
    let test = "a_vault_that_does_not_fit_is_not_made_and_can_be_made_later";
    let Some(disk) = disk_folder(test) else {
        return;
    };
    mount(&disk, "size=4k");
    let folder = disk.join("vault");
    for size in [4, 16, 32, 64, 128, 192, 256, 320, 384, 448] {
        remount(&disk, &format!("size={size}k"));
        match Vault::create(&folder, &pin(), &mut rng(1)) {
            Err(error) => assert_eq!(error, VaultError::StorageFull, "{size} KiB"),
            // Made, though there may be no space left to open it a second time.
            Ok(_) => assert!(size > 192, "{size} KiB can't hold a vault"),
        }
        if folder.join("keyslots").exists() {
            break;
        }
        assert_eq!(
            open(&folder).map(drop),
            Err(VaultError::NotAVault),
            "{size} KiB"
        );
    }
    remount(&disk, "size=2m");
    if !folder.join("keyslots").exists() {
        Vault::create(&folder, &pin(), &mut rng(1)).unwrap();
    }
    assert!(open(&folder).is_ok());
}

#[test]
fn a_folder_that_cannot_be_written_to_is_told() {
    let Some(disk) = disk_folder("a_folder_that_cannot_be_written_to_is_told") else {
        return;
    };
    mount(&disk, "size=2m");
    let folder = disk.join("vault");
    let (vault, _) = Vault::create(&folder, &pin(), &mut rng(1)).unwrap();
    let file = vault.store_file(&mut &b"x"[..], &mut rng(2)).unwrap();
    let read_only = Err(VaultError::ReadOnly);
    drop(vault);
    remount(&disk, "ro");
    assert_eq!(open(&folder).map(drop), read_only);
    assert_eq!(
        Vault::create(&disk.join("new"), &pin(), &mut rng(1)).map(drop),
        read_only
    );

    let elsewhere = disk
        .parent()
        .unwrap()
        .join(format!("vault-{}", std::process::id()));
    let (vault, _) = Vault::create(&elsewhere, &pin(), &mut rng(1)).unwrap();
    assert_eq!(vault.read_file(&file, &disk.join("out")), read_only);
    drop(vault);
    std::fs::remove_dir_all(elsewhere).unwrap();
}
