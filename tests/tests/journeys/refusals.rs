use crate::house::{House, PIN, phone};
use dodam_companion::{Clock, CompanionError, Profile};

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
    drop(Profile::create(folder.path(), PIN, "", Clock::default()).unwrap());
    let again = Profile::create(folder.path(), PIN, "", Clock::default());
    assert_eq!(again.unwrap_err(), CompanionError::AlreadyThere);
    let none = Profile::unlock(&folder.path().join("none"), PIN, Clock::default());
    assert_eq!(none.unwrap_err(), CompanionError::NotFound("a vault"));
}
