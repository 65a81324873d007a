//! Languages that people speak, by tag: many more than those that texts are written in.

use crate::error::InputError;

/// A language's own name and its Korean one, by the first part of its tag.
const NAMES: [(&str, &str, &str); 19] = [
    ("ko", "한국어", "한국어"),
    ("en", "English", "영어"),
    ("zh", "中文", "중국어"),
    ("vi", "Tiếng Việt", "베트남어"),
    ("uz", "O‘zbekcha", "우즈베크어"),
    ("tl", "Filipino", "필리핀어(타갈로그어)"),
    ("km", "ខ្មែរ", "크메르어(캄보디아어)"),
    ("mn", "Монгол", "몽골어"),
    ("ru", "Русский", "러시아어"),
    ("ja", "日本語", "일본어"),
    ("th", "ไทย", "태국어"),
    ("lo", "ລາວ", "라오어"),
    ("ne", "नेपाली", "네팔어"),
    ("id", "Bahasa Indonesia", "인도네시아어"),
    ("my", "မြန်မာ", "미얀마어"),
    ("bn", "বাংলা", "벵골어(방글라데시어)"),
    ("si", "සිංහල", "싱할라어(스리랑카어)"),
    ("hi", "हिन्दी", "힌디어"),
    ("ur", "اردو", "우르두어"),
];

/// A language by the name its speakers give it, so that each finds their own; the tag
/// where the name isn't known.
#[must_use]
pub fn own_name(tag: &str) -> &str {
    let first = first_part(tag);
    let known = NAMES.iter().find(|(known, ..)| *known == first);
    known.map_or(tag, |(_, own, _)| own)
}

/// A language in Korean, to be said or shown; `None` where the name isn't known.
#[must_use]
pub fn korean_name(tag: &str) -> Option<&'static str> {
    let first = first_part(tag);
    let known = NAMES.iter().find(|(known, ..)| *known == first);
    known.map(|(.., korean)| *korean)
}

/// Whether two tags are one language when it is spoken: `zh` and `zh-Hans` are.
pub(crate) fn is_one(tag: &str, other: &str) -> bool {
    first_part(tag) == first_part(other)
}

/// Refuses what is no tag of a language.
pub(crate) fn check(tag: &str) -> Result<(), InputError> {
    let mut parts = tag.split(['-', '_']);
    let first = parts.next().unwrap_or_default();
    let is_first = (2..=3).contains(&first.len()) && first.bytes().all(|b| b.is_ascii_alphabetic());
    let is_part = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    if is_first && parts.all(is_part) {
        return Ok(());
    }
    Err(InputError::new(format!(
        "{tag:?} is no tag of a language; write one such as km, ja or zh-Hans"
    )))
}

fn first_part(tag: &str) -> String {
    let first = tag.split(['-', '_']).next().unwrap_or_default();
    match first.to_ascii_lowercase().as_str() {
        "fil" => "tl".to_owned(),
        "cmn" => "zh".to_owned(),
        other => other.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_told_from_other_words() {
        for tag in ["ja", "zh", "zh-Hans", "zh_CN", "fil", "KM", "sr-Latn-RS"] {
            assert!(check(tag).is_ok(), "{tag}");
        }
        for other in ["", "j", "Japanese", "日本", "ja ", "ja-", "zh--Hans", "1a"] {
            assert!(check(other).is_err(), "{other}");
        }
    }

    #[test]
    fn one_spoken_language_may_have_several_tags() {
        let cases = [
            ("zh", "zh-Hans", true),
            ("ZH-Hant", "zh", true),
            ("fil", "tl", true),
            ("ja", "jam", false),
            ("km", "ko", false),
        ];
        for (tag, other, one) in cases {
            assert_eq!(is_one(tag, other), one, "{tag} {other}");
        }
        assert_eq!(own_name("zh-Hans"), "中文");
        assert_eq!(own_name("sw"), "sw");
    }
}
