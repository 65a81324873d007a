use crate::house::{House, PIN, phone};
use dodam_companion::{Clock, CompanionError, Correction, PaperDetails, PersonDetails, Profile};

#[tokio::test]
async fn a_code_enrols_one_device_once() {
    let house = House::open().await;
    let code = house.code();
    let [first, second] = ["first", "second"].map(|name| {
        Profile::create(&house.path(name), PIN, name, Clock::default())
            .unwrap()
            .profile
    });
    first.enrol(&house.url, &code).await.unwrap();
    let used = second.enrol(&house.url, &code).await;
    assert_eq!(
        used,
        Err(CompanionError::Rejected {
            code: "unknown_code".into()
        })
    );
    let unenrolled = second.sync().await;
    assert_eq!(
        unenrolled,
        Err(CompanionError::Rejected {
            code: "not_enrolled".into()
        })
    );
}

#[test]
fn a_locked_profile_answers_locked_and_opens_again() {
    let folder = tempfile::tempdir().unwrap();
    let made = Profile::create(folder.path(), PIN, "", Clock::default()).unwrap();
    made.profile
        .set_person(None, &phone("010-0000-0001"))
        .unwrap();
    let busy = Profile::unlock(folder.path(), PIN, Clock::default());
    assert_eq!(busy.unwrap_err(), CompanionError::Busy);
    made.profile.lock();
    assert_eq!(made.profile.people().unwrap_err(), CompanionError::Locked);

    let wrong = Profile::unlock(folder.path(), "000000", Clock::default());
    assert_eq!(wrong.unwrap_err(), CompanionError::WrongPin { failures: 1 });
    let again = Profile::unlock(folder.path(), PIN, Clock::default()).unwrap();
    assert_eq!(
        again.people().unwrap()[0].phone.as_deref(),
        Some("010-0000-0001")
    );
    again.lock();
    let words = made.recovery_words.to_uppercase();
    assert!(Profile::unlock_with_words(folder.path(), &words, Clock::default()).is_ok());
}

#[test]
fn a_vault_is_made_once_and_needs_a_pin_of_six() {
    let folder = tempfile::tempdir().unwrap();
    let short = Profile::create(folder.path(), "12345", "", Clock::default());
    assert!(matches!(short, Err(CompanionError::InvalidInput(_))));
    let made = Profile::create(folder.path(), PIN, "", Clock::default()).unwrap();
    made.profile.words_were_shown().unwrap();
    drop(made);
    let again = Profile::create(folder.path(), PIN, "", Clock::default());
    assert_eq!(again.unwrap_err(), CompanionError::AlreadyThere);
    let none = Profile::unlock(&folder.path().join("none"), PIN, Clock::default());
    assert_eq!(none.unwrap_err(), CompanionError::NotFound("a vault"));
}

#[test]
fn an_empty_vault_whose_words_nobody_saw_is_made_anew_and_no_other_is() {
    let folder = tempfile::tempdir().unwrap();
    let create = |pin: &str| Profile::create(folder.path(), pin, "Synthetic", Clock::default());
    let close = |profile: Profile| profile.lock();
    let first = create(PIN).unwrap();
    close(first.profile);
    let refused = |pin: &str| create(pin).err() == Some(CompanionError::AlreadyThere);
    assert!(refused("864209"), "another PIN opens nothing");

    let second = create(PIN).unwrap();
    assert_ne!(second.recovery_words, first.recovery_words);
    second.profile.words_were_shown().unwrap();
    close(second.profile);
    assert!(refused(PIN), "its words were shown");

    let used = tempfile::tempdir().unwrap();
    let made = Profile::create(used.path(), PIN, "Synthetic", Clock::default()).unwrap();
    let name = PersonDetails {
        name: Some("Synthetic".to_owned()),
        ..PersonDetails::default()
    };
    made.profile.set_person(None, &name).unwrap();
    close(made.profile);
    let again = Profile::create(used.path(), PIN, "Synthetic", Clock::default());
    assert_eq!(
        again.err(),
        Some(CompanionError::AlreadyThere),
        "something is in it"
    );
}

#[tokio::test]
async fn a_paper_whose_file_is_lost_and_a_target_without_a_folder_are_told_plainly() {
    let house = House::open().await;
    let alone = Profile::create(&house.path("alone"), PIN, "Synthetic", Clock::default());
    let (alone, enrolled) = (alone.unwrap().profile, house.device("enrolled").await);
    let file = house.path("paper.txt");
    std::fs::write(&file, b"synthetic").unwrap();
    for (name, profile) in [("alone", &alone), ("enrolled", &enrolled)] {
        let paper = profile.add_paper(&file, &PaperDetails::default()).unwrap();
        let nowhere = house.path("nowhere").join("out");
        let told = CompanionError::InvalidInput(Correction {
            code: "no_folder",
            sentence: format!("there is no folder {}", house.path("nowhere").display()),
        });
        assert_eq!(
            profile.export_paper(&paper.id, &nowhere).err(),
            Some(told.clone())
        );
        assert_eq!(profile.back_up(&nowhere).err(), Some(told));
        std::fs::remove_dir_all(house.path(name).join("papers")).unwrap();
        std::fs::create_dir(house.path(name).join("papers")).unwrap();
        let missing = Some(CompanionError::FileMissing);
        assert_eq!(
            profile.fetch_paper(&paper.id).await.err(),
            missing,
            "{name}"
        );
    }
    let paper = &alone.papers().unwrap()[0];
    let out = house.path("out");
    assert_eq!(
        alone.export_paper(&paper.id, &out).err(),
        Some(CompanionError::FileMissing)
    );
}
