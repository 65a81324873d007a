//! Secrets of a device's keystore: the guard beside a PIN, and the one that opens in its place.

#![allow(clippy::unwrap_used, reason = "this file is a test")]

mod support;

use dodam_vault::{
    DeviceSecret, MIN_WIPE_AFTER, Pin, RecoveryEntropy, Uptime, Vault, VaultError, WaysIn,
};
use support::{NOW, TestVault, pin, rng};

fn secret(byte: u8) -> DeviceSecret {
    DeviceSecret::from_bytes([byte; 32])
}

fn guarded(byte: u8) -> Pin {
    pin().guarded_by(secret(byte))
}

#[test]
fn a_guarded_pin_opens_with_its_guard_only_and_without_it_nothing_is_tried() {
    let folder = tempfile::tempdir().unwrap();
    let (vault, words) = Vault::create(folder.path(), &guarded(1), &mut rng(1)).unwrap();
    drop(vault);
    let ways = Vault::ways_in(folder.path()).unwrap();
    assert_eq!((ways.pin_needs_guard, ways.device_secret), (true, false));
    let open = |pin: &Pin| Vault::open(folder.path(), pin, NOW).map(drop);
    for _ in 0..9 {
        assert_eq!(open(&pin()), Err(VaultError::NeedsGuard));
        assert_eq!(open(&guarded(2)), Err(VaultError::NeedsGuard));
    }
    let wrong = Pin::new("synthetic 5520").unwrap().guarded_by(secret(1));
    assert_eq!(open(&wrong), Err(VaultError::WrongPin { failures: 1 }));
    assert_eq!(open(&guarded(1)), Ok(()));

    // A new phone has another guard: the words open, and the PIN is set anew.
    let vault = Vault::open_with_words(folder.path(), &words).unwrap();
    vault.set_pin(&guarded(3), &mut rng(2)).unwrap();
    drop(vault);
    assert_eq!(open(&guarded(3)), Ok(()));
    assert_eq!(open(&guarded(1)), Err(VaultError::NeedsGuard));
}

#[test]
fn a_right_pin_with_the_guard_of_another_phone_never_destroys_a_vault() {
    let folder = tempfile::tempdir().unwrap();
    let (vault, _words) = Vault::create(folder.path(), &guarded(1), &mut rng(1)).unwrap();
    vault.set_wipe_after(Some(MIN_WIPE_AFTER)).unwrap();
    let now = |minutes: u64| Uptime {
        since_start_ms: minutes * 60_000,
        ..NOW
    };
    // A day apart, so that no wait stands between.
    for try_number in 1..=12 {
        let checked = vault.check_pin(&guarded(2), now(try_number * 1_440));
        assert_eq!(checked, Err(VaultError::NeedsGuard));
    }
    vault.check_pin(&guarded(1), now(20_000)).unwrap();
}

#[test]
fn a_vault_made_without_a_guard_opens_on_a_phone_and_gets_one_with_its_next_pin() {
    let made = TestVault::new();
    let (folder, _words) = made.close();
    let vault = Vault::open(folder.path(), &guarded(1), NOW).unwrap();
    vault.set_pin(&guarded(1), &mut rng(2)).unwrap();
    drop(vault);
    let unguarded = Vault::open(folder.path(), &pin(), NOW).map(drop);
    assert_eq!(unguarded, Err(VaultError::NeedsGuard));
    Vault::open(folder.path(), &guarded(1), NOW).unwrap();
}

#[test]
fn a_device_secret_opens_until_it_is_removed_or_replaced_and_the_pin_goes_on_opening() {
    let made = TestVault::new();
    made.vault
        .set_device_secret(&secret(1), &mut rng(2))
        .unwrap();
    made.vault
        .set_device_secret(&secret(2), &mut rng(3))
        .unwrap();
    let (folder, _words) = made.close();
    let open = |byte| Vault::open_with_device_secret(folder.path(), &secret(byte)).map(drop);
    assert_eq!(open(1), Err(VaultError::WrongDeviceSecret));
    assert_eq!(open(2), Ok(()));
    let vault = Vault::open(folder.path(), &pin(), NOW).unwrap();
    vault.set_pin(&guarded(7), &mut rng(4)).unwrap();
    drop(vault);
    assert_eq!(open(2), Ok(()), "another PIN leaves it");
    let vault = Vault::open(folder.path(), &guarded(7), NOW).unwrap();
    vault.remove_device_secret().unwrap();
    drop(vault);
    assert_eq!(open(2), Err(VaultError::WrongDeviceSecret));
    let nothing = WaysIn {
        pin_needs_guard: true,
        device_secret: false,
    };
    assert_eq!(Vault::ways_in(folder.path()), Ok(nothing));
}

#[test]
fn secrets_of_a_device_are_not_in_a_backup_and_the_words_bring_it_back_elsewhere() {
    let folder = tempfile::tempdir().unwrap();
    let (vault, words) = Vault::create(&folder.path().join("a"), &guarded(1), &mut rng(1)).unwrap();
    vault.set_device_secret(&secret(2), &mut rng(2)).unwrap();
    let backup = folder.path().join("backup");
    vault.backup(&backup, &mut rng(3)).unwrap();
    drop(vault);
    let words = RecoveryEntropy::from_bytes(*words.expose());
    let elsewhere = folder.path().join("b");
    let pin = guarded(9);
    let vault = Vault::restore(&backup, &elsewhere, (&words, &pin), &mut rng(4), |_, _| {
        Ok::<_, VaultError>(())
    });
    drop(vault.unwrap());
    let ways = Vault::ways_in(&elsewhere).unwrap();
    assert_eq!((ways.pin_needs_guard, ways.device_secret), (true, false));
    assert!(Vault::open_with_device_secret(&elsewhere, &secret(2)).is_err());
    Vault::open(&elsewhere, &guarded(9), NOW).unwrap();
}
