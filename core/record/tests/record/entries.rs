//! Entries are written and read as they are given.

use dodam_record::{
    PaperId, PaperState, RecordError, Said, StatementDraft, StrandDocument, StrandKind, VisitId,
};

use crate::support::{NOW, RESIDENT, WORKER, care, paper, send, statement, value, visit};

#[test]
fn a_person_reads_back_as_written_and_a_cleared_field_is_absent() {
    let mut doc = care(RESIDENT);
    doc.set_name(Some("응우옌 티 흐엉"), NOW).unwrap();
    doc.set_birth_date(Some("1990-05-01".parse().unwrap()), NOW)
        .unwrap();
    doc.set_address(Some("포항시 북구"), NOW).unwrap();
    doc.set_address(None, NOW + 1).unwrap();
    let person = doc.person();
    assert_eq!(person.name.as_deref(), Some("응우옌 티 흐엉"));
    assert_eq!(person.birth_date, Some("1990-05-01".parse().unwrap()));
    assert_eq!((person.phone, person.address), (None, None));
}

#[test]
fn a_visit_and_a_paper_survive_saving_and_another_device() {
    let (mut doc, mut other) = (care(RESIDENT), care(WORKER));
    doc.record_visit(&visit(1), NOW).unwrap();
    doc.add_paper(&paper(2), NOW).unwrap();
    send(&mut doc, &mut other);
    let loaded = StrandDocument::load(StrandKind::Care, &doc.save(), RESIDENT).unwrap();
    for doc in [&doc, &other, &loaded] {
        let seen = doc.visit(VisitId::from_bytes([1; 16])).unwrap();
        assert_eq!(
            (seen.note.as_str(), seen.author),
            ("혈압 재어 봄", RESIDENT)
        );
        let stored = doc.paper(PaperId::from_bytes([2; 16])).unwrap();
        assert!(stored.about == paper(2).about && stored.state == PaperState::Kept);
        assert!(stored.versions.len() == 1 && stored.versions[0].file == paper(2).file);
    }
}

#[test]
fn the_statement_said_last_counts_and_the_rest_is_history() {
    let mut doc = care(RESIDENT);
    doc.state_fact(&statement(1, "city", "Pohang", "2025-02-20"), NOW)
        .unwrap();
    doc.state_fact(&statement(2, "city", "Andong", "2025-01-01"), NOW + 1)
        .unwrap();
    assert_eq!(value(&doc.facts()["city"]), "Pohang");
    doc.state_fact(&statement(3, "city", "Gimcheon", "2025-02-20"), NOW - 5)
        .unwrap();
    assert_eq!(
        value(&doc.facts()["city"]),
        "Gimcheon",
        "on one day the one written last counts, whatever the clock says"
    );
    let history: Vec<_> = doc
        .fact_history("city")
        .iter()
        .map(|said| value(said).to_owned())
        .collect();
    assert_eq!(history, ["Andong", "Pohang", "Gimcheon"]);
}

#[test]
fn a_declined_fact_is_a_statement_too() {
    let mut doc = StrandDocument::new(StrandKind::Status, RESIDENT);
    let declined = StatementDraft {
        said: Said::Declined,
        ..statement(1, "visa", "", "2025-02-20")
    };
    doc.state_fact(&declined, NOW).unwrap();
    assert!(doc.facts()["visa"].said == Said::Declined);
}

#[test]
fn one_facts_history_does_not_list_another_whose_id_begins_alike() {
    let mut doc = care(RESIDENT);
    doc.state_fact(&statement(1, "visa", "D-2", "2025-02-20"), NOW)
        .unwrap();
    doc.state_fact(&statement(2, "visa_since", "2025-01-01", "2025-02-20"), NOW)
        .unwrap();
    assert_eq!(doc.fact_history("visa").len(), 1);
    assert_eq!(doc.facts().len(), 2);
}

#[test]
fn a_status_strand_holds_facts_and_papers_and_nothing_else() {
    let mut doc = StrandDocument::new(StrandKind::Status, RESIDENT);
    assert_eq!(
        doc.set_phone(Some("1"), NOW),
        Err(RecordError::NotInThisStrand)
    );
    assert_eq!(
        doc.record_visit(&visit(1), NOW),
        Err(RecordError::NotInThisStrand)
    );
    assert_eq!(doc.add_paper(&paper(1), NOW), Ok(()));
    assert_eq!(
        doc.state_fact(&statement(1, "visa", "D-2", "2025-02-20"), NOW),
        Ok(())
    );
    let mut newer = StrandDocument::new(StrandKind::from_text("dental"), RESIDENT);
    assert_eq!(
        newer.state_fact(&statement(1, "visa", "D-2", "2025-02-20"), NOW),
        Err(RecordError::NotInThisStrand)
    );
}

#[test]
fn an_id_is_used_once() {
    let mut doc = care(RESIDENT);
    doc.record_visit(&visit(1), NOW).unwrap();
    assert_eq!(
        doc.record_visit(&visit(1), NOW),
        Err(RecordError::AlreadyThere)
    );
}

#[test]
fn a_refused_edit_leaves_nothing_behind() {
    let mut doc = care(RESIDENT);
    let mut long = visit(1);
    long.note = "가".repeat(6_000);
    assert_eq!(doc.record_visit(&long, NOW), Err(RecordError::TooLarge));
    assert_eq!(doc.set_phone(Some("1"), -1), Err(RecordError::InvalidInput));
    assert_eq!(
        doc.state_fact(&statement(1, "vi:sa", "D-2", "2025-02-20"), NOW),
        Err(RecordError::InvalidInput)
    );
    assert!(doc.visits().is_empty() && doc.heads().is_empty() && doc.take_changes().is_empty());
}

#[test]
fn debug_output_shows_no_content() {
    let mut doc = care(RESIDENT);
    doc.set_name(Some("SECRETNAME"), NOW).unwrap();
    doc.record_visit(&visit(1), NOW).unwrap();
    let printed = format!(
        "{doc:?} {:?} {:?} {:?}",
        doc.person(),
        doc.visits(),
        doc.conflicts()
    );
    assert!(
        !printed.contains("SECRETNAME") && !printed.contains("혈압"),
        "{printed}"
    );
}
