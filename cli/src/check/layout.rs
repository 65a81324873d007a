//! Lays text out for a terminal: wraps at a width, counting wide characters as two.
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The width everything is printed at, in columns.
pub const COLUMNS: usize = 60;

/// Wraps a text, with one prefix for its first line and another for the rest.
///
/// Lines break at spaces and, in scripts written without them, between characters; a
/// closing mark never begins a line. A word wider than a line is cut.
pub fn wrap(text: &str, first: &str, rest: &str) -> String {
    let mut lines = Lines::new(first, rest);
    for piece in pieces(text) {
        lines.add(piece);
    }
    lines.finish()
}

/// Text in pieces between which a line may break; a piece keeps the space behind it.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((index, character)) = characters.next() {
        let end = index + character.len_utf8();
        let Some(&(_, next)) = characters.peek() else {
            break;
        };
        if may_break(character, next) {
            pieces.push(&text[start..end]);
            start = end;
        }
    }
    pieces.push(&text[start..]);
    pieces
}

fn may_break(before: char, after: char) -> bool {
    if before.is_whitespace() {
        return !after.is_whitespace();
    }
    let unspaced = is_unspaced(before) || is_unspaced(after);
    unspaced && !is_closing(after) && !is_opening(before) && !after.is_whitespace()
}

/// Han, kana and full-width marks, which stand without spaces; Hangul has spaces.
fn is_unspaced(character: char) -> bool {
    matches!(character, '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}')
}

fn is_closing(character: char) -> bool {
    "，。、；：？！）》」』】,.;:?!)]%…’”".contains(character)
}

fn is_opening(character: char) -> bool {
    "（《「『【([‘“".contains(character)
}

/// Lines being filled.
struct Lines<'a> {
    done: String,
    line: String,
    width: usize,
    filled: bool,
    rest: &'a str,
}

impl<'a> Lines<'a> {
    fn new(first: &str, rest: &'a str) -> Self {
        Self {
            done: String::new(),
            line: first.to_owned(),
            width: first.width(),
            filled: false,
            rest,
        }
    }

    fn add(&mut self, piece: &str) {
        if self.filled && self.width + piece.trim_end().width() > COLUMNS {
            self.end_line();
        }
        if self.width + piece.trim_end().width() <= COLUMNS {
            self.push(piece, piece.width());
            return;
        }
        for character in piece.chars() {
            let width = character.width().unwrap_or_default();
            if self.filled && self.width + width > COLUMNS {
                self.end_line();
            }
            self.push(character.encode_utf8(&mut [0; 4]), width);
        }
    }

    fn push(&mut self, piece: &str, width: usize) {
        self.line.push_str(piece);
        self.width += width;
        self.filled = true;
    }

    fn end_line(&mut self) {
        self.done.push_str(self.line.trim_end());
        self.done.push('\n');
        self.line = self.rest.to_owned();
        self.width = self.rest.width();
        self.filled = false;
    }

    fn finish(mut self) -> String {
        self.end_line();
        self.done
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        let texts = [
            "You are in National Health Insurance (국민건강보험) by residence; NHIS confirms it and sends the bill.",
            "从入境日起满六个月的第二天开始参加国民健康保险（국민건강보험），由国民健康保险公团确认，并寄出缴费通知单。",
            "외국인등록을 한 뒤 여섯 달이 지나면 그다음 날부터 지역가입자가 되며 공단이 확인하고 고지서를 보냅니다.",
            "https://example.org/a/very/long/address/that/has/no/space/in/it/anywhere/at/all",
        ];
        for text in texts {
            let wrapped = wrap(text, "  - ", "    ");
            assert!(
                wrapped.lines().all(|line| line.width() <= COLUMNS),
                "{wrapped}"
            );
            let joined: String = wrapped.split_whitespace().skip(1).collect();
            let whole: String = text.split_whitespace().collect();
            assert_eq!(joined, whole);
        }
    }

    #[test]
    fn a_closing_mark_does_not_begin_a_line() {
        let text = "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十。完";
        assert!(
            wrap(text, "", "")
                .lines()
                .all(|line| !line.starts_with('。'))
        );
    }
}
