//! Holds the items against the repository: what `where` names is there, what is left out
//! says why, and every file is in the program.

use super::embedded::{self, FILES};
use super::report::{Item, State};
use std::collections::{BTreeSet, HashSet};
use std::path::{Path, PathBuf};
use toml::{Table, Value};

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn files_of(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

fn name(path: &Path) -> String {
    path.file_stem().unwrap().to_string_lossy().into_owned()
}

/// Everything that `where` can name.
fn everything() -> HashSet<String> {
    let mut named = HashSet::new();
    for folder in files_of(&repository().join("packs")) {
        if !folder.is_dir() {
            continue;
        }
        let pack = folder.file_name().unwrap().to_string_lossy().into_owned();
        let files = files_of(&folder).into_iter();
        for file in files.filter(|file| file.extension().is_some_and(|ending| ending == "toml")) {
            let text = std::fs::read_to_string(&file).unwrap();
            let table: Table = toml::from_str(&text).unwrap();
            add_file(&mut named, &pack, &table);
        }
    }
    for row in files_of(&repository().join("tests/rows")) {
        let number: u32 = name(&row).trim_start_matches("row_").parse().unwrap();
        named.insert(format!("row#{number}"));
    }
    named
}

fn add_file(named: &mut HashSet<String>, pack: &str, file: &Table) {
    for (kind, value) in file {
        match value {
            Value::Table(head) => {
                named.extend(head.keys().map(|key| format!("{pack}#{kind}.{key}")));
            }
            Value::Array(entries) => {
                for entry in entries.iter().filter_map(Value::as_table) {
                    add_entry(named, (pack, kind), entry);
                }
            }
            _ => {}
        }
    }
}

fn add_entry(named: &mut HashSet<String>, (pack, kind): (&str, &str), entry: &Table) {
    let id = if kind == "test" { "name" } else { "id" };
    let id = entry[id].as_str().unwrap();
    let place = match kind {
        // Their ids begin with the pack's.
        "decision" | "calculation" => id.to_owned(),
        _ => format!("{pack}#{kind}.{id}"),
    };
    let parts = |key: &str| {
        entry
            .get(key)
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
    };
    for row in parts("rows") {
        named.insert(format!("{place}.{}", row["code"].as_str().unwrap()));
    }
    for choice in parts("choices") {
        named.insert(format!("{place}={}", choice["id"].as_str().unwrap()));
    }
    for value in parts("values") {
        let from = year(value, "from").unwrap();
        for year in from..=year(value, "until").unwrap_or(from) {
            named.insert(format!("{place}@{year}"));
        }
    }
    if let Some(text) = entry.get("text").and_then(Value::as_table) {
        named.extend(text.keys().map(|tag| format!("{pack}#language.{tag}")));
    }
    named.insert(place);
}

fn year(value: &Value, key: &str) -> Option<u16> {
    value.get(key)?.as_datetime()?.date.map(|date| date.year)
}

/// What is wrong with an item.
fn complaints(item: &Item, named: &HashSet<String>) -> Vec<String> {
    let mut wrong = Vec::new();
    let sentence = |text: &str| text.ends_with('.') && text.trim() == text && text.len() > 8;
    if !sentence(&item.says) {
        wrong.push(format!("\"{}\" is no sentence", item.says));
    }
    let gone = item.places.iter().filter(|place| !named.contains(*place));
    wrong.extend(gone.map(|place| format!("{place} isn't there")));
    let said = item.reason.as_deref().is_some_and(sentence);
    match item.state {
        State::Modelled if item.places.is_empty() => wrong.push("where is it?".into()),
        State::Modelled if item.unverified => wrong.push("nothing confirms it".into()),
        State::NotModelled if !item.places.is_empty() => wrong.push("it is somewhere".into()),
        State::NotModelled | State::Review if !said => wrong.push("why?".into()),
        _ => {}
    }
    wrong
}

#[test]
fn every_item_is_somewhere_or_says_why_not() {
    let named = everything();
    let mut wrong = Vec::new();
    for source in embedded::load().unwrap() {
        let mut ids = HashSet::new();
        for item in &source.items {
            let here = format!("{}/{}", source.source, item.id);
            if !ids.insert(item.id.as_str()) {
                wrong.push(format!("{here}: there are two"));
            }
            let found = complaints(item, &named);
            wrong.extend(found.iter().map(|what| format!("{here}: {what}")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_file_is_in_the_program_under_its_own_name() {
    let lying: BTreeSet<String> = files_of(&repository().join("coverage"))
        .iter()
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "toml")
        })
        .map(|path| name(path))
        .collect();
    let shipped: BTreeSet<String> = FILES.iter().map(|(id, _)| (*id).to_owned()).collect();
    assert_eq!(lying, shipped);
    for (source, (id, _)) in embedded::load().unwrap().iter().zip(FILES) {
        assert_eq!(source.source, *id);
    }
}

#[test]
fn what_is_wrong_with_an_item_is_noticed() {
    let named: HashSet<String> = ["kr.nhi#note.a".to_owned()].into();
    let cases = [
        ("state = \"modelled\"\nwhere = [\"kr.nhi#note.a\"]", ""),
        (
            "state = \"modelled\"\nwhere = [\"kr.nhi#note.b\"]",
            "isn't there",
        ),
        ("state = \"modelled\"", "where is it?"),
        (
            "state = \"modelled\"\nwhere = [\"kr.nhi#note.a\"]\nunverified = true",
            "nothing confirms it",
        ),
        (
            "state = \"not_modelled\"\nreason = \"It is not built yet.\"",
            "",
        ),
        ("state = \"not_modelled\"", "why?"),
        ("state = \"not_modelled\"\nreason = \" \"", "why?"),
        (
            "state = \"not_modelled\"\nreason = \"It is not built yet.\"\nwhere = [\"kr.nhi#note.a\"]",
            "somewhere",
        ),
        ("state = \"review\"", "why?"),
    ];
    for (rest, expected) in cases {
        let item: Item = toml::from_str(&format!("id = \"a\"\nsays = \"It is so.\"\n{rest}"))
            .unwrap_or_else(|error| panic!("{rest}: {error}"));
        let found = complaints(&item, &named).join("; ");
        assert!(found.contains(expected), "{rest}: {found}");
        assert_eq!(found.is_empty(), expected.is_empty(), "{rest}: {found}");
    }
    let unknown: Result<Item, _> = toml::from_str("id = \"a\"\nsays = \"b\"\nstate = \"maybe\"");
    assert!(unknown.is_err(), "a state that isn't known");
}
