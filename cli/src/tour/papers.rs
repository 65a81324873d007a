//! Step 4: a PDF and a picture.

use super::report::Report;
use super::stage::{People, Stage};
use crate::output::{Failed, STORAGE};
use dodam_companion::PaperDetails;
use std::path::PathBuf;

/// Made for this repository; what they show is synthetic.
pub const PDF: &[u8] = include_bytes!("../../../tests/fixtures/papers/synthetic-test-result.pdf");
const JPEG: &[u8] = include_bytes!("../../../tests/fixtures/papers/synthetic-card.jpg");

/// Step 4.
pub fn keep_and_find(stage: &Stage, people: &People, report: &mut Report) -> Result<(), Failed> {
    let papers = [
        ("test-result.pdf", PDF, "2월 혈액검사 결과", "test_result"),
        (
            "card.jpg",
            JPEG,
            "Thẻ đăng ký (외국인등록증)",
            "residence_card",
        ),
    ];
    for (name, bytes, title, kind) in papers {
        let file = write(stage, name, bytes)?;
        let (title, kind) = (Some(title.to_owned()), Some(kind.to_owned()));
        let paper = people.resident.add_paper(
            &file,
            &PaperDetails {
                title,
                kind,
                ..PaperDetails::default()
            },
        )?;
        let whole = paper.size_bytes == bytes.len() as u64;
        report.check(format!("kept {name}, {} bytes", paper.size_bytes), whole)?;
    }
    for (query, expected) in [
        ("검사", "2월 혈액검사 결과"),
        ("the dang ky", "Thẻ đăng ký (외국인등록증)"),
    ] {
        let found = people.resident.search_papers(query)?;
        let titles: Vec<&str> = found.iter().map(|paper| paper.title.as_str()).collect();
        report.same(
            format!("typing \"{query}\" finds {expected}"),
            expected.to_owned(),
            titles.join(", "),
        )?;
    }
    for (query, bytes) in [("검사", PDF), ("등록", JPEG)] {
        let found = people.resident.search_papers(query)?;
        let [paper] = found.as_slice() else {
            return Err(Failed::usage("one paper was expected"));
        };
        let out = stage.folder("papers").join("given-back");
        people.resident.export_paper(&paper.id, &out)?;
        let back =
            std::fs::read(&out).map_err(|error| Failed::new(STORAGE, error.kind().to_string()))?;
        report.check(
            format!("{} comes back byte for byte", paper.title),
            back == bytes,
        )?;
    }
    Ok(())
}

fn write(stage: &Stage, name: &str, bytes: &[u8]) -> Result<PathBuf, Failed> {
    let file = stage.folder("papers").join(name);
    std::fs::write(&file, bytes).map_err(|error| {
        Failed::new(
            STORAGE,
            format!("{} can't be written: {}", file.display(), error.kind()),
        )
    })?;
    Ok(file)
}
