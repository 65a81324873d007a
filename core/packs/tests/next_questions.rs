//! Lives against the order of questions: how soon each has its answer, and what it isn't asked.

mod support;

use dodam_rules::{Facts, NextQuestions, Packs, QuestionKind, Report, Request, Verdict};
use std::collections::{BTreeMap, BTreeSet};
use support::lives::{AS_OF, DOORS, LIVES, Life, request, said};

const MOST_STEPS: usize = 7;

fn embedded() -> Packs {
    dodam_packs::embedded().unwrap_or_else(|error| panic!("{error}"))
}

/// What to ask next after some facts.
fn next(packs: &Packs, request: &Request, facts: &Facts, passed: &[&str]) -> Option<NextQuestions> {
    let passed: BTreeSet<String> = passed.iter().map(|fact| (*fact).to_owned()).collect();
    let report = packs.check(request, facts).expect("facts that fit");
    packs.next_questions(&report, request, &passed)
}

/// Answers everything that is asked as somebody would; gives the facts of each step, and the
/// answers at the end.
fn asked(packs: &Packs, request: &Request, life: &Life) -> (Vec<Vec<String>>, Report) {
    let known: BTreeMap<&str, &str> = said(life.facts)
        .into_iter()
        .chain(said(life.rare))
        .collect();
    let mut facts = Facts::new();
    let mut steps = Vec::new();
    while let Some(next) = next(packs, request, &facts, &[]) {
        assert!(steps.len() < 20, "{}: no end of questions", life.who);
        let together = next.questions.len() > 1;
        let mut step = Vec::new();
        for question in next.questions {
            let value = known.get(question.fact.as_str());
            let value = value.unwrap_or_else(|| panic!("{}: asked {}", life.who, question.fact));
            // A box that is ticked doesn't say when the trips were: that is asked next.
            let ticked = together && question.kind == QuestionKind::Periods && *value != "none";
            if !ticked {
                let read = facts.set_value(packs, &question.fact, value, AS_OF);
                read.expect("a value of its kind");
            }
            step.push(question.fact);
        }
        steps.push(step);
    }
    (steps, packs.check(request, &facts).expect("facts that fit"))
}

#[test]
fn every_life_has_its_answer_in_seven_steps_and_is_asked_nothing_else() {
    let packs = embedded();
    for life in LIVES {
        let (steps, report) = asked(&packs, &request(&DOORS), life);
        let verdicts: Vec<Verdict> = report.answers.iter().map(|one| one.verdict).collect();
        assert_eq!(verdicts, life.verdicts, "{}: {steps:?}", life.who);
        assert_eq!(steps.len(), life.steps, "{}: {steps:?}", life.who);
        assert!(steps.len() <= MOST_STEPS, "{}: {steps:?}", life.who);
    }
}

#[test]
fn who_asks_for_one_door_alone_has_it_answered_in_seven_steps_without_work() {
    let packs = embedded();
    let idle = LIVES
        .iter()
        .filter(|life| life.facts.contains("employed=false"));
    for life in idle {
        let (steps, report) = asked(&packs, &request(&DOORS[..1]), life);
        assert_eq!(report.answers[0].verdict, life.verdicts[0], "{}", life.who);
        assert!(steps.len() <= MOST_STEPS, "{}: {steps:?}", life.who);
    }
}

#[test]
fn who_is_not_registered_is_asked_nothing_that_only_the_registered_have() {
    let packs = embedded();
    let unregistered = &LIVES[0];
    for decisions in [&DOORS[..], &DOORS[..1], &DOORS[1..]] {
        let (steps, report) = asked(&packs, &request(decisions), unregistered);
        assert_eq!(steps, [["registered"]]);
        assert!(report.answers.iter().all(|one| one.verdict == Verdict::No));
    }
}

#[test]
fn rare_things_are_one_step_and_each_says_what_no_stands_for() {
    let packs = embedded();
    let mut facts = Facts::new();
    for (fact, value) in said(LIVES[1].facts) {
        facts
            .set_value(&packs, fact, value, AS_OF)
            .expect("a value");
    }
    let next = next(&packs, &request(&DOORS), &facts, &["sponsor_insured"]);
    let next = next.expect("rare things are left");
    let together = next.questions.iter();
    let together: Vec<_> = together
        .map(|question| (question.fact.as_str(), question.kind.none_value()))
        .collect();
    let expected = [
        ("absences", Some("none")),
        ("opted_out", Some("false")),
        ("dependant_registered", Some("false")),
        ("born_in_korea", Some("false")),
    ];
    assert_eq!(together, expected);
    assert_eq!(next.decision, "kr.nhi/regional");
    assert!(next.title.is_some_and(|title| title.contains("지역가입")));
}

#[test]
fn what_was_said_long_ago_is_confirmed_in_its_place_before_more_is_asked() {
    let packs = embedded();
    let mut facts = Facts::new();
    let long_ago = jiff::civil::date(2024, 3, 1);
    let old = facts.set_value(&packs, "registered", "false", long_ago);
    old.expect("a value");
    let first = next(&packs, &request(&DOORS), &facts, &[]).expect("something to confirm");
    assert_eq!(first.questions[0].fact, "registered");
    assert!(first.again);
    let old = facts.set_value(&packs, "opted_out", "false", long_ago);
    old.expect("a value");
    for (fact, value) in said(LIVES[1].facts) {
        facts
            .set_value(&packs, fact, value, AS_OF)
            .expect("a value");
    }
    let open = next(&packs, &request(&DOORS), &facts, &[]).expect("rare things");
    assert!(!open.again && open.questions.iter().all(|one| one.fact != "opted_out"));
    let passed: Vec<&str> = open.questions.iter().map(|one| one.fact.as_str()).collect();
    let then = next(&packs, &request(&DOORS), &facts, &passed).expect("one to confirm");
    assert_eq!(then.questions[0].fact, "opted_out");
    assert!(then.again && then.questions.len() == 1);
}

#[test]
fn passed_and_declined_facts_are_not_asked_again() {
    let packs = embedded();
    let mut facts = Facts::new();
    facts.decline(&packs, "registered", AS_OF).expect("a fact");
    let mut passed: Vec<String> = Vec::new();
    while let Some(next) = {
        let passed: Vec<&str> = passed.iter().map(String::as_str).collect();
        next(&packs, &request(&DOORS), &facts, &passed)
    } {
        for question in next.questions {
            assert_ne!(question.fact, "registered");
            assert!(!passed.contains(&question.fact), "{passed:?}");
            passed.push(question.fact);
        }
    }
    assert!(passed.contains(&"visa".to_owned()), "{passed:?}");
}

#[test]
fn other_decisions_ask_the_least_sensitive_first_and_one_at_a_time() {
    let packs = embedded();
    let several: [&[&str]; 3] = [
        &["kr.gb.pilot/support"],
        &["kr.nhi/regional", "kr.nhi/dependant"],
        &[],
    ];
    for decisions in several {
        let request = request(decisions);
        let report = packs.check(&request, &Facts::new()).expect("no facts");
        let next = packs.next_questions(&report, &request, &BTreeSet::new());
        let next = next.expect("all is open");
        let mut answers = report.answers.iter();
        let answer = answers.find(|one| one.decision == next.decision);
        let open = &answer.expect("one of the answers").open;
        assert_eq!(next.questions.len(), 1);
        assert_eq!(next.questions[0].fact, open[0]);
    }
}

#[test]
fn a_pack_past_its_review_is_asked_about_only_by_name() {
    let packs = embedded();
    let past = |decisions: &[&str]| Request {
        as_of: jiff::civil::date(2040, 1, 1),
        ..request(decisions)
    };
    assert_eq!(next(&packs, &past(&[]), &Facts::new(), &[]), None);
    assert!(next(&packs, &past(&["kr.gb.pilot/support"]), &Facts::new(), &[]).is_some());
}
