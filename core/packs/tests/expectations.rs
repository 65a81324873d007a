//! What a pack's test may expect of notes and steps: there, or not there.

use dodam_rules::Packs;

const PACK: &str =
    include_str!("../../../tests/corpora/pack_loader/small_pack_with_every_section.toml");

/// The complaints about a pack whose test expects this too, one a line.
fn complaints(expected: &str) -> String {
    let text = PACK.replace("steps = [\"call\"]", expected);
    assert_ne!(text, PACK, "the test of the pack is written otherwise");
    let real = dodam_packs::sources().iter().copied();
    let mut files: Vec<_> = real
        .filter(|(path, _)| path.starts_with("facts/"))
        .collect();
    files.push(("xx.fuzz/pack.toml", &text));
    Packs::load(&files).map_or_else(|error| error.to_string(), |_| String::new())
}

/// The line of the test's expectations.
fn line() -> usize {
    let lines = PACK.lines();
    1 + lines
        .take_while(|line| !line.starts_with("expect = { verdict"))
        .count()
}

#[test]
fn what_is_not_there_may_be_expected_not_to_be() {
    assert_eq!(complaints("without_notes = [\"near\"]"), "");
}

#[test]
fn what_is_there_and_should_not_be_fails_the_test() {
    let told = complaints("without_steps = [\"call\"]");
    assert!(
        told.contains("the step `call` should not be there"),
        "{told}"
    );
}

#[test]
fn an_id_that_the_pack_does_not_have_is_named_with_its_line_and_what_there_is() {
    for (expected, sentence) in [
        (
            "without_notes = [\"nearly\"]",
            "no note is called `nearly`; did you mean `near`?",
        ),
        (
            "without_notes = [\"zzz\"]",
            "no note is called `zzz`; there are near",
        ),
        (
            "without_steps = [\"zzz\"]",
            "no step is called `zzz`; there are call",
        ),
        (
            "steps = [\"zzz\"]",
            "no step is called `zzz`; there are call",
        ),
    ] {
        let told = complaints(expected);
        let place = format!("xx.fuzz/pack.toml:{}: ", line());
        assert!(
            told.starts_with(&place) && told.ends_with(sentence),
            "{told}"
        );
    }
}
