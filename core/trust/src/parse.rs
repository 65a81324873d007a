//! Reading what strangers wrote: capped lists, maps without double keys, days and names
//! in one spelling.

use crate::refusal::Refusal;
use jiff::civil::Date;
use serde::de::{DeserializeOwned, Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

/// Reads JSON; the complaint names `what` and the place.
pub(crate) fn json<T: DeserializeOwned>(what: &str, text: &str) -> Result<T, Refusal> {
    serde_json::from_str(text).map_err(|error| Refusal::malformed(format!("{what}: {error}")))
}

/// A list that stops at its `N`-th element instead of reading on.
pub(crate) fn capped<'de, D, T, const N: usize>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    struct Capped<T, const N: usize>(PhantomData<T>);
    impl<'de, T: Deserialize<'de>, const N: usize> Visitor<'de> for Capped<T, N> {
        type Value = Vec<T>;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "a list of at most {N}")
        }
        fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Vec<T>, A::Error> {
            let mut list = Vec::new();
            while let Some(item) = items.next_element()? {
                if list.len() == N {
                    return Err(A::Error::custom(format_args!("a list of more than {N}")));
                }
                list.push(item);
            }
            Ok(list)
        }
    }
    deserializer.deserialize_seq(Capped::<T, N>(PhantomData))
}

/// A map of at most `N` keys, in which no key stands twice.
pub(crate) fn unique<'de, D, K, V, const N: usize>(
    deserializer: D,
) -> Result<BTreeMap<K, V>, D::Error>
where
    D: Deserializer<'de>,
    K: Deserialize<'de> + Ord,
    V: Deserialize<'de>,
{
    struct Unique<K, V, const N: usize>(PhantomData<(K, V)>);
    impl<'de, K: Deserialize<'de> + Ord, V: Deserialize<'de>, const N: usize> Visitor<'de>
        for Unique<K, V, N>
    {
        type Value = BTreeMap<K, V>;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "a map of at most {N} keys")
        }
        fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
            let mut map = BTreeMap::new();
            while let Some((key, value)) = entries.next_entry()? {
                if map.len() == N {
                    return Err(A::Error::custom(format_args!(
                        "a map of more than {N} keys"
                    )));
                }
                if map.insert(key, value).is_some() {
                    return Err(A::Error::custom("a key stands twice"));
                }
            }
            Ok(map)
        }
    }
    deserializer.deserialize_map(Unique::<K, V, N>(PhantomData))
}

/// A day as `2026-04-01` and in no other spelling.
pub(crate) fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
    let day = text.parse::<Date>().ok();
    day.filter(|day| day.year() > 0 && day.to_string() == text)
        .ok_or_else(|| D::Error::custom("a day is written as 2026-04-01"))
}

/// As [`day`], where there may be none.
pub(crate) fn optional_day<'de, D>(deserializer: D) -> Result<Option<Date>, D::Error>
where
    D: Deserializer<'de>,
{
    #[derive(Deserialize)]
    struct Day(#[serde(deserialize_with = "day")] Date);
    Ok(Option::<Day>::deserialize(deserializer)?.map(|day| day.0))
}

/// A SHA-256 as 64 hexadecimal digits in small letters.
pub(crate) fn sha256<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let text = String::deserialize(deserializer)?;
    match crate::hex::decode::<32>(&text) {
        Some(_) => Ok(text),
        None => Err(D::Error::custom(
            "a hash is 64 hexadecimal digits, small letters",
        )),
    }
}

/// A pack's id: parts of small letters, digits, `-` and `_` between dots.
pub(crate) fn is_pack_id(text: &str) -> bool {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_';
    text.len() <= 128
        && text
            .split('.')
            .all(|part| !part.is_empty() && part.bytes().all(plain))
}

/// As [`is_pack_id`], when reading.
pub(crate) fn pack_id<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let text = String::deserialize(deserializer)?;
    if is_pack_id(&text) {
        Ok(text)
    } else {
        Err(D::Error::custom("not a pack's id"))
    }
}

/// Whether a text can stand beside a label without disguising it.
pub(crate) fn is_name(text: &str) -> bool {
    (1..=80).contains(&text.chars().count())
        && text.trim() == text
        && !text.chars().any(is_invisible)
}

/// Control characters, and those that hide or turn the text around them.
pub(crate) fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{115f}'
            | '\u{1160}' | '\u{ffa0}' | '\u{feff}' | '\u{fff0}'..='\u{fffb}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{e0000}'..='\u{e0fff}')
}

/// Text from bytes.
pub(crate) fn utf8(bytes: &[u8]) -> Result<&str, Refusal> {
    str::from_utf8(bytes).map_err(|_| Refusal::malformed("not UTF-8"))
}

/// Writes JSON; texts, numbers and lists of them can always be written.
pub(crate) fn to_json<T: Serialize>(value: &T) -> Result<String, Refusal> {
    serde_json::to_string_pretty(value).map_err(|error| Refusal::malformed(error.to_string()))
}
