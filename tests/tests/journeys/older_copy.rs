//! Somebody puts a folder back as it was last week: the next sync finds out, brings back what
//! the vault lacked and keeps what was written since.

use crate::house::{House, PIN, phone, resident_and_nurse};
use dodam_companion::{Clock, PaperDetails, Profile, SyncReport, rules::Facts};
use std::path::Path;

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// A device that is closed, so that its folder can be copied, and opened again.
struct Device<'a> {
    house: &'a House,
    name: &'static str,
}

impl Device<'_> {
    fn open(&self) -> Profile {
        Profile::unlock(&self.house.path(self.name), PIN, Clock::default()).unwrap()
    }

    fn keep_a_copy(&self, profile: Profile) -> Profile {
        profile.lock();
        drop(profile);
        copy(&self.house.path(self.name), &self.house.path("copy"));
        self.open()
    }

    fn put_the_copy_back(&self, profile: Profile) -> Profile {
        profile.lock();
        drop(profile);
        std::fs::remove_dir_all(self.house.path(self.name)).unwrap();
        copy(&self.house.path("copy"), &self.house.path(self.name));
        self.open()
    }
}

fn add_paper(house: &House, profile: &Profile, title: &str) -> String {
    let file = house.path("paper.txt");
    std::fs::write(&file, title).unwrap();
    let details = PaperDetails {
        title: Some(title.to_owned()),
        ..PaperDetails::default()
    };
    profile.add_paper(&file, &details).unwrap().id
}

fn say(profile: &Profile, said: &str) {
    let packs = dodam_companion::packs::embedded().unwrap();
    let mut facts = Facts::new();
    facts
        .set_text(&packs, said, Clock::default().today())
        .unwrap();
    profile.set_facts(&packs, &facts).unwrap();
}

/// Everything a profile shows of the people it knows, in an order that is the same everywhere.
fn shown(profile: &Profile) -> Vec<String> {
    let mut shown: Vec<String> = Vec::new();
    for person in profile.people().unwrap() {
        shown.push(format!("{:?} {:?}", person.name, person.phone));
        let visits = profile.visits(Some(&person.id)).unwrap().into_iter();
        shown.extend(visits.map(|visit| visit.note));
    }
    let papers = profile.papers().unwrap().into_iter();
    shown.extend(papers.map(|paper| paper.title));
    for conflict in profile.conflicts().unwrap() {
        let values = conflict.values.iter().map(|choice| choice.value.clone());
        let mut values: Vec<_> = values.collect();
        values.sort();
        shown.push(format!("{} {values:?}", conflict.field));
    }
    shown.sort();
    shown
}

fn quiet(report: &SyncReport) {
    let counted = (report.sent, report.received, report.pending);
    assert_eq!((counted, report.quarantined), ((0, 0, 0), 0));
    assert!(!report.older_copy);
    assert_eq!(report.traffic.requests, 1);
}

/// The one that was put back syncs, then both do: nothing waits, nothing is aside, both show
/// the same, and once more is quiet.
async fn both_agree(older: &Profile, other: &Profile) {
    let report = older.sync().await.unwrap();
    assert!(report.older_copy, "{report:?}");
    assert_eq!((report.pending, report.quarantined), (0, 0), "{report:?}");
    other.sync().await.unwrap();
    older.sync().await.unwrap();
    let report = other.sync().await.unwrap();
    assert_eq!((report.pending, report.quarantined), (0, 0), "{report:?}");
    assert_eq!(shown(older), shown(other));
    quiet(&older.sync().await.unwrap());
    quiet(&other.sync().await.unwrap());
}

#[tokio::test]
async fn an_older_copy_without_edits_gets_back_what_it_had_sent() {
    let house = House::open().await;
    let (resident, nurse) = resident_and_nurse(&house).await;
    let device = Device {
        house: &house,
        name: "resident",
    };
    let resident = device.keep_a_copy(resident);
    resident.set_person(None, &phone("010-0000-0001")).unwrap();
    let paper = add_paper(&house, &resident, "sent before");
    say(&resident, "visa=D-8");
    resident.sync().await.unwrap();
    let resident = device.put_the_copy_back(resident);
    assert!(resident.papers().unwrap().is_empty());

    both_agree(&resident, &nurse).await;
    assert_eq!(resident.papers().unwrap()[0].title, "sent before");
    assert_eq!(resident.facts().unwrap()[0].value.as_deref(), Some("D-8"));
    resident.fetch_paper(&paper).await.unwrap();
    let out = house.path("out");
    resident.export_paper(&paper, &out).unwrap();
    assert_eq!(std::fs::read(out).unwrap(), b"sent before");
}

#[tokio::test]
async fn edits_made_on_an_older_copy_are_kept_and_reach_the_team_under_a_new_author() {
    let mut house = House::open().await;
    let (resident, nurse) = resident_and_nurse(&house).await;
    resident.set_person(None, &phone("010-0000-0000")).unwrap();
    resident.sync().await.unwrap();
    let device = Device {
        house: &house,
        name: "resident",
    };
    let resident = device.keep_a_copy(resident);
    let id = resident.own_person().unwrap();
    resident.set_person(None, &phone("010-0000-0001")).unwrap();
    resident.record_visit(&id, "home", "before").unwrap();
    add_paper(&house, &resident, "paper of before");
    say(&resident, "visa=D-8");
    resident.sync().await.unwrap();
    let resident = device.put_the_copy_back(resident);
    resident.record_visit(&id, "home", "since").unwrap();
    let since = add_paper(&house, &resident, "paper of since");
    resident.set_person(None, &phone("010-0000-0002")).unwrap();
    say(&resident, "nhi_enrolled=true");

    house.stop().await;
    house.start().await;
    for device in [&resident, &nurse] {
        device.set_server_url(&house.url).unwrap();
    }
    both_agree(&resident, &nurse).await;
    let notes: Vec<_> = nurse.visits(Some(&id)).unwrap();
    assert_eq!(notes.len(), 2);
    assert_eq!(nurse.papers().unwrap().len(), 2);
    let conflicts = nurse.conflicts().unwrap();
    assert_eq!(conflicts.len(), 1, "nobody's number disappears unseen");
    nurse
        .resolve_conflict(&id, "phone", Some("010-0000-0002"))
        .unwrap();
    nurse.sync().await.unwrap();
    resident.sync().await.unwrap();
    assert_eq!(shown(&resident), shown(&nurse));
    nurse.fetch_paper(&since).await.unwrap();
    let facts: Vec<_> = resident.facts().unwrap();
    assert_eq!(facts.len(), 2, "{facts:?}");

    resident.record_visit(&id, "home", "after").unwrap();
    assert_eq!(resident.sync().await.unwrap().sent, 1);
    nurse.sync().await.unwrap();
    assert_eq!(nurse.visits(Some(&id)).unwrap().len(), 3);
}

#[tokio::test]
async fn a_nurses_older_copy_gets_back_her_team_and_what_she_wrote_there() {
    let house = House::open().await;
    let (resident, nurse) = resident_and_nurse(&house).await;
    let device = Device {
        house: &house,
        name: "nurse",
    };
    let id = resident.own_person().unwrap();
    nurse.record_visit(&id, "home", "first").unwrap();
    nurse.sync().await.unwrap();
    let nurse = device.keep_a_copy(nurse);
    nurse.record_visit(&id, "home", "second").unwrap();
    nurse.sync().await.unwrap();
    resident
        .record_visit(&id, "phone", "meanwhile on top")
        .unwrap();
    resident.sync().await.unwrap();
    nurse.sync().await.unwrap();
    let nurse = device.put_the_copy_back(nurse);
    nurse.record_visit(&id, "home", "third").unwrap();
    both_agree(&nurse, &resident).await;
    assert_eq!(resident.visits(Some(&id)).unwrap().len(), 4);
}

#[tokio::test]
async fn a_copy_of_before_the_first_edit_and_one_of_before_the_enrolment_are_found_too() {
    let house = House::open().await;
    let setup = Profile::create(&house.path("resident"), PIN, "resident", Clock::default());
    let device = Device {
        house: &house,
        name: "resident",
    };
    let resident = device.keep_a_copy(setup.unwrap().profile);
    resident.enrol(&house.url, &house.code()).await.unwrap();
    add_paper(&house, &resident, "before");
    resident.sync().await.unwrap();
    let resident = device.put_the_copy_back(resident);
    add_paper(&house, &resident, "since");
    resident.enrol(&house.url, &house.code()).await.unwrap();

    let report = resident.sync().await.unwrap();
    assert!(report.older_copy, "{report:?}");
    assert_eq!((report.pending, report.quarantined), (0, 0), "{report:?}");
    assert_eq!(resident.papers().unwrap().len(), 2);
    quiet(&resident.sync().await.unwrap());
}

#[tokio::test]
async fn an_older_copy_that_asked_for_something_else_first_is_found_all_the_same() {
    let house = House::open().await;
    let (resident, nurse) = resident_and_nurse(&house).await;
    let device = Device {
        house: &house,
        name: "resident",
    };
    let resident = device.keep_a_copy(resident);
    add_paper(&house, &resident, "sent before");
    resident.sync().await.unwrap();
    let resident = device.put_the_copy_back(resident);
    let team = nurse.create_team("Other").unwrap().team;
    let words = nurse.invite(&team).await.unwrap();
    resident.share(&words).await.unwrap();
    both_agree(&resident, &nurse).await;
}

#[tokio::test]
async fn what_was_shared_before_and_what_was_shared_since_both_hold() {
    let house = House::open().await;
    let (resident, nurse) = resident_and_nurse(&house).await;
    let doctor = house.device("doctor").await;
    let clinic = doctor.create_team("Clinic").unwrap().team;
    let device = Device {
        house: &house,
        name: "resident",
    };
    let resident = device.keep_a_copy(resident);
    let words = doctor.invite(&clinic).await.unwrap();
    resident.share(&words).await.unwrap();
    resident.sync().await.unwrap();
    let resident = device.put_the_copy_back(resident);
    let team = nurse.create_team("Other").unwrap().team;
    let words = nurse.invite(&team).await.unwrap();
    resident.share(&words).await.unwrap();
    resident.set_person(None, &phone("010-0000-0002")).unwrap();

    let report = resident.sync().await.unwrap();
    assert_eq!((report.pending, report.quarantined), (0, 0), "{report:?}");
    for device in [&nurse, &doctor] {
        let report = device.sync().await.unwrap();
        assert_eq!((report.pending, report.quarantined), (0, 0), "{report:?}");
        assert_eq!(shown(device), shown(&resident));
    }
    quiet(&resident.sync().await.unwrap());
}

#[tokio::test]
async fn two_copies_in_use_at_once_go_on_under_two_authors() {
    let house = House::open().await;
    let (resident, nurse) = resident_and_nurse(&house).await;
    let device = Device {
        house: &house,
        name: "resident",
    };
    let id = resident.own_person().unwrap();
    let resident = device.keep_a_copy(resident);
    let twin = Profile::unlock(&house.path("copy"), PIN, Clock::default()).unwrap();
    for (profile, note) in [
        (&resident, "one"),
        (&twin, "two"),
        (&resident, "three"),
        (&twin, "four"),
    ] {
        profile.record_visit(&id, "home", note).unwrap();
        let report = profile.sync().await.unwrap();
        assert_eq!((report.pending, report.quarantined), (0, 0), "{note}");
    }
    for profile in [&resident, &nurse] {
        let report = profile.sync().await.unwrap();
        assert_eq!((report.pending, report.quarantined), (0, 0));
        assert_eq!(shown(profile), shown(&twin));
    }
    assert_eq!(nurse.visits(Some(&id)).unwrap().len(), 4);
}

#[tokio::test]
async fn a_strand_that_an_older_copy_began_again_becomes_one_with_the_first() {
    let house = House::open().await;
    let (resident, nurse) = (house.device("resident").await, house.device("nurse").await);
    let device = Device {
        house: &house,
        name: "resident",
    };
    let resident = device.keep_a_copy(resident);
    let id = resident.own_person().unwrap();
    resident.record_visit(&id, "home", "before").unwrap();
    add_paper(&house, &resident, "paper of before");
    let words = nurse.invite(&nurse.create_team("Team").unwrap().team).await;
    resident.share(&words.unwrap()).await.unwrap();
    resident.sync().await.unwrap();
    let resident = device.put_the_copy_back(resident);
    resident.record_visit(&id, "home", "since").unwrap();
    let since = add_paper(&house, &resident, "paper of since");
    let words = nurse
        .invite(&nurse.create_team("Other").unwrap().team)
        .await;
    resident.share(&words.unwrap()).await.unwrap();
    both_agree(&resident, &nurse).await;
    nurse.fetch_paper(&since).await.unwrap();

    resident.record_visit(&id, "home", "after").unwrap();
    resident.sync().await.unwrap();
    nurse.sync().await.unwrap();
    assert_eq!(nurse.visits(Some(&id)).unwrap().len(), 3);
    assert_eq!(nurse.people().unwrap().len(), 1);
}
