//! Several people on one phone, and a vault that is destroyed for good.

use crate::house::PIN;
use dodam_companion::{Clock, CompanionError, PaperDetails, Profile, Profiles};

const OTHER_PIN: &str = "975310";

fn labels(profiles: &Profiles) -> Vec<String> {
    let all = profiles.list().unwrap().into_iter();
    all.map(|entry| entry.label).collect()
}

#[test]
fn each_person_has_a_vault_and_a_lock_of_their_own() {
    let folder = tempfile::tempdir().unwrap();
    let profiles = Profiles::at(&folder.path().join("people"));
    assert_eq!(labels(&profiles), [""; 0]);
    let mother = profiles.add("Mother", (PIN, "Synthetic"), Clock::default());
    let mother = mother.unwrap();
    let child = profiles
        .add("아이", (OTHER_PIN, ""), Clock::default())
        .unwrap();
    assert_ne!(*mother.recovery_words, *child.recovery_words);
    assert_eq!(labels(&profiles), ["Mother", "아이"]);

    let file = folder.path().join("paper");
    std::fs::write(&file, b"synthetic").unwrap();
    let paper = mother.profile.add_paper(&file, &PaperDetails::default());
    paper.unwrap();
    assert_eq!(mother.profile.papers().unwrap().len(), 1);
    assert_eq!(child.profile.papers().unwrap().len(), 0);
    // Both are open at the same time; one's PIN opens the other's nowhere.
    drop((mother, child));
    let entry = profiles.find(" mother ").unwrap();
    let wrong = Profile::unlock(&entry.folder, OTHER_PIN, Clock::default());
    assert_eq!(wrong.unwrap_err(), CompanionError::WrongPin { failures: 1 });
    Profile::unlock(&entry.folder, PIN, Clock::default()).unwrap();
}

#[test]
fn one_sheet_serves_a_household_and_each_pin_only_its_own_vault() {
    let folder = tempfile::tempdir().unwrap();
    let profiles = Profiles::at(folder.path());
    let mother = profiles.add("mother", (PIN, "Synthetic"), Clock::default());
    let words = mother.unwrap().recovery_words.to_string();
    let secrets = (OTHER_PIN, words.as_str());
    let child = profiles.add_with_words("child", secrets, "", Clock::default());
    let child = child.unwrap();
    assert!(child.lock_state().unwrap().words_checked_on.is_some());
    let file = folder.path().join("paper");
    std::fs::write(&file, b"synthetic").unwrap();
    child.add_paper(&file, &PaperDetails::default()).unwrap();
    let backup = folder.path().join("backup");
    child.back_up(&backup).unwrap();
    let mothers = profiles.find("mother").unwrap().folder;
    let mothers = Profile::unlock(&mothers, PIN, Clock::default()).unwrap();
    let onto = mothers.back_up(&backup);
    assert!(
        matches!(onto, Err(CompanionError::InvalidInput(_))),
        "one backup is one person's"
    );
    drop((child, mothers));

    for label in ["mother", "child"] {
        let vault = profiles.find(label).unwrap().folder;
        Profile::unlock_with_words(&vault, &words, Clock::default()).unwrap();
    }
    let child = profiles.find("child").unwrap().folder;
    assert!(Profile::unlock(&child, PIN, Clock::default()).is_err());
    let back = folder.path().join("back");
    let back = Profile::restore(&backup, &back, (&words, PIN), Clock::default());
    assert_eq!(back.unwrap().papers().unwrap().len(), 1);

    let mistyped = words.replacen(' ', " zebra ", 1);
    let made = profiles.add_with_words("father", (PIN, &mistyped), "", Clock::default());
    assert!(matches!(made, Err(CompanionError::InvalidInput(_))));
    assert_eq!(labels(&profiles), ["child", "mother"], "and leaves nothing");
    let shared = Profile::create_with_words(&child, (PIN, &words), "", Clock::default());
    assert_eq!(shared.unwrap_err(), CompanionError::AlreadyThere);
}

#[test]
fn a_label_is_one_persons_can_be_changed_and_a_short_pin_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let profiles = Profiles::at(folder.path());
    let add = |label: &str, pin: &str| {
        profiles
            .add(label, (pin, ""), Clock::default())
            .map(drop)
            .map_err(|error| error.to_string())
    };
    add("one", PIN).unwrap();
    assert_eq!(
        add("ONE ", PIN),
        Err("somebody here has that label; choose another".into())
    );
    for (label, pin) in [
        ("two", "1"),
        ("", PIN),
        (&"x".repeat(41), PIN),
        ("a\nb", PIN),
    ] {
        assert!(add(label, pin).is_err(), "{label:?}");
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    profiles.rename("one", "blue").unwrap();
    assert_eq!(labels(&profiles), ["blue"]);
    assert_eq!(
        profiles.rename("one", "green"),
        Err(CompanionError::NotFound("a profile"))
    );
    add("red", PIN).unwrap();
    let taken = profiles.rename("red", "Blue");
    assert!(matches!(taken, Err(CompanionError::InvalidInput(_))));
}

#[test]
fn a_person_is_removed_with_their_pin_only_and_nothing_stays() {
    let folder = tempfile::tempdir().unwrap();
    let profiles = Profiles::at(folder.path());
    for label in ["one", "two"] {
        profiles.add(label, (PIN, ""), Clock::default()).unwrap();
    }
    let wrong = profiles.remove("one", OTHER_PIN, Clock::default());
    assert_eq!(wrong, Err(CompanionError::WrongPin { failures: 1 }));
    profiles.remove("one", PIN, Clock::default()).unwrap();
    assert_eq!(labels(&profiles), ["two"]);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    let two = profiles.find("two").unwrap().folder;
    std::fs::write(two.join("not ours.txt"), b"stays").unwrap();
    Profile::destroy(&two, PIN, Clock::default()).unwrap();
    let gone = Profile::unlock(&two, PIN, Clock::default());
    assert_eq!(gone.unwrap_err(), CompanionError::NotFound("a vault"));
    assert!(two.join("not ours.txt").exists());
}
