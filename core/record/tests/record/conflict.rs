//! Two people change one field: both values stay until somebody chooses.

use dodam_record::{FieldPath, FieldValue, OpId, RecordError, VisitId};

use crate::support::{
    NOW, NURSE, RESIDENT, WORKER, care, exchange, send, shared_record, statement, visit,
};

fn texts(values: &[dodam_record::ConflictValue]) -> Vec<&str> {
    values
        .iter()
        .map(|value| match &value.value {
            FieldValue::Text(text) => text.as_str(),
            _ => "(not a text)",
        })
        .collect()
}

#[test]
fn both_values_are_listed_with_authors_and_times() {
    let (mut resident, mut worker) = shared_record();
    resident.set_phone(Some("010-1"), NOW + 10).unwrap();
    worker.set_phone(Some("010-2"), NOW + 20).unwrap();
    exchange(&mut resident, &mut worker);
    for doc in [&resident, &worker] {
        let conflicts = doc.conflicts();
        assert_eq!(conflicts.len(), 1);
        assert_eq!(conflicts[0].field, FieldPath::of_person("phone"));
        assert_eq!(texts(&conflicts[0].values), ["010-1", "010-2"]);
        let wrote: Vec<_> = conflicts[0]
            .values
            .iter()
            .map(|value| (value.author, value.at_ms))
            .collect();
        assert_eq!(wrote, [(RESIDENT, NOW + 10), (WORKER, NOW + 20)]);
        assert_eq!(
            doc.person().phone.as_deref(),
            Some("010-2"),
            "the last value is the one shown"
        );
    }
}

#[test]
fn one_choice_resolves_it_everywhere() {
    let (mut resident, mut worker) = shared_record();
    resident.set_phone(Some("010-1"), NOW).unwrap();
    worker.set_phone(Some("010-2"), NOW).unwrap();
    exchange(&mut resident, &mut worker);
    let conflict = resident.conflicts().remove(0);
    resident
        .resolve(&conflict.field, &conflict.values[0].op, NOW + 5)
        .unwrap();
    exchange(&mut resident, &mut worker);
    for doc in [&resident, &worker] {
        assert!(doc.conflicts().is_empty());
        assert_eq!(doc.person().phone.as_deref(), Some("010-1"));
    }
}

#[test]
fn choosing_the_value_already_shown_counts_as_a_choice() {
    let (mut resident, mut worker) = shared_record();
    resident.set_phone(Some("010-1"), NOW).unwrap();
    worker.set_phone(Some("010-2"), NOW).unwrap();
    exchange(&mut resident, &mut worker);
    let conflict = resident.conflicts().remove(0);
    resident
        .resolve(&conflict.field, &conflict.values[1].op, NOW + 5)
        .unwrap();
    send(&mut resident, &mut worker);
    assert!(resident.conflicts().is_empty() && worker.conflicts().is_empty());
}

#[test]
fn two_different_choices_conflict_again() {
    let (mut resident, mut worker) = shared_record();
    resident.set_phone(Some("010-1"), NOW).unwrap();
    worker.set_phone(Some("010-2"), NOW).unwrap();
    exchange(&mut resident, &mut worker);
    let conflict = resident.conflicts().remove(0);
    resident
        .resolve(&conflict.field, &conflict.values[0].op, NOW + 5)
        .unwrap();
    worker
        .resolve(&conflict.field, &conflict.values[1].op, NOW + 6)
        .unwrap();
    exchange(&mut resident, &mut worker);
    assert_eq!(texts(&resident.conflicts()[0].values), ["010-1", "010-2"]);
    assert_eq!(resident.conflicts(), worker.conflicts());
}

#[test]
fn equal_values_are_no_question() {
    let (mut resident, mut worker) = shared_record();
    resident.set_phone(Some("010-1"), NOW).unwrap();
    worker.set_phone(Some("010-1"), NOW).unwrap();
    exchange(&mut resident, &mut worker);
    assert!(resident.conflicts().is_empty());
    assert_eq!(resident.set_phone(Some("010-9"), NOW), Ok(()));
}

#[test]
fn three_writers_with_two_values_make_two_choices() {
    let (mut resident, mut worker) = shared_record();
    let mut nurse = care(NURSE);
    let mut first = care(RESIDENT);
    first.set_phone(Some("010-0000-0000"), NOW).unwrap();
    send(&mut first, &mut nurse);
    resident.set_phone(Some("010-1"), NOW).unwrap();
    worker.set_phone(Some("010-2"), NOW).unwrap();
    nurse.set_phone(Some("010-1"), NOW).unwrap();
    send(&mut worker, &mut resident);
    send(&mut nurse, &mut resident);
    let conflict = resident.conflicts().remove(0);
    assert_eq!(texts(&conflict.values), ["010-2", "010-1"]);
    assert_eq!(
        conflict.values[1].author, NURSE,
        "of equal values the last write is listed"
    );
}

#[test]
fn clearing_against_a_value_is_a_conflict() {
    let (mut resident, mut worker) = shared_record();
    resident.set_phone(None, NOW).unwrap();
    worker.set_phone(Some("010-2"), NOW).unwrap();
    exchange(&mut resident, &mut worker);
    let conflict = worker.conflicts().remove(0);
    assert!(conflict.values[0].value == FieldValue::Cleared);
    worker
        .resolve(&conflict.field, &conflict.values[0].op, NOW)
        .unwrap();
    send(&mut worker, &mut resident);
    assert_eq!(resident.person().phone, None);
    assert!(resident.conflicts().is_empty());
}

#[test]
fn an_ordinary_edit_does_not_hide_the_other_value() {
    let (mut resident, mut worker) = shared_record();
    resident.set_phone(Some("010-1"), NOW).unwrap();
    worker.set_phone(Some("010-2"), NOW).unwrap();
    exchange(&mut resident, &mut worker);
    assert_eq!(
        resident.set_phone(Some("010-3"), NOW),
        Err(RecordError::Conflicted)
    );
    assert_eq!(resident.conflicts().len(), 1);
}

#[test]
fn a_note_edited_twice_is_listed_under_its_visit() {
    let (mut resident, mut worker) = shared_record();
    resident.record_visit(&visit(7), NOW).unwrap();
    send(&mut resident, &mut worker);
    let id = VisitId::from_bytes([7; 16]);
    resident.set_visit_note(id, "A", NOW).unwrap();
    worker.set_visit_note(id, "B", NOW).unwrap();
    exchange(&mut resident, &mut worker);
    let conflict = resident.conflicts().remove(0);
    let path = conflict.field.to_string();
    assert_eq!(path, format!("visit:{id}/note"));
    worker
        .resolve(&path.parse().unwrap(), &conflict.values[0].op, NOW)
        .unwrap();
    send(&mut worker, &mut resident);
    assert_eq!(resident.visit(id).unwrap().note, "A");
}

#[test]
fn facts_stated_at_the_same_time_never_conflict() {
    let (mut resident, mut worker) = shared_record();
    resident
        .state_fact(&statement(1, "city", "Pohang", "2025-02-20"), NOW)
        .unwrap();
    worker
        .state_fact(&statement(2, "city", "Andong", "2025-02-21"), NOW)
        .unwrap();
    exchange(&mut resident, &mut worker);
    assert!(resident.conflicts().is_empty());
    assert_eq!(resident.fact_history("city").len(), 2);
    assert_eq!(resident.fact_history("city"), worker.fact_history("city"));
}

#[test]
fn a_choice_that_is_gone_is_refused() {
    let (mut resident, _) = shared_record();
    let gone = OpId::from_text("99@00");
    assert_eq!(
        resident.resolve(&FieldPath::of_person("phone"), &gone, NOW),
        Err(RecordError::NotFound)
    );
    let nowhere = "visit:00/note".parse().unwrap();
    assert_eq!(
        resident.resolve(&nowhere, &gone, NOW),
        Err(RecordError::NotFound)
    );
}
