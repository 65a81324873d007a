//! Holds an answer against what a row expects.
//!
//! An expected table names some keys of the actual object; other keys are ignored. An
//! array must match item by item and in length. Four tables with one key have a meaning
//! of their own:
//!
//! - `{ contains = [a, b] }`: each of them matches some item, others may stand beside;
//! - `{ contains = "words" }`: the text has these words in it;
//! - `{ lacks = [a] }`, `{ lacks = "words" }`: no item matches, the words aren't there;
//! - `{ null = true }`: the value is null (`false`: it is anything else).
//!
//! Both `contains` and `lacks` may stand in one table.
use serde_json::{Map, Value};

/// A difference: where, and what was found instead.
pub type Difference = String;

/// The first difference between an answer and what is expected, if any.
pub fn difference(expected: &Value, actual: &Value) -> Option<Difference> {
    differs(expected, actual, "$")
}

/// Says what makes an expectation meaningless, such as an empty `contains`.
pub fn check_expectation(expected: &Value) -> Result<(), String> {
    match expected {
        Value::Array(items) => items.iter().try_for_each(check_expectation),
        Value::Object(keys) if is_marker(keys) => check_marker(keys),
        Value::Object(keys) => keys.values().try_for_each(check_expectation),
        _ => Ok(()),
    }
}

/// Whether a table is one of those with a meaning of their own.
pub(crate) fn is_marker(keys: &Map<String, Value>) -> bool {
    !keys.is_empty()
        && keys
            .keys()
            .all(|key| matches!(key.as_str(), "contains" | "lacks" | "null"))
}

/// An answer reduced to the keys that an expectation names.
pub fn looked_at(expected: &Value, actual: &Value) -> Value {
    match (expected, actual) {
        (Value::Object(keys), Value::Object(found)) if !is_marker(keys) => {
            let named = found.iter().filter_map(|(key, value)| {
                let expected = keys.get(key)?;
                Some((key.clone(), looked_at(expected, value)))
            });
            Value::Object(named.collect())
        }
        (Value::Array(items), Value::Array(found)) if items.len() == found.len() => {
            let pairs = items.iter().zip(found);
            pairs
                .map(|(item, actual)| looked_at(item, actual))
                .collect()
        }
        _ => actual.clone(),
    }
}

fn check_marker(keys: &Map<String, Value>) -> Result<(), String> {
    for (key, value) in keys {
        let usable = match (key.as_str(), value) {
            ("null", Value::Bool(_)) => keys.len() == 1,
            ("contains" | "lacks", Value::String(words)) => !words.is_empty(),
            ("contains" | "lacks", Value::Array(items)) => !items.is_empty(),
            _ => false,
        };
        if !usable {
            return Err(format!("\"{key}\" can't be {value}"));
        }
        check_expectation(value)?;
    }
    Ok(())
}

fn differs(expected: &Value, actual: &Value, at: &str) -> Option<Difference> {
    match (expected, actual) {
        (Value::Object(keys), _) if is_marker(keys) => keys
            .iter()
            .find_map(|(marker, value)| marked_differs(marker, value, actual, at)),
        (Value::Object(keys), Value::Object(found)) => object_differs(keys, found, at),
        (Value::Array(items), Value::Array(found)) => array_differs(items, found, at),
        _ if expected == actual => None,
        _ => Some(format!(
            "{at}: expected {expected}, found {}",
            short(actual)
        )),
    }
}

fn object_differs(
    keys: &Map<String, Value>,
    found: &Map<String, Value>,
    at: &str,
) -> Option<Difference> {
    keys.iter().find_map(|(key, value)| match found.get(key) {
        Some(actual) => differs(value, actual, &format!("{at}.{key}")),
        None => Some(format!("{at}.{key}: expected {value}, found nothing")),
    })
}

fn array_differs(items: &[Value], found: &[Value], at: &str) -> Option<Difference> {
    let pairs = items.iter().zip(found).enumerate();
    let mut each =
        pairs.map(|(index, (item, actual))| differs(item, actual, &format!("{at}[{index}]")));
    each.find_map(|difference| difference).or_else(|| {
        (items.len() != found.len()).then(|| {
            let all = short(&Value::from(found.to_vec()));
            format!(
                "{at}: expected {} items, found {}: {all}",
                items.len(),
                found.len()
            )
        })
    })
}

fn marked_differs(marker: &str, value: &Value, actual: &Value, at: &str) -> Option<Difference> {
    let wrong = match (marker, value) {
        ("null", Value::Bool(null)) => actual.is_null() != *null,
        ("contains", _) => parts(value).any(|part| !holds(actual, part)),
        ("lacks", _) => !is_searchable(actual) || parts(value).any(|part| holds(actual, part)),
        _ => true,
    };
    wrong.then(|| format!("{at}: expected {marker} {value}, found {}", short(actual)))
}

fn parts(value: &Value) -> impl Iterator<Item = &Value> {
    value
        .as_array()
        .map_or(std::slice::from_ref(value), Vec::as_slice)
        .iter()
}

/// Whether a text or array has a part in it.
fn holds(actual: &Value, part: &Value) -> bool {
    match (actual, part) {
        (Value::String(text), Value::String(words)) => text.contains(words.as_str()),
        (Value::Array(items), _) => items.iter().any(|item| difference(part, item).is_none()),
        _ => false,
    }
}

fn is_searchable(actual: &Value) -> bool {
    actual.is_string() || actual.is_array()
}

fn short(value: &Value) -> String {
    const LONGEST: usize = 400;
    let text = value.to_string();
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn expectations_match_or_differ() {
        let actual = json!({
            "verdict": "NO", "open": ["visa"], "becomes": null, "text": "Ask the centre",
            "steps": [{ "phone": "119", "who": "Ambulance" }, { "phone": "1577-1366" }],
        });
        let cases = [
            (json!({ "verdict": "NO" }), true),
            (json!({ "verdict": "YES" }), false),
            (json!({ "missing": "x" }), false),
            (json!({ "open": ["visa"] }), true),
            (json!({ "open": [] }), false),
            (json!({ "open": ["visa", "city"] }), false),
            (json!({ "becomes": { "null": true } }), true),
            (json!({ "becomes": { "null": false } }), false),
            (json!({ "verdict": { "null": true } }), false),
            (
                json!({ "steps": { "contains": [{ "phone": "1577-1366" }] } }),
                true,
            ),
            (
                json!({ "steps": { "contains": [{ "phone": "1345" }] } }),
                false,
            ),
            (json!({ "steps": { "lacks": [{ "phone": "1345" }] } }), true),
            (json!({ "steps": { "lacks": [{ "phone": "119" }] } }), false),
            (
                json!({ "becomes": { "lacks": [{ "phone": "119" }] } }),
                false,
            ),
            (
                json!({ "text": { "contains": "the centre", "lacks": "NHIS" } }),
                true,
            ),
            (
                json!({ "text": { "contains": "the centre", "lacks": "Ask" } }),
                false,
            ),
        ];
        for (expected, matches) in cases {
            assert_eq!(
                difference(&expected, &actual).is_none(),
                matches,
                "{expected}"
            );
        }
    }

    #[test]
    fn meaningless_expectations_are_refused() {
        for bad in [
            json!({ "steps": { "contains": [] } }),
            json!({ "steps": { "lacks": "" } }),
            json!({ "becomes": { "null": 1 } }),
            json!({ "steps": [{ "phone": { "contains": 7 } }] }),
        ] {
            assert!(check_expectation(&bad).is_err(), "{bad}");
        }
    }
}
