//! What a newer version wrote is kept, and travels on.

use automerge::transaction::Transactable;
use automerge::{ActorId, AutoCommit, ObjType, ROOT, ReadDoc};
use dodam_record::{RecordError, StrandDocument, StrandKind, VisitId, VisitKind};

use crate::support::{NOW, RESIDENT, WORKER, care, visit};

/// A strand as a newer version may write it: unknown keys, an unknown kind, a list.
fn newer_strand() -> AutoCommit {
    let mut known = care(RESIDENT);
    known.record_visit(&visit(1), NOW).unwrap();
    let mut doc = AutoCommit::load(&known.save())
        .unwrap()
        .with_actor(ActorId::from(WORKER));
    doc.put(ROOT, "blood_type", "A+").unwrap();
    let tasks = doc.put_object(ROOT, "task:1", ObjType::List).unwrap();
    doc.insert(&tasks, 0, "call back").unwrap();
    let newer = doc
        .put_object(
            ROOT,
            format!("visit:{}", VisitId::from_bytes([2; 16])),
            ObjType::Map,
        )
        .unwrap();
    doc.put(&newer, "at_ms", NOW).unwrap();
    doc.put(&newer, "kind", "drone").unwrap();
    doc.put(&newer, "note", "…").unwrap();
    doc.put(&newer, "temperature", 36.6).unwrap();
    let unreadable = doc
        .put_object(ROOT, "visit:not-an-id", ObjType::Map)
        .unwrap();
    doc.put(&unreadable, "kind", 3).unwrap();
    doc
}

#[test]
fn unknown_kinds_are_shown_and_unknown_keys_survive_an_edit() {
    let mut doc = StrandDocument::load(StrandKind::Care, &newer_strand().save(), RESIDENT).unwrap();
    let id = VisitId::from_bytes([2; 16]);
    assert_eq!(
        doc.visit(id).unwrap().kind,
        VisitKind::Unknown("drone".to_owned())
    );
    assert_eq!((doc.visits().len(), doc.unreadable_entries()), (2, 1));
    doc.set_visit_note(id, "edited here", NOW).unwrap();
    doc.set_phone(Some("010-1"), NOW).unwrap();

    let raw = AutoCommit::load(&doc.save()).unwrap();
    assert_eq!(
        raw.get(ROOT, "blood_type").unwrap().unwrap().0.as_str(),
        Some("A+")
    );
    let (_, tasks) = raw.get(ROOT, "task:1").unwrap().unwrap();
    assert_eq!(raw.length(&tasks), 1);
    let (_, newer) = raw.get(ROOT, format!("visit:{id}")).unwrap().unwrap();
    assert_eq!(
        raw.get(&newer, "kind").unwrap().unwrap().0.as_str(),
        Some("drone")
    );
    assert_eq!(
        raw.get(&newer, "temperature").unwrap().unwrap().0.as_f64(),
        Some(36.6)
    );
    assert_eq!(
        raw.get(&newer, "note").unwrap().unwrap().0.as_str(),
        Some("edited here")
    );
}

#[test]
fn changes_of_a_newer_version_are_taken_in_and_passed_on() {
    let mut doc = StrandDocument::new(StrandKind::Care, RESIDENT);
    let mut newer = AutoCommit::new().with_actor(ActorId::from(WORKER));
    newer.put(ROOT, "blood_type", "A+").unwrap();
    let batch = newer.save_after(&[]);
    assert_eq!(doc.apply(WORKER, &batch).unwrap().applied, 1);
    assert_eq!(doc.unreadable_entries(), 0);
}

#[test]
fn an_unknown_field_in_conflict_can_be_chosen() {
    let mut doc = StrandDocument::new(StrandKind::Care, RESIDENT);
    for actor in [WORKER, [9; 32]] {
        let mut newer = AutoCommit::new().with_actor(ActorId::from(actor));
        newer.put(ROOT, "weight", f64::from(actor[0])).unwrap();
        doc.apply(actor, &newer.save_after(&[])).unwrap();
    }
    let conflict = doc.conflicts().remove(0);
    assert_eq!(
        (conflict.field.to_string().as_str(), conflict.values.len()),
        ("weight", 2)
    );
    doc.resolve(&conflict.field, &conflict.values[1].op, NOW)
        .unwrap();
    assert!(doc.conflicts().is_empty());
}

#[test]
fn a_strand_of_an_unknown_kind_is_kept_and_not_edited() {
    let mut doc = StrandDocument::load(
        StrandKind::from_text("dental"),
        &newer_strand().save(),
        RESIDENT,
    )
    .unwrap();
    assert_eq!(doc.kind().as_text(), "dental");
    assert_eq!(
        doc.record_visit(&visit(3), NOW),
        Err(RecordError::NotInThisStrand)
    );
    assert_eq!(doc.visits().len(), 2);
}
