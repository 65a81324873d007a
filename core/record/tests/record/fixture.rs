//! The first stored format, kept as files: what was written once is read for ever.

use std::path::PathBuf;

use dodam_record::{Said, StatementDraft, StrandDocument, StrandKind};

use crate::support::{
    NOW, RESIDENT, WORKER, care, exchange, medicine, paper, shared_record, statement, visit,
};

fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(name)
}

/// Everything a strand can hold, with a phone number in conflict.
fn example() -> (StrandDocument, Vec<u8>) {
    let (mut resident, mut worker) = shared_record();
    resident.set_name(Some("Nguyễn Thị Hương"), NOW).unwrap();
    resident
        .set_birth_date(Some("1990-05-01".parse().unwrap()), NOW)
        .unwrap();
    resident.add_paper(&paper(2), NOW).unwrap();
    resident
        .state_fact(&statement(3, "city", "Pohang", "2025-02-20"), NOW)
        .unwrap();
    let declined = StatementDraft {
        said: Said::Declined,
        ..statement(4, "severe", "", "2025-02-20")
    };
    resident.state_fact(&declined, NOW).unwrap();
    resident.set_phone(Some("010-1111-1111"), NOW + 1).unwrap();
    worker.record_visit(&visit(1), NOW).unwrap();
    worker.set_phone(Some("010-2222-2222"), NOW + 2).unwrap();
    let batch = worker.clone().take_changes();
    exchange(&mut resident, &mut worker);
    (resident, batch)
}

/// Written once for version 1. Run by hand when an ADR decides on a new version, under
/// a new file name: `cargo test -p dodam-record write_fixtures -- --ignored`
#[test]
#[ignore = "writes the fixture files"]
fn write_fixtures() {
    let (document, batch) = example();
    std::fs::write(path("v001_care_with_conflict.automerge"), document.save()).unwrap();
    std::fs::write(path("v001_changes_by_worker.bin"), batch).unwrap();
}

/// A course that runs, one that was stopped.
fn example_with_medicines() -> StrandDocument {
    let mut document = care(RESIDENT);
    document.add_medicine(&medicine(1), NOW).unwrap();
    let open = dodam_record::MedicineDraft {
        last_day: None,
        ..medicine(2)
    };
    document.add_medicine(&open, NOW + 1).unwrap();
    document
        .stop_medicine(open.id, "2025-02-25".parse().unwrap(), NOW + 2)
        .unwrap();
    document
}

/// Written once, when courses of medicine became part of a strand.
#[test]
#[ignore = "writes the fixture file"]
fn write_fixture_with_medicines() {
    let saved = example_with_medicines().save();
    std::fs::write(path("v002_care_with_medicines.automerge"), saved).unwrap();
}

#[test]
fn a_strand_with_medicines_loads_with_everything_in_it() {
    let saved = std::fs::read(path("v002_care_with_medicines.automerge")).unwrap();
    let loaded = StrandDocument::load(StrandKind::Care, &saved, RESIDENT).unwrap();
    let expected = example_with_medicines();
    assert_eq!(loaded.heads(), expected.heads());
    assert_eq!(loaded.medicines(), expected.medicines());
    assert_eq!(
        (loaded.medicines().len(), loaded.unreadable_entries()),
        (2, 0)
    );
}

#[test]
fn a_strand_saved_by_version_1_loads_with_everything_in_it() {
    let saved = std::fs::read(path("v001_care_with_conflict.automerge")).unwrap();
    let loaded = StrandDocument::load(StrandKind::Care, &saved, RESIDENT).unwrap();
    let (expected, _) = example();
    assert_eq!(loaded.heads(), expected.heads());
    assert!(loaded.person() == expected.person());
    assert_eq!(loaded.visits(), expected.visits());
    assert_eq!(loaded.papers(), expected.papers());
    assert!(loaded.facts() == expected.facts());
    assert_eq!(loaded.conflicts(), expected.conflicts());
    assert_eq!(
        (loaded.conflicts().len(), loaded.unreadable_entries()),
        (1, 0)
    );
}

#[test]
fn edits_still_give_the_bytes_of_version_1() {
    let batch = std::fs::read(path("v001_changes_by_worker.bin")).unwrap();
    let (_, expected) = example();
    assert_eq!(batch, expected);
    let (mut resident, _) = shared_record();
    assert_eq!(resident.apply(WORKER, &batch).unwrap().applied, 2);
}
