//! The conformance vectors, replayed through the façade.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::path::Path;

use dodam_companion::rules::{Answer, Facts, Language, Packs, Request};
use serde::Deserialize;
use serde_json::{Map, Value, json};

const LEAST: usize = 500;

#[derive(Deserialize)]
struct Vector {
    decision: String,
    as_of: String,
    known_at: Option<String>,
    facts: Value,
    expect: Map<String, Value>,
}

#[test]
fn every_vector_is_answered_as_both_evaluators_agreed() {
    let packs = dodam_companion::packs::embedded().unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors");
    let (mut ran, mut wrong) = (0, Vec::new());
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        for vector in serde_json::from_str::<Vec<Vector>>(&text).unwrap() {
            ran += 1;
            wrong.extend(difference(&packs, &vector));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {ran}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert!(ran >= LEAST, "only {ran} vectors ran");
}

/// What of a vector isn't as expected.
fn difference(packs: &Packs, vector: &Vector) -> Option<String> {
    let got = answer(packs, vector);
    let differs: Vec<&String> = match &got {
        Ok(got) => vector
            .expect
            .keys()
            .filter(|key| got.get(key.as_str()) != vector.expect.get(*key))
            .collect(),
        Err(_) if vector.expect.contains_key("error") => Vec::new(),
        Err(_) => vector.expect.keys().collect(),
    };
    (!differs.is_empty()).then(|| {
        format!(
            "{} {} {}: {differs:?}: {got:?}",
            vector.decision, vector.as_of, vector.facts
        )
    })
}

/// The answer in the vectors' form, or why there is none.
fn answer(packs: &Packs, vector: &Vector) -> Result<Value, String> {
    let request = Request {
        as_of: vector.as_of.parse().unwrap(),
        known_at: vector.known_at.as_ref().map(|day| day.parse().unwrap()),
        decisions: vec![vector.decision.clone()],
        language: Language::En,
    };
    let mut facts = Facts::new();
    facts
        .set_json(packs, &vector.facts.to_string(), request.as_of)
        .map_err(|error| error.to_string())?;
    let report = packs
        .check(&request, &facts)
        .map_err(|error| error.to_string())?;
    let [answer] = &report.answers[..] else {
        return Err(format!("{} answers", report.answers.len()));
    };
    Ok(without_texts(answer))
}

fn without_texts(answer: &Answer) -> Value {
    let criteria = answer.criteria.iter().map(|one| json!([one.id, one.state]));
    json!({
        "verdict": answer.verdict, "from": answer.from, "until": answer.until,
        "becomes": answer.becomes, "criteria": criteria.collect::<Vec<_>>(),
        "open": answer.open, "declined": answer.declined, "confirm": answer.confirm,
        "amounts": answer.amounts,
    })
}
