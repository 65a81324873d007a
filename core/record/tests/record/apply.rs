//! Who may add which changes, and in which order.

use dodam_record::{Applied, RecordError, StrandDocument, StrandKind};

use crate::support::{NOW, NURSE, RESIDENT, WORKER, care, exchange, send, shared_record, visit};

#[test]
fn changes_of_another_author_are_refused_and_nothing_changes() {
    let (mut resident, mut worker) = shared_record();
    worker.set_phone(Some("010-1"), NOW).unwrap();
    let batch = worker.take_changes();
    let before = resident.save();
    assert_eq!(
        resident.apply(NURSE, &batch),
        Err(RecordError::ForeignActor)
    );
    assert_eq!(resident.save(), before);
}

#[test]
fn one_foreign_change_spoils_the_whole_batch() {
    let (mut resident, mut worker) = shared_record();
    resident.set_address(Some("Pohang"), NOW).unwrap();
    worker.record_visit(&visit(1), NOW).unwrap();
    let mut batch = worker.take_changes();
    batch.extend(resident.take_changes());
    let mut nurse = care(NURSE);
    assert_eq!(nurse.apply(WORKER, &batch), Err(RecordError::ForeignActor));
    assert!(nurse.heads().is_empty());
}

#[test]
fn a_reused_sequence_is_refused() {
    let (mut resident, worker) = shared_record();
    let (mut first, mut restored) = (worker.clone(), worker);
    first.set_phone(Some("010-1"), NOW).unwrap();
    restored.set_phone(Some("010-2"), NOW).unwrap();
    resident.apply(WORKER, &first.take_changes()).unwrap();
    assert_eq!(
        resident.apply(WORKER, &restored.take_changes()),
        Err(RecordError::ReusedSequence)
    );
    assert_eq!(resident.person().phone.as_deref(), Some("010-1"));
}

#[test]
fn a_gap_in_the_authors_own_changes_is_refused() {
    let (mut resident, mut worker) = shared_record();
    worker.set_phone(Some("010-1"), NOW).unwrap();
    let first = worker.take_changes();
    worker.set_address(Some("Andong"), NOW).unwrap();
    let second = worker.take_changes();
    assert_eq!(
        resident.apply(WORKER, &second),
        Err(RecordError::SequenceGap)
    );
    resident.apply(WORKER, &first).unwrap();
    assert_eq!(resident.apply(WORKER, &second).unwrap().applied, 1);
}

#[test]
fn the_same_batch_twice_is_harmless() {
    let (mut resident, mut worker) = shared_record();
    worker.record_visit(&visit(1), NOW).unwrap();
    let batch = worker.take_changes();
    assert_eq!(
        resident.apply(WORKER, &batch),
        Ok(Applied {
            applied: 1,
            ..Applied::default()
        })
    );
    assert_eq!(
        resident.apply(WORKER, &batch),
        Ok(Applied {
            already_known: 1,
            ..Applied::default()
        })
    );
}

#[test]
fn a_change_waits_for_what_it_builds_on_even_across_saving() {
    let (mut resident, mut worker) = shared_record();
    worker.set_phone(Some("010-1"), NOW).unwrap();
    let from_worker = worker.take_changes();
    resident.apply(WORKER, &from_worker).unwrap();
    resident.set_phone(Some("010-2"), NOW).unwrap();

    let mut nurse = care(NURSE);
    let mut earlier = StrandDocument::load(StrandKind::Care, &resident.save(), WORKER).unwrap();
    earlier.set_address(Some("unsent"), NOW).unwrap();
    let everything_by_resident = {
        let mut again = care(RESIDENT);
        again.set_phone(Some("010-0000-0000"), NOW).unwrap();
        again.take_changes()
    };
    nurse.apply(RESIDENT, &everything_by_resident).unwrap();
    let waiting = nurse.apply(RESIDENT, &resident.take_changes()).unwrap();
    assert_eq!(
        (waiting.applied, waiting.waiting, waiting.missing.len()),
        (0, 1, 1)
    );

    let mut nurse = StrandDocument::load(StrandKind::Care, &nurse.save(), NURSE).unwrap();
    assert_eq!(nurse.waiting(), 1);
    let released = nurse.apply(WORKER, &from_worker).unwrap();
    assert_eq!(
        (released.applied, released.waiting, released.missing.len()),
        (2, 0, 0)
    );
    assert_eq!(nurse.person().phone.as_deref(), Some("010-2"));
    assert_eq!(nurse.heads(), resident.heads());
}

#[test]
fn a_reused_sequence_is_refused_while_the_first_still_waits() {
    let (mut resident, mut worker) = shared_record();
    worker.set_phone(Some("010-1"), NOW).unwrap();
    send(&mut worker, &mut resident);
    let mut other = resident.clone();
    resident.set_phone(Some("010-2"), NOW).unwrap();
    other.set_phone(Some("010-3"), NOW).unwrap();
    let mut nurse = care(NURSE);
    let mut first = care(RESIDENT);
    first.set_phone(Some("010-0000-0000"), NOW).unwrap();
    nurse.apply(RESIDENT, &first.take_changes()).unwrap();
    assert_eq!(
        nurse
            .apply(RESIDENT, &resident.take_changes())
            .unwrap()
            .waiting,
        1
    );
    assert_eq!(
        nurse.apply(RESIDENT, &other.take_changes()),
        Err(RecordError::ReusedSequence)
    );
}

#[test]
fn taking_gives_each_change_once_and_the_same_bytes_on_every_copy() {
    let mut doc = care(RESIDENT);
    doc.set_phone(Some("010-1"), NOW).unwrap();
    doc.record_visit(&visit(1), NOW).unwrap();
    let mut copy = doc.clone();
    let batch = doc.take_changes();
    assert_eq!(batch, copy.take_changes());
    assert!(doc.take_changes().is_empty());
    let mut loaded = StrandDocument::load(StrandKind::Care, &doc.save(), RESIDENT).unwrap();
    assert!(loaded.take_changes().is_empty());
    loaded.set_phone(Some("010-2"), NOW).unwrap();
    let mut worker = care(WORKER);
    worker.apply(RESIDENT, &batch).unwrap();
    assert_eq!(
        worker
            .apply(RESIDENT, &loaded.take_changes())
            .unwrap()
            .applied,
        1
    );
    assert_eq!(worker.sequence(&RESIDENT), 3);
}

#[test]
fn a_long_backlog_leaves_in_several_batches() {
    let mut doc = care(RESIDENT);
    for number in 0..80 {
        let mut long = visit(number);
        long.note = "x".repeat(dodam_record::MAX_TEXT_BYTES);
        doc.record_visit(&long, NOW).unwrap();
    }
    let (mut worker, mut batches) = (care(WORKER), 0);
    loop {
        let batch = doc.take_changes();
        if batch.is_empty() {
            break;
        }
        assert!(batch.len() <= dodam_record::MAX_BATCH_BYTES);
        worker.apply(RESIDENT, &batch).unwrap();
        batches += 1;
    }
    assert!(batches > 1);
    assert_eq!(worker.heads(), doc.heads());
}

#[test]
fn two_devices_end_with_the_same_heads() {
    let (mut resident, mut worker) = shared_record();
    resident.set_address(Some("포항"), NOW).unwrap();
    worker.record_visit(&visit(1), NOW).unwrap();
    exchange(&mut resident, &mut worker);
    assert_eq!(resident.heads(), worker.heads());
}
