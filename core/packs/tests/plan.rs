//! A calendar forward says on each day what is answered when one asks on that day.
//! Everybody here is made up.

mod support;

use dodam_rules::{
    Door, Facts, Kinship, Known, Language, LineKind, Member, Packs, Plan, PlanRequest, Planner,
    Request, Verdict,
};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use proptest::test_runner::{RngSeed, TestRunner};
use std::cell::Cell;
use support::{candidates, facts};

fn packs() -> Packs {
    dodam_packs::embedded().unwrap_or_else(|error| panic!("{error}"))
}

fn planner(id: &str, facts: Facts) -> Planner {
    Planner {
        member: Member {
            id: id.to_owned(),
            facts,
        },
        changes: Vec::new(),
    }
}

fn planned(packs: &Packs, from: Date, planners: &[Planner], kinships: &[Kinship]) -> Plan {
    let request = PlanRequest {
        from,
        until: from.saturating_add(18.months()),
        language: Language::En,
    };
    let plan = packs.plan(request, planners, kinships);
    plan.unwrap_or_else(|error| panic!("{error}"))
}

/// The verdict that a plan gives for a day.
fn in_plan(plan: &Plan, decision: &str, day: Date) -> Option<Verdict> {
    let answers = plan.people[0].answers.iter();
    let mut on_day = answers.filter(|answer| {
        answer.decision == decision
            && answer.from.is_none_or(|from| from <= day)
            && answer.until.is_none_or(|until| day <= until)
    });
    let found = on_day.next()?.verdict;
    assert!(
        on_day.next().is_none(),
        "{decision} has two verdicts on {day}"
    );
    Some(found)
}

#[test]
fn each_day_of_a_plan_is_answered_as_when_asked_on_that_day() {
    let packs = packs();
    let candidates = candidates(&packs);
    let changes = Cell::new(0_usize);
    let pick = prop::collection::vec((0_u8..4, any::<prop::sample::Index>()), candidates.len());
    let days = prop::collection::vec(0_i32..540, 4);
    let mut runner = TestRunner::new(ProptestConfig {
        cases: 400,
        rng_seed: RngSeed::Fixed(75),
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    let from = date(2024, 9, 15);
    let run = runner.run(&(pick, days), |(pick, days)| {
        // What is left out here would be said otherwise by the plan: who enters later is no
        // registered dependant, and one whom the rules let go is none any more.
        let said: Vec<(&str, &str)> = candidates
            .iter()
            .zip(&pick)
            .filter(|(candidate, (skip, _))| {
                *skip > 0 && !candidate.fixed && candidate.id != "dependant_registered"
            })
            .map(|(candidate, (_, index))| {
                let value = &candidate.values[index.index(candidate.values.len())];
                (candidate.id.as_str(), value.as_str())
            })
            .chain([("dependant_registered", "false")])
            .collect();
        let own = facts(&packs, &said, from);
        let request = PlanRequest {
            from,
            until: from.saturating_add(18.months()),
            language: Language::En,
        };
        let Ok(plan) = packs.plan(request, &[planner("me", own)], &[]) else {
            return Ok(()); // a contradiction, refused
        };
        changes.set(changes.get() + plan.people[0].answers.len() - 4);
        for days in days {
            let day = from.saturating_add(days.days());
            let request = Request {
                as_of: day,
                known_at: None,
                decisions: ["regional", "workplace", "dependant", "household-merge"]
                    .map(|name| format!("kr.nhi/{name}"))
                    .to_vec(),
                language: Language::En,
            };
            let Ok(report) = packs.check(&request, &facts(&packs, &said, day)) else {
                continue;
            };
            for answer in report.answers {
                let found = in_plan(&plan, &answer.decision, day);
                prop_assert_eq!(
                    found,
                    Some(answer.verdict),
                    "{} on {}",
                    answer.decision,
                    day
                );
            }
        }
        let days: Vec<Date> = plan.lines.iter().map(|line| line.day).collect();
        prop_assert!(days.is_sorted() && days.iter().all(|day| *day >= from));
        prop_assert!(
            plan.lines
                .iter()
                .all(|line| !line.cites.is_empty() && !line.text.is_empty())
        );
        Ok(())
    });
    run.unwrap_or_else(|error| panic!("{error}"));
    assert!(changes.get() > 200, "{} changes", changes.get());
}

const WORKER: [(&str, &str); 12] = [
    ("registered", "true"),
    ("visa", "F-4"),
    ("entry_date", "2023-01-10"),
    ("visa_since", "2023-01-10"),
    ("absences", "none"),
    ("employed", "true"),
    ("workplace_applicable", "true"),
    ("employment_start", "2023-03-02"),
    ("employment_end", "2026-05-31"),
    ("monthly_wage_krw", "3000000"),
    ("stay_until", "2028-01-09"),
    ("opted_out", "false"),
];

const MOTHER: [(&str, &str); 10] = [
    ("registered", "true"),
    ("visa", "F-1"),
    ("entry_date", "2024-01-10"),
    ("visa_since", "2024-01-10"),
    ("absences", "none"),
    ("employed", "false"),
    ("stay_until", "2028-01-09"),
    ("opted_out", "false"),
    ("income_property_ok", "true"),
    ("dependant_registered", "true"),
];

fn of_a_worker() -> Vec<Kinship> {
    vec![Kinship {
        of: "mother".to_owned(),
        to: "worker".to_owned(),
        relation: "parent".to_owned(),
    }]
}

#[test]
fn a_registered_dependant_is_insured_by_residence_from_the_day_the_workers_job_has_ended() {
    let packs = packs();
    let from = date(2026, 1, 15);
    let people = [
        planner("worker", facts(&packs, &WORKER, from)),
        planner("mother", facts(&packs, &MOTHER, from)),
    ];
    let plan = planned(&packs, from, &people, &of_a_worker());
    let mother = &plan.people[1];
    let doors: Vec<_> = mother
        .cover
        .iter()
        .map(|cover| (cover.door, cover.until))
        .collect();
    let last = date(2026, 5, 31);
    assert_eq!(
        doors,
        [(Door::Dependant, Some(last)), (Door::Regional, None)]
    );
    let month = |month: &str| {
        let mut months = mother.months.iter();
        months.find(|one| one.month == month).expect("in the plan")
    };
    let [may, june] = ["2026-05", "2026-06"].map(month);
    assert_eq!(
        (may.payer.as_deref(), may.total_krw, may.state),
        (Some("worker"), Some(0), Known::Known)
    );
    assert_eq!(june.payer.as_deref(), Some("mother"));
}

#[test]
fn what_is_said_to_change_holds_from_its_day() {
    let packs = packs();
    let from = date(2026, 1, 15);
    let mut worker = planner("worker", facts(&packs, &WORKER, from));
    let on = date(2026, 4, 1);
    let change = facts(&packs, &[("monthly_wage_krw", "2500000")], on);
    worker.changes.push((on, change));
    let plan = planned(&packs, from, &[worker], &[]);
    let totals: Vec<_> = plan.people[0].months[..5]
        .iter()
        .map(|month| (month.month.as_str(), month.total_krw))
        .collect();
    let before = Some(122_020);
    let after = Some(101_670);
    assert_eq!(
        totals,
        [
            ("2026-01", before),
            ("2026-02", before),
            ("2026-03", before),
            ("2026-04", after),
            ("2026-05", after)
        ]
    );
}

#[test]
fn a_job_that_ended_before_the_plan_still_has_its_deadline() {
    let packs = packs();
    let from = date(2026, 6, 5);
    let plan = planned(
        &packs,
        from,
        &[planner("worker", facts(&packs, &WORKER, from))],
        &[],
    );
    let deadline = plan
        .lines
        .iter()
        .find(|line| line.rule == "kr.nhi.deadlines/job-end-reported");
    let deadline = deadline.expect("14 days from the first of June");
    assert_eq!(
        (deadline.day, deadline.kind),
        (date(2026, 6, 15), LineKind::Deadline)
    );
}

#[test]
fn what_was_said_ages_no_further_than_on_the_first_day() {
    let packs = packs();
    let from = date(2026, 1, 15);
    let plan = planned(
        &packs,
        from,
        &[planner("worker", facts(&packs, &WORKER, from))],
        &[],
    );
    assert_eq!(plan.people[0].confirm, Vec::<String>::new());
    let long_ago = facts(&packs, &WORKER, date(2020, 1, 1));
    let plan = planned(&packs, from, &[planner("worker", long_ago)], &[]);
    assert!(!plan.people[0].confirm.is_empty());
}

#[test]
fn a_plan_that_is_too_long_or_ends_before_it_begins_is_refused() {
    let packs = packs();
    let from = date(2026, 1, 15);
    let me = planner("me", Facts::new());
    for until in [date(2026, 1, 14), date(2031, 1, 16)] {
        let request = PlanRequest {
            from,
            until,
            language: Language::En,
        };
        let refused = packs.plan(request, std::slice::from_ref(&me), &[]);
        assert!(refused.is_err(), "{until}");
    }
}
