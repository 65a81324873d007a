//! Every text that files are written with: its address, its languages, and what is wrong
//! between them.

use crate::each_text::word;
use crate::error::{Complaint, Complaints, Fault, PackError, plain_sentence};
use crate::language::Language;
use crate::load::Parsed;
use crate::source::Source;
use std::collections::{BTreeMap, BTreeSet};
use toml::de::{DeTable, DeValue};

/// One text, as it is written in each language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenText {
    /// What it is called, whichever file it stands in: `step.ask_nhis.do`. What has no id
    /// has its place, from 1: `step.ask_nhis.bring.2`.
    pub address: String,
    /// The file it stands in.
    pub file: String,
    /// Line, from 1, and words in each language that it is written in.
    pub written: BTreeMap<Language, (usize, String)>,
}

/// The texts of a pack's files or the vocabulary's, by file and line. Tests have none.
///
/// # Errors
/// What isn't written as packs are, a text that lacks a language included.
pub fn written_texts<P: AsRef<str>, T: AsRef<str>>(
    files: &[(P, T)],
) -> Result<Vec<WrittenText>, PackError> {
    let mut complaints = Complaints::default();
    let mut parsed = Vec::new();
    for (path, text) in files {
        let path = path.as_ref().to_owned();
        parsed.push(Parsed::read(path, text.as_ref(), &mut complaints));
    }
    complaints.none()?;
    Ok(texts_of(&parsed))
}

/// The texts of files that were read already.
pub(crate) fn texts_of(files: &[Parsed]) -> Vec<WrittenText> {
    let mut found = Vec::new();
    for file in files {
        let (table, _) = DeTable::parse_recoverable(&file.source.text);
        let mut walk = Walk {
            source: &file.source,
            found: &mut found,
        };
        for (section, value) in table.get_ref() {
            if section.get_ref() != "test" {
                walk.value(section.get_ref(), value.get_ref());
            }
        }
    }
    found.sort_by(|a, b| (&a.file, a.first_line()).cmp(&(&b.file, b.first_line())));
    found
}

struct Walk<'a> {
    source: &'a Source,
    found: &'a mut Vec<WrittenText>,
}

impl Walk<'_> {
    fn value(&mut self, address: &str, value: &DeValue<'_>) {
        match value {
            DeValue::Table(table) if is_text(table) => self.text(address, table),
            DeValue::Table(table) => {
                for (key, value) in table {
                    self.value(&format!("{address}.{}", key.get_ref()), value.get_ref());
                }
            }
            DeValue::Array(items) => {
                for (place, item) in items.iter().enumerate() {
                    let item = item.get_ref();
                    let id = item.get("id").and_then(|id| id.get_ref().as_str());
                    // An address is one word, so that a line can be read back.
                    let name = id.map(word);
                    let name = name.unwrap_or_else(|| (place + 1).to_string());
                    self.value(&format!("{address}.{name}"), item);
                }
            }
            _ => {}
        }
    }

    /// One text, or as many as the longest of its lists has.
    fn text(&mut self, address: &str, table: &DeTable<'_>) {
        let mut one = BTreeMap::new();
        let mut several: Vec<BTreeMap<Language, (usize, String)>> = Vec::new();
        for (key, value) in table {
            let Some(language) = language(key.get_ref()) else {
                continue;
            };
            let line = |value: &toml::Spanned<DeValue<'_>>| {
                let text = value.get_ref().as_str().unwrap_or_default().to_owned();
                (self.source.line(value.span().start), text)
            };
            let Some(items) = value.get_ref().as_array() else {
                one.insert(language, line(value));
                continue;
            };
            for (place, item) in items.iter().enumerate() {
                if several.len() <= place {
                    several.push(BTreeMap::new());
                }
                several[place].insert(language, line(item));
            }
        }
        let several = several.into_iter().enumerate();
        let several = several.map(|(place, each)| (format!("{address}.{}", place + 1), each));
        let one = (!one.is_empty()).then(|| (address.to_owned(), one));
        for (address, written) in one.into_iter().chain(several) {
            self.found.push(WrittenText {
                address,
                file: self.source.path.clone(),
                written,
            });
        }
    }
}

fn language(key: &str) -> Option<Language> {
    Language::COMPLETE
        .into_iter()
        .find(|language| language.tag() == key)
}

/// Whether a table's keys are languages and nothing else.
fn is_text(table: &DeTable<'_>) -> bool {
    !table.is_empty() && table.keys().all(|key| language(key.get_ref()).is_some())
}

impl WrittenText {
    /// The line of a language; of the first one where it isn't written in that.
    #[must_use]
    pub fn line(&self, language: Language) -> usize {
        let line = self.written.get(&language).map(|(line, _)| *line);
        line.unwrap_or_else(|| self.first_line())
    }

    fn first_line(&self) -> usize {
        let lines = self.written.values().map(|(line, _)| *line);
        lines.min().unwrap_or_default()
    }

    /// The words in a language; none where it isn't written in that.
    #[must_use]
    pub fn words(&self, language: Language) -> &str {
        self.written.get(&language).map_or("", |(_, words)| words)
    }

    /// A complaint about the text, at the line of a language.
    pub(crate) fn complaint(&self, language: Language, sentence: &str) -> Complaint {
        complaint(&self.file, self.line(language), sentence)
    }

    /// What is wrong with one language; that it is missing, before all else.
    fn wrong(&self, language: Language) -> Option<String> {
        let address = &self.address;
        let named = language.named();
        if !self.written.contains_key(&language) {
            return Some(format!("`{address}` has no {named}"));
        }
        let (english, words) = (self.words(Language::En), self.words(language));
        if let Some(differing) = values_that_differ(english, words) {
            return Some(format!("the {named} of `{address}` {differing}"));
        }
        let untranslated = language != Language::En && words == english && has_words(english);
        untranslated.then(|| format!("the {named} of `{address}` is still the English"))
    }
}

/// What is wrong between the languages of texts: one that is missing, a value in braces
/// that only some of them have, English where another language should be.
#[must_use]
pub fn text_mistakes(texts: &[WrittenText]) -> Vec<Complaint> {
    let mut found = Vec::new();
    let mut addresses = BTreeSet::new();
    for text in texts {
        if !addresses.insert(&text.address) {
            let sentence = format!("two texts are called `{}`", text.address);
            found.push(text.complaint(Language::En, &sentence));
        }
        for language in Language::COMPLETE {
            let wrong = text.wrong(language);
            found.extend(wrong.map(|sentence| text.complaint(language, &sentence)));
        }
    }
    found
}

pub(crate) fn complaint(file: &str, line: usize, sentence: &str) -> Complaint {
    Complaint {
        file: file.to_owned(),
        line,
        sentence: plain_sentence(sentence),
        fault: Fault::Written,
        otherwise: None,
    }
}

/// The first value in braces that only one of two languages has, in words.
pub(crate) fn values_that_differ(english: &str, words: &str) -> Option<String> {
    let (expected, names) = (placeholders(english), placeholders(words));
    if let Some(lacking) = expected.difference(&names).next() {
        return Some(format!("lacks {lacking}, which the English has"));
    }
    let added = names.difference(&expected).next();
    added.map(|added| format!("has {added}, which the English lacks"))
}

/// The values that a text asks for, as they are written: `{name}` or `%{name}`.
fn placeholders(text: &str) -> BTreeSet<&str> {
    let mut found = BTreeSet::new();
    for (start, _) in text.match_indices('{') {
        let Some(length) = text[start..].find('}') else {
            break;
        };
        let percent = usize::from(text[..start].ends_with('%'));
        found.insert(&text[start - percent..=start + length]);
    }
    found
}

/// Whether there is something to translate: a word in small Latin letters. Names begin
/// with a capital, addresses on the web have dots, and a won is a won.
fn has_words(text: &str) -> bool {
    let mut outside = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        outside.push_str(before);
        rest = after.split_once('}').map_or("", |(_, after)| after);
    }
    outside.push_str(rest);
    let words = outside.split_whitespace();
    let mut words = words.map(|word| word.trim_matches(|letter: char| !letter.is_alphanumeric()));
    words.any(|word| {
        word.starts_with(|first: char| first.is_ascii_lowercase())
            && word.chars().all(char::is_alphabetic)
            && word != "won"
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(vi: &str, bring_ko: &str) -> String {
        format!(
            "[[step]]\nid = \"ask\"\ndo.en = \"Call by {{entry_date}}.\"\ndo.ko = \"{{entry_date}}까지\"\n\
             do.zh-Hans = \"{{entry_date}}前\"\ndo.vi = \"{vi}\"\nbring.en = [\"card\", \"paper\"]\n\
             bring.ko = {bring_ko}\nbring.zh-Hans = [\"卡\", \"纸\"]\nbring.vi = [\"thẻ\", \"giấy\"]\n"
        )
    }

    fn told(vi: &str, bring_ko: &str) -> Vec<String> {
        let texts = written_texts(&[("x/steps.toml", step(vi, bring_ko))]).unwrap();
        let mistakes = text_mistakes(&texts);
        mistakes.iter().map(ToString::to_string).collect()
    }

    const GOOD_LIST: &str = "[\"카드\", \"종이\"]";

    #[test]
    fn a_text_has_an_address_and_each_language_its_line() {
        let choice = "[[fact]]\nid = \"service\"\ntype = \"choice\"\nsensitivity = \"open\"\n\
            ask = { en = \"a\", ko = \"b\", zh-Hans = \"c\", vi = \"d\" }\nwhy = { en = \"a\", ko = \"b\", zh-Hans = \"c\", vi = \"d\" }\n\
            choices = [{ id = \"dental\", text = { en = \"a\", ko = \"b\", zh-Hans = \"c\", vi = \"d\" } }]\n\
            [[fact.contradicts]]\nplace_of = \"city\"\ntext = { en = \"a\", ko = \"b\", zh-Hans = \"c\", vi = \"d\" }\n";
        let files = [
            ("x/steps.toml", step("{entry_date}", GOOD_LIST)),
            ("x/a.toml", choice.to_owned()),
        ];
        let texts = written_texts(&files).unwrap();
        let each = texts.iter().map(|text| {
            let line = text.line(Language::Vi);
            format!("{}:{line} {}", text.file, text.address)
        });
        let expected = [
            "x/a.toml:5 fact.service.ask",
            "x/a.toml:6 fact.service.why",
            "x/a.toml:7 fact.service.choices.dental.text",
            "x/a.toml:10 fact.service.contradicts.1.text",
            "x/steps.toml:6 step.ask.do",
            "x/steps.toml:10 step.ask.bring.1",
            "x/steps.toml:10 step.ask.bring.2",
        ];
        assert_eq!(each.collect::<Vec<_>>(), expected);
        assert_eq!(texts[6].words(Language::Ko), "종이");
    }

    #[test]
    fn languages_that_fit_together_are_not_complained_about() {
        assert_eq!(told("Gọi: {entry_date}.", GOOD_LIST), [""; 0]);
    }

    #[test]
    fn a_value_that_only_some_languages_have_is_told() {
        let lacking = "x/steps.toml:6: the Vietnamese (vi) of `step.ask.do` lacks {entry_date}, which the English has";
        assert_eq!(told("Gọi.", GOOD_LIST), [lacking]);
        let added = "x/steps.toml:6: the Vietnamese (vi) of `step.ask.do` has {from}, which the English lacks";
        assert_eq!(told("{entry_date} {from}", GOOD_LIST), [added]);
    }

    #[test]
    fn english_in_another_languages_place_is_told() {
        let english = "x/steps.toml:6: the Vietnamese (vi) of `step.ask.do` is still the English";
        assert_eq!(told("Call by {entry_date}.", GOOD_LIST), [english]);
    }

    #[test]
    fn names_numbers_and_values_are_the_same_in_every_language() {
        for same in [
            "Seoul",
            "Jeju-si",
            "%{from}: %{cost}",
            "{total} won",
            "; ",
            "1577-1000",
            "www.nhis.or.kr",
            "Goseong (Gangwon)",
        ] {
            assert!(!has_words(same), "{same}");
        }
        for words in ["Call now.", "Gwangju (metropolitan city)", "fits"] {
            assert!(has_words(words), "{words}");
        }
    }

    #[test]
    fn a_list_that_is_shorter_in_a_language_is_told() {
        let short = "x/steps.toml:7: `step.ask.bring.2` has no Korean (ko)";
        assert_eq!(told("{entry_date}", "[\"카드\"]"), [short]);
    }

    #[test]
    fn a_text_without_one_of_the_languages_is_refused() {
        let text = step("{entry_date}", GOOD_LIST).replace("do.ko", "# do.ko");
        let refused = written_texts(&[("x/steps.toml", text)]).unwrap_err();
        let refused = refused.to_string();
        assert!(
            refused.starts_with("x/steps.toml:") && refused.contains("ko"),
            "{refused}"
        );
    }
}
