//! What each text was in every language when somebody last looked at them together, and
//! which of them changed since.

use crate::error::{Complaint, PackError, quoted};
use crate::language::Language;
use crate::written_text::{WrittenText, complaint};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Write};

/// Hashes of texts by their addresses: the content of a `texts.lock`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TextLock(BTreeMap<String, Accepted>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Accepted {
    /// In the file it was read from.
    line: usize,
    /// In the order of [`Language::COMPLETE`].
    hashes: [String; 4],
}

/// How a text differs from what was accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TextChange {
    /// The English changed and a translation didn't.
    Stale,
    /// It changed in another way: nothing is behind.
    Changed,
    /// It wasn't there.
    New,
    /// It isn't there any more.
    Gone,
}

/// A text that isn't as it was accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedText {
    /// How.
    pub change: TextChange,
    /// The text's address.
    pub address: String,
    /// Where it stands and what to look at.
    pub told: Complaint,
}

impl TextLock {
    /// The file's name, beside the texts.
    pub const FILE: &'static str = "texts.lock";

    /// Accepts texts as they are.
    ///
    /// # Errors
    /// A text that lacks a language.
    pub fn accept(texts: &[WrittenText]) -> Result<Self, PackError> {
        let mut lock = Self::default();
        for text in texts {
            let missing = |language: &Language| !text.written.contains_key(language);
            if let Some(language) = Language::COMPLETE.into_iter().find(missing) {
                let sentence = format!("`{}` has no {}", text.address, language.named());
                return Err(PackError::one(text.complaint(language, &sentence)));
            }
            let accepted = Accepted {
                line: 0,
                hashes: hashes(text),
            };
            lock.0.insert(text.address.clone(), accepted);
        }
        Ok(lock)
    }

    /// Reads a file's content; `path` is for complaints.
    ///
    /// # Errors
    /// The first line that isn't written as [`TextLock`] writes it.
    pub fn read(path: &str, content: &str) -> Result<Self, PackError> {
        let mut lock = Self::default();
        for (place, line) in content.lines().enumerate() {
            if line.starts_with('#') || line.trim().is_empty() {
                continue;
            }
            let broken = |sentence: String| {
                let told = complaint(path, place + 1, &sentence);
                Err(PackError::one(told))
            };
            let parts: Vec<&str> = line.split_whitespace().collect();
            let [address, hashes @ ..] = &parts[..] else {
                continue;
            };
            let hashes: Vec<String> = hashes.iter().map(|hash| (*hash).to_owned()).collect();
            let hashes = <[String; 4]>::try_from(hashes);
            let Some(hashes) = hashes
                .ok()
                .filter(|each| each.iter().all(|one| is_hash(one)))
            else {
                return broken(
                    "a line is an address and four hashes of 8 digits from 0 to f; write the file anew with --accept"
                        .to_owned(),
                );
            };
            let line = place + 1;
            let accepted = Accepted { line, hashes };
            if lock.0.insert((*address).to_owned(), accepted).is_some() {
                return broken(format!("`{}` stands here twice", quoted(address)));
            }
        }
        Ok(lock)
    }

    /// The texts that aren't as they were accepted, stale ones first. `path` is the file
    /// that this was read from.
    #[must_use]
    pub fn changes(&self, path: &str, texts: &[WrittenText]) -> Vec<ChangedText> {
        let mut found: Vec<ChangedText> =
            texts.iter().filter_map(|text| self.change(text)).collect();
        let present: BTreeSet<&str> = texts.iter().map(|text| text.address.as_str()).collect();
        for (address, accepted) in &self.0 {
            if !present.contains(address.as_str()) {
                let sentence = format!("`{}` is gone", quoted(address));
                found.push(ChangedText {
                    change: TextChange::Gone,
                    address: address.clone(),
                    told: complaint(path, accepted.line, &sentence),
                });
            }
        }
        found.sort_by_key(|one| one.change);
        found
    }

    fn change(&self, text: &WrittenText) -> Option<ChangedText> {
        let changed = |change, language, sentence: String| {
            Some(ChangedText {
                change,
                address: text.address.clone(),
                told: text.complaint(language, &sentence),
            })
        };
        let address = &text.address;
        let Some(accepted) = self.0.get(address) else {
            return changed(TextChange::New, Language::En, format!("`{address}` is new"));
        };
        let now = hashes(text);
        let each = Language::COMPLETE
            .into_iter()
            .zip(accepted.hashes.iter().zip(&now));
        let (same, other): (Vec<_>, Vec<_>) = each.partition(|(_, (before, now))| before == now);
        let same: Vec<Language> = same.into_iter().map(|(language, _)| language).collect();
        let first = other.first()?.0;
        match &same[..] {
            [behind, ..] if first == Language::En => {
                let names: Vec<String> = same
                    .iter()
                    .map(|one| format!("the {}", one.named()))
                    .collect();
                let it = if same.len() == 1 { "it" } else { "them" };
                changed(
                    TextChange::Stale,
                    *behind,
                    format!(
                        "the English of `{address}` changed, {} didn't: look at {it} again",
                        listed(&names)
                    ),
                )
            }
            _ => changed(TextChange::Changed, first, format!("`{address}` changed")),
        }
    }
}

impl fmt::Display for TextLock {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tags = Language::COMPLETE.map(Language::tag).join(", ");
        writeln!(
            out,
            "# Each text's address, and what it was in {tags} when they were last looked at"
        )?;
        writeln!(
            out,
            "# together; see docs/packs.md. Never by hand: a command writes this file."
        )?;
        for (address, accepted) in &self.0 {
            writeln!(out, "{address} {}", accepted.hashes.join(" "))?;
        }
        Ok(())
    }
}

fn hashes(text: &WrittenText) -> [String; 4] {
    Language::COMPLETE.map(|language| short_hash(text.words(language)))
}

/// The first 8 hexadecimal digits of a text's SHA-256.
pub(crate) fn short_hash(words: &str) -> String {
    let hash = Sha256::digest(words.as_bytes());
    hash.iter()
        .take(4)
        .fold(String::new(), |mut written, byte| {
            let _ = write!(written, "{byte:02x}");
            written
        })
}

fn is_hash(word: &str) -> bool {
    word.len() == 8
        && word
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// "a", "a and b", "a, b and c".
fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [before @ .., last] => format!("{} and {last}", before.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BEFORE: [&str; 4] = ["Call.", "전화", "打电话", "Gọi"];

    fn text(address: &str, words: [&str; 4]) -> WrittenText {
        let written = Language::COMPLETE.into_iter().zip(1..).zip(words);
        let written = written.map(|((language, line), words)| (language, (line, words.to_owned())));
        WrittenText {
            address: address.to_owned(),
            file: "x/steps.toml".to_owned(),
            written: written.collect(),
        }
    }

    /// What is told of a text that was accepted as it was before.
    fn told(now: [&str; 4]) -> Vec<(TextChange, String)> {
        let lock = TextLock::accept(&[text("step.x.do", BEFORE)]).unwrap();
        let changes = lock.changes("x/texts.lock", &[text("step.x.do", now)]);
        let each = changes.into_iter();
        each.map(|one| (one.change, one.told.to_string())).collect()
    }

    #[test]
    fn where_only_the_english_changed_each_translation_is_named() {
        let sentence = "x/steps.toml:2: the English of `step.x.do` changed, the Korean (ko), the Chinese (zh-Hans) and the Vietnamese (vi) didn't: look at them again";
        let found = told(["Call now.", "전화", "打电话", "Gọi"]);
        assert_eq!(found, [(TextChange::Stale, sentence.to_owned())]);
    }

    #[test]
    fn where_english_and_korean_changed_the_other_two_are_named() {
        let sentence = "x/steps.toml:3: the English of `step.x.do` changed, the Chinese (zh-Hans) and the Vietnamese (vi) didn't: look at them again";
        let found = told(["Call now.", "지금 전화", "打电话", "Gọi"]);
        assert_eq!(found, [(TextChange::Stale, sentence.to_owned())]);
    }

    #[test]
    fn where_only_one_translation_stayed_it_is_named() {
        let sentence = "x/steps.toml:4: the English of `step.x.do` changed, the Vietnamese (vi) didn't: look at it again";
        let found = told(["Call now.", "지금 전화", "现在打", "Gọi"]);
        assert_eq!(found, [(TextChange::Stale, sentence.to_owned())]);
    }

    #[test]
    fn a_better_translation_or_one_of_everything_is_not_stale() {
        let all = told(["Call now.", "지금 전화", "现在打", "Gọi ngay"]);
        assert_eq!(
            all,
            [(
                TextChange::Changed,
                "x/steps.toml:1: `step.x.do` changed".to_owned()
            )]
        );
        for (place, line) in (1..4).zip(2..) {
            let mut now = BEFORE;
            now[place] = "…";
            let sentence = format!("x/steps.toml:{line}: `step.x.do` changed");
            assert_eq!(told(now), [(TextChange::Changed, sentence)]);
        }
        assert_eq!(told(BEFORE), []);
    }

    #[test]
    fn new_and_gone_texts_are_told_and_a_moved_one_is_not() {
        let lock = TextLock::accept(&[text("a", BEFORE), text("b", BEFORE)]).unwrap();
        let lock = TextLock::read("x/texts.lock", &lock.to_string()).unwrap();
        let mut moved = text("b", BEFORE);
        moved.file = "x/more.toml".to_owned();
        let found = lock.changes("x/texts.lock", &[moved, text("c", BEFORE)]);
        let told: Vec<String> = found.iter().map(|one| one.told.to_string()).collect();
        assert_eq!(
            told,
            ["x/steps.toml:1: `c` is new", "x/texts.lock:3: `a` is gone"]
        );
    }

    #[test]
    fn what_is_written_is_read_again_as_it_was() {
        let lock = TextLock::accept(&[text("b", BEFORE), text("a.1", BEFORE)]).unwrap();
        let written = lock.to_string();
        assert!(written.contains("\na.1 "), "{written}");
        assert_eq!(TextLock::read("x", &written).unwrap().to_string(), written);
        let windows = written.replace('\n', "\r\n");
        assert_eq!(TextLock::read("x", &windows).unwrap().to_string(), written);
    }

    #[test]
    fn a_broken_line_is_named() {
        let good = "# x\na 00000000 11111111 22222222 3333333f\n";
        assert!(TextLock::read("x/texts.lock", good).is_ok());
        for (broken, words) in [
            ("<<<<<<< HEAD", "an address and four hashes"),
            ("b 00000000 11111111 22222222", "an address and four hashes"),
            (
                "b 00000000 11111111 22222222 3333333g",
                "an address and four hashes",
            ),
            (
                "a 00000000 11111111 22222222 33333333",
                "`a` stands here twice",
            ),
        ] {
            let refused = TextLock::read("x/texts.lock", &format!("{good}{broken}\n"));
            let told = refused.unwrap_err().to_string();
            assert!(
                told.starts_with("x/texts.lock:3: ") && told.contains(words),
                "{told}"
            );
        }
    }

    #[test]
    fn nothing_is_accepted_where_a_language_is_missing() {
        let mut lacking = text("step.x.do", BEFORE);
        lacking.written.remove(&Language::Vi);
        let refused = TextLock::accept(&[lacking]).unwrap_err();
        let told = refused.to_string();
        assert_eq!(told, "x/steps.toml:1: `step.x.do` has no Vietnamese (vi)");
    }
}
