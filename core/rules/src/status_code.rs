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
const MOST_LETTERS: usize = 40;

/// Reads `G-1-5`, `g1(6)`, `D 2`, `F-2-7S`, `유학(D-2)` and the like. What doesn't follow
/// a card's spelling but may mean a code is a guess: the person confirms it.
pub(crate) fn read(typed: &str) -> ReadStatus {
    if typed.chars().count() > MOST_LETTERS {
        return ReadStatus::Not;
    }
    let mut guessed = false;
    let plain = code_in(typed, &mut guessed);
    let mut letters = plain.chars();
    let Some(class) = letters.next().filter(|class| ('A'..='H').contains(class)) else {
        return ReadStatus::Not;
    };
    let mut parts: Vec<String> = Vec::new();
    for group in letters
        .as_str()
        .split('-')
        .filter(|group| !group.is_empty())
    {
        if parts.is_empty() {
            let Some(numbers) = read_number(group, &mut guessed) else {
                return ReadStatus::Not;
            };
            parts = numbers;
        } else {
            guessed |= !is_sub_code(class, group);
            parts.push(digits_for(group));
        }
    }
    match parts.first().and_then(|number| number.parse::<u32>().ok()) {
        Some(number) if (1..=HIGHEST).contains(&number) => {}
        _ => return ReadStatus::Not,
    }
    // More than a sub-code, or two codes in one answer.
    guessed |= parts.len() > 2;
    parts.truncate(2);
    let code = format!("{class}-{}", parts.join("-"));
    if guessed {
        ReadStatus::Guess(code)
    } else {
        ReadStatus::Clear(code)
    }
}

/// The letters and digits of the code in capitals, its groups joined by hyphens.
/// Chinese and Korean names of a status are left out; letters of other scripts, which
/// may look like ours, make it a guess.
fn code_in(typed: &str, guessed: &mut bool) -> String {
    let mut code = String::new();
    for word in typed.nfkc().collect::<String>().split(is_between) {
        let mut group = String::new();
        for letter in word.chars() {
            if letter.is_ascii() {
                group.push(letter);
            } else if !is_east_asian(letter) {
                *guessed = true;
            }
        }
        // "visa", "status": a word, not a part of a code.
        let is_word = group.len() > 3 && group.chars().all(|letter| letter.is_ascii_alphabetic());
        if !group.is_empty() && !is_word {
            code.push('-');
            code.push_str(&group);
        }
    }
    let code = code.trim_start_matches('-');
    let (class, rest) = code.split_at_checked(1).unwrap_or((code, ""));
    format!("{}{rest}", class.to_ascii_uppercase())
}

fn is_between(letter: char) -> bool {
    !letter.is_alphanumeric() && letter != '|'
}

fn is_east_asian(letter: char) -> bool {
    matches!(letter, '\u{1100}'..='\u{11ff}' | '\u{3131}'..='\u{318e}' | '\u{4e00}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7a3}')
}

/// The number after the class letter, and a sub-code written without a sign between:
/// `G15` has no such number as 15, so perhaps it is G-1-5; `F1D` may be F-1-D.
fn read_number(group: &str, guessed: &mut bool) -> Option<Vec<String>> {
    let read = digits_for(group);
    *guessed |= read != group && !group.chars().all(|letter| letter.is_ascii_digit());
    let end = read
        .find(|letter: char| !letter.is_ascii_digit())
        .unwrap_or(read.len());
    let (digits, tail) = read.split_at(end);
    let digits = digits.trim_start_matches('0');
    if digits.is_empty() {
        return None;
    }
    let fits = digits.parse::<u32>().is_ok_and(|number| number <= HIGHEST);
    let head = if fits {
        digits.len()
    } else if digits.starts_with("10") {
        2
    } else {
        1
    };
    let (number, rest) = digits.split_at(head);
    let sub = format!("{rest}{}", tail.to_ascii_uppercase());
    if sub.is_empty() {
        return Some(vec![number.to_owned()]);
    }
    *guessed = true;
    Some(vec![number.to_owned(), sub])
}

/// Whether a sub-code is one as cards print it: digits, digits with a letter behind
/// that can't be one (F-2-7S), or a letter that can't be a misread digit (F-1-D). Those of G are digits.
fn is_sub_code(class: char, group: &str) -> bool {
    let digits = group.chars().take_while(char::is_ascii_digit).count();
    match group.len() - digits {
        0 => true,
        1 if class == 'G' => false,
        1 if digits > 0 => group.chars().all(|letter| digit_for(letter) == letter),
        1 => !group.chars().all(is_lookalike),
        _ => false,
    }
}

fn is_lookalike(letter: char) -> bool {
    digit_for(letter) != letter || "bBGgSsZzxX".contains(letter)
}

fn digits_for(group: &str) -> String {
    let digits: String = group.chars().map(digit_for).collect();
    if digits.chars().all(|letter| letter.is_ascii_digit()) {
        let trimmed = digits.trim_start_matches('0');
        return if trimmed.is_empty() {
            "0".to_owned()
        } else {
            trimmed.to_owned()
        };
    }
    group.to_ascii_uppercase()
}

fn digit_for(letter: char) -> char {
    match letter {
        'l' | 'I' | 'i' | '|' => '1',
        'O' | 'o' => '0',
        other => other,
    }
}

/// Whether `code` is `listed` or one of its sub-codes.
pub(crate) fn lies_under(code: &str, listed: &str) -> bool {
    code.strip_prefix(listed)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

/// Whether a table may list it: a family (`D`), a status (`D-2`) or a sub-code.
pub(crate) fn is_code(code: &str) -> bool {
    let is_family =
        |code: &str| code.len() == 1 && code.bytes().all(|byte| byte.is_ascii_uppercase());
    is_family(code) || matches!(read(code), ReadStatus::Clear(read) if read == code)
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
            ("유학(D-2)", "D-2"),
            ("기타(G-1-5)", "G-1-5"),
            ("(F-4)", "F-4"),
            ("visa D-2", "D-2"),
            ("체류자격 G-1-5", "G-1-5"),
            ("D-2 (留学)", "D-2"),
        ];
        for (typed, code) in cases {
            assert_eq!(read(typed), ReadStatus::Clear(code.into()), "{typed}");
        }
    }

    #[test]
    fn letters_that_look_like_digits_are_a_guess() {
        for typed in [
            "G-l-5", "G-I-5", "G-|-5", "E-7-4l", "C-3-3|", "gl-5", "G-1-I2", "D-lO", "G15", "E-11",
            "D102",
        ] {
            assert!(matches!(read(typed), ReadStatus::Guess(_)), "{typed}");
        }
        assert_eq!(read("G-l-5"), ReadStatus::Guess("G-1-5".into()));
    }

    #[test]
    fn anything_else_is_not_a_status() {
        let long = "G-1-5".repeat(1000);
        for typed in [
            "", "G", "-", "X-1", "G-0", "1-5", "비자", &long, "G--", "\0",
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
