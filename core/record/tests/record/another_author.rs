//! An older copy of a strand was put back and edited: its edits move to another author.

use dodam_record::{RecordError, StrandDocument, StrandKind, VisitId, count_changes};

use crate::support::{NOW, NURSE, RESIDENT, WORKER, care, paper, send, shared_record, visit};

const AGAIN: [u8; 32] = [4; 32];

fn reload(document: &StrandDocument) -> StrandDocument {
    let actor = *document.actor();
    StrandDocument::load(StrandKind::Care, &document.save(), actor).unwrap()
}

#[test]
fn edits_of_an_older_copy_meet_the_line_they_left_under_another_author() {
    let (mut newest, mut worker) = shared_record();
    let mut older = reload(&newest);
    newest.record_visit(&visit(1), NOW).unwrap();
    newest.set_phone(Some("010-0000-0001"), NOW).unwrap();
    older.record_visit(&visit(2), NOW).unwrap();
    older
        .set_visit_note(VisitId::from_bytes([2; 16]), "again", NOW)
        .unwrap();
    older.add_paper(&paper(3), NOW).unwrap();
    older.set_phone(Some("010-0000-0002"), NOW).unwrap();
    let line = newest.take_changes();
    let stray = count_changes(&older.take_changes()).unwrap();
    assert_eq!(
        older.apply(RESIDENT, &line),
        Err(RecordError::ReusedSequence)
    );

    let kept = older.sequence(&RESIDENT) - stray;
    let mut moved = older.with_another_author(&RESIDENT, kept, AGAIN).unwrap();
    assert_eq!(moved.visits().len(), 1, "nothing is away in between");
    moved.apply(RESIDENT, &line).unwrap();
    worker.apply(RESIDENT, &line).unwrap();
    send(&mut moved, &mut worker);

    assert_eq!(moved.heads(), worker.heads());
    let notes: Vec<_> = worker
        .visits()
        .into_iter()
        .map(|visit| visit.note)
        .collect();
    assert_eq!(notes, ["혈압 재어 봄", "again"]);
    assert_eq!(worker.papers().len(), 1);
    let conflicts = worker.conflicts();
    let [phone] = conflicts.as_slice() else {
        panic!("{conflicts:?}")
    };
    let authors: Vec<_> = phone.values.iter().map(|value| value.author).collect();
    assert!(authors.contains(&RESIDENT) && authors.contains(&AGAIN));
    let mut loaded = reload(&moved);
    assert!(loaded.take_changes().is_empty());
    loaded.set_name(Some("합성"), NOW).unwrap();
    send(&mut loaded, &mut worker);
    assert_eq!(loaded.heads(), worker.heads());
}

#[test]
fn what_builds_on_others_moves_and_what_others_built_on_does_not() {
    let (mut resident, mut worker) = shared_record();
    worker.record_visit(&visit(1), NOW).unwrap();
    send(&mut worker, &mut resident);
    resident.record_visit(&visit(2), NOW).unwrap();
    let moved = resident.with_another_author(&RESIDENT, 1, AGAIN).unwrap();
    assert_eq!(moved.visits().len(), 2);
    assert_eq!(moved.sequence(&AGAIN), 1);

    send(&mut resident, &mut worker);
    worker.record_visit(&visit(3), NOW).unwrap();
    send(&mut worker, &mut resident);
    let refused = resident.with_another_author(&RESIDENT, 1, AGAIN);
    assert_eq!(refused.err(), Some(RecordError::Malformed));
    let taken = resident.with_another_author(&RESIDENT, 1, WORKER);
    assert_eq!(taken.err(), Some(RecordError::AlreadyThere));
}

#[test]
fn an_author_with_nothing_of_its_own_moves_nothing() {
    let (resident, _) = shared_record();
    let mut moved = resident.with_another_author(&NURSE, 0, AGAIN).unwrap();
    assert_eq!(moved.heads(), resident.heads());
    assert!(moved.take_changes().is_empty());
    let empty = care(RESIDENT);
    let moved = empty.with_another_author(&RESIDENT, 0, AGAIN).unwrap();
    assert_eq!(moved.actor(), &AGAIN);
}
