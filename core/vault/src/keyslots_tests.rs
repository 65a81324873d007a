//! The key file against damage and against someone who edits it. Cheap Argon2id parameters, so
//! that every byte can be tried; the real ones are used by the tests of whole vaults.

use super::*;
use crate::Pin;
use crate::secret::{DeviceSecret, RecoveryEntropy, VaultKey};
use crate::slot::{Cost, KIND_GUARDED_PIN, KIND_PIN, KIND_WORDS};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;

const CHEAP: Cost = Cost {
    memory_kib: 8,
    passes: 1,
    lanes: 1,
};
const KEY: [u8; 32] = [0x5A; 32];

fn pin(text: &str) -> Pin {
    Pin::new(text).unwrap()
}

fn words() -> RecoveryEntropy {
    RecoveryEntropy::from_bytes([0xC3; 32])
}

fn keyslots(cost: Cost) -> Keyslots {
    let mut rng = ChaCha20Rng::from_seed([1; 32]);
    let (vault, key) = ([7; 16], VaultKey::from_bytes(KEY));
    let slots = vec![
        Slot::for_pin(vault, &pin("123456"), cost, &key, &mut rng).unwrap(),
        Slot::for_words(vault, &words(), &key, &mut rng).unwrap(),
    ];
    Keyslots { vault, slots }
}

fn by_pin(keyslots: &Keyslots, typed: &str) -> Result<Option<[u8; 32]>, VaultError> {
    let slot = keyslots.of_kind(KIND_PIN).next().unwrap();
    Ok(slot.open_with_pin(&pin(typed))?.map(|key| *key.expose()))
}

fn by_words(keyslots: &Keyslots, words: &RecoveryEntropy) -> Result<Option<[u8; 32]>, VaultError> {
    let slot = keyslots.of_kind(KIND_WORDS).next().unwrap();
    Ok(slot.open_with_words(words)?.map(|key| *key.expose()))
}

#[test]
fn the_right_pin_and_the_right_words_open_the_same_key() {
    let read = Keyslots::from_bytes(&keyslots(CHEAP).to_bytes()).unwrap();
    assert_eq!(read, keyslots(CHEAP));
    assert_eq!(by_pin(&read, "123456"), Ok(Some(KEY)));
    assert_eq!(by_words(&read, &words()), Ok(Some(KEY)));
    assert_eq!(by_pin(&read, "123457"), Ok(None));
    assert_eq!(
        by_words(&read, &RecoveryEntropy::from_bytes([0xC2; 32])),
        Ok(None)
    );
}

const FIXTURE: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/tests/fixtures/v001_keyslots.cbor"
);

const GUARDED_1: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/tests/fixtures/v001_guarded_keyslots.cbor"
);
const GUARDED_2: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/tests/fixtures/v002_guarded_keyslots.cbor"
);

#[test]
#[ignore = "makes tests/fixtures/v001_keyslots.cbor anew; run when version 1 is the newest"]
fn make_the_fixture_of_this_version() {
    std::fs::write(FIXTURE, keyslots(CHEAP).to_bytes()).unwrap();
}

#[test]
fn a_key_file_of_version_1_opens_and_is_still_written_byte_for_byte() {
    // Whoever changes these bytes changes a promise, and writes a decision record.
    let kept = std::fs::read(FIXTURE).unwrap();
    let read = Keyslots::from_bytes(&kept).unwrap();
    assert_eq!(by_pin(&read, "123456"), Ok(Some(KEY)));
    assert_eq!(by_words(&read, &words()), Ok(Some(KEY)));
    assert_eq!(keyslots(CHEAP).to_bytes(), kept);
}

fn guard(byte: u8) -> DeviceSecret {
    DeviceSecret::from_bytes([byte; 32])
}

/// A PIN beside a guard, the words, and a device secret.
fn guarded_keyslots() -> Keyslots {
    let mut rng = ChaCha20Rng::from_seed([3; 32]);
    let (vault, key) = ([7; 16], VaultKey::from_bytes(KEY));
    let pin = pin("123456").guarded_by(guard(1));
    let slots = vec![
        Slot::for_words(vault, &words(), &key, &mut rng).unwrap(),
        Slot::for_device(vault, &guard(2), &key, &mut rng).unwrap(),
        Slot::for_pin(vault, &pin, CHEAP, &key, &mut rng).unwrap(),
    ];
    Keyslots { vault, slots }
}

#[test]
#[ignore = "makes tests/fixtures/v002_guarded_keyslots.cbor anew; run when version 2 is the newest"]
fn make_the_guarded_fixture_of_this_version() {
    std::fs::write(GUARDED_2, guarded_keyslots().to_bytes()).unwrap();
}

#[test]
fn guarded_key_files_of_both_versions_open_and_the_newer_one_names_its_guard() {
    for (path, named) in [(GUARDED_1, false), (GUARDED_2, true)] {
        let kept = std::fs::read(path).unwrap();
        let read = Keyslots::from_bytes(&kept).unwrap();
        assert_eq!(read.to_bytes(), kept, "{path}");
        let slot = read.of_kind(KIND_GUARDED_PIN).next().unwrap();
        assert_eq!(slot.header.guard.is_some(), named);
        let typed = |byte| pin("123456").guarded_by(guard(byte));
        let opened = slot.open_with_pin(&typed(1)).unwrap().unwrap();
        assert_eq!(opened.expose(), &KEY);
        assert_eq!(slot.fits_guard_of(&typed(1)), Ok(true));
        // Without a name nobody can tell.
        assert_eq!(slot.fits_guard_of(&typed(9)), Ok(!named));
        assert_eq!(slot.fits_guard_of(&pin("123456")), Ok(false));
        assert_eq!(by_words(&read, &words()), Ok(Some(KEY)));
    }
    let kept = std::fs::read(GUARDED_2).unwrap();
    assert_eq!(guarded_keyslots().to_bytes(), kept);
}

#[test]
fn a_guard_has_another_name_in_each_slot_and_the_name_is_bound_to_the_key() {
    let mut rng = ChaCha20Rng::from_seed([4; 32]);
    let key = VaultKey::from_bytes(KEY);
    let typed = pin("123456").guarded_by(guard(1));
    let mut slot = || Slot::for_pin([7; 16], &typed, CHEAP, &key, &mut rng).unwrap();
    let (mut one, other) = (slot(), slot());
    assert_ne!(one.header.guard, other.header.guard);
    one.header.guard = None;
    assert!(one.open_with_pin(&typed).unwrap().is_none());
}

#[test]
fn every_changed_bit_is_reported_as_damage() {
    let whole = keyslots(CHEAP).to_bytes();
    for at in 0..whole.len() {
        for bit in 0..8 {
            let mut changed = whole.clone();
            changed[at] ^= 1 << bit;
            let read = Keyslots::from_bytes(&changed);
            assert_eq!(
                read,
                Err(VaultError::Damaged(Part::Keyslots)),
                "byte {at} bit {bit}"
            );
        }
    }
}

#[test]
fn every_cut_and_every_addition_is_reported_as_damage() {
    let whole = keyslots(CHEAP).to_bytes();
    for len in 0..whole.len() {
        let read = Keyslots::from_bytes(&whole[..len]);
        assert_eq!(
            read,
            Err(VaultError::Damaged(Part::Keyslots)),
            "{len} bytes"
        );
    }
    for added in [1, 100, 1_000_000] {
        let mut longer = whole.clone();
        longer.resize(whole.len() + added, 0);
        assert_eq!(
            Keyslots::from_bytes(&longer),
            Err(VaultError::Damaged(Part::Keyslots))
        );
    }
}

/// What someone gets who edits a byte of the body and repairs the checksum.
#[test]
fn an_edited_file_with_a_repaired_checksum_gives_no_key() {
    let body = encode(&keyslots(CHEAP));
    for at in 0..body.len() {
        let mut body = body.clone();
        body[at] ^= 1;
        let bytes = FRAME.around(FRAME.version, body);
        let Ok(read) = Keyslots::from_bytes(&bytes) else {
            continue;
        };
        let first = read
            .of_kind(KIND_PIN)
            .next()
            .map(|slot| slot.open_with_pin(&pin("123456")));
        let second = read
            .of_kind(KIND_WORDS)
            .next()
            .map(|slot| slot.open_with_words(&words()));
        let both = [first, second].map(|opened| matches!(opened, Some(Ok(Some(_)))));
        assert_ne!(both, [true, true], "byte {at} is bound by neither slot");
    }
}

#[test]
fn slots_of_another_vault_are_refused() {
    let mut mixed = keyslots(CHEAP);
    mixed.slots[1].header.vault = [8; 16];
    let read = Keyslots::from_bytes(&mixed.to_bytes());
    assert_eq!(read, Err(VaultError::Damaged(Part::Keyslots)));
}

#[test]
fn a_hostile_cost_is_refused_before_it_is_paid() {
    let started = std::time::Instant::now();
    let normal = CHEAP;
    let hostile = [
        Cost {
            memory_kib: u32::MAX,
            ..normal
        },
        Cost {
            memory_kib: 256 * 1024 + 1,
            ..normal
        },
        Cost {
            passes: u32::MAX,
            ..normal
        },
        Cost {
            lanes: u32::MAX,
            ..normal
        },
        Cost {
            memory_kib: 0,
            ..normal
        },
        Cost {
            passes: 0,
            ..normal
        },
        Cost { lanes: 0, ..normal },
    ];
    for cost in hostile {
        let mut edited = keyslots(CHEAP);
        edited.slots[0].header.cost = Some(cost);
        let read = Keyslots::from_bytes(&edited.to_bytes()).unwrap();
        assert_eq!(
            by_pin(&read, "123456"),
            Err(VaultError::Damaged(Part::Keyslots)),
            "{cost:?}"
        );
    }
    let mut edited = keyslots(CHEAP);
    edited.slots[0].header.cost = None;
    assert_eq!(
        by_pin(&edited, "123456"),
        Err(VaultError::Damaged(Part::Keyslots))
    );
    assert!(started.elapsed().as_secs() < 2);
}

#[test]
fn a_newer_version_is_told_from_damage() {
    let body = b"a layout of the future".to_vec();
    let newer = FRAME.around(3, body);
    assert_eq!(Keyslots::from_bytes(&newer), Err(VaultError::NewerVersion));
}

#[test]
fn a_slot_of_an_unknown_kind_is_kept_when_the_pin_changes() {
    let mut kept = keyslots(CHEAP);
    let mut unknown = kept.slots[1].clone();
    unknown.header.kind = 9;
    kept.slots.push(unknown.clone());
    let mut read = Keyslots::from_bytes(&kept.to_bytes()).unwrap();
    let mut rng = ChaCha20Rng::from_seed([2; 32]);
    let key = VaultKey::from_bytes(KEY);
    read.replace(Slot::for_pin(read.vault, &pin("abcdef"), CHEAP, &key, &mut rng).unwrap());
    let read = Keyslots::from_bytes(&read.to_bytes()).unwrap();
    assert_eq!(by_pin(&read, "abcdef"), Ok(Some(KEY)));
    assert_eq!(by_pin(&read, "123456"), Ok(None));
    assert_eq!(by_words(&read, &words()), Ok(Some(KEY)));
    assert_eq!(read.of_kind(9).collect::<Vec<_>>(), [&unknown]);
}
