//! Devices that edit copies of one strand and exchange what is new.

use std::collections::BTreeSet;

use jiff::civil::time;

use dodam_record::{
    ActorKey, MedicineDraft, MedicineId, PaperAbout, PaperDraft, PaperFile, PaperId, PaperKind,
    Said, StatementDraft, StatementId, StrandDocument, StrandKind, VisitDraft, VisitId, VisitKind,
};

pub const RESIDENT: ActorKey = [1; 32];
pub const WORKER: ActorKey = [2; 32];
pub const NURSE: ActorKey = [3; 32];
/// 2025-02-20 10:00 in Korea.
pub const NOW: i64 = 1_740_013_200_000;

pub fn care(actor: ActorKey) -> StrandDocument {
    StrandDocument::new(StrandKind::Care, actor)
}

/// Sends what is new on one device to the other, as one batch.
pub fn send(from: &mut StrandDocument, to: &mut StrandDocument) {
    let author = *from.actor();
    let batch = from.take_changes();
    to.apply(author, &batch).unwrap();
}

/// Both take what is new on the other.
pub fn exchange(a: &mut StrandDocument, b: &mut StrandDocument) {
    let (from_a, from_b) = (a.take_changes(), b.take_changes());
    a.apply(*b.actor(), &from_b).unwrap();
    b.apply(*a.actor(), &from_a).unwrap();
}

/// A resident and a worker who share a phone number.
pub fn shared_record() -> (StrandDocument, StrandDocument) {
    let (mut resident, mut worker) = (care(RESIDENT), care(WORKER));
    resident.set_phone(Some("010-0000-0000"), NOW).unwrap();
    send(&mut resident, &mut worker);
    (resident, worker)
}

pub fn visit(id: u8) -> VisitDraft {
    VisitDraft {
        id: VisitId::from_bytes([id; 16]),
        at_ms: NOW + i64::from(id),
        kind: VisitKind::Home,
        note: "혈압 재어 봄".to_owned(),
        by: "간호사 A".to_owned(),
    }
}

pub fn medicine(id: u8) -> MedicineDraft {
    MedicineDraft {
        id: MedicineId::from_bytes([id; 16]),
        name: "합성 약".to_owned(),
        dose: "한 알".to_owned(),
        times: vec![time(8, 0, 0, 0), time(20, 30, 0, 0)],
        first_day: "2025-02-20".parse().unwrap(),
        last_day: Some("2025-03-05".parse().unwrap()),
        note: "밥 먹고".to_owned(),
    }
}

pub fn paper(id: u8) -> PaperDraft {
    PaperDraft {
        id: PaperId::from_bytes([id; 16]),
        about: PaperAbout {
            title: "합성 검사 결과".to_owned(),
            kind: PaperKind::TestResult,
            issuer: None,
            dated: None,
            expires: Some("2026-03-31".parse().unwrap()),
            note: None,
            tags: BTreeSet::new(),
            visit: None,
        },
        file: paper_file(8),
    }
}

pub fn paper_file(id: u8) -> PaperFile {
    PaperFile {
        mime: "application/pdf".to_owned(),
        size_bytes: 1_234,
        sha256: [7; 32],
        file_id: vec![id; 32],
        sealed_hash: [9; 32],
        file_key: [10; 32],
    }
}

pub fn statement(id: u8, fact: &str, value: &str, said_on: &str) -> StatementDraft {
    StatementDraft {
        id: StatementId::from_bytes([id; 16]),
        fact: fact.to_owned(),
        said: Said::Value(value.to_owned()),
        said_on: said_on.parse().unwrap(),
        by: "본인".to_owned(),
        paper: None,
    }
}

pub fn value(statement: &dodam_record::FactStatement) -> &str {
    match &statement.said {
        Said::Value(value) => value,
        Said::Declined => "(declined)",
    }
}
