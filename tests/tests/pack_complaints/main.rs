//! A newcomer's mistakes: each is named with its file and line, and what to write instead.

mod asking_mistakes;
mod figures;
mod mistakes;
mod programme_mistakes;

use dodam_rules::Packs;
use dodam_trust::Bundle;
use figures::MISTAKES_IN_FIGURES;
use mistakes::{MISTAKES, Mistake, UNNOTICED};

const GOOD: &str = include_str!("../../corpora/pack_loader/small_pack_with_every_section.toml");
const WITH_FIGURES: &str = include_str!("../../corpora/pack_loader/small_pack_with_figures.toml");
const FILE: &str = "xx.fuzz/pack.toml";

/// Reads packs beside the real vocabulary; gives the complaints, one a line.
fn complaints(files: &[(&str, &str)]) -> Vec<String> {
    let real = dodam_packs::sources().iter().copied();
    let mut all: Vec<_> = real
        .filter(|(path, _)| path.starts_with("facts/"))
        .collect();
    all.extend(files);
    Packs::load(&all).map_or_else(
        |error| error.to_string().lines().map(str::to_owned).collect(),
        |_| Vec::new(),
    )
}

/// `file:line: ` of what begins so.
fn line_of(text: &str, place: &str) -> String {
    let at = text.rfind(place);
    let at = at.unwrap_or_else(|| panic!("{place:?} is not written"));
    format!("{FILE}:{}: ", text[..at].matches('\n').count() + 1)
}

/// What is wrong with the complaint, if anything. What follows from the mistake may be
/// complained about too, behind it.
fn wrongly_told(good: &str, mistake: &Mistake) -> Option<String> {
    let Mistake {
        name,
        instead_of,
        place,
        words,
        ..
    } = mistake;
    assert_eq!(
        good.matches(instead_of).count(),
        1,
        "{name}: {instead_of:?}"
    );
    let text = good.replace(instead_of, mistake.written);
    let found = complaints(&[(FILE, &text)]);
    let line = line_of(&text, place);
    let told = found
        .first()
        .is_some_and(|first| first.starts_with(&line) && first.contains(words));
    (!told).then(|| format!("{name}: {line}…{words}…\n    {found:#?}"))
}

#[test]
fn the_pack_without_a_mistake_loads() {
    for good in [GOOD, WITH_FIGURES] {
        assert_eq!(complaints(&[(FILE, good)]), Vec::<String>::new());
    }
}

#[test]
fn every_mistake_is_named_with_its_line_and_what_to_write() {
    let wrong: Vec<String> = MISTAKES
        .iter()
        .chain(programme_mistakes::MISTAKES)
        .chain(asking_mistakes::MISTAKES)
        .filter_map(|mistake| wrongly_told(GOOD, mistake))
        .collect();
    assert!(
        wrong.is_empty(),
        "{}",
        wrong.join(
            "
"
        )
    );
}

#[test]
fn every_mistake_in_a_figure_is_named_with_its_line_and_what_to_write() {
    let wrong: Vec<String> = MISTAKES_IN_FIGURES
        .iter()
        .filter_map(|mistake| wrongly_told(WITH_FIGURES, mistake))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Faults of the loader: it should say something of each.
#[test]
#[ignore = "these go unnoticed until the loader looks for them"]
fn no_mistake_goes_unnoticed() {
    let wrong: Vec<String> = UNNOTICED
        .iter()
        .filter_map(|mistake| wrongly_told(GOOD, mistake))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Editors put them there; nobody sees them.
#[test]
fn byte_order_marks_windows_line_ends_and_tabs_are_no_mistakes() {
    let files = [
        include_str!("../../corpora/pack_loader/byte_order_mark_first.toml"),
        include_str!("../../corpora/pack_loader/lines_that_end_as_on_windows.toml"),
        include_str!("../../corpora/pack_loader/tabs_before_keys.toml"),
    ];
    for text in files {
        assert_eq!(complaints(&[(FILE, text)]), Vec::<String>::new());
        let broken = text.replace("dated = 2025-02-16", "dated = 2025-02-31");
        let found = complaints(&[(FILE, &broken)]);
        let line = line_of(&broken, "dated = ");
        let told = found.first().is_some_and(|first| first.starts_with(&line));
        assert!(told, "{line}…\n{found:#?}");
    }
}

#[test]
fn whole_files_and_folders_are_complained_about_by_name() {
    let ten_megabytes = "[".repeat(10_000_000);
    let four = "\n".repeat(1 << 20);
    let fifth = [
        ("xx.fuzz/a.toml", &*four),
        ("xx.fuzz/b.toml", &four),
        ("xx.fuzz/c.toml", &four),
        ("xx.fuzz/d.toml", &four),
        (FILE, GOOD),
    ];
    let nested = format!("x = {}", "[".repeat(100_000));
    let deep = format!(
        "tree = {}\"registered\"{}",
        "{ not = ".repeat(18),
        " }".repeat(18)
    );
    let deep = GOOD.replace(
        "tree = { all = [\"registered\", \"long_enough\", \"affordable\"] }",
        &deep,
    );
    let renamed = GOOD.replace("\"xx.fuzz", "\"xx.other");
    type Case<'a> = (&'a [(&'a str, &'a str)], &'a str, &'a str);
    let cases: [Case<'_>; 10] = [
        (
            &[(FILE, &ten_megabytes)],
            "xx.fuzz/pack.toml: ",
            "a pack's file may have 1 MiB at most",
        ),
        (&fifth, "xx.fuzz: ", "a pack may have 4 MiB at most"),
        (
            &[(FILE, &nested)],
            "xx.fuzz/pack.toml:1: ",
            "nested too deeply",
        ),
        (
            &[(FILE, &deep)],
            "xx.fuzz/pack.toml:89: ",
            "conditions may be nested 16 deep at most",
        ),
        (
            &[("pack.toml", GOOD)],
            "pack.toml: ",
            "a pack's files lie in a folder of its name",
        ),
        (
            &[("xx.fuzz/notes.toml", "")],
            "xx.fuzz/pack.toml: ",
            "a pack needs one [pack], in pack.toml",
        ),
        (
            &[(FILE, GOOD), ("xx.fuzz/more.toml", GOOD)],
            "xx.fuzz/more.toml:2: ",
            "a pack needs one [pack] only",
        ),
        (
            &[(FILE, &renamed)],
            "xx.fuzz/pack.toml:3: ",
            "it must have the pack's id as its name",
        ),
        (
            &[(FILE, &GOOD.replace("schema = 1", "schema = 2"))],
            "xx.fuzz/pack.toml:9: ",
            "schema 2 is not one this version reads; it reads 1",
        ),
        (
            &[(FILE, &GOOD.replace("version = 1", "version = 0"))],
            "xx.fuzz/pack.toml:4: ",
            "versions are counted from 1",
        ),
    ];
    for (files, place, words) in cases {
        let found = complaints(files);
        let told = found
            .first()
            .is_some_and(|first| first.starts_with(place) && first.contains(words));
        assert!(told, "{place}…{words}…\n{found:#?}");
    }
}

#[test]
fn packs_without_the_vocabulary_are_told_what_is_missing() {
    let error = Packs::load(&[(FILE, GOOD)]).expect_err("nothing else is there");
    assert_eq!(
        error.to_string(),
        "packs: there is no folder `facts` with the vocabulary"
    );
}

/// Bytes that are no text are refused where bytes are read.
#[test]
fn bytes_that_are_no_text_are_called_so() {
    let bytes = include_bytes!("../../corpora/bundle/invalid_utf8.json");
    let refusal = Bundle::parse(bytes).expect_err("no text");
    assert!(refusal.to_string().contains("not UTF-8"), "{refusal}");
}
