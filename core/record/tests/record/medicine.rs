//! Courses of medicine: added, stopped, in conflict, written by others.

use automerge::transaction::Transactable;
use automerge::{ActorId, AutoCommit, ObjType, ROOT};
use dodam_record::{MedicineDraft, MedicineId, RecordError, StrandDocument, StrandKind};
use jiff::civil::{date, time};
use proptest::prelude::*;

use crate::support::{NOW, NURSE, RESIDENT, WORKER, care, exchange, medicine, send};

const ID: MedicineId = MedicineId::from_bytes([1; 16]);

#[test]
fn a_course_survives_saving_and_another_device() {
    let (mut doc, mut other) = (care(RESIDENT), care(WORKER));
    doc.add_medicine(&medicine(1), NOW).unwrap();
    send(&mut doc, &mut other);
    let loaded = StrandDocument::load(StrandKind::Care, &doc.save(), RESIDENT).unwrap();
    for doc in [&doc, &other, &loaded] {
        let stored = doc.medicine(ID).unwrap();
        let draft = medicine(1);
        assert_eq!(
            (stored.name, stored.dose, stored.times, stored.note),
            (draft.name, draft.dose, draft.times, draft.note)
        );
        assert_eq!(
            (stored.first_day, stored.last_day, stored.stopped_on),
            (draft.first_day, draft.last_day, None)
        );
        assert_eq!((stored.added_at_ms, stored.author), (NOW, RESIDENT));
        assert_eq!((doc.medicines().len(), doc.unreadable_entries()), (1, 0));
    }
}

#[test]
fn a_stopped_course_stays_in_the_list_with_the_day_it_was_stopped() {
    let mut doc = care(RESIDENT);
    doc.add_medicine(&medicine(1), NOW).unwrap();
    doc.stop_medicine(ID, date(2025, 3, 1), NOW + 1).unwrap();
    assert_eq!(doc.medicine(ID).unwrap().stopped_on, Some(date(2025, 3, 1)));
    let open = MedicineDraft {
        last_day: None,
        ..medicine(2)
    };
    doc.add_medicine(&open, NOW + 2).unwrap();
    let listed = doc.medicines();
    assert_eq!(
        (listed.len(), listed[0].id, listed[1].last_day),
        (2, ID, None)
    );
}

#[test]
fn what_is_no_course_is_refused_and_leaves_nothing_behind() {
    let mut doc = care(RESIDENT);
    let times = |times: Vec<_>| MedicineDraft {
        times,
        ..medicine(1)
    };
    for draft in [
        times(vec![]),
        times(vec![time(20, 0, 0, 0), time(8, 0, 0, 0)]),
        times(vec![time(8, 0, 0, 0), time(8, 0, 0, 0)]),
        times(vec![time(8, 0, 30, 0)]),
        times((0..25).map(|minute| time(8, minute, 0, 0)).collect()),
        MedicineDraft {
            name: " ".to_owned(),
            ..medicine(1)
        },
        MedicineDraft {
            last_day: Some(date(2025, 2, 19)),
            ..medicine(1)
        },
    ] {
        assert_eq!(
            doc.add_medicine(&draft, NOW),
            Err(RecordError::InvalidInput)
        );
    }
    let long = MedicineDraft {
        note: "가".repeat(6_000),
        ..medicine(1)
    };
    assert_eq!(doc.add_medicine(&long, NOW), Err(RecordError::TooLarge));
    assert_eq!(
        doc.stop_medicine(ID, date(2025, 3, 1), NOW),
        Err(RecordError::NotFound)
    );
    assert!(doc.medicines().is_empty() && doc.heads().is_empty() && doc.take_changes().is_empty());
    doc.add_medicine(&medicine(1), NOW).unwrap();
    assert_eq!(
        doc.add_medicine(&medicine(1), NOW),
        Err(RecordError::AlreadyThere)
    );
}

#[test]
fn a_status_strand_and_one_of_an_unknown_kind_take_no_medicines() {
    for kind in [StrandKind::Status, StrandKind::from_text("dental")] {
        let mut doc = StrandDocument::new(kind, RESIDENT);
        assert_eq!(
            doc.add_medicine(&medicine(1), NOW),
            Err(RecordError::NotInThisStrand)
        );
        assert_eq!(
            doc.stop_medicine(ID, date(2025, 3, 1), NOW),
            Err(RecordError::NotInThisStrand)
        );
    }
}

#[test]
fn two_people_who_stop_it_on_different_days_must_choose() {
    let (mut resident, mut nurse) = (care(RESIDENT), care(NURSE));
    resident.add_medicine(&medicine(1), NOW).unwrap();
    send(&mut resident, &mut nurse);
    resident
        .stop_medicine(ID, date(2025, 3, 1), NOW + 1)
        .unwrap();
    nurse.stop_medicine(ID, date(2025, 3, 3), NOW + 2).unwrap();
    nurse.set_medicine_note(ID, "물과 함께", NOW + 3).unwrap();
    exchange(&mut resident, &mut nurse);
    for doc in [&mut resident, &mut nurse] {
        let conflict = doc.conflicts().remove(0);
        assert_eq!(
            conflict.field.to_string(),
            format!("medicine:{ID}/stopped_on")
        );
        assert_eq!((conflict.values.len(), doc.conflicts().len()), (2, 1));
        assert_eq!(doc.medicine(ID).unwrap().note, "물과 함께");
        assert_eq!(
            doc.stop_medicine(ID, date(2025, 3, 4), NOW + 4),
            Err(RecordError::Conflicted)
        );
    }
    let conflict = resident.conflicts().remove(0);
    resident
        .resolve(&conflict.field, &conflict.values[0].op, NOW + 5)
        .unwrap();
    send(&mut resident, &mut nurse);
    assert!(nurse.conflicts().is_empty());
    assert_eq!(
        nurse.medicine(ID).unwrap().stopped_on,
        resident.medicine(ID).unwrap().stopped_on
    );
}

/// A course as somebody else wrote it, with some fields in other words.
fn foreign(fields: &[(&str, &str)]) -> StrandDocument {
    let mut newer = AutoCommit::new().with_actor(ActorId::from(WORKER));
    let map = newer
        .put_object(ROOT, format!("medicine:{ID}"), ObjType::Map)
        .unwrap();
    newer.put(&map, "added_at_ms", NOW).unwrap();
    for (name, text) in fields {
        newer.put(&map, *name, *text).unwrap();
    }
    StrandDocument::load(StrandKind::Care, &newer.save(), RESIDENT).unwrap()
}

#[test]
fn what_cannot_be_shown_is_kept_and_counted() {
    let whole = [
        ("name", "합성 약"),
        ("times", "08:00"),
        ("first_day", "2025-02-20"),
    ];
    assert_eq!(foreign(&whole).medicines().len(), 1);
    for (place, spoiled) in [
        (1, "in the morning"),
        (1, "08:00,08:00"),
        (1, ""),
        (2, "yesterday"),
        (2, "2025-02-30"),
    ] {
        let mut fields = whole;
        fields[place].1 = spoiled;
        let doc = foreign(&fields);
        assert_eq!(
            (doc.medicines().len(), doc.unreadable_entries()),
            (0, 1),
            "{spoiled}"
        );
    }
    for name in ["last_day", "stopped_on"] {
        let mut fields = whole.to_vec();
        fields.push((name, "soon"));
        assert_eq!(foreign(&fields).unreadable_entries(), 1, "{name}");
    }
    for left_out in 0..whole.len() {
        let mut fields = whole.to_vec();
        fields.remove(left_out);
        assert_eq!(foreign(&fields).unreadable_entries(), 1, "{left_out}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_words_in_a_course_are_more_than_unreadable(times in ".{0,40}", first in ".{0,20}", last in ".{0,20}") {
        let doc = foreign(&[("name", "합성 약"), ("times", &times), ("first_day", &first), ("last_day", &last)]);
        prop_assert_eq!(doc.medicines().len() + doc.unreadable_entries(), 1);
    }
}

#[test]
fn debug_output_shows_no_medicine() {
    let mut doc = care(RESIDENT);
    doc.add_medicine(&medicine(1), NOW).unwrap();
    let printed = format!("{doc:?} {:?} {:?}", doc.medicines(), medicine(1));
    assert!(
        !printed.contains('약') && !printed.contains('알'),
        "{printed}"
    );
}
