//! Statuses of residence as people, cards and cameras spell them.

use unicode_normalization::UnicodeNormalization;

/// What a typed status is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ReadStatus {
    /// It can mean one code only.
    Clear(String),
    /// A letter stands where a digit belongs: perhaps this code.
    Guess(String),
    /// Not a status.
    Not,
}

/// The highest number after the letter: D-10, E-10.
const HIGHEST: u32 = 10;
const MOST_LETTERS: usize = 24;

/// Reads `G-1-5`, `g1(6)`, `D 2`, `F-2-7S` and the like.
pub(crate) fn read(typed: &str) -> ReadStatus {
    if typed.chars().count() > MOST_LETTERS {
        return ReadStatus::Not;
    }
    let plain: String = typed.nfkc().collect();
    let mut letters = plain.trim().chars();
    let Some(class) = letters.next().map(|letter| letter.to_ascii_uppercase()) else {
        return ReadStatus::Not;
    };
    if !('A'..='H').contains(&class) {
        return ReadStatus::Not;
    }
    let mut guessed = false;
    let groups = groups(letters.as_str());
    let mut parts = Vec::new();
    for (place, group) in groups.iter().enumerate() {
        let Some((group, sure)) = read_group(group, place) else {
            return ReadStatus::Not;
        };
        guessed |= !sure;
        parts.push(group);
    }
    if parts.len() == 1 {
        parts = split_number(&parts[0]);
        guessed |= parts.len() > 1;
    }
    match parts.first().and_then(|number| number.parse::<u32>().ok()) {
        Some(number) if (1..=HIGHEST).contains(&number) && parts.len() <= 3 => {}
        _ => return ReadStatus::Not,
    }
    let code = format!("{class}-{}", parts.join("-"));
    if guessed {
        ReadStatus::Guess(code)
    } else {
        ReadStatus::Clear(code)
    }
}

fn groups(rest: &str) -> Vec<&str> {
    let cut = |letter: char| !letter.is_ascii_alphanumeric() && letter != '|';
    rest.split(cut).filter(|group| !group.is_empty()).collect()
}

/// One group and whether it was read without guessing. The first group is a number; a
/// later one may end in letters, as in F-2-7S, or be letters, as in F-1-D.
fn read_group(group: &str, place: usize) -> Option<(String, bool)> {
    let digits: String = group.chars().map(digit_for).collect();
    let only_lookalikes = digits.chars().all(|letter| letter.is_ascii_digit());
    let sure = group.chars().all(|letter| letter.is_ascii_digit());
    if only_lookalikes {
        let trimmed = digits.trim_start_matches('0');
        let number = if trimmed.is_empty() { "0" } else { trimmed };
        return Some((number.to_owned(), sure));
    }
    let fits = place > 0 && group.chars().all(|letter| letter.is_ascii_alphanumeric());
    fits.then(|| (group.to_ascii_uppercase(), true))
}

fn digit_for(letter: char) -> char {
    match letter {
        'l' | 'I' | 'i' | '|' => '1',
        'O' | 'o' => '0',
        other => other,
    }
}

/// `G15` has no such number as 15, so perhaps it is G-1-5; `D10` is D-10, `D102` D-10-2.
fn split_number(digits: &str) -> Vec<String> {
    let fits = digits.parse::<u32>().is_ok_and(|number| number <= HIGHEST);
    if fits {
        return vec![digits.to_owned()];
    }
    let head = if digits.starts_with("10") { 2 } else { 1 };
    match digits.split_at_checked(head) {
        Some((number, rest)) if !rest.is_empty() => vec![number.to_owned(), rest.to_owned()],
        _ => vec![digits.to_owned()],
    }
}

/// Whether `code` is `listed` or one of its sub-codes.
pub(crate) fn lies_under(code: &str, listed: &str) -> bool {
    code.strip_prefix(listed)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_spellings_are_read() {
        let cases = [
            ("G1-5", "G-1-5"),
            ("g-1-5", "G-1-5"),
            ("G-1(5)", "G-1-5"),
            ("g1(6)", "G-1-6"),
            ("Ｇ－１－５", "G-1-5"),
            ("G 1 5", "G-1-5"),
            ("G-1-12", "G-1-12"),
            ("D2", "D-2"),
            ("D-02", "D-2"),
            ("d10", "D-10"),
            ("F-2-7S", "F-2-7S"),
            ("f-1-d", "F-1-D"),
            ("E-7-4R", "E-7-4R"),
            (" G-1 ", "G-1"),
            ("C-3-3", "C-3-3"),
        ];
        for (typed, code) in cases {
            assert_eq!(read(typed), ReadStatus::Clear(code.into()), "{typed}");
        }
    }

    #[test]
    fn letters_that_look_like_digits_are_a_guess() {
        for typed in [
            "G-l-5", "G-I-5", "G-|-5", "gl-5", "G-1-I2", "D-lO", "G15", "E-11", "D102",
        ] {
            assert!(matches!(read(typed), ReadStatus::Guess(_)), "{typed}");
        }
        assert_eq!(read("G-l-5"), ReadStatus::Guess("G-1-5".into()));
    }

    #[test]
    fn anything_else_is_not_a_status() {
        let long = "G-1-5".repeat(1000);
        for typed in [
            "",
            "G",
            "-",
            "X-1",
            "G-0",
            "G-11-1",
            "1-5",
            "비자",
            "G-1-5-6-7",
            &long,
            "G--",
            "\0",
        ] {
            assert_eq!(read(typed), ReadStatus::Not, "{typed}");
        }
    }

    #[test]
    fn sub_codes_lie_under_their_code_and_longer_numbers_do_not() {
        assert!(lies_under("D-2-6", "D-2") && lies_under("D-2", "D-2"));
        assert!(!lies_under("D-10", "D-1") && !lies_under("D-2", "D-2-6"));
    }
}
