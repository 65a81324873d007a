//! The languages there are texts in.

use serde::{Deserialize, Serialize};

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
}

/// One text in every language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Text {
    en: String,
    ko: String,
    #[serde(rename = "zh-Hans")]
    zh_hans: String,
    vi: String,
}

impl Text {
    pub(crate) fn in_language(&self, language: Language) -> &str {
        match language {
            Language::En => &self.en,
            Language::Ko => &self.ko,
            Language::ZhHans => &self.zh_hans,
            Language::Vi => &self.vi,
        }
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
