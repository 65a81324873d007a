//! Handles: locked, shared by threads, opened again and again.

use std::thread;

use dodam_ffi::{DodamError, PersonDetails};

use crate::stage::{PIN, Stage, wait};

#[test]
fn a_locked_handle_answers_locked_on_every_clone_and_the_vault_opens_again() {
    let stage = Stage::new();
    let other = stage.profile.clone();
    stage.profile.lock();
    stage.profile.lock();
    assert_eq!(wait(other.people()), Err(DodamError::Locked));
    assert_eq!(wait(other.words_were_shown()), Err(DodamError::Locked));
    let left = wait(other.search_papers("paper".into(), None));
    assert_eq!(left, Err(DodamError::Locked));
    let challenge = stage.dodam.unlock_begin(stage.path("vault"));
    let again = wait(challenge.unlock_finish(PIN.into(), None)).unwrap();
    assert_eq!(wait(again.papers()).unwrap().len(), 1);
    assert_eq!(wait(other.people()), Err(DodamError::Locked));
}

#[test]
fn a_vault_is_used_by_eight_threads_at_once() {
    let stage = Stage::new();
    thread::scope(|scope| {
        for number in 0..8 {
            let stage = &stage;
            scope.spawn(move || {
                for _ in 0..5 {
                    let details = PersonDetails {
                        name: Some(format!("Synthetic {number}")),
                        phone: None,
                        address: None,
                    };
                    wait(stage.profile.set_person(None, details)).unwrap();
                    let id = stage.person_id.clone();
                    wait(stage.profile.record_visit(id, "home".into(), "note".into())).unwrap();
                    assert_eq!(wait(stage.profile.people()).unwrap().len(), 1);
                    wait(stage.profile.search_papers("paper".into(), None)).unwrap();
                }
            });
        }
    });
    assert_eq!(wait(stage.profile.visits(None)).unwrap().len(), 41);
    assert_eq!(stage.missing(), Ok(Vec::new()));
}

#[test]
fn a_guard_is_needed_and_a_device_secret_opens_in_the_pins_place() {
    let stage = Stage::new();
    let (guard, device) = (|| Some(vec![7; 32]), || vec![9; 32]);
    let (pin, profile) = (|| PIN.to_owned(), stage.profile.clone());
    wait(profile.change_pin(pin(), pin(), None, guard())).unwrap();
    wait(profile.set_device_secret(pin(), device(), guard())).unwrap();
    let short = wait(profile.set_device_secret(pin(), vec![9; 31], guard()));
    let code = "unusable_secret".to_owned();
    assert_eq!(short, Err(DodamError::InvalidInput { code }));
    profile.lock();
    let challenge = stage.dodam.unlock_begin(stage.path("vault"));
    let ways = wait(challenge.ways_in()).unwrap();
    assert!(ways.pin_needs_guard && ways.device_secret);
    let code = "needs_guard".to_owned();
    let bare = wait(challenge.unlock_finish(pin(), None)).err();
    assert_eq!(bare, Some(DodamError::Rejected { code }));
    let code = "wrong_device_secret".to_owned();
    let other = wait(challenge.unlock_finish_with_device_secret(vec![8; 32])).err();
    assert_eq!(other, Some(DodamError::Rejected { code }));
    wait(challenge.unlock_finish_with_device_secret(device()))
        .unwrap()
        .lock();
    wait(challenge.unlock_finish(pin(), guard()))
        .unwrap()
        .lock();
}
