use super::*;
use crate::{Clock, MedicineDetails, PersonDetails};
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use tempfile::TempDir;

const PIN: &str = "135790";

fn vault() -> (TempDir, Profile) {
    let folder = tempfile::tempdir().unwrap();
    let made = Profile::create(folder.path(), PIN, "Synthetic", Clock::default());
    (folder, made.unwrap().profile)
}

fn name(profile: &Profile, name: &str) {
    let details = PersonDetails {
        name: Some(name.to_owned()),
        ..PersonDetails::default()
    };
    profile.set_person(None, &details).unwrap();
}

/// The owner's name, or nothing.
fn read_name(profile: &Profile) -> Result<String, CompanionError> {
    let people = profile.people()?;
    Ok(people
        .first()
        .map(|one| one.name.clone())
        .unwrap_or_default())
}

fn watch_name(profile: &Profile) -> (Subscription, Receiver<Told<String>>) {
    let (told, names) = channel();
    let tell = move |now| told.send(now).unwrap();
    (profile.watch(read_name, tell).unwrap(), names)
}

fn now(name: &str) -> Told<String> {
    Told::Now(name.to_owned())
}

/// A listener that stays in what it is told until it is let go on.
fn held(profile: &Profile) -> (Subscription, Receiver<Told<String>>, Sender<()>) {
    let (told, names) = channel();
    let (go_on, held) = channel::<()>();
    let tell = move |now| {
        told.send(now).unwrap();
        // Once nobody holds it any more it goes on by itself.
        let _ = held.recv();
    };
    (profile.watch(read_name, tell).unwrap(), names, go_on)
}

#[test]
fn how_it_is_is_told_at_once_and_again_when_it_is_otherwise() {
    let (_folder, profile) = vault();
    let (_watch, names) = watch_name(&profile);
    assert_eq!(names.recv().unwrap(), now(""));
    for said in ["A", "B", "C"] {
        name(&profile, said);
        assert_eq!(names.recv().unwrap(), now(said));
    }
}

#[test]
fn a_write_that_leaves_it_as_it_is_is_not_told() {
    let (_folder, profile) = vault();
    let (_watch, names) = watch_name(&profile);
    assert_eq!(names.recv().unwrap(), now(""));
    profile.words_were_shown().unwrap();
    name(&profile, "A");
    assert_eq!(names.recv().unwrap(), now("A"));
    profile.words_were_shown().unwrap();
    name(&profile, "A");
    name(&profile, "B");
    assert_eq!(names.recv().unwrap(), now("B"));
}

#[test]
fn of_a_burst_the_last_is_told_however_slow_the_listener_is() {
    let (_folder, profile) = vault();
    let (_watch, names, go_on) = held(&profile);
    assert_eq!(names.recv().unwrap(), now(""));
    (1..=20).for_each(|number| name(&profile, &number.to_string()));
    drop(go_on);
    assert_eq!(names.recv().unwrap(), now("20"));
}

#[test]
fn after_cancelling_nothing_more_is_told() {
    let (_folder, profile) = vault();
    let (watch, names) = watch_name(&profile);
    assert_eq!(names.recv().unwrap(), now(""));
    watch.cancel();
    watch.cancel();
    name(&profile, "A");
    profile.lock();
    assert!(names.recv().is_err(), "its thread has ended without a word");
}

#[test]
fn cancelling_waits_for_what_is_being_told() {
    let (_folder, profile) = vault();
    let (watch, names, go_on) = held(&profile);
    assert_eq!(names.recv().unwrap(), now(""));
    let (cancelled, is_cancelled) = channel();
    let cancelling = thread::spawn(move || {
        watch.cancel();
        cancelled.send(()).unwrap();
    });
    name(&profile, "A");
    assert_eq!(is_cancelled.try_recv(), Err(TryRecvError::Empty));
    drop(go_on);
    is_cancelled.recv().unwrap();
    cancelling.join().unwrap();
    assert!(names.recv().is_err());
}

#[test]
fn a_listener_may_cancel_itself_and_another_one() {
    let (_folder, profile) = vault();
    let both: Arc<Mutex<Vec<Subscription>>> = Arc::default();
    let (told, ended) = channel();
    for _ in 0..2 {
        let (held, told) = (both.clone(), told.clone());
        let tell = move |now: Told<String>| {
            if now != Told::Now(String::new()) {
                held.lock().unwrap().iter().for_each(Subscription::cancel);
                told.send(()).unwrap();
            }
        };
        let watch = profile.watch(read_name, tell).unwrap();
        both.lock().unwrap().push(watch);
    }
    drop(told);
    name(&profile, "A");
    ended.recv().unwrap();
    // Both threads come to their end: nobody holds the channel any more.
    while ended.recv().is_ok() {}
}

#[test]
fn dropping_the_subscription_cancels_it() {
    let (_folder, profile) = vault();
    let (watch, names) = watch_name(&profile);
    assert_eq!(names.recv().unwrap(), now(""));
    drop(watch);
    assert!(names.recv().is_err());
}

#[test]
fn a_listener_that_panics_is_told_the_next() {
    let (_folder, profile) = vault();
    let (told, names) = channel();
    let tell = move |now: Told<String>| {
        assert_ne!(now, Told::Now("A".to_owned()), "a listener that fails");
        told.send(now).unwrap();
    };
    let (watch, (reached, panicked)) = (profile.clone(), channel());
    let read = move |profile: &Profile| {
        let name = read_name(profile)?;
        reached.send(name.clone()).unwrap();
        Ok(name)
    };
    let _watch = watch.watch(read, tell).unwrap();
    assert_eq!(names.recv().unwrap(), now(""));
    assert_eq!(panicked.recv().unwrap(), "");
    name(&profile, "A");
    assert_eq!(panicked.recv().unwrap(), "A");
    name(&profile, "B");
    assert_eq!(names.recv().unwrap(), now("B"));
}

#[test]
fn locking_ends_it_with_one_word() {
    let (_folder, profile) = vault();
    let (_watch, names) = watch_name(&profile);
    assert_eq!(names.recv().unwrap(), now(""));
    profile.lock();
    profile.lock();
    assert_eq!(names.recv().unwrap(), Told::Ended(CompanionError::Locked));
    assert!(names.recv().is_err());
    let (_late, names) = watch_name(&profile);
    assert_eq!(names.recv().unwrap(), Told::Ended(CompanionError::Locked));
    assert!(names.recv().is_err());
}

#[test]
fn while_it_is_paused_nothing_is_told_and_afterwards_how_it_is() {
    let (_folder, profile) = vault();
    profile.pause().unwrap();
    let (_watch, names) = watch_name(&profile);
    profile.resume().unwrap();
    name(&profile, "A");
    let mut told = names.recv().unwrap();
    while told == now("") {
        told = names.recv().unwrap();
    }
    assert_eq!(told, now("A"));
}

#[test]
fn what_panics_while_it_is_read_ends_it_and_nothing_else() {
    let (_folder, profile) = vault();
    let (told, names) = channel();
    let read = |_: &Profile| -> Result<(), CompanionError> { panic!("a question that fails") };
    let _watch = profile.watch(read, move |now| told.send(now).unwrap());
    assert!(matches!(
        names.recv().unwrap(),
        Told::Ended(CompanionError::Mistake(_))
    ));
    name(&profile, "A");
    assert_eq!(read_name(&profile).unwrap(), "A");
}

#[test]
fn every_change_of_a_vault_is_noted() {
    let (_folder, profile) = vault();
    let (told, statuses) = channel();
    let read = |profile: &Profile| Ok((profile.status()?, profile.medicines(None)?.len()));
    let _watch = profile.watch(read, move |now| told.send(now).unwrap());
    let Told::Now((before, 0)) = statuses.recv().unwrap() else {
        panic!("the first");
    };
    let course = MedicineDetails {
        name: "Synthecillin".into(),
        dose: String::new(),
        times: vec![jiff::civil::time(8, 0, 0, 0)],
        first_day: jiff::civil::date(2026, 3, 1),
        last_day: None,
        note: String::new(),
    };
    profile.add_medicine(None, &course).unwrap();
    let Told::Now((after, 1)) = statuses.recv().unwrap() else {
        panic!("the second");
    };
    assert!(after.pending > before.pending);
    let backup = tempfile::tempdir().unwrap();
    profile.back_up(&backup.path().join("backup")).unwrap();
    let Told::Now((kept, 1)) = statuses.recv().unwrap() else {
        panic!("the third");
    };
    assert!(kept.last_backup_at_ms.is_some());
}
