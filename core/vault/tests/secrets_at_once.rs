//! Two threads that change what opens a vault: neither undoes what the other did.

#![allow(clippy::unwrap_used, reason = "this file is a test")]

mod support;

use dodam_vault::{DeviceSecret, MIN_WIPE_AFTER, Pin, Vault, VaultError};
use std::sync::Barrier;
use support::{Meddling, NOW, TestVault, pin, rng};

fn secret(byte: u8) -> DeviceSecret {
    DeviceSecret::from_bytes([byte; 32])
}

fn other_pin() -> Pin {
    Pin::new("synthetic 5520").unwrap()
}

#[test]
fn a_pin_that_changes_while_a_device_secret_is_set_stays_changed() {
    let made = TestVault::new();
    let vault = &made.vault;
    let meddle = || vault.set_pin(&other_pin(), &mut rng(5)).unwrap();
    let mut meddling = Meddling {
        chance: rng(6),
        once: Some(meddle),
    };
    vault.set_device_secret(&secret(1), &mut meddling).unwrap();
    vault.check_pin(&other_pin(), NOW).unwrap();
    assert!(vault.check_pin(&pin(), NOW).is_err());
}

#[test]
fn a_device_secret_that_is_set_while_the_pin_changes_stays_set() {
    let made = TestVault::new();
    let vault = &made.vault;
    let meddle = || vault.set_device_secret(&secret(1), &mut rng(5)).unwrap();
    let mut meddling = Meddling {
        chance: rng(6),
        once: Some(meddle),
    };
    vault.set_pin(&other_pin(), &mut meddling).unwrap();
    let (folder, _words) = made.close();
    Vault::open_with_device_secret(folder.path(), &secret(1)).unwrap();
}

#[test]
fn threads_that_change_keyslots_at_once_wait_for_each_other() {
    let made = TestVault::new();
    let vault = &made.vault;
    let together = Barrier::new(2);
    let changed = |byte: u8| {
        let mut done = Vec::new();
        for round in 0..20 {
            together.wait();
            done.push(vault.set_device_secret(&secret(byte), &mut rng(byte + round)));
            done.push(vault.remove_device_secret());
        }
        done
    };
    let done = std::thread::scope(|threads| {
        let other = threads.spawn(|| changed(2));
        [changed(1), other.join().unwrap()].concat()
    });
    assert_eq!(done, [Ok(()); 80]);
    vault.check_pin(&pin(), NOW).unwrap();
}

#[test]
fn a_choice_made_while_a_pin_is_checked_is_kept() {
    let made = TestVault::new();
    let vault = &made.vault;
    let attempts = made.path("attempts");
    std::thread::scope(|threads| {
        let checking = threads.spawn(|| vault.check_pin(&pin(), NOW));
        // The attempt is counted, and the PIN is being stretched.
        while std::fs::read(&attempts).unwrap()[0] == 0 && !checking.is_finished() {
            std::thread::yield_now();
        }
        vault.set_wipe_after(Some(MIN_WIPE_AFTER)).unwrap();
        checking.join().unwrap().unwrap();
    });
    assert_eq!(vault.wipe_after(), Ok(Some(MIN_WIPE_AFTER)));
    let wrong = vault.check_pin(&other_pin(), NOW);
    assert_eq!(wrong, Err(VaultError::WrongPin { failures: 1 }));
}
