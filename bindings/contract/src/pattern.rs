//! Whether a value is as a case expects it.

use regex::Regex;
use serde_json::{Map, Value};

/// The words of patterns.
pub const WORDS: [&str; 5] = ["$any", "$matches", "$has", "$length", "$not"];

/// Says where a value differs from a pattern: objects may have more fields than the
/// pattern has, all else is exact, and words that begin with `$` are looser.
pub fn compare(pattern: &Value, value: &Value) -> Result<(), String> {
    at("", pattern, value)
}

fn at(place: &str, pattern: &Value, value: &Value) -> Result<(), String> {
    match (pattern, value) {
        (Value::Object(fields), _) if fields.keys().any(|key| key.starts_with('$')) => {
            word(place, fields, value)
        }
        (Value::Object(fields), Value::Object(found)) => fields.iter().try_for_each(|(key, p)| {
            let value = found.get(key);
            let value = value.ok_or_else(|| format!("{place}.{key} is missing"))?;
            at(&format!("{place}.{key}"), p, value)
        }),
        (Value::Array(patterns), Value::Array(values)) if patterns.len() == values.len() => {
            let pairs = patterns.iter().zip(values).enumerate();
            pairs
                .into_iter()
                .try_for_each(|(nth, (p, value))| at(&format!("{place}[{nth}]"), p, value))
        }
        (Value::Number(one), Value::Number(other)) if same_number(one, other) => Ok(()),
        (one, other) if one == other => Ok(()),
        _ => Err(differs(place, pattern, value)),
    }
}

fn word(place: &str, fields: &Map<String, Value>, value: &Value) -> Result<(), String> {
    let mut words = fields.iter();
    let (Some((word, argument)), None) = (words.next(), words.next()) else {
        return Err(format!("{place}: a word of a pattern stands alone"));
    };
    let pattern = Value::Object(fields.clone());
    let holds = match (word.as_str(), argument, value) {
        ("$any", Value::Bool(true), _) => true,
        ("$matches", Value::String(expression), Value::String(text)) => Regex::new(expression)
            .map_err(|error| format!("{place}: {error}"))?
            .is_match(text),
        ("$matches", Value::String(_), _) => false,
        ("$has", part, Value::Array(values)) => {
            values.iter().any(|value| at(place, part, value).is_ok())
        }
        ("$has", Value::String(part), Value::String(text)) => text.contains(part),
        ("$has", ..) => false,
        ("$length", length @ Value::Number(_), Value::Array(values)) => {
            length.as_u64() == Some(values.len() as u64)
        }
        ("$length", length @ Value::Number(_), Value::String(text)) => {
            length.as_u64() == Some(text.len() as u64)
        }
        ("$length", Value::Number(_), _) => false,
        ("$not", not, value) => at(place, not, value).is_err(),
        _ => return Err(format!("{place}: patterns have no {word} with {argument}")),
    };
    if holds {
        Ok(())
    } else {
        Err(differs(place, &pattern, value))
    }
}

/// 3 and 3.0 are the same number, however a language writes it.
fn same_number(one: &serde_json::Number, other: &serde_json::Number) -> bool {
    one == other || (one.is_f64() || other.is_f64()) && one.as_f64() == other.as_f64()
}

fn differs(place: &str, pattern: &Value, value: &Value) -> String {
    let place = if place.is_empty() {
        "the result"
    } else {
        place
    };
    format!("{place} is {}, expected {}", short(value), short(pattern))
}

/// A value as a message shows it.
pub fn short(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(600) {
        Some((end, _)) => format!("{}… ({} bytes)", &text[..end], text.len()),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn patterns_hold_or_not() {
        let value = json!({"a": 1, "b": [1, 2], "c": "text", "d": null, "e": 2.0});
        let hold = [
            json!({"a": 1}),
            json!({}),
            json!({"b": [1, {"$any": true}], "d": null}),
            json!({"c": {"$matches": "^te.t$"}}),
            json!({"b": {"$has": 2}, "e": 2}),
            json!({"b": {"$length": 2}, "c": {"$length": 4}}),
            json!({"b": {"$not": {"$has": 3}}, "c": {"$has": "ex"}}),
        ];
        for pattern in hold {
            assert_eq!(compare(&pattern, &value), Ok(()), "{pattern}");
        }
        let fail = [
            json!({"a": 2}),
            json!({"f": {"$any": true}}),
            json!({"b": [1]}),
            json!({"b": {"0": 1}}),
            json!({"c": {"$matches": "x$"}}),
            json!({"c": {"$matches": "("}}),
            json!({"a": {"$matches": "1"}}),
            json!({"b": {"$has": 3}}),
            json!({"b": {"$length": 3}}),
            json!({"c": {"$any": false}}),
            json!({"c": {"$sum": 1}}),
            json!({"c": {"$any": true, "more": 1}}),
            json!({"d": {}}),
            json!([]),
        ];
        for pattern in fail {
            assert!(compare(&pattern, &value).is_err(), "{pattern}");
        }
    }

    #[test]
    fn composed_and_decomposed_letters_differ() {
        assert!(compare(&json!("\u{1112}\u{1161}"), &json!("하")).is_err());
    }
}
