//! A case that is wrong in itself fails, and says why.

#![allow(clippy::unwrap_used, reason = "this file is a test")]

use std::path::Path;

use dodam_contract::{Here, Summary, read_cases, run};
use serde_json::{Value, json};

/// Runs one case; `case` is all of the file.
fn ran(case: &Value) -> Summary {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("case.json"), case.to_string()).unwrap();
    let cases = read_cases(folder.path()).unwrap();
    run(&cases, &mut Here::new().unwrap())
}

fn steps(steps: &Value) -> Value {
    json!({"name": "one", "kind": "calls", "steps": steps})
}

fn fails(case: &Value, why: &str) {
    let summary = ran(case);
    assert_eq!((summary.cases, summary.failures.len()), (1, 1), "{case}");
    assert!(summary.failures[0].contains(why), "{}", summary.failures[0]);
    assert!(!summary.all_passed());
}

#[test]
fn a_case_as_it_should_be_passes() {
    let case = steps(&json!([
        {"call": "Companion.new", "save": "dodam"},
        {"call": "Companion.check", "on": "$dodam", "with": {"question": {"as_of": "no day"}},
         "error": {"error": "InvalidInput"}},
    ]));
    assert_eq!(ran(&case).to_string(), "contract: 1 cases, 1 passed");
}

#[test]
fn what_there_is_not_fails() {
    let wrong = [
        (json!([{"call": "no_such_call"}]), "no_such_call"),
        (
            json!([{"call": "library_version", "with": {"more": 1}}]),
            "more",
        ),
        (
            json!([{"call": "library_version", "expects": 1}]),
            "expects",
        ),
        (
            json!([{"call": "library_version", "on": "$folder"}]),
            "object",
        ),
        (json!([{"call": "Profile.papers"}]), "Profile"),
        (
            json!([{"call": "Companion.new", "with": {"packs_folder": 1}}]),
            "packs_folder",
        ),
        (
            json!([{"call": "library_version", "save": {"part": "no.such"}}]),
            "no.such",
        ),
        (
            json!([{"call": "library_version", "expect": {"$some": 1}}]),
            "$some",
        ),
        (
            json!([{"call": "library_version", "expect": "$nobody"}]),
            "nobody",
        ),
        (
            json!([{"call": "library_version", "error": "Locked"}]),
            "instead of failing",
        ),
        (json!([{"hear": "people"}]), "watch"),
        (json!([{"file": "/tmp/somewhere", "text": ""}]), "outside"),
        (json!([{"file": "$folder/a"}]), "repeat"),
        (json!([{"stop": "server"}]), "server"),
        (json!([{"sleep": 1}]), "a step begins with"),
        (json!([]), "without steps"),
    ];
    for (written, why) in wrong {
        fails(&steps(&written), why);
    }
}

#[test]
fn an_unknown_kind_or_key_of_a_case_fails() {
    let step = json!([{"call": "library_version"}]);
    fails(
        &json!({"name": "one", "kind": "calm", "steps": step}),
        "calm",
    );
    fails(
        &json!({"name": "one", "kind": "calls", "steps": step, "skip": true}),
        "skip",
    );
    fails(&json!("no case"), "no case");
}

#[test]
fn an_unknown_field_of_a_record_fails() {
    let case = steps(&json!([
        {"call": "Companion.new", "save": "dodam"},
        {"call": "Companion.check", "on": "$dodam", "with": {"question": {"fact": []}}},
    ]));
    fails(&case, "fact");
}

#[test]
fn two_cases_of_one_name_are_one_too_many() {
    let case = steps(&json!([{"call": "library_version"}]));
    let summary = ran(&json!([case, case]));
    assert_eq!((summary.cases, summary.failures.len()), (2, 1));
}

#[test]
fn no_cases_are_no_success() {
    assert!(!ran(&json!([])).all_passed());
}

#[test]
fn every_wrong_case_fails() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("wrong");
    let cases = read_cases(&folder).unwrap();
    let summary = run(&cases, &mut Here::new().unwrap());
    assert!(summary.cases > 20, "{summary}");
    assert_eq!(
        summary.failures.len(),
        summary.cases,
        "{:#?}",
        summary.failures
    );
}
