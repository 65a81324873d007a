use crate::house::{House, phone, resident_and_nurse};
use dodam_companion::{CompanionError, Profile};

async fn both(first: &Profile, second: &Profile) {
    for device in [first, second, first] {
        device.sync().await.unwrap();
    }
}

fn numbers(device: &Profile) -> Vec<(String, String)> {
    let conflicts = device.conflicts().unwrap();
    let values = conflicts.into_iter().flat_map(|conflict| conflict.values);
    let mut numbers: Vec<_> = values
        .map(|choice| (choice.by, choice.value.unwrap_or_default()))
        .collect();
    numbers.sort();
    numbers
}

#[tokio::test]
async fn edits_made_apart_meet_and_one_choice_settles_a_conflict_everywhere() {
    let house = House::open().await;
    let (resident, nurse) = resident_and_nurse(&house).await;
    let id = resident.own_person().unwrap();
    resident.set_person(None, &phone("010-0000-0001")).unwrap();
    nurse
        .set_person(Some(&id), &phone("010-0000-0002"))
        .unwrap();
    nurse.record_visit(&id, "home", "synthetic note").unwrap();
    both(&resident, &nurse).await;

    let expected = [("nurse", "010-0000-0002"), ("resident", "010-0000-0001")];
    let expected = expected
        .map(|(by, value)| (by.to_owned(), value.to_owned()))
        .to_vec();
    assert_eq!(numbers(&resident), expected);
    assert_eq!(numbers(&nurse), expected);
    assert_eq!(resident.visits(None).unwrap()[0].note, "synthetic note");
    let waiting = resident.set_person(None, &phone("010-0000-0009"));
    assert_eq!(
        waiting.unwrap_err(),
        CompanionError::Rejected {
            code: "conflicted".into()
        }
    );

    nurse
        .resolve_conflict(&id, "phone", Some("010-0000-0001"))
        .unwrap();
    both(&nurse, &resident).await;
    for device in [&resident, &nurse] {
        assert!(device.conflicts().unwrap().is_empty());
        assert_eq!(
            device.people().unwrap()[0].phone.as_deref(),
            Some("010-0000-0001")
        );
    }
}

#[tokio::test]
async fn two_who_choose_differently_are_asked_again() {
    let house = House::open().await;
    let (resident, nurse) = resident_and_nurse(&house).await;
    let id = resident.own_person().unwrap();
    resident.set_person(None, &phone("010-0000-0001")).unwrap();
    nurse
        .set_person(Some(&id), &phone("010-0000-0002"))
        .unwrap();
    both(&resident, &nurse).await;
    resident
        .resolve_conflict(&id, "phone", Some("010-0000-0001"))
        .unwrap();
    nurse
        .resolve_conflict(&id, "phone", Some("010-0000-0002"))
        .unwrap();
    both(&resident, &nurse).await;
    assert_eq!(numbers(&resident).len(), 2);
    assert_eq!(numbers(&resident), numbers(&nurse));
}

#[tokio::test]
async fn without_a_server_everything_is_kept_and_goes_later_once() {
    let mut house = House::open().await;
    let (resident, nurse) = resident_and_nurse(&house).await;
    house.stop().await;
    let id = nurse.people().unwrap()[0].id.clone();
    nurse.record_visit(&id, "home", "written offline").unwrap();
    assert_eq!(nurse.sync().await.unwrap_err(), CompanionError::Offline);

    house.start().await;
    for device in [&resident, &nurse] {
        device.set_server_url(&house.url).unwrap();
    }
    assert_eq!(nurse.sync().await.unwrap().sent, 1);
    assert_eq!(
        nurse.sync().await.unwrap().sent,
        0,
        "what the server holds is not sent again"
    );
    resident.sync().await.unwrap();
    assert_eq!(resident.visits(Some(&id)).unwrap().len(), 1);
}

#[tokio::test]
async fn nothing_new_costs_one_small_request() {
    let house = House::open().await;
    let (resident, nurse) = resident_and_nurse(&house).await;
    both(&resident, &nurse).await;
    let idle = nurse.sync().await.unwrap();
    assert_eq!((idle.sent, idle.received, idle.traffic.requests), (0, 0, 1));
    assert!(
        idle.traffic.bytes_up + idle.traffic.bytes_down <= 512,
        "{:?}",
        idle.traffic
    );
}

#[tokio::test]
async fn another_server_at_the_same_address_is_not_believed() {
    let mut house = House::open().await;
    let (resident, _) = resident_and_nurse(&house).await;
    house.stop().await;
    std::fs::rename(house.path("server"), house.path("old-server")).unwrap();
    house.start().await;
    resident.set_server_url(&house.url).unwrap();
    resident.set_person(None, &phone("010-0000-0001")).unwrap();
    let refused = resident.sync().await;
    assert!(
        matches!(refused, Err(CompanionError::Rejected { .. })),
        "{refused:?}"
    );
}
