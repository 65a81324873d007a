//! The table of codes.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use dodam_ffi::CODES;

#[test]
fn every_code_is_in_the_table_once_in_snake_case_and_order() {
    let all: Vec<&str> = CODES
        .iter()
        .flat_map(|(_, codes)| *codes)
        .copied()
        .collect();
    let once: BTreeSet<&str> = all.iter().copied().collect();
    assert_eq!(once.len(), all.len(), "a code is there twice");
    for code in all {
        let plain = code
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        let ends = code.starts_with('_') || code.ends_with('_') || code.contains("__");
        assert!(plain && !ends && !code.is_empty(), "{code}");
    }
    for (case, codes) in CODES {
        assert!(codes.is_sorted(), "{case}");
    }
}

#[test]
fn every_code_that_the_sources_make_is_in_the_table() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let table: BTreeSet<&str> = CODES
        .iter()
        .flat_map(|(_, codes)| *codes)
        .copied()
        .collect();
    let makers = [
        "invalid(",
        "rejected(",
        "not_found(",
        "damaged(",
        "device_failed(",
    ];
    let mut made = BTreeSet::new();
    for source in ["core/companion/src", "bindings/ffi/src"] {
        for file in sources(&root.join(source)) {
            let text = std::fs::read_to_string(file).unwrap();
            for maker in makers {
                let each = text.split(maker).skip(1);
                made.extend(each.filter_map(first_word).map(str::to_owned));
            }
        }
    }
    assert!(made.len() > 40, "{made:?}");
    let missing: Vec<&String> = made
        .iter()
        .filter(|code| !table.contains(&***code))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// The literal that something begins with.
fn first_word(rest: &str) -> Option<&str> {
    rest.trim_start().strip_prefix('"')?.split('"').next()
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.file_name().is_some_and(|name| name != "tests.rs") {
            files.push(path);
        }
    }
    files
}

#[test]
fn every_code_has_a_sentence_in_the_app_and_no_other_has() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let words = std::fs::read_to_string(root.join("locales/app/codes.yml")).unwrap();
    let key = |line: &'_ str| {
        Some(
            line.strip_prefix("app.code.")?
                .strip_suffix(':')?
                .to_owned(),
        )
    };
    let told: BTreeSet<String> = words.lines().filter_map(key).collect();
    let codes = CODES.iter().flat_map(|(_, codes)| *codes);
    let table: BTreeSet<String> = codes.map(|code| (*code).to_owned()).collect();
    assert_eq!(told, table);
}
