//! Subscriptions as listeners of the other side have them.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use dodam_ffi::{
    DodamError, ListenerError, PaperQuery, PaperView, PapersListener, PeopleListener,
    PersonDetails, PersonView, Profile, Reminders, RemindersListener, RemindersQuestion,
    StatusListener, StatusView,
};

use crate::stage::{Stage, wait};

/// Hands on what it is told, and fails at everything.
struct Handing<T>(Sender<Result<T, DodamError>>);

impl<T> Handing<T> {
    fn new() -> (Arc<Self>, Receiver<Result<T, DodamError>>) {
        let (told, heard) = channel();
        (Arc::new(Self(told)), heard)
    }

    fn hand(&self, told: Result<T, DodamError>) -> Result<(), ListenerError> {
        self.0.send(told).unwrap();
        Err(ListenerError::Failed)
    }
}

macro_rules! listens {
    ($($listener:ident to $value:ty),+ $(,)?) => {$(
        impl $listener for Handing<$value> {
            fn on_change(&self, now: $value) -> Result<(), ListenerError> {
                self.hand(Ok(now))
            }
            fn on_end(&self, error: DodamError) -> Result<(), ListenerError> {
                self.hand(Err(error))
            }
        }
    )+};
}
listens!(
    PeopleListener to Vec<PersonView>,
    PapersListener to Vec<PaperView>,
    RemindersListener to Reminders,
    StatusListener to StatusView,
);

fn name(profile: &Profile, name: &str) {
    let details = PersonDetails {
        name: Some(name.to_owned()),
        phone: None,
        address: None,
    };
    wait(profile.set_person(None, details)).unwrap();
}

fn query(kind: Option<&str>) -> PaperQuery {
    PaperQuery {
        words: String::new(),
        kind: kind.map(str::to_owned),
        expires_until: None,
        binned: false,
    }
}

#[test]
fn people_are_told_at_once_after_changes_and_not_after_cancelling() {
    let stage = Stage::new();
    let (listener, heard) = Handing::new();
    let watch = stage.profile.watch_people(listener).unwrap();
    assert_eq!(heard.recv().unwrap().unwrap()[0].name, "");
    for said in ["A", "B"] {
        name(&stage.profile, said);
        assert_eq!(heard.recv().unwrap().unwrap()[0].name, said);
    }
    watch.cancel();
    watch.cancel();
    name(&stage.profile, "C");
    stage.profile.lock();
    assert!(heard.recv().is_err(), "a cancelled listener is let go");
}

#[test]
fn closing_the_last_handle_cancels() {
    let stage = Stage::new();
    let (listener, heard) = Handing::new();
    let watch = stage.profile.watch_people(listener).unwrap();
    heard.recv().unwrap().unwrap();
    drop(watch);
    assert!(heard.recv().is_err());
}

#[test]
fn locking_tells_every_listener_the_end_once() {
    let stage = Stage::new();
    let (people, first) = Handing::<Vec<PersonView>>::new();
    let (papers, second) = Handing::<Vec<PaperView>>::new();
    let (reminders, third) = Handing::<Reminders>::new();
    let (status, fourth) = Handing::<StatusView>::new();
    let question = RemindersQuestion {
        now: Some("2026-03-02T10:00".into()),
        until: "2026-06-01".into(),
        person_id: None,
        language: None,
    };
    let profile = &stage.profile;
    let _watches = [
        profile.watch_people(people).unwrap(),
        profile.watch_papers(query(None), papers).unwrap(),
        profile.watch_reminders(question, reminders).unwrap(),
        profile.watch_status(status).unwrap(),
    ];
    assert_eq!(first.recv().unwrap().unwrap().len(), 1);
    assert_eq!(second.recv().unwrap().unwrap().len(), 1);
    assert_eq!(third.recv().unwrap().unwrap().until, "2026-06-01");
    assert!(fourth.recv().unwrap().unwrap().pending > 0);
    profile.lock();
    assert_eq!(first.recv().unwrap(), Err(DodamError::Locked));
    assert_eq!(second.recv().unwrap(), Err(DodamError::Locked));
    assert_eq!(third.recv().unwrap().err(), Some(DodamError::Locked));
    assert_eq!(fourth.recv().unwrap(), Err(DodamError::Locked));
    assert!(first.recv().is_err() && second.recv().is_err());
    assert!(third.recv().is_err() && fourth.recv().is_err());
}

#[test]
fn a_question_that_can_not_be_asked_ends_at_once_with_why() {
    let stage = Stage::new();
    let (listener, heard) = Handing::new();
    let query = query(Some("no_such_kind"));
    let _watch = stage.profile.watch_papers(query, listener).unwrap();
    let code = "paper_kind".to_owned();
    assert_eq!(
        heard.recv().unwrap(),
        Err(DodamError::InvalidInput { code })
    );
    assert!(heard.recv().is_err());
}
