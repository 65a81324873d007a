use crate::house::{House, PIN, holds, resident_and_nurse};
use dodam_companion::{Clock, CompanionError, PaperDetails, Profile};

const PDF: &[u8] = include_bytes!("../../fixtures/papers/synthetic-test-result.pdf");
const JPEG: &[u8] = include_bytes!("../../fixtures/papers/synthetic-card.jpg");

#[tokio::test]
async fn a_paper_is_only_here_until_the_server_confirms_it() {
    let house = House::open().await;
    let resident = house.device("resident").await;
    let file = house.path("card.jpg");
    std::fs::write(&file, JPEG).unwrap();
    let title = Some("외국인등록증".to_owned());
    let paper = resident
        .add_paper(
            &file,
            &PaperDetails {
                title,
                ..PaperDetails::default()
            },
        )
        .unwrap();
    assert!(!paper.safe_elsewhere);
    resident.sync().await.unwrap();
    assert!(resident.papers().unwrap()[0].safe_elsewhere);
    let middle = &JPEG[JPEG.len() / 2..][..32];
    assert!(!holds(&house.path("server"), middle) && !holds(&house.path("resident"), middle));

    let out = house.path("out.jpg");
    resident.export_paper(&paper.id, &out).unwrap();
    assert_eq!(std::fs::read(out).unwrap(), JPEG);
    assert_eq!(
        resident.search_papers("등록").unwrap(),
        resident.papers().unwrap()
    );
}

#[tokio::test]
async fn a_large_paper_goes_in_pieces() {
    let house = House::open().await;
    let resident = house.device("resident").await;
    let file = house.path("large.pdf");
    let bytes: Vec<u8> = (0..700_000_u32).flat_map(u32::to_le_bytes).collect();
    std::fs::write(&file, &bytes).unwrap();
    resident.add_paper(&file, &PaperDetails::default()).unwrap();
    let report = resident.sync().await.unwrap();
    assert!(report.traffic.requests > 10, "{:?}", report.traffic);
    assert!(resident.papers().unwrap()[0].safe_elsewhere);
}

#[tokio::test]
async fn a_nurse_fetches_a_shared_paper_when_she_asks_for_it() {
    let house = House::open().await;
    let (resident, nurse) = resident_and_nurse(&house).await;
    let file = house.path("card.jpg");
    std::fs::write(&file, JPEG).unwrap();
    let paper = resident.add_paper(&file, &PaperDetails::default()).unwrap();
    resident.sync().await.unwrap();
    nurse.sync().await.unwrap();
    let listed = nurse.papers().unwrap();
    assert_eq!((listed[0].here, listed[0].safe_elsewhere), (false, false));
    let out = house.path("out.jpg");
    let early = nurse.export_paper(&paper.id, &out).unwrap_err();
    assert_eq!(
        early,
        CompanionError::Rejected {
            code: "not_on_this_device".into()
        }
    );

    let fetched = nurse.fetch_paper(&paper.id).await.unwrap();
    assert!(fetched.here && fetched.safe_elsewhere);
    nurse.export_paper(&paper.id, &out).unwrap();
    assert_eq!(std::fs::read(out).unwrap(), JPEG);
}

#[tokio::test]
async fn a_fetched_paper_is_found_by_what_stands_in_it_and_has_a_picture() {
    let house = House::open().await;
    let (resident, nurse) = resident_and_nurse(&house).await;
    for (name, bytes) in [("a.pdf", PDF), ("b.jpg", JPEG)] {
        std::fs::write(house.path(name), bytes).unwrap();
        resident
            .add_paper(&house.path(name), &PaperDetails::default())
            .unwrap();
    }
    resident.sync().await.unwrap();
    nurse.sync().await.unwrap();
    assert_eq!(nurse.search_papers("examined").unwrap(), []);
    for paper in nurse.papers().unwrap() {
        nurse.fetch_paper(&paper.id).await.unwrap();
        let picture = nurse.paper_thumbnail(&paper.id).unwrap();
        assert_eq!(picture.is_some(), paper.mime == "image/jpeg");
    }
    let found = nurse.search_papers("examined").unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].mime, "application/pdf");
}

#[test]
fn what_cannot_be_a_paper_is_refused_with_a_reason() {
    let folder = tempfile::tempdir().unwrap();
    let resident = Profile::create(folder.path(), PIN, "", Clock::default())
        .unwrap()
        .profile;
    let missing = resident.add_paper(&folder.path().join("none.pdf"), &PaperDetails::default());
    assert_eq!(missing.unwrap_err(), CompanionError::NotFound("a file"));
    let a_folder = resident.add_paper(folder.path(), &PaperDetails::default());
    assert!(matches!(a_folder, Err(CompanionError::InvalidInput(_))));
    let unknown = resident.export_paper("00", &folder.path().join("out"));
    assert_eq!(unknown.unwrap_err(), CompanionError::NotFound("a paper"));
}
