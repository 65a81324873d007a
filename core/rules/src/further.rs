//! Further languages: files of their own beside the texts that they translate.

use crate::compile::no_such;
use crate::error::{Complaints, PackError, quoted};
use crate::language::Language;
use crate::load::Parsed;
use crate::raw::TextState;
use crate::source::At;
use crate::text::Text;
use crate::text_lock::short_hash;
use crate::written_text::{WrittenText, texts_of, values_that_differ};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// What a language's file says of itself.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LanguageHead {
    tag: String,
    /// How far its texts were read by native speakers.
    state: TextState,
}

/// A text in a further language.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Translated {
    /// The first digits of the hash of the English that it was made from.
    of: String,
    text: String,
}

/// The texts of a language's file by their addresses.
pub(crate) type Translations = BTreeMap<String, Translated>;

/// A language's file.
struct Further {
    language: Language,
    reviewed: bool,
    texts: Translations,
    at: At,
}

/// Puts what the language files of a folder say into the texts of its other files, but for
/// what was made from another English: there the English of now is better.
pub(crate) fn add(files: &mut [Parsed], complaints: &mut Complaints) {
    let mut languages = read(files, complaints);
    if languages.is_empty() {
        return;
    }
    let mut addresses = BTreeSet::new();
    for file in files {
        file.content.each_text(&mut |address, text| {
            addresses.insert(address.to_owned());
            for one in &mut languages {
                let put = one.put(address, text);
                complaints.keep(put);
            }
        });
    }
    let known = addresses.iter().map(String::as_str);
    for one in languages {
        one.none_left(known.clone(), complaints);
    }
}

/// The languages that files of a folder are for, each once.
fn read(files: &[Parsed], complaints: &mut Complaints) -> Vec<Further> {
    let mut languages: Vec<Further> = Vec::new();
    for file in files {
        let content = &file.content;
        let at = At::file(&file.source);
        let Some(head) = &content.language else {
            if !content.texts.is_empty() {
                let sentence =
                    "[texts] needs [language] above it: tag = \"id\" and state = \"draft\"";
                complaints.keep::<()>(at.key("texts").fail(sentence));
            }
            continue;
        };
        let tag_at = at.key("language").key("tag");
        let mut known = Language::FURTHER.into_iter();
        let Some(language) = known.find(|one| one.tag() == head.tag) else {
            let known = Language::FURTHER.map(Language::tag).join(", ");
            let tag = quoted(&head.tag);
            let sentence = format!("`{tag}` is no further language; there are {known}");
            complaints.keep::<()>(tag_at.fail(sentence));
            continue;
        };
        if languages.iter().any(|one| one.language == language) {
            complaints.keep::<()>(tag_at.fail("another file has this language"));
            continue;
        }
        languages.push(Further {
            language,
            reviewed: head.state == TextState::Reviewed,
            texts: content.texts.clone(),
            at: at.key("texts"),
        });
    }
    languages
}

impl Further {
    /// Puts the translation of a text, if there is one, where it belongs.
    fn put(&mut self, address: &str, text: &mut Text) -> Result<(), PackError> {
        if let Some(words) = self.take(address, text.in_language(Language::En))? {
            text.add(self.language, &words, self.reviewed);
        }
        Ok(())
    }

    /// The translation of a text, if there is one of this English.
    fn take(&mut self, address: &str, english: &str) -> Result<Option<String>, PackError> {
        let Some(Translated { of, text: words }) = self.texts.remove(address) else {
            return Ok(None);
        };
        let (at, named) = (self.at.key(address), self.language.named());
        let address = quoted(address);
        if words.trim().is_empty() {
            return at.fail(format!(
                "the {named} of `{address}` is empty; take the line out"
            ));
        }
        if words.contains(char::is_control) {
            return at.fail(format!(
                "the {named} of `{address}` has letters that nobody sees"
            ));
        }
        if short_hash(english) != of {
            return Ok(None);
        }
        if let Some(differing) = values_that_differ(english, &words) {
            return at.fail(format!("the {named} of `{address}` {differing}"));
        }
        Ok(Some(words))
    }

    /// Complains about what is left: of no text.
    fn none_left<'a>(
        &self,
        known: impl Iterator<Item = &'a str> + Clone,
        complaints: &mut Complaints,
    ) {
        for address in self.texts.keys() {
            let sentence = no_such("text", address, known.clone());
            complaints.keep::<()>(self.at.key(address).fail(sentence));
        }
    }
}

/// A text that a language lacks, or whose English isn't any more what it was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LackingText {
    /// Its address, as [`crate::WrittenText`] has it.
    pub address: String,
    /// Its English.
    pub english: String,
    /// The first digits of the English's hash, to stand beside the translation.
    pub of: String,
    /// What was made from another English; `None` where there is nothing yet.
    pub stale: Option<String>,
}

/// What a pack's files, or the vocabulary's, lack in a further language, in their order.
///
/// # Errors
/// What isn't written as packs are, languages' files included.
pub fn lacking_texts<P: AsRef<str>, T: AsRef<str>>(
    files: &[(P, T)],
    language: Language,
) -> Result<Vec<LackingText>, PackError> {
    let mut complaints = Complaints::default();
    let mut parsed = Vec::new();
    for (path, text) in files {
        let path = path.as_ref().to_owned();
        parsed.push(Parsed::read(path, text.as_ref(), &mut complaints));
    }
    complaints.none()?;
    add(&mut parsed, &mut complaints);
    complaints.none()?;
    Ok(lacking_of(&parsed, language, &texts_of(&parsed)))
}

/// What a language has of texts that aren't a pack's, and what it lacks of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FurtherTexts {
    /// Its words by their addresses, but for those made from another English.
    pub words: BTreeMap<String, String>,
    /// What it lacks, in the order of the texts.
    pub lacking: Vec<LackingText>,
}

/// What the language files of a folder say of texts that stand elsewhere, as the app's do.
///
/// # Errors
/// What isn't written as such files are, of every language.
pub fn further_texts<P: AsRef<str>, T: AsRef<str>>(
    files: &[(P, T)],
    language: Language,
    texts: &[WrittenText],
) -> Result<FurtherTexts, PackError> {
    let mut complaints = Complaints::default();
    let mut parsed = Vec::new();
    for (path, text) in files {
        let path = path.as_ref().to_owned();
        parsed.push(Parsed::read(path, text.as_ref(), &mut complaints));
    }
    complaints.none()?;
    let mut words = BTreeMap::new();
    for mut one in read(&parsed, &mut complaints) {
        for text in texts {
            let taken = one.take(&text.address, text.words(Language::En));
            let taken = complaints.keep(taken).flatten();
            if let (Some(taken), true) = (taken, one.language == language) {
                words.insert(text.address.clone(), taken);
            }
        }
        let known = texts.iter().map(|text| text.address.as_str());
        one.none_left(known, &mut complaints);
    }
    complaints.none()?;
    let lacking = lacking_of(&parsed, language, texts);
    Ok(FurtherTexts { words, lacking })
}

/// Those of the texts that a language's file lacks, or has of another English.
fn lacking_of(files: &[Parsed], language: Language, texts: &[WrittenText]) -> Vec<LackingText> {
    let of_language = files.iter().filter(|file| {
        let head = file.content.language.as_ref();
        head.is_some_and(|head| head.tag == language.tag())
    });
    let written: BTreeMap<&str, &Translated> = of_language
        .flat_map(|file| &file.content.texts)
        .map(|(address, text)| (address.as_str(), text))
        .collect();
    let mut lacking = Vec::new();
    for text in texts {
        let english = text.words(Language::En);
        let of = short_hash(english);
        let found = written.get(text.address.as_str());
        if found.is_some_and(|found| found.of == of) {
            continue;
        }
        lacking.push(LackingText {
            english: english.to_owned(),
            of,
            stale: found.map(|found| found.text.clone()),
            address: text.address.clone(),
        });
    }
    lacking
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLACE: &str = "[[place]]\nid = \"x\"\nkind = \"city\"\nnames = []\n\
        text = { en = \"X by {from}\", ko = \"{from}가\", zh-Hans = \"{from}甲\", vi = \"{from}Giáp\" }\n";

    fn of() -> String {
        short_hash("X by {from}")
    }

    fn language(entry: &str) -> String {
        format!("[language]\ntag = \"id\"\nstate = \"draft\"\n[texts]\n{entry}\n")
    }

    fn good() -> String {
        let of = of();
        language(&format!(
            "\"place.x.text\" = {{ of = \"{of}\", text = \"X pada {{from}}\" }}"
        ))
    }

    /// The text in Indonesian, and what is complained about.
    fn read(files: &[(&str, &str)]) -> (String, Vec<String>) {
        let mut complaints = Complaints::default();
        let mut parsed: Vec<Parsed> = files
            .iter()
            .map(|(path, text)| Parsed::read((*path).to_owned(), text, &mut complaints))
            .collect();
        add(&mut parsed, &mut complaints);
        let text = &parsed[0].content.place[0].text;
        let shown = text.in_language(Language::Id).to_owned();
        let all = complaints.into_all().into_iter();
        (shown, all.map(|one| one.to_string()).collect())
    }

    fn told(language_file: &str) -> String {
        let (shown, told) = read(&[("x/a.toml", PLACE), ("x/language_id.toml", language_file)]);
        assert_eq!(shown, "X by {from}", "{told:?}");
        told.join("\n")
    }

    #[test]
    fn a_translation_of_this_english_is_shown_and_of_another_is_not() {
        let (shown, told) = read(&[("x/a.toml", PLACE), ("x/language_id.toml", &good())]);
        assert_eq!((shown.as_str(), told), ("X pada {from}", Vec::new()));
        let (shown, told) = read(&[
            ("x/a.toml", PLACE),
            ("x/language_id.toml", &good().replace(&of(), "00000000")),
        ]);
        assert_eq!((shown.as_str(), told), ("X by {from}", Vec::new()));
    }

    #[test]
    fn what_cannot_be_right_is_refused_with_its_line() {
        let of = of();
        let cases = [
            (
                good().replace("place.x.", "place.y."),
                "x/language_id.toml:5: no text is called `place.y.text`; did you mean `place.x.text`?",
            ),
            (
                good().replace("X pada {from}", " "),
                "x/language_id.toml:5: the Indonesian (id) of `place.x.text` is empty; take the line out",
            ),
            (
                good().replace("X pada {from}", "X"),
                "x/language_id.toml:5: the Indonesian (id) of `place.x.text` lacks {from}, which the English has",
            ),
            (
                good().replace("X pada {from}", "{from} {until}"),
                "x/language_id.toml:5: the Indonesian (id) of `place.x.text` has {until}, which the English lacks",
            ),
            (
                good().replace("X pada", "X\\u0000pada"),
                "x/language_id.toml:5: the Indonesian (id) of `place.x.text` has letters that nobody sees",
            ),
            (
                good().replace("\"id\"", "\"in\""),
                "x/language_id.toml:2: `in` is no further language; there are ne, uz, km, th, ru, id, fil, mn, my, bn, si, ja",
            ),
            (
                good().replace("\"id\"", "\"vi\""),
                "x/language_id.toml:2: `vi` is no further language; there are ne, uz, km, th, ru, id, fil, mn, my, bn, si, ja",
            ),
            (
                format!("[texts]\n\"place.x.text\" = {{ of = \"{of}\", text = \"X {{from}}\" }}\n"),
                "x/language_id.toml:1: [texts] needs [language] above it: tag = \"id\" and state = \"draft\"",
            ),
            (
                good().replace("of = ", "off = "),
                "x/language_id.toml:5: [[texts]]: `off` is no key that belongs here; did you mean `of`?",
            ),
        ];
        for (file, expected) in cases {
            assert_eq!(told(&file), expected);
        }
        let twice = [
            ("x/a.toml", PLACE),
            ("x/language_id.toml", &good()),
            ("x/other.toml", &good()),
        ];
        let (_, told) = read(&twice);
        assert_eq!(told, ["x/other.toml:2: another file has this language"]);
    }

    #[test]
    fn addresses_are_those_of_the_texts_that_are_listed() {
        let bring = "[[step]]\nid = \"a b\"\ndo = { en = \"a\", ko = \"a\", zh-Hans = \"a\", vi = \"a\" }\n\
            bring = { en = [\"a\", \"b\"], ko = [\"a\", \"b\"], zh-Hans = [\"a\", \"b\"], vi = [\"a\", \"b\"] }\n";
        let mut complaints = Complaints::default();
        let mut files = vec![Parsed::read("x/a.toml".to_owned(), bring, &mut complaints)];
        let listed = texts_of(&files).into_iter().map(|text| text.address);
        let listed: Vec<String> = listed.collect();
        let mut found = Vec::new();
        files[0]
            .content
            .each_text(&mut |address, _| found.push(address.to_owned()));
        assert_eq!(found, listed);
        assert_eq!(
            found,
            ["step.a_b.do", "step.a_b.bring.1", "step.a_b.bring.2"]
        );
    }

    #[test]
    fn what_lacks_is_listed_with_the_hash_of_its_english_and_what_it_was() {
        let file = good().replace(&of(), "00000000");
        let files = [("x/a.toml", PLACE), ("x/language_id.toml", file.as_str())];
        let lacking = lacking_texts(&files, Language::Id).unwrap();
        let expected = LackingText {
            address: "place.x.text".to_owned(),
            english: "X by {from}".to_owned(),
            of: of(),
            stale: Some("X pada {from}".to_owned()),
        };
        assert_eq!(lacking, std::slice::from_ref(&expected));
        let other = lacking_texts(&files, Language::Ne).unwrap();
        assert_eq!(
            other,
            [LackingText {
                stale: None,
                ..expected
            }]
        );
        let whole = [("x/a.toml", PLACE), ("x/language_id.toml", &good())];
        assert_eq!(lacking_texts(&whole, Language::Id).unwrap(), []);
    }

    #[test]
    fn texts_that_stand_elsewhere_are_translated_by_the_same_files() {
        let files = [("x/a.toml", PLACE)];
        let texts = crate::written_texts(&files).unwrap();
        let read = |file: &str| further_texts(&[("y/id.toml", file)], Language::Id, &texts);
        let found = read(&good()).unwrap();
        assert_eq!(found.words["place.x.text"], "X pada {from}");
        assert_eq!(found.lacking, []);
        let stale = read(&good().replace(&of(), "00000000")).unwrap();
        assert_eq!(stale.words, BTreeMap::new());
        assert_eq!(stale.lacking[0].stale.as_deref(), Some("X pada {from}"));
        let unknown = read(&good().replace("place.x.", "place.y.")).unwrap_err();
        let told = "y/id.toml:5: no text is called `place.y.text`; did you mean `place.x.text`?";
        assert_eq!(unknown.to_string(), told);
        let none = further_texts(&[("y/id.toml", &*good())], Language::Ne, &texts).unwrap();
        assert_eq!((none.words.len(), none.lacking.len()), (0, 1));
    }
}
