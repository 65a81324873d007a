//! Flips every expected value, one at a time.
//!
//! If a row still passes with one of its values turned into something else, that value
//! tests nothing. [`unnoticed`] lists such values.
use serde_json::{Map, Value, json};

use crate::compare::{difference, is_marker};

/// The expectations that differ from this one in exactly one value.
pub fn flips(expected: &Value) -> Vec<Value> {
    match expected {
        Value::Null => vec![Value::from("flipped")],
        Value::Bool(truth) => vec![Value::from(!truth)],
        Value::Number(number) => vec![match number.as_i64() {
            Some(whole) => Value::from(whole + 1),
            None => Value::from(number.as_f64().unwrap_or_default() + 1.0),
        }],
        Value::String(text) => vec![Value::from(format!("{text}\u{1}"))],
        Value::Array(items) => array_flips(items),
        Value::Object(keys) if is_marker(keys) => marker_flips(keys),
        Value::Object(keys) => key_flips(keys),
    }
}

/// The flipped expectations that an answer still satisfies: there must be none.
pub fn unnoticed(expected: &Value, actual: &Value) -> Vec<Value> {
    let mut flips = flips(expected);
    flips.retain(|flipped| difference(flipped, actual).is_none());
    flips
}

fn array_flips(items: &[Value]) -> Vec<Value> {
    let mut flipped = item_flips(items);
    let mut longer = items.to_vec();
    longer.push(Value::from("flipped"));
    flipped.push(Value::from(longer));
    if let Some((_, shorter)) = items.split_last() {
        flipped.push(Value::from(shorter.to_vec()));
    }
    flipped
}

fn item_flips(items: &[Value]) -> Vec<Value> {
    let replaced = |index: usize, item: Value| {
        let mut items = items.to_vec();
        items[index] = item;
        Value::from(items)
    };
    let each = items.iter().enumerate();
    each.flat_map(|(index, item)| flips(item).into_iter().map(move |flip| (index, flip)))
        .map(|(index, flip)| replaced(index, flip))
        .collect()
}

fn key_flips(keys: &Map<String, Value>) -> Vec<Value> {
    let mut flipped = Vec::new();
    for (key, value) in keys {
        for flip in flips(value) {
            let mut keys = keys.clone();
            keys.insert(key.clone(), flip);
            flipped.push(Value::Object(keys));
        }
    }
    flipped
}

/// What a marker demands is turned round: a part to be found is altered, a part not to
/// be found is demanded.
fn marker_flips(keys: &Map<String, Value>) -> Vec<Value> {
    let mut flipped = Vec::new();
    for (marker, value) in keys {
        match (marker.as_str(), value) {
            ("lacks", Value::Array(items)) => {
                flipped.extend(items.iter().map(|item| json!({ "contains": [item] })));
            }
            ("lacks", _) => flipped.push(json!({ "contains": value })),
            ("contains", Value::Array(items)) => {
                let each = item_flips(items).into_iter();
                flipped.extend(each.map(|items| json!({ "contains": items })));
            }
            _ => flipped.extend(flips(value).into_iter().map(|flip| {
                let mut table = Map::new();
                table.insert(marker.clone(), flip);
                Value::Object(table)
            })),
        }
    }
    flipped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_value_is_flipped() {
        let expected = json!({
            "verdict": "NO", "open": [], "rate": 30, "due": true, "becomes": { "null": true },
            "steps": { "contains": [{ "phone": "119" }], "lacks": [{ "phone": "1345" }] },
            "text": { "contains": "centre" }, "facts": ["visa"],
        });
        let actual = json!({
            "verdict": "NO", "open": [], "rate": 30, "due": true, "becomes": null,
            "steps": [{ "phone": "119", "who": "Ambulance" }], "text": "the centre",
            "facts": ["visa"],
        });
        assert_eq!(difference(&expected, &actual), None);
        assert_eq!(unnoticed(&expected, &actual), Vec::<Value>::new());
        assert_eq!(flips(&expected).len(), 11);
    }

    #[test]
    fn a_value_that_tests_nothing_is_found() {
        let expected = json!({ "open": { "contains": [{}] } });
        assert_eq!(
            unnoticed(&expected, &json!({ "open": [{ "id": 1 }] })),
            [] as [Value; 0]
        );
        assert_eq!(flips(&expected), [] as [Value; 0]);
    }
}
