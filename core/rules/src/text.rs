//! The languages there are texts in.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A language of the packs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// Korean.
    Ko,
    /// English.
    En,
    /// Chinese in simplified characters.
    ZhHans,
    /// Vietnamese.
    Vi,
}

impl Language {
    /// Every language, English first.
    pub const ALL: [Self; 4] = [Self::En, Self::Ko, Self::ZhHans, Self::Vi];

    /// Reads a tag such as `ko`, `zh-CN` or `vi_VN.UTF-8`; `None` for a language there
    /// are no texts in.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_', '.', '@']).next()?.to_ascii_lowercase();
        match primary.as_str() {
            "ko" => Some(Self::Ko),
            "en" => Some(Self::En),
            "zh" => Some(Self::ZhHans),
            "vi" => Some(Self::Vi),
            _ => None,
        }
    }

    /// The tag.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Ko => "ko",
            Self::En => "en",
            Self::ZhHans => "zh-Hans",
            Self::Vi => "vi",
        }
    }

    /// What it is called in English, for those who write packs: "Korean (ko)".
    pub(crate) const fn named(self) -> &'static str {
        match self {
            Self::Ko => "Korean (ko)",
            Self::En => "English (en)",
            Self::ZhHans => "Chinese (zh-Hans)",
            Self::Vi => "Vietnamese (vi)",
        }
    }
}

/// One text in every language, in one piece of memory: packs hold thousands of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Text {
    joined: Box<str>,
    /// Where each language but the last ends.
    ends: [u32; 3],
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
    pub(crate) fn in_language(&self, language: Language) -> &str {
        let place: usize = match language {
            Language::En => 0,
            Language::Ko => 1,
            Language::ZhHans => 2,
            Language::Vi => 3,
        };
        let at = |end: Option<&u32>| end.map(|end| *end as usize);
        let start = place
            .checked_sub(1)
            .and_then(|before| at(self.ends.get(before)));
        let end = at(self.ends.get(place)).unwrap_or(self.joined.len());
        self.joined.get(start.unwrap_or(0)..end).unwrap_or_default()
    }
}

impl From<WrittenText> for Text {
    fn from(written: WrittenText) -> Self {
        let mut joined = String::new();
        let mut ends = [0; 3];
        for (place, text) in [written.en, written.ko, written.zh_hans].iter().enumerate() {
            joined.push_str(text);
            // A pack's file is far smaller than that.
            ends[place] = u32::try_from(joined.len()).unwrap_or(u32::MAX);
        }
        joined.push_str(&written.vi);
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
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TextList {
    en: Vec<String>,
    ko: Vec<String>,
    #[serde(rename = "zh-Hans")]
    zh_hans: Vec<String>,
    vi: Vec<String>,
}

impl TextList {
    pub(crate) fn in_language(&self, language: Language) -> &[String] {
        match language {
            Language::En => &self.en,
            Language::Ko => &self.ko,
            Language::ZhHans => &self.zh_hans,
            Language::Vi => &self.vi,
        }
    }
}
