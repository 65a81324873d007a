//! How much a strand weighs after a long time.

use dodam_record::{StrandDocument, StrandKind};

use crate::support::{NOW, RESIDENT, care, statement, visit};

#[test]
fn five_hundred_edits_stay_small() {
    let mut doc = care(RESIDENT);
    let mut sent = 0;
    for week in 0..250_u32 {
        let mut draft = visit(0);
        let mut id = [0; 16];
        id[..4].copy_from_slice(&week.wrapping_mul(2_654_435_761).to_le_bytes());
        draft.id = dodam_record::VisitId::from_bytes(id);
        draft.at_ms = NOW + i64::from(week) * 604_800_000;
        draft.note = format!(
            "혈압 {}/{}, 약 복용 확인, 다음 방문 예약",
            120 + week % 30,
            70 + week % 20
        );
        doc.record_visit(&draft, draft.at_ms).unwrap();
        let mut said = statement(0, "city", "Pohang", "2025-02-20");
        said.id = dodam_record::StatementId::from_bytes(id);
        doc.state_fact(&said, draft.at_ms).unwrap();
        sent += doc.take_changes().len();
    }
    let saved = doc.save();
    let before = std::time::Instant::now();
    let loaded = StrandDocument::load(StrandKind::Care, &saved, RESIDENT).unwrap();
    println!(
        "500 edits: {} bytes saved, {sent} bytes of changes, loaded in {:?}",
        saved.len(),
        before.elapsed()
    );
    assert_eq!(loaded.visits().len(), 250);
    assert!(saved.len() < 64 << 10, "{} bytes", saved.len());
    assert!(sent / 500 < 1 << 10, "{} bytes an edit", sent / 500);
}
