//! What a further language still lacks, written as its files would say it.

use std::fmt::Write;
use std::path::Path;

use dodam_rules::{
    FurtherTexts, LackingText, Language, WrittenText, further_texts, lacking_texts, written_texts,
};

use crate::{APP, APP_FURTHER, read_files, sorted, words_in};

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
    /// Every text of the packs and of the app.
    All,
}

/// What the repository's packs and its app lack in a further language.
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
        let files = read_files(repository, &folder, ".toml")?;
        let texts = written_texts(&files).map_err(|error| error.to_string())?;
        let lacking = lacking_texts(&files, language).map_err(|error| error.to_string())?;
        found.add(repository, &folder, (language, scope), &texts, lacking);
    }
    let texts = words_in(repository, APP)?;
    let lacking = of_app(repository, language, &texts)?.lacking;
    found.add(repository, APP_FURTHER, (language, scope), &texts, lacking);
    Ok(found)
}

/// What a further language says of the app.
pub(crate) fn of_app(
    repository: &Path,
    language: Language,
    texts: &[WrittenText],
) -> Result<FurtherTexts, String> {
    let files = read_files(repository, APP_FURTHER, ".toml")?;
    further_texts(&files, language, texts).map_err(|error| error.to_string())
}

/// A sentence for each text that somebody sees first and that a language of the app hasn't
/// got; what it has of another English is none.
pub(crate) fn gaps(repository: &Path) -> Result<Vec<String>, String> {
    let texts = words_in(repository, APP)?;
    let mut told = Vec::new();
    for language in Language::FURTHER {
        let file = file_of(APP_FURTHER, language);
        if !repository.join(&file).exists() {
            continue;
        }
        let (named, tag) = (language.named(), language.tag());
        let lacking = match of_app(repository, language, &texts) {
            Ok(found) => found.lacking,
            // It is of all these files, and so would be told by the others again.
            Err(sentence) => return Ok(vec![sentence]),
        };
        for text in lacking {
            let address = &text.address;
            if text.stale.is_none() && in_entrance(APP_FURTHER, address) {
                told.push(format!(
                    "{file}: `{address}` has no {named}, and everybody sees it first; `cargo xtask texts --language {tag}` prints what to fill in"
                ));
            }
        }
    }
    Ok(told)
}

/// A sentence for each language of which texts of the app are English again, because their
/// English isn't what was translated. No mistake: who changed it may not speak the language.
///
/// # Errors
/// As for [`lacking`].
pub fn stale(repository: &Path) -> Result<Vec<String>, String> {
    let texts = words_in(repository, APP)?;
    let mut told = Vec::new();
    for language in Language::FURTHER {
        let lacking = of_app(repository, language, &texts)?.lacking;
        let count = lacking.iter().filter(|text| text.stale.is_some()).count();
        if count > 0 {
            let (named, tag) = (language.named(), language.tag());
            told.push(format!(
                "{named}: the English of {count} of the app's texts changed, they wait: cargo xtask texts --language {tag}"
            ));
        }
    }
    Ok(told)
}

impl Lacking {
    fn add(
        &mut self,
        repository: &Path,
        folder: &str,
        (language, scope): (Language, Scope),
        texts: &[WrittenText],
        lacking: Vec<LackingText>,
    ) {
        let wanted = |address: &str| scope == Scope::All || in_entrance(folder, address);
        let texts = texts.iter().filter(|text| wanted(&text.address)).count();
        let lacking: Vec<LackingText> = lacking
            .into_iter()
            .filter(|text| wanted(&text.address))
            .collect();
        self.texts += texts;
        self.lacking += lacking.len();
        if lacking.is_empty() {
            return;
        }
        let file = file_of(folder, language);
        let is_new = !repository.join(&file).exists();
        let count = lacking.len();
        let _ = writeln!(self.to_fill_in, "# {file}: {count} of {texts} to translate");
        if is_new {
            self.to_fill_in.push_str(&head(language));
        }
        for text in &lacking {
            fill_in(text, &mut self.to_fill_in);
        }
        self.to_fill_in.push('\n');
    }
}

fn file_of(folder: &str, language: Language) -> String {
    format!("{folder}/language_{}.toml", language.tag())
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
    use std::collections::BTreeMap;
    use std::fs;

    #[test]
    fn every_line_of_the_entrance_is_a_text() {
        let mut texts: BTreeMap<&str, Vec<WrittenText>> = BTreeMap::new();
        for (folder, begins) in entrance() {
            let texts = texts.entry(folder).or_insert_with(|| {
                if folder == APP_FURTHER {
                    return words_in(&repository(), APP).unwrap();
                }
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
        for folder in [
            &facts,
            &folder.path().join(APP),
            &folder.path().join(APP_FURTHER),
        ] {
            fs::create_dir_all(folder).unwrap();
        }
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
