use crate::house::{House, PIN};
use dodam_companion::{Clock, CompanionError, PaperDetails, Profile, rules::Facts};

const JPEG: &[u8] = include_bytes!("../../fixtures/papers/synthetic-card.jpg");
const NEW_PIN: &str = "975310";

#[tokio::test]
async fn a_lost_phone_comes_back_from_a_backup_and_the_words_with_everything_on_it() {
    let house = House::open().await;
    let setup = Profile::create(&house.path("phone"), PIN, "Synthetic", Clock::default()).unwrap();
    let (phone, words) = (setup.profile, setup.recovery_words);
    let packs = dodam_companion::packs::embedded().unwrap();
    let today = Clock::default().today();
    let mut facts = Facts::new();
    facts.set_text(&packs, "visa=D-8", today).unwrap();
    phone.set_facts(&packs, &facts).unwrap();
    let file = house.path("card.jpg");
    std::fs::write(&file, JPEG).unwrap();
    let title = Some("외국인등록증".to_owned());
    let details = PaperDetails {
        title,
        ..PaperDetails::default()
    };
    let paper = phone.add_paper(&file, &details).unwrap();
    let backup = house.path("backup");
    let made = phone.back_up(&backup).unwrap();
    assert_eq!((made.papers, made.papers_missing), (1, 0));
    phone.lock();
    std::fs::remove_dir_all(house.path("phone")).unwrap();

    let new = house.path("new phone");
    let restore =
        |words: &str, pin: &str| Profile::restore(&backup, &new, (words, pin), Clock::default());
    let other = "zoo zoo zoo";
    assert!(matches!(
        restore(other, NEW_PIN),
        Err(CompanionError::InvalidInput(_))
    ));
    assert!(matches!(
        restore(&words, "1"),
        Err(CompanionError::InvalidInput(_))
    ));
    let back = restore(&words, NEW_PIN).unwrap();
    assert_eq!(back.search_papers("등록").unwrap()[0].id, paper.id);
    let out = house.path("out.jpg");
    back.export_paper(&paper.id, &out).unwrap();
    assert_eq!(std::fs::read(out).unwrap(), JPEG);
    assert_eq!(back.facts().unwrap()[0].value.as_deref(), Some("D-8"));
    back.lock();
    drop(back);
    Profile::unlock(&new, NEW_PIN, Clock::default()).unwrap();
}

#[tokio::test]
async fn a_restored_phone_and_the_older_one_write_on_without_getting_in_each_others_way() {
    let house = House::open().await;
    let setup = Profile::create(&house.path("phone"), PIN, "Synthetic", Clock::default()).unwrap();
    let (resident, words) = (setup.profile, setup.recovery_words);
    resident.enrol(&house.url, &house.code()).await.unwrap();
    let nurse = house.device("nurse").await;
    let team = nurse.create_team("Team").unwrap().team;
    let invitation = nurse.invite(&team).await.unwrap();
    resident.share(&invitation).await.unwrap();
    resident.sync().await.unwrap();
    let backup = house.path("backup");
    resident.back_up(&backup).unwrap();
    let again = house.path("again");
    let restored = Profile::restore(&backup, &again, (&words, NEW_PIN), Clock::default()).unwrap();
    let file = house.path("card.jpg");
    std::fs::write(&file, JPEG).unwrap();
    for (profile, title) in [
        (&restored, "from the restored"),
        (&resident, "from the older"),
    ] {
        let details = PaperDetails {
            title: Some(title.to_owned()),
            ..PaperDetails::default()
        };
        profile.add_paper(&file, &details).unwrap();
        let report = profile.sync().await.unwrap();
        assert_eq!(report.quarantined, 0, "{title}");
    }
    let report = nurse.sync().await.unwrap();
    assert_eq!(report.quarantined, 0);
    let mut papers = nurse.papers().unwrap();
    papers.sort_by(|one, other| one.title.cmp(&other.title));
    let titles: Vec<_> = papers.iter().map(|paper| paper.title.as_str()).collect();
    assert_eq!(titles, ["from the older", "from the restored"]);
}

/// Backups of each version, with the words of their synthetic vaults and the kind that a card
/// had then. Each was written once by that version.
const KEPT: [(&[u8], &str, &str); 2] = [
    (
        include_bytes!("../../fixtures/backups/v001_two_papers.backup"),
        "echo appear leave random notice fish frozen flight season panel display hero absurd boss shed tumble assist shuffle roof ahead armed wisdom review total",
        "identity",
    ),
    (
        include_bytes!("../../fixtures/backups/v002_two_parts.backup"),
        "tumble apart tunnel alley zoo fade jeans enroll clog brown loud list olympic seed absurd account almost tired open video squirrel jar awesome hamster",
        "residence_card",
    ),
];

#[test]
fn backups_of_every_version_come_back_with_all_they_hold() {
    for (bytes, words, kind) in KEPT {
        comes_back(bytes, words, kind);
    }
}

fn comes_back(bytes: &[u8], words: &str, kind: &str) {
    let folder = tempfile::tempdir().unwrap();
    let from = folder.path().join("backup");
    std::fs::write(&from, bytes).unwrap();
    let new = folder.path().join("vault");
    let secrets = (words, NEW_PIN);
    let back = Profile::restore(&from, &new, secrets, Clock::default()).unwrap();
    assert_eq!(back.newest_part_was_missing(), Ok(false));
    let card = &back.search_papers("등록").unwrap()[0];
    let expected = (Some("2027-03-01"), "image/jpeg", kind);
    let told = (
        card.expires.as_deref(),
        card.mime.as_str(),
        card.kind.as_str(),
    );
    assert_eq!(told, expected);
    let out = folder.path().join("out");
    back.export_paper(&card.id, &out).unwrap();
    assert_eq!(std::fs::read(&out).unwrap(), JPEG);
    let bill = &back.search_papers("hoa don").unwrap()[0];
    back.export_paper(&bill.id, &out).unwrap();
    assert_eq!(std::fs::read(&out).unwrap(), b"synthetic bill of clinic A");
    let facts: Vec<_> = back
        .facts()
        .unwrap()
        .into_iter()
        .map(|fact| (fact.id, fact.value))
        .collect();
    let kept = |id: &str, value: &str| (id.to_owned(), Some(value.to_owned()));
    let expected = [
        kept("city", "pohang"),
        kept("nhi_enrolled", "false"),
        kept("visa", "G-1-5"),
    ];
    assert_eq!(facts, expected);
}
