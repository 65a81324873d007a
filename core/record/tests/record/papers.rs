//! Papers: said anew, replaced, binned and purged, here and elsewhere.

use dodam_record::{
    MAX_TAGS, PaperAbout, PaperChange, PaperDraft, PaperId, PaperKind, PaperState, RecordError,
    StrandDocument, VersionId, VisitId,
};

use crate::support::{NOW, RESIDENT, WORKER, care, exchange, paper, paper_file, send};

const ID: PaperId = PaperId::from_bytes([2; 16]);

fn version(id: u8) -> VersionId {
    VersionId::from_bytes([id; 16])
}

fn with_paper() -> StrandDocument {
    let mut doc = care(RESIDENT);
    doc.add_paper(&paper(2), NOW).unwrap();
    doc
}

fn file_ids(doc: &StrandDocument) -> Vec<u8> {
    let paper = doc.paper(ID).unwrap();
    paper
        .versions
        .iter()
        .map(|version| version.file.file_id[0])
        .collect()
}

#[test]
fn everything_said_of_a_paper_is_kept_and_can_be_said_anew() {
    let about = PaperAbout {
        title: "합성 예방접종 증명".to_owned(),
        kind: PaperKind::Vaccination,
        issuer: Some("합성 보건소".to_owned()),
        dated: Some("2025-11-03".parse().unwrap()),
        expires: None,
        note: Some("two doses".to_owned()),
        tags: ["비자", "school"].map(str::to_owned).into(),
        visit: Some(VisitId::from_bytes([5; 16])),
    };
    let draft = PaperDraft {
        about: about.clone(),
        ..paper(2)
    };
    let mut doc = care(RESIDENT);
    doc.add_paper(&draft, NOW).unwrap();
    assert!(doc.paper(ID).unwrap().about == about);
    let changes = [
        PaperChange::Title("Vaccination".to_owned()),
        PaperChange::Kind(PaperKind::Letter),
        PaperChange::Issuer(None),
        PaperChange::Dated(None),
        PaperChange::Expires(Some("2027-01-01".parse().unwrap())),
        PaperChange::Note(None),
        PaperChange::Visit(None),
        PaperChange::Untag("school".to_owned()),
        PaperChange::Tag("work".to_owned()),
    ];
    doc.change_paper(ID, &changes, NOW + 1).unwrap();
    let expected = PaperAbout {
        title: "Vaccination".to_owned(),
        kind: PaperKind::Letter,
        issuer: None,
        dated: None,
        expires: Some("2027-01-01".parse().unwrap()),
        note: None,
        tags: ["비자", "work"].map(str::to_owned).into(),
        visit: None,
    };
    assert!(doc.paper(ID).unwrap().about == expected);
}

#[test]
fn changes_are_made_together_or_not_at_all() {
    let mut doc = with_paper();
    let long = "x".repeat(dodam_record::MAX_TEXT_BYTES + 1);
    let changes = [
        PaperChange::Title("new".to_owned()),
        PaperChange::Note(Some(long)),
    ];
    assert_eq!(
        doc.change_paper(ID, &changes, NOW),
        Err(RecordError::TooLarge)
    );
    assert!(doc.paper(ID).unwrap().about == paper(2).about);
}

#[test]
fn tags_are_few_and_have_letters() {
    let mut doc = with_paper();
    let many: Vec<_> = (0..=MAX_TAGS)
        .map(|tag| PaperChange::Tag(format!("tag {tag}")))
        .collect();
    assert_eq!(doc.change_paper(ID, &many[1..], NOW), Ok(()));
    for refused in [&many[0], &PaperChange::Tag(" ".to_owned())] {
        let changed = doc.change_paper(ID, core::slice::from_ref(refused), NOW);
        assert_eq!(changed, Err(RecordError::InvalidInput));
    }
}

#[test]
fn two_people_who_tag_one_paper_keep_both_tags() {
    let (mut doc, mut other) = (with_paper(), care(WORKER));
    send(&mut doc, &mut other);
    doc.change_paper(ID, &[PaperChange::Tag("one".to_owned())], NOW)
        .unwrap();
    other
        .change_paper(ID, &[PaperChange::Tag("two".to_owned())], NOW)
        .unwrap();
    exchange(&mut doc, &mut other);
    let tags = doc.paper(ID).unwrap().about.tags;
    assert_eq!(tags, ["one", "two"].map(str::to_owned).into());
    assert_eq!(doc.conflicts(), []);
}

#[test]
fn a_replaced_file_stays_in_the_history_and_two_replacements_are_both_kept() {
    let (mut doc, mut other) = (with_paper(), care(WORKER));
    send(&mut doc, &mut other);
    doc.replace_paper_file(ID, version(1), &paper_file(20), NOW + 1)
        .unwrap();
    assert_eq!(file_ids(&doc), [8, 20]);
    other
        .replace_paper_file(ID, version(2), &paper_file(30), NOW + 1)
        .unwrap();
    exchange(&mut doc, &mut other);
    assert_eq!(file_ids(&doc), file_ids(&other));
    assert_eq!(file_ids(&doc).len(), 3);
    doc.replace_paper_file(ID, version(3), &paper_file(40), NOW + 2)
        .unwrap();
    assert_eq!(file_ids(&doc).last(), Some(&40));
}

#[test]
fn a_binned_paper_comes_back_with_everything_and_takes_no_other_file_meanwhile() {
    let mut doc = with_paper();
    doc.set_paper_binned(ID, true, NOW + 1).unwrap();
    assert_eq!(doc.paper(ID).unwrap().state, PaperState::Binned);
    let replaced = doc.replace_paper_file(ID, version(1), &paper_file(9), NOW + 2);
    assert_eq!(replaced, Err(RecordError::NotFound));
    doc.set_paper_binned(ID, false, NOW + 3).unwrap();
    let paper_again = doc.paper(ID).unwrap();
    assert_eq!(paper_again.state, PaperState::Kept);
    assert!(paper_again.about == paper(2).about && file_ids(&doc) == [8]);
}

#[test]
fn a_purged_paper_keeps_neither_words_nor_keys_and_stays_purged() {
    let (mut doc, mut other) = (with_paper(), care(WORKER));
    send(&mut doc, &mut other);
    doc.replace_paper_file(ID, version(1), &paper_file(20), NOW + 1)
        .unwrap();
    other
        .change_paper(ID, &[PaperChange::Title("meanwhile".to_owned())], NOW + 1)
        .unwrap();
    doc.purge_paper(ID, NOW + 2).unwrap();
    exchange(&mut doc, &mut other);
    for doc in [&mut doc, &mut other] {
        let purged = doc.paper(ID).unwrap();
        assert_eq!(
            (purged.state, purged.versions.len()),
            (PaperState::Purged, 0)
        );
        assert_eq!(doc.unreadable_entries(), 0);
        let back = doc.set_paper_binned(ID, false, NOW + 3);
        assert_eq!(back, Err(RecordError::NotFound));
    }
    let about = doc.paper(ID).unwrap().about;
    assert!(about.issuer.is_none() && about.expires.is_none() && about.tags.is_empty());
}
