//! What a case saved, and where its texts say so.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

/// The longest text a case may ask for.
const LONGEST_BYTES: usize = 64 << 20;

/// Values by name.
#[derive(Debug, Default)]
pub struct Names(BTreeMap<String, Value>);

impl Names {
    /// Keeps a value; a name is given once.
    pub fn save(&mut self, name: &str, value: Value) -> Result<(), String> {
        if name.is_empty() || !name.chars().all(is_of_a_name) {
            return Err(format!("{name:?} is no name"));
        }
        match self.0.insert(name.to_owned(), value) {
            None => Ok(()),
            Some(_) => Err(format!("{name} is saved twice")),
        }
    }

    /// Puts saved values in their places. `keys` are the words beginning with `$` that may
    /// stand as keys and are left for someone else.
    pub fn resolve(&self, value: &Value, keys: &[&str]) -> Result<Value, String> {
        match value {
            Value::String(text) => self.value(text),
            Value::Array(values) => values.iter().map(|v| self.resolve(v, keys)).collect(),
            Value::Object(fields) => match made(fields) {
                Some(("$repeat", repeat)) => self.repeat(repeat),
                Some(("$join", parts)) => self.join(parts),
                Some((_, text)) => self.hexadecimal(text),
                None => self.fields(fields, keys),
            },
            other => Ok(other.clone()),
        }
    }

    /// Puts a saved text in its place.
    pub fn text(&self, text: &str) -> Result<String, String> {
        match self.value(text)? {
            Value::String(text) => Ok(text),
            _ => Err(format!("{text} is no text")),
        }
    }

    fn fields(&self, fields: &Map<String, Value>, keys: &[&str]) -> Result<Value, String> {
        let resolved = fields.iter().map(|(key, value)| {
            if key.starts_with('$') && !keys.contains(&key.as_str()) {
                return Err(format!("nothing is called {key} here"));
            }
            // An expression is no place for a saved text.
            let value = match key.as_str() {
                "$matches" => value.clone(),
                _ => self.resolve(value, keys)?,
            };
            Ok((key.clone(), value))
        });
        resolved
            .collect::<Result<Map<_, _>, _>>()
            .map(Value::Object)
    }

    /// `$name` is what was saved, `$name/more` a text made longer, `$$` a plain `$`.
    fn value(&self, text: &str) -> Result<Value, String> {
        let Some(rest) = text.strip_prefix('$') else {
            return Ok(text.into());
        };
        if rest.starts_with('$') {
            return Ok(rest.into());
        }
        let end = rest.find(|c| !is_of_a_name(c)).unwrap_or(rest.len());
        let (name, more) = rest.split_at(end);
        let saved = self.0.get(name);
        let saved = saved.ok_or_else(|| format!("nothing was saved as {name:?}"))?;
        match (saved, more) {
            (value, "") => Ok(value.clone()),
            (Value::String(saved), more) => Ok(format!("{saved}{more}").into()),
            _ => Err(format!("{name} is no text")),
        }
    }

    fn join(&self, parts: &Value) -> Result<Value, String> {
        let parts = parts.as_array().ok_or("$join takes a list of texts")?;
        let texts = parts.iter().map(|part| match self.resolve(part, &[])? {
            Value::String(text) => Ok(text),
            other => Err(format!("$join takes texts, not {other}")),
        });
        texts.collect::<Result<String, _>>().map(Value::from)
    }

    /// The bytes of a text, as bytes are written.
    fn hexadecimal(&self, text: &Value) -> Result<Value, String> {
        match self.resolve(text, &[])? {
            Value::String(text) => {
                let digits: String = text.bytes().map(|byte| format!("{byte:02x}")).collect();
                Ok(digits.into())
            }
            other => Err(format!("$hex takes a text, not {other}")),
        }
    }

    fn repeat(&self, repeat: &Value) -> Result<Value, String> {
        let wrong = || "$repeat takes a text and a number of times".to_owned();
        let [Value::String(text), times] = repeat.as_array().ok_or_else(wrong)?.as_slice() else {
            return Err(wrong());
        };
        let times = times.as_u64().and_then(|times| usize::try_from(times).ok());
        repeated_text(&self.text(text)?, times.ok_or_else(wrong)?).map(Value::from)
    }
}

/// A text as often as asked for, within bounds.
pub fn repeated_text(text: &str, times: usize) -> Result<String, String> {
    match text.len().checked_mul(times) {
        Some(bytes) if bytes <= LONGEST_BYTES => Ok(text.repeat(times)),
        _ => Err(format!("a text of more than {LONGEST_BYTES} bytes")),
    }
}

/// A text that is made: `{"$repeat": [text, times]}`, `{"$join": [texts]}`, `{"$hex": text}`.
fn made(fields: &Map<String, Value>) -> Option<(&str, &Value)> {
    let (word, made) = fields.iter().next().filter(|_| fields.len() == 1)?;
    let is_made = ["$repeat", "$join", "$hex"].contains(&word.as_str());
    is_made.then_some((word.as_str(), made))
}

fn is_of_a_name(letter: char) -> bool {
    letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_'
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn names() -> Names {
        let mut names = Names::default();
        names.save("folder", json!("/tmp/a")).unwrap();
        names.save("paper", json!({"id": 7})).unwrap();
        names
    }

    #[test]
    fn saved_values_stand_where_they_are_named() {
        let resolved = names().resolve(&json!(["$paper", "$folder/b.bin", "$$5", "5 $"]), &[]);
        assert_eq!(
            resolved,
            Ok(json!([{"id": 7}, "/tmp/a/b.bin", "$5", "5 $"]))
        );
    }

    #[test]
    fn a_long_text_is_written_short() {
        let resolved = names().resolve(&json!({"text": {"$repeat": ["가", 3]}}), &[]);
        assert_eq!(resolved, Ok(json!({"text": "가가가"})));
        let joined = json!({"$join": ["a", {"$repeat": ["b", 2]}, "$folder"]});
        assert_eq!(names().resolve(&joined, &[]), Ok(json!("abb/tmp/a")));
        assert_eq!(
            names().resolve(&json!({"$hex": "é"}), &[]),
            Ok(json!("c3a9"))
        );
    }

    #[test]
    fn what_nobody_saved_is_refused() {
        let wrong = [
            json!("$nothing"),
            json!("$paper/a"),
            json!({"$word": 1}),
            json!({"$repeat": ["a"]}),
            json!({"$repeat": ["aaaaaaaa", 1_u64 << 60]}),
        ];
        for value in wrong {
            assert!(names().resolve(&value, &[]).is_err(), "{value}");
        }
        assert!(names().save("folder", Value::Null).is_err());
    }
}
