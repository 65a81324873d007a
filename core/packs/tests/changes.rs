//! What a new version of a pack changes, for one person.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use dodam_rules::{Facts, Language, Packs, Request, State, Verdict};

/// The program's packs, and beside them a second version of the pilot from 2025-09-01.
fn with_second_version(change: impl Fn(&str) -> String) -> Packs {
    let mut files: Vec<(String, String)> = dodam_packs::sources()
        .iter()
        .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
        .collect();
    let pilot = files
        .iter()
        .filter(|(path, _)| path.starts_with("kr.gb.pilot/"));
    let second = pilot.map(|(path, text)| {
        let name = path.split('/').nth(1).unwrap();
        let text = text
            .replace("version = 1\n", "version = 2\n")
            .replace("valid_from = 2025-02-01", "valid_from = 2025-09-01");
        (format!("kr.gb.pilot@2/{name}"), change(&text))
    });
    // Its old tests ask about days that version 1 answers.
    let second: Vec<_> = second.filter(|(path, _)| !path.contains("tests")).collect();
    files.extend(second);
    Packs::load(&files).unwrap_or_else(|error| panic!("{error}"))
}

fn asked(as_of: &str) -> Request {
    Request {
        as_of: as_of.parse().unwrap(),
        known_at: None,
        decisions: vec!["kr.gb.pilot/support".to_owned()],
        language: Language::En,
    }
}

fn facts(packs: &Packs, as_of: &str) -> Facts {
    let mut facts = Facts::new();
    for fact in [
        "registered=true",
        "province=gyeongbuk",
        "nhi_enrolled=false",
        "centre=pohang",
        "service=outpatient",
        "service_date=2025-09-01",
        "cap_used_krw=1500000",
        "request_krw=100000",
    ] {
        facts.set_text(packs, fact, as_of.parse().unwrap()).unwrap();
    }
    facts
}

#[test]
fn the_day_before_is_answered_by_the_old_version_and_the_day_itself_by_the_new_one() {
    let packs = with_second_version(|text| text.replace("value = 2000000", "value = 1000000"));
    for (as_of, version, verdict) in [
        ("2025-08-31", 1, Verdict::Yes),
        ("2025-09-01", 2, Verdict::No),
    ] {
        let report = packs.check(&asked(as_of), &facts(&packs, as_of)).unwrap();
        let answer = &report.answers[0];
        assert_eq!(
            (answer.pack.version, answer.verdict),
            (version, verdict),
            "{as_of}"
        );
    }
}

#[test]
fn a_change_names_the_decision_and_the_criterion_because_of_which() {
    let before = dodam_packs::embedded().unwrap();
    let after = with_second_version(|text| text.replace("value = 2000000", "value = 1000000"));
    let request = asked("2025-09-01");
    let facts = facts(&before, "2025-09-01");
    let changes = after.changes_since(&before, &request, &facts).unwrap();
    assert_eq!(changes.len(), 1);
    let change = &changes[0];
    let sides = (
        change.before.as_ref().unwrap(),
        change.after.as_ref().unwrap(),
    );
    assert_eq!(
        (sides.0.verdict, sides.1.verdict),
        (Verdict::Yes, Verdict::No)
    );
    let because: Vec<_> = change
        .because
        .iter()
        .map(|one| (one.id.as_str(), one.after))
        .collect();
    assert_eq!(because, [("cap", Some(State::NotMet))]);
}

#[test]
fn other_words_and_another_version_number_are_no_change() {
    let before = dodam_packs::embedded().unwrap();
    let after = with_second_version(|text| text.replace("You live", "You dwell"));
    let facts = facts(&before, "2025-09-01");
    let changes = after
        .changes_since(&before, &asked("2025-09-01"), &facts)
        .unwrap();
    assert_eq!(changes, []);
}
