//! A panic inside arrives as an error, and later calls work.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use dodam_companion::Clock;
use dodam_ffi::{Companion, DodamError, Question};
use jiff::Timestamp;

use crate::stage::{PIN, wait};

/// A clock that panics for as long as it is told to.
fn broken_clock() -> (Clock, Arc<AtomicBool>) {
    let broken = Arc::new(AtomicBool::new(false));
    let read = broken.clone();
    let clock = Clock::from_fn(move || {
        assert!(!read.load(Ordering::SeqCst), "a clock that a test broke");
        Timestamp::from_second(1_780_000_000).unwrap()
    });
    (clock, broken)
}

fn mistake<T>() -> Result<T, DodamError> {
    Err(DodamError::DeviceFailed {
        code: "mistake".into(),
    })
}

#[test]
fn a_panic_in_a_question_is_an_error_and_the_next_question_is_answered() {
    let (clock, broken) = broken_clock();
    let dodam = Companion::with_clock(clock);
    broken.store(true, Ordering::SeqCst);
    assert_eq!(wait(dodam.check(Question::default())), mistake());
    broken.store(false, Ordering::SeqCst);
    assert!(wait(dodam.check(Question::default())).is_ok());
}

#[test]
fn a_panic_in_an_open_vault_is_an_error_and_the_vault_stays_usable() {
    let (clock, broken) = broken_clock();
    let dodam = Companion::with_clock(clock);
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().display().to_string();
    let setup = wait(dodam.create_vault(folder, PIN.into(), "Synthetic".into(), None)).unwrap();
    let (profile, words) = (setup.profile, setup.recovery_words);
    let person = wait(profile.own_person()).unwrap();
    let visit = || wait(profile.record_visit(person.clone(), "home".into(), "note".into()));
    broken.store(true, Ordering::SeqCst);
    assert_eq!(visit(), mistake());
    assert_eq!(wait(profile.check_words(words.clone())), mistake());
    let file = root.path().join("file");
    std::fs::write(&file, b"synthetic").unwrap();
    let add = || {
        let details = crate::stage::details("a paper");
        wait(profile.add_paper(file.display().to_string(), details, None, None))
    };
    assert_eq!(add(), mistake());
    broken.store(false, Ordering::SeqCst);
    visit().unwrap();
    add().unwrap();
    wait(profile.check_words(words)).unwrap();
    assert_eq!(wait(profile.visits(None)).unwrap().len(), 1);
    assert_eq!(wait(profile.papers()).unwrap().len(), 1);
}
