//! What a further language still lacks, written as its files would say it.

use std::fmt::Write;
use std::path::Path;

use dodam_rules::{LackingText, Language, lacking_texts, written_texts};

use crate::{read_files, sorted};

/// What people see first, and so what is translated first.
const ENTRANCE: &str = include_str!("../entrance.txt");

/// How many texts a language should have, and what it lacks of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lacking {
    /// How many texts were looked at.
    pub texts: usize,
    /// How many of them are to be translated, or translated again.
    pub lacking: usize,
    /// They, file by file, ready to be filled in.
    pub to_fill_in: String,
}

/// Which texts are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// What people see first.
    Entrance,
    /// Every text of the packs.
    All,
}

/// What the repository's packs lack in a further language.
///
/// # Errors
/// What isn't written as packs are, and what the disk says.
pub fn lacking(repository: &Path, language: Language, scope: Scope) -> Result<Lacking, String> {
    let mut found = Lacking {
        texts: 0,
        lacking: 0,
        to_fill_in: String::new(),
    };
    for folder in sorted(repository, "packs")? {
        if !repository.join(&folder).is_dir() {
            continue;
        }
        let wanted = |address: &str| scope == Scope::All || in_entrance(&folder, address);
        let files = read_files(repository, &folder, ".toml")?;
        let texts = written_texts(&files).map_err(|error| error.to_string())?;
        let texts = texts.iter().filter(|text| wanted(&text.address)).count();
        let lacking = lacking_texts(&files, language).map_err(|error| error.to_string())?;
        let lacking: Vec<LackingText> = lacking
            .into_iter()
            .filter(|text| wanted(&text.address))
            .collect();
        let file = format!("{folder}/language_{}.toml", language.tag());
        found.texts += texts;
        found.lacking += lacking.len();
        if !lacking.is_empty() {
            let is_new = !repository.join(&file).exists();
            let head = is_new.then(|| head(language));
            let count = lacking.len();
            let _ = writeln!(
                found.to_fill_in,
                "# {file}: {count} of {texts} to translate"
            );
            found.to_fill_in.push_str(&head.unwrap_or_default());
            lacking
                .iter()
                .for_each(|text| fill_in(text, &mut found.to_fill_in));
            found.to_fill_in.push('\n');
        }
    }
    Ok(found)
}

fn head(language: Language) -> String {
    let tag = language.tag();
    format!("[language]\ntag = \"{tag}\"\nstate = \"draft\"\n\n[texts]\n")
}

fn fill_in(text: &LackingText, out: &mut String) {
    let LackingText {
        address,
        english,
        of,
        stale,
    } = text;
    let _ = writeln!(out, "# {english}");
    if let Some(stale) = stale {
        let _ = writeln!(out, "# The English has changed; it was: {stale}");
    }
    let _ = writeln!(out, "\"{address}\" = {{ of = \"{of}\", text = \"\" }}");
}

/// The lines of the entrance: folders, and indented below each how addresses begin.
fn entrance() -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut folder = "";
    let lines = ENTRANCE.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(move |line| match line.strip_prefix("  ") {
        Some(address) => Some((folder, address)),
        None => {
            folder = line;
            None
        }
    })
}

fn in_entrance(folder: &str, address: &str) -> bool {
    entrance().any(|(of, begins)| of == folder && begins_so(address, begins))
}

/// Whether an address begins with some of its parts.
fn begins_so(address: &str, begins: &str) -> bool {
    let rest = address.strip_prefix(begins);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::repository;
    use dodam_rules::WrittenText;
    use std::collections::BTreeMap;
    use std::fs;

    #[test]
    fn every_line_of_the_entrance_is_a_text() {
        let mut texts: BTreeMap<&str, Vec<WrittenText>> = BTreeMap::new();
        for (folder, begins) in entrance() {
            let texts = texts.entry(folder).or_insert_with(|| {
                let files = read_files(&repository(), folder, ".toml").unwrap();
                written_texts(&files).unwrap()
            });
            let found = texts.iter().any(|text| begins_so(&text.address, begins));
            assert!(found, "{folder}: {begins}");
        }
    }

    #[test]
    fn what_is_printed_can_be_filled_in_and_then_nothing_lacks() {
        let folder = tempfile::tempdir().unwrap();
        let facts = folder.path().join("packs/facts");
        fs::create_dir_all(&facts).unwrap();
        let place = "[[place]]\nid = \"x\"\nkind = \"city\"\nnames = []\n\
            text = { en = \"X town\", ko = \"가\", zh-Hans = \"甲\", vi = \"Giáp\" }\n";
        fs::write(facts.join("cities.toml"), place).unwrap();
        let look = || lacking(folder.path(), Language::Id, Scope::All).unwrap();
        let first = look();
        assert_eq!((first.texts, first.lacking), (1, 1));
        let told = "# packs/facts/language_id.toml: 1 of 1 to translate\n[language]\ntag = \"id\"\nstate = \"draft\"\n\n[texts]\n# X town\n\"place.x.text\" = { of = \"";
        assert!(first.to_fill_in.starts_with(told), "{}", first.to_fill_in);
        let filled = first.to_fill_in.replace("text = \"\"", "text = \"Kota X\"");
        fs::write(facts.join("language_id.toml"), &filled).unwrap();
        assert_eq!(look().lacking, 0);
        fs::write(facts.join("cities.toml"), place.replace("X town", "X city")).unwrap();
        let again = look();
        assert_eq!(again.lacking, 1);
        let was = "# X city\n# The English has changed; it was: Kota X\n";
        assert!(again.to_fill_in.contains(was), "{}", again.to_fill_in);
        assert!(!again.to_fill_in.contains("[language]"));
        let none = lacking(folder.path(), Language::Id, Scope::Entrance).unwrap();
        assert_eq!((none.texts, none.lacking), (0, 0));
    }
}
