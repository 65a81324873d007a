//! The translations mean what the pack means, on cases written out and on drawn ones.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use dodam_bench_engines::engine::Verdict::{self, NeedsDecision, No, Unknown, Yes};
use dodam_bench_engines::facts::{Case, PLACES};
use dodam_bench_engines::{agreement, contender, soundness};

/// Everything holds.
const ELIGIBLE: Case = Case {
    registered: Some(true),
    province: Some("gyeongbuk"),
    city: Some("pohang"),
    nhi_enrolled: Some(false),
    centre: Some("pohang_centre"),
    service: Some("outpatient"),
    service_date: Some(20250220),
    programme_2026_terms: Some(false),
    cap_used_krw: Some(0),
};

fn everyone_says(case: Case, expected: Verdict) {
    for contender in &mut contender::all() {
        assert_eq!(
            contender.verdict(&case),
            expected,
            "{} on {case:?}",
            contender.name()
        );
    }
}

#[test]
fn every_engine_gives_the_verdict_written_here() {
    let cases = [
        (ELIGIBLE, Yes),
        (
            Case {
                registered: Some(false),
                ..ELIGIBLE
            },
            No,
        ),
        (
            Case {
                province: Some("seoul"),
                city: Some("seoul_city"),
                ..ELIGIBLE
            },
            No,
        ),
        (
            Case {
                nhi_enrolled: Some(true),
                ..ELIGIBLE
            },
            No,
        ),
        (
            Case {
                centre: Some("Daejeon Sun"),
                ..ELIGIBLE
            },
            No,
        ),
        (
            Case {
                service: Some("dental"),
                ..ELIGIBLE
            },
            NeedsDecision,
        ),
        (
            Case {
                service: Some("dental"),
                registered: Some(false),
                ..ELIGIBLE
            },
            No,
        ),
        (
            Case {
                service_date: Some(20250131),
                ..ELIGIBLE
            },
            No,
        ),
        (
            Case {
                service_date: Some(20250201),
                ..ELIGIBLE
            },
            Yes,
        ),
        (
            Case {
                service_date: Some(20251231),
                ..ELIGIBLE
            },
            Yes,
        ),
        (
            Case {
                service_date: Some(20260101),
                ..ELIGIBLE
            },
            No,
        ),
        (
            Case {
                service_date: Some(20260101),
                programme_2026_terms: Some(true),
                ..ELIGIBLE
            },
            Unknown,
        ),
        (
            Case {
                cap_used_krw: Some(1_999_999),
                ..ELIGIBLE
            },
            Yes,
        ),
        (
            Case {
                cap_used_krw: Some(2_000_000),
                ..ELIGIBLE
            },
            No,
        ),
    ];
    for (case, expected) in cases {
        everyone_says(case, expected);
    }
}

#[test]
fn every_engine_knows_every_city_s_province() {
    for (province, city) in PLACES {
        let expected = if province == "gyeongbuk" { Yes } else { No };
        let case = Case {
            province: None,
            city: Some(city),
            ..ELIGIBLE
        };
        everyone_says(case, expected);
    }
}

#[test]
fn every_engine_agrees_on_drawn_cases() {
    let agreement = agreement::check(&mut contender::all(), 7, 1_000);
    assert_eq!(agreement.differences, 0);
    assert!(
        agreement.verdicts.iter().all(|count| *count > 5),
        "{agreement:?}"
    );
}

#[test]
fn ours_is_never_wrong_about_partial_facts_and_finds_most_that_is_decided() {
    let comparison = soundness::compare(&mut contender::all(), 7, 1_000);
    let ours = comparison.counts.first().unwrap();
    assert_eq!(ours.wrong, 0);
    assert!(ours.found * 10 > comparison.decided * 9, "{comparison:?}");
}

#[test]
fn completions_keep_what_is_known_and_leave_nothing_open() {
    let nothing = Case::default().completions();
    assert_eq!(nothing.len(), 2 * 6 * 2 * 2 * 2 * 3 * 2 * 2);
    let two = Case {
        service_date: None,
        city: None,
        ..ELIGIBLE
    };
    let completions = two.completions();
    assert_eq!(completions.len(), 3);
    for case in completions.iter().chain(&nothing) {
        assert_eq!(case.given().count(), 9);
        assert!(PLACES.contains(&(case.province.unwrap(), case.city.unwrap())));
    }
    assert!(
        completions
            .iter()
            .all(|case| case.province == ELIGIBLE.province)
    );
}
