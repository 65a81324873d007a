//! Bytes from outside never panic, never hang, never change anything when refused.

use automerge::legacy::{Key, ObjectId, Op, OpType};
use automerge::transaction::{CommitOptions, Transactable};
use automerge::{ActorId, AutoCommit, Change, ExpandedChange, ROOT};
use dodam_record::{RecordError, StrandDocument, StrandKind};
use proptest::prelude::*;

use crate::support::{NOW, RESIDENT, WORKER, care, visit};

fn batch() -> Vec<u8> {
    let mut doc = care(WORKER);
    doc.record_visit(&visit(1), NOW).unwrap();
    doc.set_phone(Some("010-1"), NOW).unwrap();
    doc.take_changes()
}

fn saved() -> Vec<u8> {
    let mut doc = care(WORKER);
    doc.record_visit(&visit(1), NOW).unwrap();
    doc.save()
}

/// A first change by the worker with one thing altered.
fn altered(alter: impl FnOnce(&mut ExpandedChange)) -> Vec<u8> {
    let mut doc = AutoCommit::new().with_actor(ActorId::from(WORKER));
    doc.put(ROOT, "phone", "010-1").unwrap();
    doc.commit_with(CommitOptions::default().with_time(NOW));
    let mut change = doc.get_last_local_change().unwrap().decode();
    alter(&mut change);
    Change::from(change).raw_bytes().to_vec()
}

fn apply(bytes: &[u8]) -> Result<usize, RecordError> {
    let mut doc = care(RESIDENT);
    doc.set_name(Some("before"), NOW).unwrap();
    let before = doc.save();
    let result = doc.apply(WORKER, bytes).map(|applied| applied.applied);
    if result.is_err() {
        assert_eq!(doc.save(), before);
    }
    doc.set_name(Some("after"), NOW).unwrap();
    result
}

#[test]
fn an_unaltered_change_is_taken() {
    assert_eq!(apply(&altered(|_| {})), Ok(1));
}

#[test]
fn an_operation_on_an_object_that_does_not_exist_is_refused() {
    let nowhere = ObjectId::Id(automerge::legacy::OpId::new(77, &ActorId::from(WORKER)));
    let bytes = altered(|change| change.operations[0].obj = nowhere);
    assert_eq!(apply(&bytes), Err(RecordError::Malformed));
}

#[test]
fn operations_numbered_far_ahead_are_refused() {
    for start in [500, u64::from(u32::MAX), u64::MAX] {
        let bytes = altered(|change| change.start_op = start.try_into().unwrap());
        assert_eq!(apply(&bytes), Err(RecordError::Malformed), "{start}");
    }
}

#[test]
fn a_time_outside_all_calendars_is_refused() {
    for time in [i64::MIN, -1, i64::MAX] {
        assert_eq!(
            apply(&altered(|change| change.time = time)),
            Err(RecordError::Malformed),
            "{time}"
        );
    }
}

#[test]
fn a_first_change_with_a_later_sequence_is_refused() {
    assert_eq!(
        apply(&altered(|change| change.seq = 2)),
        Err(RecordError::SequenceGap)
    );
    assert_eq!(
        apply(&altered(|change| change.seq = 0)),
        Err(RecordError::Malformed)
    );
}

#[test]
fn a_change_with_more_operations_than_allowed_is_refused() {
    let bytes = altered(|change| {
        let one = Op {
            key: Key::Map("x".into()),
            action: OpType::Put(1.into()),
            ..change.operations[0].clone()
        };
        change.operations = vec![one; 5_000];
    });
    assert_eq!(apply(&bytes), Err(RecordError::TooLarge));
}

/// A change whose action column says that one action follows 2⁶² times.
#[test]
fn a_column_that_claims_an_endless_run_is_refused_at_once() {
    let mut data = vec![0, 32];
    data.extend(WORKER);
    data.extend([1, 1, 0, 0, 0]); // sequence, first operation, time, no message, no others
    let run = [
        0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0xc0, 0x00, 1,
    ];
    data.extend([1, 0x42, run.len() as u8]);
    data.extend(run);
    let mut bytes = vec![0x85, 0x6f, 0x4a, 0x83, 0, 0, 0, 0, 1, data.len() as u8];
    bytes.extend(data);
    assert_eq!(apply(&bytes), Err(RecordError::TooLarge));
}

#[test]
fn a_flipped_bit_is_noticed_even_where_it_still_parses() {
    let good = batch();
    for place in 0..good.len() {
        let mut bad = good.clone();
        bad[place] ^= 1;
        assert!(apply(&bad).is_err(), "byte {place}");
    }
}

#[test]
fn a_cut_batch_is_refused_and_a_compressed_one_too() {
    let good = batch();
    for length in 1..good.len() {
        let first_change_alone = apply(&good[..length]) == Ok(1);
        assert!(
            first_change_alone || apply(&good[..length]).is_err(),
            "{length}"
        );
    }
    let mut doc = AutoCommit::new().with_actor(ActorId::from(WORKER));
    doc.put(ROOT, "phone", "0".repeat(2_000)).unwrap();
    let compressed = doc.get_last_local_change().unwrap().bytes().to_vec();
    assert_eq!(compressed[8], 2);
    assert_eq!(apply(&compressed), Err(RecordError::Malformed));
    assert_eq!(
        apply(&saved()),
        Err(RecordError::Malformed),
        "a whole document is no batch"
    );
}

#[test]
fn a_damaged_saved_strand_is_refused_and_never_panics() {
    let good = saved();
    assert!(StrandDocument::load(StrandKind::Care, &good, WORKER).is_ok());
    for place in 0..good.len() {
        let mut bad = good.clone();
        bad[place] ^= 1;
        assert!(
            StrandDocument::load(StrandKind::Care, &bad, WORKER).is_err(),
            "byte {place}"
        );
        assert!(
            StrandDocument::load(StrandKind::Care, &good[..place], WORKER).is_err(),
            "cut at {place}"
        );
    }
}

#[test]
fn an_empty_strand_saves_and_loads() {
    let empty = care(WORKER).save();
    assert!(
        StrandDocument::load(StrandKind::Care, &empty, WORKER)
            .unwrap()
            .heads()
            .is_empty()
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn garbage_is_refused(bytes in prop::collection::vec(any::<u8>(), 1..300)) {
        prop_assert!(apply(&bytes).is_err());
        prop_assert!(StrandDocument::load(StrandKind::Care, &bytes, WORKER).is_err());
    }

    #[test]
    fn garbage_behind_a_valid_head_is_refused(bytes in prop::collection::vec(any::<u8>(), 1..120), kind in 0..4_u8) {
        let mut framed = vec![0x85, 0x6f, 0x4a, 0x83, 0, 0, 0, 0, kind, bytes.len() as u8];
        framed.extend(bytes);
        prop_assert!(apply(&framed).is_err());
        prop_assert!(StrandDocument::load(StrandKind::Care, &framed, WORKER).is_err());
    }
}
