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
    allowed > 0 && distance_below(a, b, allowed + 1).is_some()
}

/// How many letters must be changed, added or left out.
pub(crate) fn distance(a: &str, b: &str) -> usize {
    distance_below(a, b, usize::MAX).unwrap_or(usize::MAX)
}

/// The distance where it is below `bound`; gives up as soon as it can't be.
fn distance_below(a: &str, b: &str, bound: usize) -> Option<usize> {
    let b: Vec<char> = b.chars().collect();
    if a.chars().count().abs_diff(b.len()) >= bound {
        return None;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, left) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        let mut least = row[0];
        for (j, right) in b.iter().enumerate() {
            let change = diagonal + usize::from(left != *right);
            diagonal = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(diagonal + 1);
            least = least.min(row[j + 1]);
        }
        if least >= bound {
            return None;
        }
    }
    Some(row[b.len()]).filter(|found| *found < bound)
}

/// The candidate most like what was typed, for "did you mean".
pub(crate) fn nearest<'a>(
    typed: &str,
    candidates: impl Iterator<Item = &'a str>,
) -> Option<&'a str> {
    let typed: String = typed.chars().take(64).collect();
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let bound = best.map_or(usize::MAX, |(found, _)| found);
        if let Some(found) = distance_below(&typed, candidate, bound) {
            best = Some((found, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
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
    fn a_distance_is_the_same_however_soon_it_is_given_up() {
        let names = [
            "",
            "visa",
            "vsia",
            "viza",
            "nhi_enrolled",
            "nhi_enroled",
            "경북",
        ];
        for (a, b) in names.iter().flat_map(|a| names.map(|b| (a, b))) {
            let whole = distance(a, b);
            assert_eq!(whole, distance(b, a));
            for bound in 0..14 {
                let below = (whole < bound).then_some(whole);
                assert_eq!(distance_below(a, b, bound), below, "{a} {b} {bound}");
            }
        }
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
