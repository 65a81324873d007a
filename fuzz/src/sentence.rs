//! What a complaint's words must be.

/// More than this is no sentence; ids and values from outside are to be cut.
const LONGEST: usize = 2_000;

/// Holds for something readable that stays on its line: no end of line and no sign that
/// moves a terminal's cursor, whatever was quoted in it.
pub fn check(sentence: &str) {
    assert!(!sentence.trim().is_empty(), "a complaint without words");
    let stray = sentence.chars().find(|sign| sign.is_control());
    assert_eq!(stray, None, "a control character in {sentence:?}");
    let length = sentence.chars().count();
    let start: String = sentence.chars().take(200).collect();
    assert!(length <= LONGEST, "{length} characters: {start:?}…");
}
