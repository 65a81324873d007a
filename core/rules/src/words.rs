//! What the TOML reader complains about, said so that a person knows what to write.

use crate::names::meant;
use std::ops::Range;

/// A complaint of the reader in plain words.
pub(crate) fn in_plain_words(message: &str, text: &str, span: Option<Range<usize>>) -> String {
    let message = message.trim().replace('\n', ", ");
    let written = span
        .and_then(|span| text.get(span))
        .map(|written| written.lines().next().unwrap_or_default().trim())
        .filter(|written| !written.is_empty() && written.len() <= 60);
    if let Some(key) = between(&message, "missing field `", "`") {
        return missing(key);
    }
    if let Some(key) = between(&message, "unknown field `", "`") {
        return unknown(key, &message);
    }
    if let Some(value) = between(&message, "unknown variant `", "`") {
        let known = listed(&message);
        return format!("`{value}` is not one of {}", known.join(", "));
    }
    if let Some((has, needs)) = message
        .strip_prefix("invalid type: ")
        .and_then(|rest| rest.split_once(", expected "))
    {
        return format!(
            "{} is needed here, and this is {}",
            wanted(needs),
            found(has)
        );
    }
    if let Some(key) = between(&message, "duplicate key", "") {
        let name = written.unwrap_or_else(|| key.trim_matches([' ', '`']));
        return format!("`{name}` is written twice; keep one of them");
    }
    if message.contains("untagged enum") {
        return "write \"none\", or { verdict = \"YES\", from = 2026-01-31 }".to_owned();
    }
    if message.starts_with("cannot recurse further") {
        return "lists and tables are nested too deeply here".to_owned();
    }
    if message.starts_with("invalid basic string") {
        return "a text has no closing quote; write it on one line between two \"".to_owned();
    }
    match written {
        Some(word) if is_bare_word(word) => format!("`{word}` needs quotes: \"{word}\""),
        Some(written) => format!("`{written}`: {message}{}", hint(written)),
        None => message,
    }
}

/// A text that was written without quotes.
fn is_bare_word(written: &str) -> bool {
    let mut letters = written.chars();
    letters.next().is_some_and(char::is_alphabetic)
        && !written.contains(['=', '"', '{', '['])
        && !matches!(written, "true" | "false")
}

/// A word on what was probably meant.
fn hint(written: &str) -> &'static str {
    let starts_as_date = written
        .as_bytes()
        .first_chunk::<5>()
        .is_some_and(|start| start[..4].iter().all(u8::is_ascii_digit) && start[4] == b'-');
    if starts_as_date {
        "; write a day that exists as 2025-02-28, without quotes"
    } else {
        "; texts stand in quotes, days as 2025-02-28, and numbers, true and false stand alone"
    }
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    let rest = text.split_once(before)?.1;
    if after.is_empty() {
        Some(rest)
    } else {
        Some(rest.split_once(after)?.0)
    }
}

/// The names in backticks after "expected".
fn listed(message: &str) -> Vec<&str> {
    let expected = message.split_once("expected").map_or("", |(_, rest)| rest);
    expected.split('`').skip(1).step_by(2).collect()
}

fn missing(key: &str) -> String {
    let write = match key {
        "en" | "ko" | "zh-Hans" | "vi" => {
            return format!(
                "a text lacks the language `{key}`; every text needs en, ko, zh-Hans and vi"
            );
        }
        "cite" => "cite = [\"the id of a [[cite]]\"]".to_owned(),
        "test" => "test = { fact = \"registered\", is = true }".to_owned(),
        "tree" => "tree = { all = [\"the id of a [[criterion]]\"] }".to_owned(),
        "why" => "why.met.en = \"…\", and so on for every state and language".to_owned(),
        "say" => "say.yes.en = \"…\", and say.no, say.unknown".to_owned(),
        "issued" | "valid_from" | "review_by" | "from" | "as_of" => format!("{key} = 2026-01-31"),
        "version" | "schema" => format!("{key} = 1"),
        "facts" | "expect" => format!("{key} = {{ … }}"),
        "state" | "status" | "texts" => format!("{key} = \"draft\""),
        "confidence" => "confidence = \"L\" (S source, L law, F found, D derived)".to_owned(),
        other => format!("{other} = …"),
    };
    format!("`{key}` is missing; write {write}")
}

fn unknown(key: &str, message: &str) -> String {
    let known = listed(message);
    let near = meant(key, known.iter().copied());
    match near {
        Some(near) => format!("`{key}` is no key that belongs here; did you mean `{near}`?"),
        None => format!(
            "`{key}` is no key that belongs here; the keys are {}",
            known.join(", ")
        ),
    }
}

fn wanted(needs: &str) -> String {
    match needs {
        "a boolean" => "true or false, without quotes,".to_owned(),
        "a string" => "a text in quotes".to_owned(),
        "a sequence" => "a list in brackets".to_owned(),
        "u32" | "u64" | "i32" | "i64" => "a whole number, without quotes,".to_owned(),
        "a TOML datetime" | "struct Datetime" => {
            "a day such as 2025-02-28, without quotes,".to_owned()
        }
        "struct Text" => {
            "a text in four languages: { en = \"…\", ko = \"…\", zh-Hans = \"…\", vi = \"…\" }"
                .to_owned()
        }
        other => other
            .strip_prefix("struct ")
            .map_or_else(|| other.to_owned(), |_| "a table such as { … }".to_owned()),
    }
}

fn found(has: &str) -> String {
    match has {
        "map" | "table" => "a table".to_owned(),
        "sequence" => "a list".to_owned(),
        other => other
            .replace("string ", "the text ")
            .replace("integer ", "the number ")
            .replace("boolean ", "")
            .replace("floating point ", "the number "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn complaints_say_what_to_write() {
        let cases = [
            (
                "missing field `cite`",
                "`cite` is missing; write cite = [\"the id of a [[cite]]\"]",
            ),
            (
                "unknown field `verison`, expected one of `id`, `version`",
                "`verison` is no key that belongs here; did you mean `version`?",
            ),
            (
                "invalid type: string \"yes\", expected a boolean",
                "true or false, without quotes, is needed here, and this is the text \"yes\"",
            ),
            (
                "unknown variant `final`, expected one of `draft`, `reviewed`",
                "`final` is not one of draft, reviewed",
            ),
        ];
        for (message, expected) in cases {
            assert_eq!(in_plain_words(message, "", None), expected);
        }
    }
}
