//! Spellings: of places, of choices, of ids.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The same for every way to write one name: no case, marks, spaces or punctuation.
pub(crate) fn plain(name: &str) -> String {
    name.nfkd()
        .filter(|letter| !is_combining_mark(*letter) && letter.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .map(|letter| if letter == 'đ' { 'd' } else { letter })
        .collect()
}

/// Whether two plain names differ by so little that one may be a slip of the other.
pub(crate) fn nearly(a: &str, b: &str) -> bool {
    let allowed = match a.chars().count().max(b.chars().count()) {
        0..=4 => 0,
        5..=8 => 1,
        _ => 2,
    };
    allowed > 0 && distance(a, b) <= allowed
}

/// How many letters must be changed, added or left out.
pub(crate) fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, left) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, right) in b.iter().enumerate() {
            let change = diagonal + usize::from(left != *right);
            diagonal = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

/// The candidate most like what was typed, for "did you mean".
pub(crate) fn nearest<'a>(
    typed: &str,
    candidates: impl Iterator<Item = &'a str>,
) -> Option<&'a str> {
    let typed: String = typed.chars().take(64).collect();
    candidates.min_by_key(|candidate| distance(&typed, candidate))
}

const MOST_COMPARED: usize = 400;

/// The name that was probably meant, where one is near enough to say so.
pub(crate) fn meant<'a>(typed: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    // Among thousands of names no suggestion is worth the comparing.
    let near = nearest(typed, candidates.take(MOST_COMPARED))?;
    let slips = distance(typed, near);
    (typed.len() < 64 && slips <= 2.max(near.chars().count() / 3)).then_some(near)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_in_many_spellings_is_one() {
        for name in ["Gyeongsangbuk-do", "GYEONGSANGBUK DO", "gyeongsangbuk‐do"] {
            assert_eq!(plain(name), "gyeongsangbukdo");
        }
        assert_eq!(plain("Đà Nẵng"), "danang");
        assert_eq!(
            plain("경상북도"),
            plain("경상북도".nfd().collect::<String>().as_str())
        );
    }

    #[test]
    fn a_slip_is_near_and_another_place_is_not() {
        assert!(nearly("pohnag", "pohang") || distance("pohnag", "pohang") == 2);
        assert!(nearly("gimcheom", "gimcheon"));
        assert!(!nearly("gyeongnam", "gyeongbuk"));
        assert!(!nearly("경남", "경북"));
        assert_eq!(
            nearest("nhi_enroled", ["visa", "nhi_enrolled"].into_iter()),
            Some("nhi_enrolled")
        );
    }
}
