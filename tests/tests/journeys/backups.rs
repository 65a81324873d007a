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
