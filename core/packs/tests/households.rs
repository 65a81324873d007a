//! What one person's work and stay do to another's answer, day by day.

use dodam_rules::{Answer, Facts, Kinship, Language, Member, Packs, Request};
use jiff::civil::date;

fn facts(packs: &Packs, said: &[&str]) -> Facts {
    let mut facts = Facts::new();
    for fact in said {
        let read = facts.set_text(packs, fact, date(2026, 2, 20));
        read.unwrap_or_else(|error| panic!("{fact}: {error}"));
    }
    facts
}

/// What the spouse of somebody with these facts is told of the dependant's door.
fn spouse_of(sponsor: &[&str]) -> Answer {
    let packs = dodam_packs::embedded().unwrap_or_else(|error| panic!("{error}"));
    let mut said = vec![
        "registered=true",
        "employed=true",
        "workplace_applicable=true",
        "opted_out=false",
    ];
    said.extend_from_slice(sponsor);
    let spouse = [
        "registered=true",
        "visa=F-3",
        "entry_date=2024-05-10",
        "absences=none",
        "income_property_ok=true",
        "born_in_korea=false",
        "employed=false",
        "opted_out=false",
        "stay_until=2030-01-01",
    ];
    let member = |id: &str, said: &[&str]| Member {
        id: id.to_owned(),
        facts: facts(&packs, said),
    };
    let members = [member("worker", &said), member("spouse", &spouse)];
    let kinships = [Kinship {
        of: "spouse".to_owned(),
        to: "worker".to_owned(),
        relation: "spouse".to_owned(),
    }];
    let request = Request {
        as_of: date(2026, 2, 20),
        known_at: None,
        decisions: vec!["kr.nhi/dependant".to_owned()],
        language: Language::En,
    };
    let answered = packs.check_household(&request, &members, &kinships);
    let mut answered = answered.unwrap_or_else(|error| panic!("{error}"));
    answered.remove(1).1.answers.remove(0)
}

fn check(sponsor: &[&str], expected: [&str; 4]) {
    let answer = spouse_of(sponsor);
    let day = |day: Option<jiff::civil::Date>| day.map_or("-".to_owned(), |day| day.to_string());
    let becomes = answer.becomes.map_or("-".to_owned(), |next| {
        format!("{} {}", next.verdict.id(), next.from)
    });
    let found = [
        answer.verdict.id().to_owned(),
        day(answer.from),
        day(answer.until),
        becomes,
    ];
    assert_eq!(found, expected, "{sponsor:?}");
}

#[test]
fn a_dependant_is_covered_as_long_as_the_worker_is() {
    check(
        &[
            "stay_until=2030-01-01",
            "employment_start=2020-01-01",
            "employment_end=2026-03-31",
        ],
        ["YES", "2024-05-10", "2026-03-31", "NO 2026-04-01"],
    );
    check(
        &["stay_until=2026-03-10", "employment_start=2020-01-01"],
        ["YES", "2024-05-10", "2026-03-10", "NO 2026-03-11"],
    );
}

#[test]
fn a_dependant_waits_for_the_workers_first_day() {
    check(
        &["stay_until=2030-01-01", "employment_start=2026-03-01"],
        ["NO", "-", "2026-02-28", "YES 2026-03-01"],
    );
}
