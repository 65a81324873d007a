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
    let again = wait(challenge.unlock_finish(PIN.into())).unwrap();
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
