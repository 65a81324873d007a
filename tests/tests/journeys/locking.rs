//! PINs that are wrong, lost and changed; words; a vault that sleeps.

use crate::house::PIN;
use dodam_companion::{Clock, CompanionError, LockState, PinEntry, Profile};
use jiff::Timestamp;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

const NEW_PIN: &str = "975310";

/// A clock that a test moves.
struct Hands(Arc<AtomicI64>);

impl Hands {
    fn new() -> Self {
        Self(Arc::new(AtomicI64::new(1_790_000_000)))
    }

    fn clock(&self) -> Clock {
        let seconds = Arc::clone(&self.0);
        Clock::from_fn(move || Timestamp::from_second(seconds.load(Ordering::SeqCst)).unwrap())
    }

    fn pass(&self, seconds: i64) {
        self.0.fetch_add(seconds, Ordering::SeqCst);
    }
}

fn made(folder: &Path, clock: Clock) -> String {
    let setup = Profile::create(folder, PIN, "Synthetic", clock).unwrap();
    setup.recovery_words.to_string()
}

#[test]
fn wrong_pins_make_one_wait_and_the_wait_is_told_as_people_say_it() {
    let folder = tempfile::tempdir().unwrap();
    let hands = Hands::new();
    made(folder.path(), hands.clock());
    let tried = |pin: &str| {
        let opened = Profile::unlock(folder.path(), pin, hands.clock());
        opened.map(drop).map_err(|error| error.to_string())
    };
    for _ in 0..5 {
        assert!(tried("000000").unwrap_err().contains("in a row were wrong"));
    }
    for (failures, expected, seconds) in [
        (5, "30 seconds", 30),
        (6, "60 seconds", 60),
        (7, "5 minutes", 300),
        (8, "15 minutes", 900),
        (9, "60 minutes", 3_600),
        (10, "4 hours", 14_400),
    ] {
        let said = tried(PIN).unwrap_err();
        let whole = format!("{failures} wrong PINs in a row: wait {expected} before the next try");
        assert_eq!(said, whole);
        hands.pass(seconds);
        assert!(tried("000000").is_err());
    }
    hands.pass(14_400);
    assert_eq!(tried(PIN), Ok(()));
    assert_eq!(tried(PIN), Ok(()));
}

#[test]
fn a_lost_pin_is_replaced_with_the_words_and_a_known_one_only_with_itself() {
    let folder = tempfile::tempdir().unwrap();
    let words = made(folder.path(), Clock::default());
    let reset = |words: &str, pin: &str| {
        Profile::reset_pin(folder.path(), words, pin, Clock::default()).map(drop)
    };
    assert!(matches!(
        reset("zoo zoo zoo", NEW_PIN),
        Err(CompanionError::InvalidInput(_))
    ));
    assert!(matches!(
        reset(&words, "1"),
        Err(CompanionError::InvalidInput(_))
    ));
    reset(&words, NEW_PIN).unwrap();
    let opened = Profile::unlock(folder.path(), PIN, Clock::default());
    assert_eq!(
        opened.unwrap_err(),
        CompanionError::WrongPin { failures: 1 }
    );
    let profile = Profile::unlock(folder.path(), NEW_PIN, Clock::default()).unwrap();
    let wrong = profile.change_pin(PIN, "246802");
    assert_eq!(wrong, Err(CompanionError::WrongPin { failures: 1 }));
    profile.change_pin(NEW_PIN, PIN).unwrap();
    profile.lock();
    drop(profile);
    Profile::unlock(folder.path(), PIN, Clock::default()).unwrap();
}

#[test]
fn a_vault_may_destroy_itself_only_where_the_words_are_at_hand() {
    let folder = tempfile::tempdir().unwrap();
    let vault = folder.path().join("vault");
    let hands = Hands::new();
    let setup = Profile::create(&vault, PIN, "Synthetic", hands.clock()).unwrap();
    let (profile, words) = (setup.profile, setup.recovery_words);
    let before = LockState {
        words_checked_on: None,
        wipe_after: None,
    };
    assert_eq!(profile.lock_state(), Ok(before));
    let other = "legal winner thank year wave sausage worth useful legal winner thank year wave \
                 sausage worth useful legal winner thank year wave sausage worth title";
    for (failures, words) in [(10, other), (9, words.as_str())] {
        let refused = profile.wipe_after(failures, words);
        assert!(matches!(refused, Err(CompanionError::InvalidInput(_))));
    }
    profile.wipe_after(10, &words).unwrap();
    let state = profile.lock_state().unwrap();
    assert_eq!(state.wipe_after, Some(10));
    assert_eq!(state.words_checked_on, Some(hands.clock().today()));
    let backup = folder.path().join("backup");
    profile.back_up(&backup).unwrap();
    profile.lock();
    drop(profile);
    let tried = |pin: &str| Profile::unlock(&vault, pin, hands.clock()).map(drop);
    for _ in 1..10 {
        assert!(matches!(
            tried("000000"),
            Err(CompanionError::WrongPin { .. })
        ));
        hands.pass(100_000);
    }
    assert_eq!(tried("000000"), Err(CompanionError::Wiped));
    assert_eq!(tried(PIN), Err(CompanionError::NotFound("a vault")));
    Profile::restore(&backup, &vault, (&words, NEW_PIN), hands.clock()).unwrap();
}

#[test]
fn a_vault_that_sleeps_says_so_and_wakes() {
    let folder = tempfile::tempdir().unwrap();
    let setup = Profile::create(folder.path(), PIN, "Synthetic", Clock::default());
    let profile = setup.unwrap().profile;
    profile.pause().unwrap();
    let asleep = CompanionError::Rejected {
        code: "paused".into(),
    };
    assert_eq!(profile.papers(), Err(asleep));
    profile.resume().unwrap();
    assert_eq!(profile.papers(), Ok(vec![]));
}

#[test]
fn on_a_phone_a_guard_stands_beside_the_pin_and_a_face_may_stand_for_it() {
    let folder = tempfile::tempdir().unwrap();
    let vault = folder.path().join("vault");
    let (guard, face) = ([7; 32], [8; 32]);
    let pin = PinEntry::guarded(PIN, &guard);
    let made = Profile::create(&vault, pin, "Synthetic", Clock::default()).unwrap();
    let wrong = made.profile.set_device_secret("111111", &face);
    assert!(wrong.is_err(), "the PIN is asked for again");
    made.profile.set_device_secret(pin, &face).unwrap();
    drop(made.profile);
    let ways = Profile::ways_in(&vault).unwrap();
    assert!(ways.pin_needs_guard && ways.device_secret);

    let copied = Profile::unlock(&vault, PIN, Clock::default());
    let code = "needs_guard".into();
    assert_eq!(copied.unwrap_err(), CompanionError::Rejected { code });
    let profile = Profile::unlock_with_device_secret(&vault, &face, Clock::default()).unwrap();
    profile.remove_device_secret().unwrap();
    drop(profile);
    let other = Profile::unlock_with_device_secret(&vault, &face, Clock::default());
    let code = "wrong_device_secret".into();
    assert_eq!(other.unwrap_err(), CompanionError::Rejected { code });

    let words = made.recovery_words;
    let new = PinEntry::guarded("975310", &[9; 32]);
    drop(Profile::reset_pin(&vault, &words, new, Clock::default()).unwrap());
    Profile::unlock(&vault, new, Clock::default()).unwrap();
}
