//! The languages that there are texts in.

use serde::{Deserialize, Serialize};

/// A language of texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Language {
    /// Korean.
    Ko,
    /// English.
    En,
    /// Chinese in simplified characters.
    ZhHans,
    /// Vietnamese.
    Vi,
    /// Nepali.
    Ne,
    /// Uzbek, in Latin letters.
    Uz,
    /// Khmer.
    Km,
    /// Thai.
    Th,
    /// Russian.
    Ru,
    /// Indonesian.
    Id,
    /// Filipino.
    Fil,
    /// Mongolian, in Cyrillic letters.
    Mn,
    /// Burmese.
    My,
    /// Bengali.
    Bn,
    /// Sinhala.
    Si,
    /// Japanese.
    Ja,
}

/// The languages that every text is written in, and that the program itself speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Complete {
    En,
    Ko,
    ZhHans,
    Vi,
}

impl Language {
    /// The languages that every text is written in, English first.
    pub const COMPLETE: [Self; 4] = [Self::En, Self::Ko, Self::ZhHans, Self::Vi];

    /// The languages that some texts are written in; the others are English there.
    pub const FURTHER: [Self; 12] = [
        Self::Ne,
        Self::Uz,
        Self::Km,
        Self::Th,
        Self::Ru,
        Self::Id,
        Self::Fil,
        Self::Mn,
        Self::My,
        Self::Bn,
        Self::Si,
        Self::Ja,
    ];

    /// Every language, the complete ones first.
    pub fn every() -> impl Iterator<Item = Self> {
        Self::COMPLETE.into_iter().chain(Self::FURTHER)
    }

    /// Reads a tag such as `ko`, `zh-CN` or `vi_VN.UTF-8`; `None` for a language there
    /// are no texts in.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_', '.', '@']).next()?.to_ascii_lowercase();
        let primary = match primary.as_str() {
            // Tagalog is what Filipino is called by in older lists.
            "tl" => "fil",
            "zh" => Self::ZhHans.tag(),
            other => other,
        };
        Self::every().find(|language| language.tag() == primary)
    }

    /// The tag.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Ko => "ko",
            Self::En => "en",
            Self::ZhHans => "zh-Hans",
            Self::Vi => "vi",
            Self::Ne => "ne",
            Self::Uz => "uz",
            Self::Km => "km",
            Self::Th => "th",
            Self::Ru => "ru",
            Self::Id => "id",
            Self::Fil => "fil",
            Self::Mn => "mn",
            Self::My => "my",
            Self::Bn => "bn",
            Self::Si => "si",
            Self::Ja => "ja",
        }
    }

    /// Whether every text is written in it.
    #[must_use]
    pub fn is_complete(self) -> bool {
        Self::COMPLETE.contains(&self)
    }

    /// The language itself, or English instead of one that isn't complete.
    pub(crate) const fn complete(self) -> Complete {
        match self {
            Self::Ko => Complete::Ko,
            Self::ZhHans => Complete::ZhHans,
            Self::Vi => Complete::Vi,
            _ => Complete::En,
        }
    }

    /// What it is called in English, for those who write packs: "Korean (ko)".
    #[must_use]
    pub const fn named(self) -> &'static str {
        match self {
            Self::Ko => "Korean (ko)",
            Self::En => "English (en)",
            Self::ZhHans => "Chinese (zh-Hans)",
            Self::Vi => "Vietnamese (vi)",
            Self::Ne => "Nepali (ne)",
            Self::Uz => "Uzbek (uz)",
            Self::Km => "Khmer (km)",
            Self::Th => "Thai (th)",
            Self::Ru => "Russian (ru)",
            Self::Id => "Indonesian (id)",
            Self::Fil => "Filipino (fil)",
            Self::Mn => "Mongolian (mn)",
            Self::My => "Burmese (my)",
            Self::Bn => "Bengali (bn)",
            Self::Si => "Sinhala (si)",
            Self::Ja => "Japanese (ja)",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_as_systems_write_them() {
        for language in Language::every() {
            assert_eq!(Language::from_tag(language.tag()), Some(language));
        }
        for (tag, language) in [
            ("zh-CN", Language::ZhHans),
            ("vi_VN.UTF-8", Language::Vi),
            ("tl", Language::Fil),
            ("fil-PH", Language::Fil),
            ("ID_id.UTF-8", Language::Id),
            ("my-MM", Language::My),
        ] {
            assert_eq!(Language::from_tag(tag), Some(language), "{tag}");
        }
        for tag in ["", "C", "tlh", "Hans", "i"] {
            assert_eq!(Language::from_tag(tag), None, "{tag}");
        }
    }
}
