//! Texts, each in the languages that it is written in.

use crate::language::{Complete, Language};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What stands before and behind the tag of a further language. No text has it.
const SEPARATOR: char = '\0';

/// What stands behind the tag of a translation that a native speaker has read.
const REVIEWED: char = '!';

/// One text in every language, in one piece of memory: packs hold thousands of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Text {
    /// The complete languages one after the other. Behind them, for each further language
    /// that it is written in, its tag between two separators, and its words.
    joined: Box<str>,
    /// Where each complete language ends.
    ends: [u32; 4],
}

/// A text as packs write it.
#[derive(Deserialize)]
#[serde(expecting = "struct Text", deny_unknown_fields)]
struct WrittenText {
    en: String,
    ko: String,
    #[serde(rename = "zh-Hans")]
    zh_hans: String,
    vi: String,
}

impl Text {
    /// The words in a language; English where it isn't written in that.
    pub(crate) fn in_language(&self, language: Language) -> &str {
        let further = self.further(language).map(|(words, _)| words);
        further.unwrap_or_else(|| self.in_complete(language.complete()))
    }

    /// The words in a further language, and whether a native speaker has read them; `None`
    /// where it isn't written in that, and for complete languages.
    pub(crate) fn further(&self, language: Language) -> Option<(&str, bool)> {
        if language.is_complete() {
            return None;
        }
        let [.., end] = self.ends;
        let mut parts = self.joined.get(end as usize..)?.split(SEPARATOR).skip(1);
        while let (Some(tag), Some(words)) = (parts.next(), parts.next()) {
            let plain = tag.strip_suffix(REVIEWED);
            if plain.unwrap_or(tag) == language.tag() {
                return Some((words, plain.is_some()));
            }
        }
        None
    }

    /// Adds the words in a further language, without zeros in them.
    pub(crate) fn add(&mut self, language: Language, words: &str, reviewed: bool) {
        let mut joined = String::from(std::mem::take(&mut self.joined));
        joined.push(SEPARATOR);
        joined.push_str(language.tag());
        if reviewed {
            joined.push(REVIEWED);
        }
        joined.push(SEPARATOR);
        joined.push_str(words);
        self.joined = joined.into();
    }

    fn in_complete(&self, language: Complete) -> &str {
        let [en, ko, zh_hans, vi] = self.ends;
        let (start, end) = match language {
            Complete::En => (0, en),
            Complete::Ko => (en, ko),
            Complete::ZhHans => (ko, zh_hans),
            Complete::Vi => (zh_hans, vi),
        };
        let words = self.joined.get(start as usize..end as usize);
        words.unwrap_or_default()
    }
}

impl From<WrittenText> for Text {
    fn from(written: WrittenText) -> Self {
        let each = [written.en, written.ko, written.zh_hans, written.vi];
        let mut joined = String::new();
        let ends = each.map(|words| {
            joined.push_str(&words);
            // A pack's file is far smaller than that.
            u32::try_from(joined.len()).unwrap_or(u32::MAX)
        });
        Self {
            joined: joined.into(),
            ends,
        }
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (&self.joined, &self.ends).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            return WrittenText::deserialize(deserializer).map(Self::from);
        }
        let (joined, ends) = Deserialize::deserialize(deserializer)?;
        Ok(Self { joined, ends })
    }
}

/// A list of texts in every language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(crate) struct TextList(pub(crate) Vec<Text>);

/// A list as packs write it.
#[derive(Deserialize)]
#[serde(expecting = "struct TextList", deny_unknown_fields)]
struct WrittenList {
    en: Vec<String>,
    ko: Vec<String>,
    #[serde(rename = "zh-Hans")]
    zh_hans: Vec<String>,
    vi: Vec<String>,
}

impl TextList {
    /// The items in a language, those left out that it lacks.
    pub(crate) fn in_language(&self, language: Language) -> impl Iterator<Item = &str> {
        let each = self.0.iter().map(move |text| text.in_language(language));
        each.filter(|words| !words.is_empty())
    }
}

impl From<WrittenList> for TextList {
    fn from(written: WrittenList) -> Self {
        let mut lists = [written.en, written.ko, written.zh_hans, written.vi].map(Vec::into_iter);
        let longest = lists.iter().map(ExactSizeIterator::len).max();
        let item = |_| {
            let mut next = lists.iter_mut();
            let mut next = || next.next().and_then(Iterator::next).unwrap_or_default();
            Text::from(WrittenText {
                en: next(),
                ko: next(),
                zh_hans: next(),
                vi: next(),
            })
        };
        Self((0..longest.unwrap_or_default()).map(item).collect())
    }
}

impl<'de> Deserialize<'de> for TextList {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            return WrittenList::deserialize(deserializer).map(Self::from);
        }
        Deserialize::deserialize(deserializer).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text() -> Text {
        let written = r#"{"en":"Call.","ko":"전화","zh-Hans":"打电话","vi":"Gọi"}"#;
        serde_json::from_str(written).unwrap()
    }

    fn kept(text: &Text) -> Text {
        let bytes = postcard::to_allocvec(text).unwrap();
        postcard::from_bytes(&bytes).unwrap()
    }

    #[test]
    fn what_is_not_translated_is_english() {
        let mut text = text();
        assert_eq!(text.in_language(Language::Vi), "Gọi");
        assert_eq!(text.in_language(Language::Km), "Call.");
        text.add(Language::Km, "ទូរស័ព្ទ", false);
        text.add(Language::Id, "Telepon.", true);
        let text = kept(&text);
        let words = Language::COMPLETE.map(|language| text.in_language(language));
        assert_eq!(words, ["Call.", "전화", "打电话", "Gọi"]);
        assert_eq!(text.further(Language::Km), Some(("ទូរស័ព្ទ", false)));
        assert_eq!(text.further(Language::Id), Some(("Telepon.", true)));
        assert_eq!(text.in_language(Language::Ne), "Call.");
        assert_eq!(text.further(Language::Vi), None);
    }

    #[test]
    fn a_text_without_further_languages_takes_no_more_room_than_its_words() {
        assert_eq!(size_of::<Text>(), 32);
        assert_eq!(text().joined.len(), "Call.전화打电话Gọi".len());
    }

    #[test]
    fn a_shorter_list_ends_sooner_and_further_languages_fall_back_by_item() {
        let written =
            r#"{"en":["card","paper"],"ko":["카드"],"zh-Hans":["卡","纸"],"vi":["thẻ","giấy"]}"#;
        let mut list: TextList = serde_json::from_str(written).unwrap();
        list.0[1].add(Language::Id, "surat", false);
        let items = |language| list.in_language(language).collect::<Vec<_>>();
        assert_eq!(items(Language::Ko), ["카드"]);
        assert_eq!(items(Language::Vi), ["thẻ", "giấy"]);
        assert_eq!(items(Language::Id), ["card", "surat"]);
    }
}
