//! What happens to papers after they were added, alone and with a team.

use crate::house::{House, PIN, holds, resident_and_nurse};
use dodam_companion::rules::Facts;
use dodam_companion::{
    Clock, CompanionError, PaperDetails, PaperEdit, PaperQuery, Profile, Provenance,
};
use std::ops::ControlFlow;
use std::path::PathBuf;
use tempfile::TempDir;

const JPEG: &[u8] = include_bytes!("../../fixtures/papers/synthetic-card.jpg");
const PDF: &[u8] = include_bytes!("../../fixtures/papers/synthetic-test-result.pdf");

struct Phone {
    folder: TempDir,
    resident: Profile,
}

impl Phone {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let vault = folder.path().join("vault");
        let setup = Profile::create(&vault, PIN, "Synthetic", Clock::default()).unwrap();
        let resident = setup.profile;
        Self { folder, resident }
    }

    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    fn add(&self, bytes: &[u8], details: &PaperDetails) -> String {
        let file = self.file("paper", bytes);
        self.resident.add_paper(&file, details).unwrap().id
    }
}

fn titled(title: &str) -> PaperDetails {
    PaperDetails {
        title: Some(title.to_owned()),
        ..PaperDetails::default()
    }
}

#[test]
fn a_paper_is_found_by_what_is_said_of_it_and_by_the_text_inside_it_title_first() {
    let phone = Phone::new();
    let inside = phone.add(PDF, &titled("scan 1"));
    let details = PaperDetails {
        issuer: Some("Bệnh viện Đa khoa".into()),
        note: Some("for the visa office".into()),
        tags: vec!["gia đình".into()],
        ..titled("합성 검사 결과지")
    };
    let named = phone.add(JPEG, &details);
    let found = |words: &str| -> Vec<String> {
        let papers = phone.resident.search_papers(words).unwrap();
        papers.into_iter().map(|paper| paper.id).collect()
    };
    assert_eq!(found("검사 결과"), [named.clone(), inside.clone()]);
    assert_eq!(found("examined"), [inside]);
    for words in ["benh vien", "visa office", "gia dinh", "결과지"] {
        assert_eq!(found(words), std::slice::from_ref(&named), "{words}");
    }
    assert_eq!(found("nothing like it"), [""; 0]);
}

#[test]
fn titles_in_ten_languages_are_found_by_a_part_of_a_word() {
    let phone = Phone::new();
    let table = [
        ("건강보험료 납부확인서", "납부"),
        ("外国人登录证 复印件", "登录"),
        ("Hóa đơn bệnh viện", "hoa don"),
        ("Blood pressure diary", "pressu"),
        ("अस्पतालको बिल", "बिल"),
        ("shifokor ko‘rigi", "korigi"),
        ("វិក្កយបត្រ មន្ទីរពេទ្យ", "មន្ទីរ"),
        ("ใบรับรองแพทย์", "รับรอง"),
        ("Справка о прививке", "привив"),
        ("健康診断の結果", "診断"),
        ("Эмнэлгийн магадлагаа", "магадлаг"),
    ];
    for (title, _) in table {
        phone.add(title.as_bytes(), &titled(title));
    }
    for (title, typed) in table {
        let found = phone.resident.search_papers(typed).unwrap();
        let titles: Vec<&str> = found.iter().map(|paper| paper.title.as_str()).collect();
        assert_eq!(titles, [title], "{typed}");
    }
}

#[test]
fn lists_show_a_kind_and_what_runs_out_soonest_first() {
    let phone = Phone::new();
    for (title, kind, expires) in [
        ("card", "residence card", Some("2027-03-01")),
        ("passport", "passport", Some("2026-12-24")),
        ("bill", "bill", None),
    ] {
        let details = PaperDetails {
            kind: Some(kind.into()),
            expires: expires.map(|day| day.parse().unwrap()),
            ..titled(title)
        };
        phone.add(title.as_bytes(), &details);
    }
    let titles = |query: &PaperQuery| -> Vec<String> {
        let papers = phone.resident.find_papers(query, 0).unwrap();
        papers.into_iter().map(|paper| paper.title).collect()
    };
    let soon = PaperQuery {
        expires_until: Some("2027-03-01".parse().unwrap()),
        ..PaperQuery::default()
    };
    assert_eq!(titles(&soon), ["passport", "card"]);
    let kind = PaperQuery {
        kind: Some("Residence-Card".into()),
        ..PaperQuery::default()
    };
    assert_eq!(titles(&kind), ["card"]);
    let wrong = PaperQuery {
        kind: Some("x-ray".into()),
        ..PaperQuery::default()
    };
    let refused = phone.resident.find_papers(&wrong, 0);
    assert!(matches!(refused, Err(CompanionError::InvalidInput(_))));
}

#[test]
fn a_picture_has_a_small_one_and_a_platform_may_bring_its_own() {
    let phone = Phone::new();
    let card = phone.add(JPEG, &titled("card"));
    let thumbnail = phone.resident.paper_thumbnail(&card).unwrap().unwrap();
    assert!(thumbnail.starts_with(b"\xFF\xD8\xFF") && thumbnail.len() < 20_000);
    let details = PaperDetails {
        thumbnail: Some(b"made by the platform".to_vec()),
        text: Some("read by the platform".into()),
        ..titled("IMG_0001.HEIC")
    };
    let heic = phone.add(b"\0\0\0\x18ftypheic synthetic", &details);
    let brought = phone.resident.paper_thumbnail(&heic).unwrap();
    assert_eq!(brought.as_deref(), Some(&b"made by the platform"[..]));
    let found = phone.resident.search_papers("platform").unwrap();
    assert_eq!((found.len(), found[0].mime.as_str()), (1, "image/heic"));
}

#[test]
fn a_replaced_file_is_kept_as_a_version_and_comes_back_byte_for_byte() {
    let phone = Phone::new();
    let id = phone.add(JPEG, &titled("card"));
    let newer = phone.file("newer", PDF);
    let sheet = phone.resident.replace_paper(&id, &newer).unwrap();
    let kinds: Vec<&str> = sheet
        .versions
        .iter()
        .map(|version| version.mime.as_str())
        .collect();
    assert_eq!(kinds, ["image/jpeg", "application/pdf"]);
    assert_eq!(phone.resident.search_papers("examined").unwrap().len(), 1);
    let out = phone.folder.path().join("out");
    for (number, bytes) in [(1, JPEG), (2, PDF)] {
        let version = phone.resident.export_paper_version(&id, number, &out);
        assert_eq!(version.unwrap().number, number);
        assert_eq!(std::fs::read(&out).unwrap(), bytes);
    }
    for none in [0, 3] {
        let version = phone.resident.export_paper_version(&id, none, &out);
        assert_eq!(version, Err(CompanionError::NotFound("that version")));
    }
    phone.resident.export_paper(&id, &out).unwrap();
    assert_eq!(std::fs::read(&out).unwrap(), PDF);
}

#[test]
fn a_paper_goes_into_the_bin_and_back_and_destroying_it_leaves_no_byte() {
    let phone = Phone::new();
    let id = phone.add(JPEG, &titled("card"));
    let newer = phone.file("newer", PDF);
    phone.resident.replace_paper(&id, &newer).unwrap();
    let papers = phone.folder.path().join("vault/papers");
    let files = || std::fs::read_dir(&papers).unwrap().count();

    phone.resident.bin_paper(&id).unwrap();
    assert_eq!(phone.resident.papers().unwrap(), []);
    assert_eq!(phone.resident.search_papers("card").unwrap(), []);
    let bin = PaperQuery {
        binned: true,
        ..PaperQuery::default()
    };
    assert_eq!(phone.resident.find_papers(&bin, 0).unwrap()[0].id, id);
    let replaced = phone.resident.replace_paper(&id, &newer);
    assert_eq!(
        replaced,
        Err(CompanionError::NotFound("what was asked for"))
    );
    phone.resident.restore_paper(&id).unwrap();
    assert_eq!(phone.resident.search_papers("card").unwrap().len(), 1);

    phone.resident.bin_paper(&id).unwrap();
    let kept = phone.add(b"kept", &titled("kept"));
    assert_eq!(phone.resident.empty_bin(), Ok(1));
    assert_eq!((phone.resident.empty_bin(), files()), (Ok(0), 1));
    for gone in [
        phone.resident.paper(&id).map(drop),
        phone.resident.restore_paper(&id),
        phone.resident.purge_paper(&id),
    ] {
        assert_eq!(gone, Err(CompanionError::NotFound("a paper")));
    }
    phone.resident.purge_paper(&kept).unwrap();
    assert_eq!(files(), 0);
}

#[test]
fn things_are_said_anew_and_a_kind_that_is_kept_apart_is_refused() {
    let phone = Phone::new();
    let id = phone.add(PDF, &titled("scan"));
    let edit = PaperEdit {
        title: Some("2월 검사".into()),
        kind: Some("vaccination".into()),
        issuer: Some(Some("합성 의원".into())),
        note: Some(Some("with water".into())),
        tags: vec!["blood".into()],
        ..PaperEdit::default()
    };
    let sheet = phone.resident.edit_paper(&id, &edit).unwrap();
    assert_eq!(sheet.paper.title, "2월 검사");
    assert_eq!(sheet.paper.kind, "vaccination");
    assert_eq!(sheet.note.as_deref(), Some("with water"));
    assert_eq!(phone.resident.search_papers("의원 blood").unwrap().len(), 1);
    let less = PaperEdit {
        note: Some(None),
        untags: vec!["blood".into()],
        ..PaperEdit::default()
    };
    let sheet = phone.resident.edit_paper(&id, &less).unwrap();
    assert_eq!((sheet.note, sheet.paper.tags.len()), (None, 0));
    assert_eq!(phone.resident.search_papers("water").unwrap(), []);
    let apart = PaperEdit {
        kind: Some("passport".into()),
        ..PaperEdit::default()
    };
    let refused = phone.resident.edit_paper(&id, &apart);
    assert!(matches!(refused, Err(CompanionError::InvalidInput(_))));
}

#[test]
fn a_fact_says_who_said_it_and_by_which_paper_and_keeps_its_history() {
    let phone = Phone::new();
    let card = PaperDetails {
        kind: Some("residence_card".into()),
        ..titled("card")
    };
    let card = phone.add(JPEG, &card);
    let packs = dodam_companion::packs::embedded().unwrap();
    let say = |fact: &str, from: &Provenance| {
        let mut facts = Facts::new();
        let day = "2025-02-20".parse().unwrap();
        facts.set_text(&packs, fact, day).unwrap();
        phone.resident.set_facts_from(&packs, &facts, from)
    };
    say("visa=D-4@2025-01-02", &Provenance::default()).unwrap();
    let from = Provenance {
        by: Some("Ms Synthetic, interpreter".into()),
        paper: Some(card.clone()),
    };
    say("visa=D-2", &from).unwrap();
    let history = phone.resident.fact_history("visa").unwrap();
    let told: Vec<_> = history
        .iter()
        .map(|fact| {
            let paper = fact.paper.as_deref();
            (fact.value.as_deref().unwrap(), fact.by.as_str(), paper)
        })
        .collect();
    assert_eq!(
        told,
        [
            ("D-4", "Synthetic", None),
            ("D-2", "Ms Synthetic, interpreter", Some(card.as_str()))
        ]
    );
    assert_eq!(phone.resident.paper(&card).unwrap().proves, ["visa"]);
    let missing = Provenance {
        by: None,
        paper: Some("00".repeat(16)),
    };
    assert_eq!(
        say("visa=D-2", &missing),
        Err(CompanionError::NotFound("a paper"))
    );
    say("nhi_enrolled=false@2020-01-01", &Provenance::default()).unwrap();
    let confirm = phone.resident.facts_to_confirm(&packs).unwrap();
    assert!(confirm.contains(&"nhi_enrolled".to_owned()));
}

#[test]
fn a_large_file_that_was_broken_off_goes_on_when_it_is_added_again() {
    let phone = Phone::new();
    let bytes: Vec<u8> = (0..3_000_000_u32).flat_map(u32::to_le_bytes).collect();
    let file = phone.file("scan.bin", &bytes);
    let mut stop = |taken: u64| match taken > 5_000_000 {
        true => ControlFlow::Break(()),
        false => ControlFlow::Continue(()),
    };
    let details = titled("large scan");
    let stopped = phone.resident.add_paper_watched(&file, &details, &mut stop);
    assert_eq!(stopped, Err(CompanionError::Stopped));
    assert_eq!(phone.resident.papers().unwrap(), []);
    let paper = phone.resident.add_paper(&file, &details).unwrap();
    let out = phone.folder.path().join("out");
    phone.resident.export_paper(&paper.id, &out).unwrap();
    assert!(std::fs::read(out).unwrap() == bytes);
    let sealed = std::fs::read_dir(phone.folder.path().join("vault/papers"));
    assert_eq!(sealed.unwrap().count(), 1);
}

#[tokio::test]
async fn what_a_nurse_destroys_stays_in_the_owners_bin_and_what_the_owner_destroys_goes() {
    let house = House::open().await;
    let (resident, nurse) = resident_and_nurse(&house).await;
    let file = house.path("card.jpg");
    std::fs::write(&file, JPEG).unwrap();
    let first = resident.add_paper(&file, &titled("first")).unwrap().id;
    let second = resident.add_paper(&file, &titled("second")).unwrap().id;
    for device in [&resident, &nurse] {
        device.sync().await.unwrap();
    }
    nurse.fetch_paper(&second).await.unwrap();
    nurse.purge_paper(&first).unwrap();
    resident.purge_paper(&second).unwrap();
    for device in [&nurse, &resident, &nurse] {
        device.sync().await.unwrap();
    }
    assert_eq!(nurse.papers().unwrap(), []);
    assert_eq!(resident.papers().unwrap(), []);
    let kept = resident.paper(&first).unwrap();
    assert!(kept.destroyed_elsewhere && kept.paper.binned);
    let out = house.path("out.jpg");
    resident.export_paper(&first, &out).unwrap();
    assert_eq!(std::fs::read(&out).unwrap(), JPEG);
    resident.purge_paper(&first).unwrap();
    assert_eq!(
        resident.paper(&first).map(drop),
        Err(CompanionError::NotFound("a paper"))
    );
    let middle = &JPEG[JPEG.len() / 2..][..32];
    assert!(!holds(&house.path("resident"), middle));
}
