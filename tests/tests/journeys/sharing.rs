use crate::house::{House, phone, resident_and_nurse};
use dodam_companion::CompanionError;
use dodam_companion::rules::Facts;

#[tokio::test]
async fn a_nurse_sees_what_was_shared_and_nothing_of_the_status_strand() {
    let house = House::open().await;
    let (resident, nurse) = resident_and_nurse(&house).await;
    let packs = dodam_companion::packs::embedded().unwrap();
    let mut said = Facts::new();
    let today = jiff::civil::date(2025, 2, 20);
    said.set_text(&packs, "visa=D-8-4", today).unwrap();
    said.set_text(&packs, "city=Andong", today).unwrap();
    resident.set_facts(&packs, &said).unwrap();
    resident.sync().await.unwrap();
    nurse.sync().await.unwrap();

    let holdings = nurse.holdings().unwrap();
    assert_eq!(
        holdings
            .iter()
            .map(|held| held.kind.as_str())
            .collect::<Vec<_>>(),
        ["care"]
    );
    assert_eq!(holdings[0].facts, ["city"]);
    let own: Vec<_> = resident
        .holdings()
        .unwrap()
        .into_iter()
        .map(|held| held.kind)
        .collect();
    assert!(own.contains(&"status".to_owned()), "{own:?}");
}

#[tokio::test]
async fn sharing_twice_adds_nobody_twice() {
    let house = House::open().await;
    let (resident, nurse) = resident_and_nurse(&house).await;
    let team = nurse.teams().unwrap()[0].team;
    let words = nurse.invite(&team).await.unwrap();
    resident.share(&words).await.unwrap();
    let report = resident.sync().await.unwrap();
    assert_eq!((report.pending, report.quarantined), (0, 0));
}

#[tokio::test]
async fn what_is_shared_later_brings_its_whole_history() {
    let house = House::open().await;
    let resident = house.device("resident").await;
    for number in ["010-0000-0001", "010-0000-0002", "010-0000-0003"] {
        resident.set_person(None, &phone(number)).unwrap();
        resident.sync().await.unwrap();
    }
    let nurse = house.device("nurse").await;
    let team = nurse.create_team("Team").unwrap().team;
    let words = nurse.invite(&team).await.unwrap();
    resident.share(&words).await.unwrap();
    resident.sync().await.unwrap();
    assert!(nurse.sync().await.unwrap().received >= 3);
    assert_eq!(
        nurse.people().unwrap()[0].phone.as_deref(),
        Some("010-0000-0003")
    );
}

#[tokio::test]
async fn words_of_another_invitation_share_nothing() {
    let house = House::open().await;
    let resident = house.device("resident").await;
    let made_up = "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about";
    let unknown = resident.share(made_up).await;
    assert!(
        matches!(unknown, Err(CompanionError::Rejected { .. })),
        "{unknown:?}"
    );
    let typo = resident.share("abandon abandon").await;
    assert!(
        matches!(typo, Err(CompanionError::InvalidInput(_))),
        "{typo:?}"
    );
    assert!(resident.holdings().unwrap().is_empty());
}
