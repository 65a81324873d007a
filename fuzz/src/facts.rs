//! Facts as they are typed: read, or refused with a sentence; answered; written back.

use super::real::{DAY, PACKS, check_verdicts, facts_of};
use super::sentence;
use dodam_rules::{Facts, InputError, QuestionKind};
use std::fmt::Write;
use std::sync::LazyLock;

/// Lines of `ID=VALUE@DATE`, as on a command line.
pub fn check_text(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else {
        return;
    };
    let mut facts = Facts::new();
    for line in text.split('\n') {
        keep(facts.set_text(&PACKS, line, DAY));
    }
    check_verdicts(&facts, text.len());
    check_written_back(&facts);
}

/// A JSON object of facts.
pub fn check_json(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else {
        return;
    };
    let mut facts = Facts::new();
    keep(facts.set_json(&PACKS, text, DAY));
    check_verdicts(&facts, text.len());
    check_written_back(&facts);
}

/// Statuses of residence.
pub fn check_status(bytes: &[u8]) {
    static FACTS: Of = LazyLock::new(|| facts_of(|kind| matches!(kind, QuestionKind::Status)));
    check_value(&FACTS, bytes);
}

/// Days.
pub fn check_date(bytes: &[u8]) {
    static FACTS: Of = LazyLock::new(|| facts_of(|kind| matches!(kind, QuestionKind::Date)));
    check_value(&FACTS, bytes);
}

/// Amounts in won.
pub fn check_krw(bytes: &[u8]) {
    static FACTS: Of = LazyLock::new(|| facts_of(|kind| matches!(kind, QuestionKind::Money)));
    check_value(&FACTS, bytes);
}

/// Periods abroad.
pub fn check_periods(bytes: &[u8]) {
    static FACTS: Of = LazyLock::new(|| facts_of(|kind| matches!(kind, QuestionKind::Periods)));
    check_value(&FACTS, bytes);
}

/// Places in any script.
pub fn check_place(bytes: &[u8]) {
    static FACTS: Of = LazyLock::new(|| facts_of(|kind| matches!(kind, QuestionKind::Place(_))));
    check_value(&FACTS, bytes);
}

/// Choices in any language.
pub fn check_choice(bytes: &[u8]) {
    static FACTS: Of = LazyLock::new(|| facts_of(|kind| matches!(kind, QuestionKind::Choice(_))));
    check_value(&FACTS, bytes);
}

/// The ids of the facts of one kind.
type Of = LazyLock<Vec<String>>;

/// One value for all facts of its kind.
fn check_value(of_kind: &[String], bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else {
        return;
    };
    assert!(!of_kind.is_empty(), "the vocabulary has no such facts");
    let mut facts = Facts::new();
    for fact in of_kind {
        keep(facts.set_value(&PACKS, fact, text, DAY));
    }
    check_verdicts(&facts, text.len());
    check_written_back(&facts);
}

/// A refusal must be a sentence.
pub fn keep(result: Result<(), InputError>) {
    if let Err(error) = result {
        sentence::check(&error.to_string());
    }
}

/// What was read and is written as it is typed reads the same, line by line and as JSON.
fn check_written_back(facts: &Facts) {
    let mut lines = Facts::new();
    let mut json = String::from("{");
    for said in facts.iter() {
        let value = said.value.unwrap_or_else(|| "declined".to_owned());
        let (id, day) = (said.id, said.said_on);
        let line = format!("{id}={value}@{day}");
        let again = lines.set_text(&PACKS, &line, DAY);
        assert!(again.is_ok(), "{line:?} was read and now isn't: {again:?}");
        let value = serde_json::Value::from(value);
        let comma = if json.len() > 1 { "," } else { "" };
        write!(
            json,
            "{comma}\"{id}\":{{\"value\":{value},\"said_on\":\"{day}\"}}"
        )
        .expect("a string takes all");
    }
    json.push('}');
    assert_eq!(&lines, facts, "facts change when written as lines");
    let mut object = Facts::new();
    let again = object.set_json(&PACKS, &json, DAY);
    assert!(again.is_ok(), "{json} was read and now isn't: {again:?}");
    assert_eq!(&object, facts, "facts change when written as JSON");
}
