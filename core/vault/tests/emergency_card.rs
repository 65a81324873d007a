//! The emergency card beside a vault: open to a finder, apart from everything else.

#![allow(clippy::unwrap_used, reason = "this file is a test")]

mod support;

use dodam_vault::{EmergencyCard, MAX_CARD_TEXT_BYTES, Vault, VaultError};
use support::{NOW, TestVault, files_under, pin, rng};

const ALLERGY: &str = "synthetic penicillin allergy";

fn card() -> EmergencyCard {
    EmergencyCard {
        allergies: Some(ALLERGY.to_owned()),
        ..EmergencyCard::default()
    }
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes
        .windows(text.len())
        .any(|part| part == text.as_bytes())
}

#[test]
fn a_card_is_read_while_the_vault_is_locked_and_replaced_whole() {
    let made = TestVault::new();
    assert_eq!(EmergencyCard::load(made.folder.path()), Ok(None));
    made.vault.store_emergency_card(&card()).unwrap();
    let other = EmergencyCard {
        blood_type: Some("O+".to_owned()),
        ..EmergencyCard::default()
    };
    made.vault.store_emergency_card(&other).unwrap();
    let (folder, _) = made.close();
    assert_eq!(EmergencyCard::load(folder.path()), Ok(Some(other)));
    assert!(
        files_under(folder.path())
            .iter()
            .all(|path| !holds(&std::fs::read(path).unwrap(), ALLERGY))
    );
    Vault::open(folder.path(), &pin(), NOW).unwrap();
}

#[test]
fn what_is_too_long_is_refused_and_the_older_card_stays() {
    let made = TestVault::new();
    made.vault.store_emergency_card(&card()).unwrap();
    let long = EmergencyCard {
        note: Some("x".repeat(MAX_CARD_TEXT_BYTES + 1)),
        ..card()
    };
    let many = EmergencyCard {
        languages: vec!["en".to_owned(); 9],
        ..card()
    };
    for refused in [long, many] {
        assert_eq!(
            made.vault.store_emergency_card(&refused),
            Err(VaultError::OutOfRange)
        );
    }
    assert_eq!(EmergencyCard::load(made.folder.path()), Ok(Some(card())));
}

#[test]
fn the_fullest_card_fits_its_file() {
    let made = TestVault::new();
    let long = || Some("x".repeat(MAX_CARD_TEXT_BYTES));
    let full = EmergencyCard {
        name: long(),
        languages: vec!["x".repeat(MAX_CARD_TEXT_BYTES); 4],
        blood_type: long(),
        allergies: long(),
        medicines: long(),
        conditions: long(),
        pregnant: Some(true),
        contact_name: long(),
        contact_phone: long(),
        note: long(),
    };
    made.vault.store_emergency_card(&full).unwrap();
    assert_eq!(EmergencyCard::load(made.folder.path()), Ok(Some(full)));
}

#[test]
fn removing_it_leaves_no_file_of_it_even_after_a_write_that_was_cut_short() {
    let made = TestVault::new();
    made.vault.store_emergency_card(&card()).unwrap();
    std::fs::copy(made.path("emergency-card"), made.path("emergency-card.new")).unwrap();
    made.vault.remove_emergency_card().unwrap();
    made.vault.remove_emergency_card().unwrap();
    assert_eq!(EmergencyCard::load(made.folder.path()), Ok(None));
    for path in files_under(made.folder.path()) {
        assert!(!holds(&std::fs::read(&path).unwrap(), ALLERGY), "{path:?}");
    }
}

#[test]
fn a_backup_has_no_card_and_restoring_makes_none() {
    let made = TestVault::new();
    made.vault.store_emergency_card(&card()).unwrap();
    let out = tempfile::tempdir().unwrap();
    let (backup, folder) = (out.path().join("backup"), out.path().join("restored"));
    made.vault.backup(&backup, &mut rng(3)).unwrap();
    let keep = |_: &dodam_vault::Transaction<'_>, _| Ok::<(), VaultError>(());
    let secrets = (&made.words, &pin());
    Vault::restore(&backup, &folder, secrets, &mut rng(4), keep).unwrap();
    assert_eq!(EmergencyCard::load(&folder), Ok(None));
}
