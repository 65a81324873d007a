//! Places as people write them: alone, with their province, with their district.

use crate::error::InputError;
use crate::fact_type::{FactType, PlaceKind};
use crate::names::{nearly, plain};
use crate::value::{Places, Reading, Value, expected};

const LONGEST: usize = 200;

/// Words that name no place by themselves, as plain names.
const KINDS_OF_PLACES: [&str; 10] = [
    "city",
    "county",
    "province",
    "korea",
    "southkorea",
    "시",
    "군",
    "도",
    "한국",
    "대한민국",
];
/// How the word for a district of a city ends, or a place in a county.
const DISTRICTS: [&str; 9] = ["구", "읍", "면", "동", "리", "gu", "eup", "myeon", "dong"];
/// What tells that a text names a medical centre, though an unlisted one.
const CENTRES: [&str; 12] = [
    "의료원",
    "병원",
    "의원",
    "보건소",
    "medicalcenter",
    "medicalcentre",
    "hospital",
    "clinic",
    "医院",
    "医疗",
    "benhvien",
    "phongkham",
];

/// Reads a place. What isn't recognised must not turn into a "no": it is asked back.
pub(crate) fn read_place(
    fact: &FactType,
    typed: &str,
    kind: PlaceKind,
    places: &dyn Places,
) -> Result<Reading, InputError> {
    let name = plain(typed);
    // "declined" is said of a fact, it is no place.
    if name.is_empty() || name == "declined" || typed.len() > LONGEST {
        return Err(expected(fact, "the name of a place"));
    }
    let listed = places.find(kind, &name);
    if let Some(id) = listed.or_else(|| in_words(typed, kind, places)) {
        return Ok(Reading::Clear(Value::Listed(id.to_owned())));
    }
    let near = places
        .names(kind)
        .find(|(listed, _)| nearly(listed, &name) || mentions(&name, listed));
    if let Some((_, id)) = near {
        return Ok(Reading::Guess(Value::Listed(id.to_owned())));
    }
    let elsewhere = Value::Elsewhere(typed.to_owned());
    let known = match kind {
        // There are few provinces and all are listed; any other word is one of them
        // misspelt, not a place elsewhere.
        PlaceKind::Province => false,
        PlaceKind::City => true,
        PlaceKind::Centre => names_a_centre(&name, places),
    };
    Ok(if known {
        Reading::Clear(elsewhere)
    } else {
        Reading::Guess(elsewhere)
    })
}

/// Whether a longer text names a listed place, as in "Pohang, Gyeongbuk".
fn mentions(text: &str, listed: &str) -> bool {
    let telling = if listed.is_ascii() { 5 } else { 2 };
    listed.chars().count() >= telling && text.contains(listed)
}

/// Whether it is some other centre: a word says so, or a place.
fn names_a_centre(name: &str, places: &dyn Places) -> bool {
    let of_a_place = |kind| places.names(kind).any(|(listed, _)| mentions(name, listed));
    CENTRES.iter().any(|word| name.contains(&plain(word)))
        || of_a_place(PlaceKind::City)
        || of_a_place(PlaceKind::Province)
}

/// A listed place written in several words: "경상북도 경주시", "Gyeongju City",
/// "포항시 북구".
fn in_words<'a>(typed: &str, kind: PlaceKind, places: &'a dyn Places) -> Option<&'a str> {
    if kind == PlaceKind::Centre {
        return None;
    }
    let words = typed.split(|letter: char| letter.is_whitespace() || letter == ',');
    let words = words.map(plain).filter(|word| !word.is_empty());
    let words: Vec<String> = words
        .filter(|word| !is_kind(word) && !is_district(word, places))
        .collect();
    let whole = words.concat();
    if let Some(id) = places.find(kind, &whole) {
        return Some(id);
    }
    (1..words.len()).find_map(|place| {
        let (left, right) = (words[..place].concat(), words[place..].concat());
        let (city, province) = city_in_province(&left, &right, places)
            .or_else(|| city_in_province(&right, &left, places))?;
        Some(if kind == PlaceKind::City {
            city
        } else {
            province
        })
    })
}

fn city_in_province<'a>(
    city: &str,
    province: &str,
    places: &'a dyn Places,
) -> Option<(&'a str, &'a str)> {
    let city = places.find(PlaceKind::City, city)?;
    let province = places.find(PlaceKind::Province, province)?;
    (places.province_of(city) == Some(province)).then_some((city, province))
}

fn is_kind(word: &str) -> bool {
    KINDS_OF_PLACES.iter().any(|kind| plain(kind) == word)
}

fn is_district(word: &str, places: &dyn Places) -> bool {
    let listed = [PlaceKind::City, PlaceKind::Province]
        .iter()
        .any(|kind| places.find(*kind, word).is_some());
    let ends_so = |end: &str| word.len() > end.len() && word.ends_with(end);
    !listed && DISTRICTS.iter().any(|end| ends_so(&plain(end)))
}
