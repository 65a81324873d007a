//! Lives against the order of questions: how soon each has its answer, and what it isn't asked.

use dodam_rules::{Facts, Language, NextQuestions, Packs, QuestionKind, Report, Request, Verdict};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

const DOORS: [&str; 2] = ["kr.nhi/regional", "kr.nhi/workplace"];
const AS_OF: Date = jiff::civil::date(2026, 3, 2);
const MOST_STEPS: usize = 7;

/// What "none of these" says, for lives in which nothing of it applies.
const NOTHING_RARE: &str = "absences=none opted_out=false dependant_registered=false sponsor_insured=false born_in_korea=false";

/// Somebody, and what the two doors say: by residence, through work.
struct Life {
    who: &'static str,
    /// All that can be asked; a question about anything else fails.
    facts: &'static str,
    rare: &'static str,
    verdicts: [Verdict; 2],
    steps: usize,
}

const LIVES: &[Life] = &[
    Life {
        who: "somebody who isn't registered",
        facts: "registered=false",
        rare: "",
        verdicts: [Verdict::No, Verdict::No],
        steps: 1,
    },
    Life {
        who: "a student (D-2) who doesn't work",
        facts: "registered=true employed=false visa=D-2 entry_date=2025-02-20 stay_until=2027-02-28",
        rare: NOTHING_RARE,
        verdicts: [Verdict::Yes, Verdict::No],
        steps: 6,
    },
    Life {
        who: "a worker (E-9) at a workplace",
        facts: "registered=true employed=true workplace_applicable=true stay_until=2027-02-28",
        rare: "opted_out=false",
        verdicts: [Verdict::No, Verdict::Yes],
        steps: 5,
    },
    Life {
        who: "a worker (E-9) between two jobs",
        facts: "registered=true employed=false visa=E-9 entry_date=2024-05-01 stay_until=2027-02-28",
        rare: NOTHING_RARE,
        verdicts: [Verdict::Yes, Verdict::No],
        steps: 6,
    },
    Life {
        who: "an investor (D-8) within the six months",
        facts: "registered=true employed=false visa=D-8 entry_date=2026-01-10 stay_until=2027-02-28",
        rare: NOTHING_RARE,
        verdicts: [Verdict::No, Verdict::No],
        steps: 6,
    },
    Life {
        who: "an investor (D-8) after the six months",
        facts: "registered=true employed=false visa=D-8 entry_date=2025-02-10 stay_until=2027-02-28",
        rare: NOTHING_RARE,
        verdicts: [Verdict::Yes, Verdict::No],
        steps: 6,
    },
    Life {
        who: "somebody who asks for protection (G-1-5) and may not work",
        facts: "registered=true employed=false visa=G-1-5",
        rare: "",
        verdicts: [Verdict::No, Verdict::No],
        steps: 3,
    },
    Life {
        who: "a wife (F-6) at home",
        facts: "registered=true employed=false visa=F-6 entry_date=2025-12-01 stay_until=2027-02-28",
        rare: NOTHING_RARE,
        verdicts: [Verdict::Yes, Verdict::No],
        steps: 6,
    },
    Life {
        who: "a child of 17 (F-3)",
        facts: "registered=true employed=false visa=F-3 entry_date=2020-03-01 stay_until=2027-02-28 birth_date=2008-06-01",
        rare: NOTHING_RARE,
        verdicts: [Verdict::Yes, Verdict::No],
        steps: 6,
    },
    Life {
        who: "a child of 17 who is a father's dependant",
        facts: "registered=true employed=false visa=F-3 entry_date=2020-03-01 stay_until=2027-02-28",
        rare: "absences=none opted_out=false dependant_registered=true sponsor_insured=true born_in_korea=false",
        verdicts: [Verdict::No, Verdict::No],
        steps: 6,
    },
    Life {
        who: "a baby born here to an insured mother",
        facts: "registered=true employed=false visa=F-3 entry_date=2025-12-24 stay_until=2027-02-28 birth_date=2025-12-24",
        rare: "absences=none opted_out=false dependant_registered=false sponsor_insured=true born_in_korea=true",
        verdicts: [Verdict::Yes, Verdict::No],
        steps: 7,
    },
    Life {
        who: "a helper (F-4) on a farm that the insurance doesn't reach",
        facts: "registered=true employed=true workplace_applicable=false visa=F-4 entry_date=2023-01-05 stay_until=2027-02-28",
        rare: NOTHING_RARE,
        verdicts: [Verdict::Yes, Verdict::No],
        steps: 7,
    },
    Life {
        who: "a student (D-2) who was at home for two months in winter",
        facts: "registered=true employed=false visa=D-2 entry_date=2025-02-20 stay_until=2027-02-28",
        rare: "absences=2025-12-20..2026-02-25 opted_out=false dependant_registered=false sponsor_insured=false born_in_korea=false",
        verdicts: [Verdict::Yes, Verdict::No],
        steps: 7,
    },
    Life {
        who: "a teacher (E-2) with cover from home and an exemption",
        facts: "registered=true employed=true workplace_applicable=true stay_until=2027-02-28",
        rare: "opted_out=true",
        verdicts: [Verdict::No, Verdict::No],
        steps: 5,
    },
    Life {
        who: "somebody on a visit (C-3)",
        facts: "registered=true employed=false visa=C-3",
        rare: "",
        verdicts: [Verdict::No, Verdict::No],
        steps: 3,
    },
];

fn request(decisions: &[&str]) -> Request {
    Request {
        as_of: AS_OF,
        known_at: None,
        decisions: decisions.iter().map(|id| (*id).to_owned()).collect(),
        language: Language::En,
    }
}

fn embedded() -> Packs {
    dodam_packs::embedded().unwrap_or_else(|error| panic!("{error}"))
}

fn said(texts: &str) -> BTreeMap<&str, &str> {
    let each = texts.split_whitespace();
    each.map(|one| one.split_once('=').expect("a fact and its value"))
        .collect()
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
