use crate::house::{House, PIN, resident_and_nurse};
use dodam_companion::rules::{Facts, Language};
use dodam_companion::{
    Clock, CompanionError, EmergencyCard, MedicineDetails, PaperDetails, PresentRequest, Profile,
    ReminderKind, RemindersRequest, emergency_card,
};
use jiff::civil::{Date, date, time};
use std::path::Path;

const JPEG: &[u8] = include_bytes!("../../fixtures/papers/synthetic-card.jpg");

fn profile(folder: &Path) -> Profile {
    let setup = Profile::create(folder, PIN, "Synthetic", Clock::default());
    setup.unwrap().profile
}

fn request(today: Date, until: Date) -> RemindersRequest {
    RemindersRequest {
        person: None,
        now: today.at(8, 30, 0, 0),
        until,
        language: Language::En,
    }
}

fn medicine() -> MedicineDetails {
    MedicineDetails {
        name: "Synthecillin".to_owned(),
        dose: "one tablet".to_owned(),
        times: vec![time(20, 0, 0, 0), time(8, 0, 0, 0), time(8, 0, 0, 0)],
        first_day: date(2026, 3, 1),
        last_day: None,
        note: String::new(),
    }
}

#[test]
fn what_contradicts_itself_is_told_and_medicines_are_still_reminded_of() {
    let folder = tempfile::tempdir().unwrap();
    let profile = profile(folder.path());
    let packs = dodam_companion::packs::embedded().unwrap();
    let mut facts = Facts::new();
    let today = date(2026, 3, 1);
    for fact in ["registered=false", "registration_date=2025-01-20"] {
        facts.set_text(&packs, fact, today).unwrap();
    }
    profile.set_facts(&packs, &facts).unwrap();
    profile.add_medicine(None, &medicine()).unwrap();
    let found = profile.reminders(&packs, &request(today, today)).unwrap();
    assert!(found.unanswered.is_some());
    let kinds: Vec<ReminderKind> = found.reminders.iter().map(|one| one.kind).collect();
    assert_eq!(kinds, [ReminderKind::Medicine]);
    // 08:00 has passed at half past eight.
    assert_eq!(found.reminders[0].notify_at, [today.at(20, 0, 0, 0)]);
    let printed = format!("{found:?} {:?}", profile.medicines(None).unwrap());
    assert!(!printed.contains("Synthecillin"), "{printed}");
}

#[test]
fn a_stopped_medicine_is_reminded_of_no_more() {
    let folder = tempfile::tempdir().unwrap();
    let profile = profile(folder.path());
    let packs = dodam_companion::packs::embedded().unwrap();
    let added = profile.add_medicine(None, &medicine()).unwrap();
    let stopped = profile.stop_medicine(None, &added.id, date(2026, 3, 3));
    assert_eq!(stopped.unwrap().stopped_on, Some(date(2026, 3, 3)));
    let request = request(date(2026, 3, 1), date(2026, 3, 9));
    let days: Vec<Date> = profile
        .reminders(&packs, &request)
        .unwrap()
        .reminders
        .iter()
        .map(|one| one.about_on)
        .collect();
    assert_eq!(days, [date(2026, 3, 1), date(2026, 3, 2)]);
    let unknown = profile.stop_medicine(None, &"0".repeat(32), date(2026, 3, 3));
    assert_eq!(unknown, Err(CompanionError::NotFound("a medicine")));
}

#[test]
fn reminders_are_the_owners_until_a_workers_list_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let profile = profile(folder.path());
    let packs = dodam_companion::packs::embedded().unwrap();
    let own = RemindersRequest {
        person: Some(profile.own_person().unwrap()),
        ..request(date(2026, 3, 1), date(2026, 3, 9))
    };
    assert!(profile.reminders(&packs, &own).is_ok());
    let other = RemindersRequest {
        person: Some("0".repeat(32)),
        ..own
    };
    assert!(matches!(
        profile.reminders(&packs, &other),
        Err(CompanionError::NotFound(_))
    ));
    profile.lock();
    assert_eq!(
        profile.reminders(&packs, &other),
        Err(CompanionError::Locked)
    );
}

/// Every file of a folder, with its size.
fn files(folder: &Path) -> Vec<(std::path::PathBuf, u64)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        if entry.file_type().unwrap().is_dir() {
            found.extend(files(&entry.path()));
        } else {
            found.push((entry.path(), entry.metadata().unwrap().len()));
        }
    }
    found.sort();
    found
}

#[test]
fn a_paper_is_shown_byte_for_byte_without_writing_a_byte() {
    let folder = tempfile::tempdir().unwrap();
    let profile = profile(&folder.path().join("vault"));
    let packs = dodam_companion::packs::embedded().unwrap();
    let file = folder.path().join("card.jpg");
    std::fs::write(&file, JPEG).unwrap();
    let details = PaperDetails {
        kind: Some("identity".to_owned()),
        ..PaperDetails::default()
    };
    profile.add_paper(&file, &details).unwrap();
    let before = files(folder.path());
    let request = PresentRequest {
        paper: None,
        as_of: date(2026, 3, 1),
        language: Language::En,
    };
    let presented = profile.present(&packs, request).unwrap();
    let paper = presented.paper.as_ref().unwrap();
    assert_eq!(*paper.bytes, JPEG);
    assert_eq!(
        (paper.media_type.as_str(), paper.expired),
        ("image/jpeg", false)
    );
    assert_eq!(files(folder.path()), before);
    assert!(!format!("{presented:?}").contains("card"));
}

#[test]
fn a_card_is_read_without_the_pin_and_shown_with_nothing_that_was_not_given() {
    let folder = tempfile::tempdir().unwrap();
    let vault = folder.path().join("vault");
    let profile = profile(&vault);
    profile.add_medicine(None, &medicine()).unwrap();
    assert_eq!(emergency_card(&vault), Ok(None));
    let card = EmergencyCard {
        allergies: Some("synthetic".to_owned()),
        ..EmergencyCard::default()
    };
    profile.set_emergency_card(&card).unwrap();
    let taken = profile.medicines_for_card(date(2026, 3, 1)).unwrap();
    assert_eq!(taken.as_deref(), Some("Synthecillin one tablet"));
    assert_eq!(profile.medicines_for_card(date(2026, 2, 28)), Ok(None));
    profile.lock();
    assert_eq!(emergency_card(&vault), Ok(Some(card.clone())));
    assert_eq!(
        profile.set_emergency_card(&card),
        Err(CompanionError::Locked)
    );
    assert_eq!(profile.remove_emergency_card(), Err(CompanionError::Locked));
}

#[tokio::test]
async fn a_worker_is_reminded_of_no_residents_papers_and_shows_none_as_their_own() {
    let house = House::open().await;
    let (resident, nurse) = resident_and_nurse(&house).await;
    let file = house.path("card.jpg");
    std::fs::write(&file, JPEG).unwrap();
    let details = PaperDetails {
        kind: Some("bill".to_owned()),
        expires: Some(date(2026, 3, 20)),
        ..PaperDetails::default()
    };
    let bill = resident.add_paper(&file, &details).unwrap().id;
    resident.sync().await.unwrap();
    nurse.sync().await.unwrap();
    nurse.fetch_paper(&bill).await.unwrap();
    let packs = dodam_companion::packs::embedded().unwrap();
    let asked = request(date(2026, 3, 1), date(2026, 3, 31));
    let expires = |profile: &Profile| {
        let found = profile.reminders(&packs, &asked).unwrap().reminders;
        found
            .iter()
            .any(|one| one.kind == ReminderKind::PaperExpiry)
    };
    assert!(expires(&resident) && !expires(&nurse));
    let shown = PresentRequest {
        paper: Some(&bill),
        as_of: date(2026, 3, 1),
        language: Language::En,
    };
    let refused = nurse.present(&packs, shown).map(drop);
    assert_eq!(refused, Err(CompanionError::NotFound("a paper")));
}
