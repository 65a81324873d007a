//! A vault looked over and repaired, and space given back, as its owner sees it.

use crate::house::{House, PIN};
use dodam_companion::{Clock, CompanionError, Finding, PaperDetails, Profile, Share};
use std::path::{Path, PathBuf};

const JPEG: &[u8] = include_bytes!("../../fixtures/papers/synthetic-card.jpg");
const PDF: &[u8] = include_bytes!("../../fixtures/papers/synthetic-test-result.pdf");

fn add(profile: &Profile, file: &Path, bytes: &[u8], kind: &str) -> String {
    std::fs::write(file, bytes).unwrap();
    let details = PaperDetails {
        title: Some(format!("synthetic {kind}")),
        kind: Some(kind.to_owned()),
        ..PaperDetails::default()
    };
    profile.add_paper(file, &details).unwrap().id
}

fn sealed_files(vault: &Path) -> Vec<PathBuf> {
    let files = std::fs::read_dir(vault.join("papers")).unwrap();
    files.map(|file| file.unwrap().path()).collect()
}

#[test]
fn what_is_worth_knowing_is_told_until_it_is_done_and_is_no_damage() {
    let folder = tempfile::tempdir().unwrap();
    let vault = folder.path().join("vault");
    let setup = Profile::create(&vault, PIN, "Synthetic", Clock::default()).unwrap();
    let (profile, words) = (setup.profile, setup.recovery_words);
    assert_eq!(profile.examine(true), Ok(vec![Finding::WordsNeverChecked]));
    profile.check_words(&words).unwrap();
    assert_eq!(profile.examine(true), Ok(vec![]));
    add(&profile, &folder.path().join("a"), JPEG, "bill");
    let only_here = Finding::OnlyHere { count: 1 };
    assert!(!only_here.is_damage());
    assert_eq!(profile.examine(true), Ok(vec![only_here]));
    profile.back_up(&folder.path().join("backup")).unwrap();
    assert_eq!(profile.examine(true), Ok(vec![]));
}

#[test]
fn a_lost_and_a_changed_file_are_told_by_their_paper() {
    let folder = tempfile::tempdir().unwrap();
    let vault = folder.path().join("vault");
    let setup = Profile::create(&vault, PIN, "Synthetic", Clock::default()).unwrap();
    let profile = setup.profile;
    let lost = add(&profile, &folder.path().join("a"), JPEG, "bill");
    std::fs::remove_file(&sealed_files(&vault)[0]).unwrap();
    let changed = add(&profile, &folder.path().join("b"), PDF, "letter");
    let file = &sealed_files(&vault)[0];
    let mut bytes = std::fs::read(file).unwrap();
    bytes[700] ^= 1;
    std::fs::write(file, bytes).unwrap();
    let findings = profile.examine(true).unwrap();
    let papers = vec![lost];
    assert!(findings.contains(&Finding::PapersLost { papers }));
    let papers = vec![changed];
    assert!(findings.contains(&Finding::PapersChanged { papers }));
    assert_eq!(findings.iter().filter(|one| one.is_damage()).count(), 2);
}

#[test]
fn a_damaged_vault_is_repaired_page_by_page_and_what_is_lost_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let vault = folder.path().join("vault");
    let setup = Profile::create(&vault, PIN, "Synthetic", Clock::default()).unwrap();
    let profile = setup.profile;
    let id = add(&profile, &folder.path().join("a"), PDF, "test_result");
    profile.lock();
    drop(profile);
    let database = vault.join("vault.db");
    let whole = std::fs::read(&database).unwrap();
    let (mut unchanged, mut repaired, mut refused) = (0, 0, 0);
    for page in 0..whole.len() / 4096 {
        let mut bytes = whole.clone();
        bytes[page * 4096 + 200] ^= 1;
        std::fs::write(&database, &bytes).unwrap();
        let _ = std::fs::remove_file(vault.join("vault.db-wal"));
        let _ = std::fs::remove_file(vault.join("vault.db-shm"));
        match Profile::repair(&vault, PIN, Clock::default()) {
            Ok((profile, report)) if report.incomplete.is_empty() => {
                unchanged += 1;
                assert_eq!(profile.papers().unwrap()[0].id, id);
                assert_eq!(profile.search_papers("examined").unwrap().len(), 1);
            }
            Ok((profile, _)) => {
                repaired += 1;
                assert!(profile.examine(true).is_ok());
            }
            Err(error) => {
                refused += 1;
                assert!(error.to_string().contains("damaged"), "{error}");
            }
        }
        // What a repair may have lost is put back for the next page.
        for left in std::fs::read_dir(&vault).unwrap() {
            let path = left.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if name.starts_with("set-aside-") {
                assert_eq!(std::fs::read(path.join("vault.db")).unwrap(), bytes);
                std::fs::remove_dir_all(path).unwrap();
            }
        }
        if sealed_files(&vault).is_empty() {
            break;
        }
    }
    println!("{unchanged} unchanged, {repaired} repaired, {refused} refused");
    assert!(unchanged > 0 && repaired > 0 && refused > 0);
}

#[tokio::test]
async fn space_is_given_back_where_another_place_holds_the_file_and_a_card_stays() {
    let house = House::open().await;
    let resident = house.device("resident").await;
    let card = add(&resident, &house.path("a"), JPEG, "residence_card");
    let bill = add(&resident, &house.path("b"), PDF, "bill");
    let before = resident.storage().unwrap();
    assert_eq!((before.papers.count, before.only_here.count), (2, 2));
    assert_eq!(before.can_be_freed_bytes, 0);
    assert_eq!(resident.free_space(1), Ok(0));

    resident.sync().await.unwrap();
    let synced = resident.storage().unwrap();
    assert_eq!(
        (synced.only_here, synced.papers.count),
        (Share::default(), 2)
    );
    let freed = resident.free_space(u64::MAX).unwrap();
    assert_eq!(freed, synced.can_be_freed_bytes);
    assert!(freed >= PDF.len() as u64);
    assert_eq!(resident.storage().unwrap().papers.count, 1);
    let here = |id: &str| resident.paper(id).unwrap().paper.here;
    assert_eq!((here(&card), here(&bill)), (true, false));
    let told = resident.examine(true).unwrap();
    assert!(told.contains(&Finding::PapersElsewhere { count: 1 }));
    assert!(!told.iter().any(Finding::is_damage));

    resident.fetch_paper(&bill).await.unwrap();
    let out = house.path("out");
    resident.export_paper(&bill, &out).unwrap();
    assert_eq!(std::fs::read(out).unwrap(), PDF);
}

#[tokio::test]
async fn a_former_file_is_given_back_too_and_comes_when_its_version_is_asked_for() {
    let house = House::open().await;
    let resident = house.device("resident").await;
    let bill = add(&resident, &house.path("a"), JPEG, "bill");
    std::fs::write(house.path("b"), PDF).unwrap();
    resident.replace_paper(&bill, &house.path("b")).unwrap();
    resident.sync().await.unwrap();
    assert_eq!(resident.storage().unwrap().former.count, 1);
    resident.free_space(1).unwrap();
    let here = || {
        let versions = resident.paper(&bill).unwrap().versions;
        versions.iter().map(|one| one.here).collect::<Vec<_>>()
    };
    assert_eq!(here(), [false, true], "former files go first");
    let told = resident.examine(true).unwrap();
    assert!(!told.iter().any(Finding::is_damage), "{told:?}");

    let out = house.path("out");
    assert!(resident.export_paper_version(&bill, 1, &out).is_err());
    resident.fetch_paper_version(&bill, 1).await.unwrap();
    assert_eq!(here(), [true, true]);
    resident.export_paper_version(&bill, 1, &out).unwrap();
    assert_eq!(std::fs::read(out).unwrap(), JPEG);
    let none = resident.fetch_paper_version(&bill, 3).await;
    assert_eq!(none, Err(CompanionError::NotFound("that version")));
}

/// Changes a byte of the sealed file that was made last.
fn spoil(vault: &Path, before: &[PathBuf]) {
    let all = sealed_files(vault).into_iter();
    for file in all.filter(|file| !before.contains(file)) {
        let mut bytes = std::fs::read(&file).unwrap();
        bytes[700] ^= 1;
        std::fs::write(file, bytes).unwrap();
    }
}

#[tokio::test]
async fn one_damaged_file_keeps_no_other_from_being_sent() {
    let house = House::open().await;
    let resident = house.device("resident").await;
    let vault = house.path("resident");
    let spoilt = add(&resident, &house.path("a"), JPEG, "bill");
    spoil(&vault, &[]);
    let others: Vec<String> = ["b", "c", "d"]
        .map(|name| add(&resident, &house.path(name), PDF, "letter"))
        .into();
    let report = resident.sync().await.unwrap();
    assert_eq!(report.files_refused, 1);
    let safe = |id: &str| resident.paper(id).unwrap().paper.safe_elsewhere;
    assert!(others.iter().all(|id| safe(id)) && !safe(&spoilt));
}

#[tokio::test]
async fn a_file_that_was_damaged_here_is_fetched_as_it_was() {
    let house = House::open().await;
    let resident = house.device("resident").await;
    let vault = house.path("resident");
    let bill = add(&resident, &house.path("a"), JPEG, "bill");
    resident.sync().await.unwrap();
    spoil(&vault, &[]);
    let papers = vec![bill.clone()];
    let changed = Finding::PapersChanged { papers };
    assert!(resident.examine(true).unwrap().contains(&changed));
    let out = house.path("out");
    assert!(resident.export_paper(&bill, &out).is_err());
    resident.fetch_paper(&bill).await.unwrap();
    resident.export_paper(&bill, &out).unwrap();
    assert_eq!(std::fs::read(out).unwrap(), JPEG);
    assert!(!resident.examine(true).unwrap().contains(&changed));
}

#[test]
fn a_paper_that_is_in_no_backup_is_told_whatever_the_clock_says() {
    let folder = tempfile::tempdir().unwrap();
    let seconds = std::sync::Arc::new(std::sync::atomic::AtomicI64::new(1_790_000_000));
    let hands = seconds.clone();
    let clock = Clock::from_fn(move || {
        let now = hands.load(std::sync::atomic::Ordering::Relaxed);
        jiff::Timestamp::from_second(now).unwrap()
    });
    let setup = Profile::create(&folder.path().join("vault"), PIN, "Synthetic", clock);
    let profile = setup.unwrap().profile;
    add(&profile, &folder.path().join("a"), JPEG, "bill");
    profile.back_up(&folder.path().join("backup")).unwrap();
    // The battery died, and the phone believes in an earlier year.
    seconds.store(1_546_300_800, std::sync::atomic::Ordering::Relaxed);
    add(&profile, &folder.path().join("b"), PDF, "letter");
    let told = profile.examine(false).unwrap();
    assert!(told.contains(&Finding::OnlyHere { count: 1 }), "{told:?}");
}

#[test]
fn what_a_repair_kept_is_told_until_it_is_removed() {
    let folder = tempfile::tempdir().unwrap();
    let vault = folder.path().join("vault");
    let setup = Profile::create(&vault, PIN, "Synthetic", Clock::default()).unwrap();
    add(&setup.profile, &folder.path().join("a"), JPEG, "bill");
    drop(setup.profile);
    let (profile, report) = Profile::repair(&vault, PIN, Clock::default()).unwrap();
    let size_bytes = profile.storage().unwrap().set_aside_bytes;
    assert!(size_bytes > 0 && report.set_aside.is_dir());
    let told = Finding::SetAside { size_bytes };
    assert!(profile.examine(true).unwrap().contains(&told) && !told.is_damage());
    profile.remove_set_aside().unwrap();
    assert!(!report.set_aside.exists());
    assert!(!profile.examine(true).unwrap().contains(&told));
}
