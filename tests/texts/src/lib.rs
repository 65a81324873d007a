//! The repository's texts: those of its packs, of their vocabulary and of the terminal,
//! each folder held against its `texts.lock`.
//!
//! `cargo xtask texts` runs it, and so does a part of the tests. No program is built for
//! it but this one, so that it answers soon after a text was changed. The app's words become
//! Kotlin here too: `cargo xtask strings`.

mod kotlin;
mod languages;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use dodam_rules::{Language, TextLock, WrittenText, text_mistakes, written_texts};

pub use languages::{Lacking, Scope, lacking, stale};
use languages::{gaps, of_app};

/// Where the app's words lie.
const APP: &str = "locales/app";

/// Where further languages of the app lie: whatever is in `locales` becomes a part of the
/// command line.
const APP_FURTHER: &str = "android/words";

/// What to do when something is told.
pub const ADVICE: &str = "look at them in every language, then: cargo xtask texts --accept";

/// The repository.
#[must_use]
pub fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A folder of texts.
struct Folder {
    /// From the repository, as `packs/kr.nhi`.
    name: String,
    texts: Vec<WrittenText>,
}

/// How many texts there are, if all are as they were accepted and fit together.
///
/// # Errors
/// A sentence for each that isn't, one a line.
pub fn check(repository: &Path) -> Result<usize, String> {
    let folders = folders(repository)?;
    let mut told = Vec::new();
    for folder in &folders {
        told.extend(text_mistakes(&folder.texts).iter().map(ToString::to_string));
        let path = folder.lock();
        match read_lock(repository, &path) {
            Ok(lock) => {
                let changes = lock.changes(&path, &folder.texts);
                told.extend(changes.iter().map(|one| one.told.to_string()));
            }
            Err(sentence) => told.push(sentence),
        }
    }
    told.extend(gaps(repository)?);
    if told.is_empty() {
        Ok(folders.iter().map(|folder| folder.texts.len()).sum())
    } else {
        Err(told.join("\n"))
    }
}

/// Accepts all texts as they are; gives what changed, a sentence each.
///
/// # Errors
/// A text that lacks a language, or what the disk says. Nothing is written before all
/// texts were read.
pub fn accept(repository: &Path) -> Result<Vec<String>, String> {
    let mut told = Vec::new();
    let mut locks = Vec::new();
    for folder in folders(repository)? {
        let path = folder.lock();
        // Where two branches met in it, or none is there, there is nothing to compare.
        if let Ok(lock) = read_lock(repository, &path) {
            let changes = lock.changes(&path, &folder.texts);
            told.extend(changes.iter().map(|one| one.told.to_string()));
        }
        let lock = TextLock::accept(&folder.texts).map_err(|error| error.to_string())?;
        locks.push((path, lock));
    }
    for (path, lock) in locks {
        let (file, content) = (repository.join(&path), lock.to_string());
        // What is built from the folder isn't built again for nothing.
        if fs::read_to_string(&file).is_ok_and(|before| before == content) {
            continue;
        }
        let written = fs::write(file, content);
        written.map_err(|error| format!("{path}: {error}"))?;
    }
    Ok(told)
}

impl Folder {
    fn lock(&self) -> String {
        format!("{}/{}", self.name, TextLock::FILE)
    }
}

fn read_lock(repository: &Path, path: &str) -> Result<TextLock, String> {
    let content = fs::read_to_string(repository.join(path));
    let content = content.map_err(|error| format!("{path}: {error}"))?;
    TextLock::read(path, &content).map_err(|error| error.to_string())
}

fn folders(repository: &Path) -> Result<Vec<Folder>, String> {
    let mut folders = Vec::new();
    for path in sorted(repository, "packs")? {
        if repository.join(&path).is_dir() {
            let files = read_files(repository, &path, ".toml")?;
            let texts = written_texts(&files).map_err(|error| error.to_string())?;
            folders.push(Folder { name: path, texts });
        }
    }
    let mut texts = Vec::new();
    for folder in ["locales", "locales/companion", APP] {
        texts.extend(words_in(repository, folder)?);
    }
    let name = "locales".to_owned();
    folders.push(Folder { name, texts });
    Ok(folders)
}

fn words_in(repository: &Path, folder: &str) -> Result<Vec<WrittenText>, String> {
    let mut texts = Vec::new();
    for (path, content) in read_files(repository, folder, ".yml")? {
        texts.extend(words(&path, &content)?);
    }
    Ok(texts)
}

/// Writes the app's words to a folder, as Kotlin.
///
/// # Errors
/// A text that lacks a language, or what the disk says.
pub fn write_kotlin(repository: &Path, folder: &Path) -> Result<(), String> {
    let words = words_in(repository, APP)?;
    let further = Language::FURTHER.map(|language| {
        let found = of_app(repository, language, &words)?;
        Ok((language, found.words))
    });
    let further = further.into_iter().collect::<Result<_, String>>()?;
    let files = kotlin::sources(&words, &further)?;
    files
        .iter()
        .try_for_each(|(name, content)| write(folder, name, content))
}

/// Writes to a folder the words that pictures show from right to left, as Kotlin.
///
/// # Errors
/// As for [`write_kotlin`].
pub fn write_mirrored(repository: &Path, folder: &Path) -> Result<(), String> {
    let (name, content) = kotlin::mirrored(&words_in(repository, APP)?)?;
    write(folder, &name, &content)
}

fn write(folder: &Path, name: &str, content: &str) -> Result<(), String> {
    let unwritten = |error: std::io::Error| format!("{}: {error}", folder.display());
    fs::create_dir_all(folder).map_err(unwritten)?;
    let file = folder.join(name);
    // What is compiled from it isn't compiled again for nothing.
    if fs::read_to_string(&file).is_ok_and(|before| before == content) {
        return Ok(());
    }
    fs::write(file, content).map_err(unwritten)
}

/// The paths of what lies in a folder, from the repository, in order.
fn sorted(repository: &Path, folder: &str) -> Result<Vec<String>, String> {
    let unread = |error: std::io::Error| format!("{folder}: {error}");
    let mut names = Vec::new();
    for entry in fs::read_dir(repository.join(folder)).map_err(unread)? {
        let name = entry.map_err(unread)?.file_name();
        names.push(format!("{folder}/{}", name.to_string_lossy()));
    }
    names.sort();
    Ok(names)
}

fn read_files(
    repository: &Path,
    folder: &str,
    ending: &str,
) -> Result<Vec<(String, String)>, String> {
    let paths = sorted(repository, folder)?.into_iter();
    let read = |path: String| {
        let content = fs::read_to_string(repository.join(&path));
        content
            .map_err(|error| format!("{path}: {error}"))
            .map(|content| (path, content))
    };
    paths
        .filter(|path| path.ends_with(ending))
        .map(read)
        .collect()
}

/// The texts of a file of the terminal's words: keys, and below each its languages, one a
/// line and in quotes.
fn words(path: &str, content: &str) -> Result<Vec<WrittenText>, String> {
    let mut texts: Vec<WrittenText> = Vec::new();
    for (line, written) in (1..).zip(content.lines()) {
        let is_text = written.starts_with("  ");
        if written.trim().is_empty() || written.starts_with(['#', '_']) {
            continue;
        }
        if let (false, Some(key)) = (is_text, written.strip_suffix(':')) {
            texts.push(WrittenText {
                address: key.to_owned(),
                file: path.to_owned(),
                written: BTreeMap::new(),
            });
            continue;
        }
        let said = is_text.then(|| in_a_language(written.trim())).flatten();
        let kept = said
            .zip(texts.last_mut())
            .is_some_and(|((language, words), text)| {
                text.written
                    .insert(language, (line, words.to_owned()))
                    .is_none()
            });
        if !kept {
            return Err(format!(
                "{path}:{line}: write a key and a colon, and below it each language once: its tag, a colon and its words in quotes"
            ));
        }
    }
    Ok(texts)
}

/// Reads `vi: "…"`.
fn in_a_language(written: &str) -> Option<(Language, &str)> {
    let (tag, words) = written.split_once(": ")?;
    let language = Language::COMPLETE
        .into_iter()
        .find(|one| one.tag() == tag)?;
    Some((language, words.strip_prefix('"')?.strip_suffix('"')?))
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: &str = "# x\n_version: 2\n\nplan.pay:\n  en: \"Pay %{total} by then.\"\n  ko: \"%{total} 내세요.\"\n  zh-Hans: \"请缴%{total}。\"\n  vi: \"Nộp %{total}.\"\n";

    /// A repository with one line of words, accepted.
    fn small() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for name in ["packs/facts", "locales/companion", APP, APP_FURTHER] {
            fs::create_dir_all(folder.path().join(name)).unwrap();
        }
        write_words(folder.path(), WORDS);
        assert_eq!(accept(folder.path()), Ok(Vec::new()));
        assert_eq!(check(folder.path()), Ok(1));
        folder
    }

    fn write_words(repository: &Path, words: &str) {
        fs::write(repository.join("locales/plan.yml"), words).unwrap();
    }

    #[test]
    fn words_whose_english_changed_are_told_until_they_are_accepted() {
        let folder = small();
        write_words(folder.path(), &WORDS.replace("Pay", "Please pay"));
        let told = "locales/plan.yml:6: the English of `plan.pay` changed, the Korean (ko), the Chinese (zh-Hans) and the Vietnamese (vi) didn't: look at them again";
        assert_eq!(check(folder.path()), Err(told.to_owned()));
        assert_eq!(accept(folder.path()), Ok(vec![told.to_owned()]));
        assert_eq!(check(folder.path()), Ok(1));
    }

    #[test]
    fn new_and_gone_words_and_a_folder_without_its_file_are_told() {
        let folder = small();
        write_words(folder.path(), &WORDS.replace("plan.pay", "plan.paid"));
        let told =
            "locales/plan.yml:5: `plan.paid` is new\nlocales/texts.lock:3: `plan.pay` is gone";
        assert_eq!(check(folder.path()), Err(told.to_owned()));
        fs::remove_file(folder.path().join("packs/facts/texts.lock")).unwrap();
        let told = check(folder.path()).unwrap_err();
        assert!(told.starts_with("packs/facts/texts.lock: "), "{told}");
    }

    #[test]
    fn words_that_do_not_fit_together_are_told_and_a_missing_language_is_not_accepted() {
        let folder = small();
        write_words(
            folder.path(),
            &WORDS.replace("Nộp %{total}.", "Nộp {total}."),
        );
        let told = check(folder.path()).unwrap_err();
        let lacks = "locales/plan.yml:8: the Vietnamese (vi) of `plan.pay` lacks %{total}, which the English has";
        assert!(told.starts_with(lacks), "{told}");
        write_words(folder.path(), &WORDS.replace("  ko:", "  # ko:"));
        let told = check(folder.path()).unwrap_err();
        assert!(
            told.starts_with("locales/plan.yml:6: write a key"),
            "{told}"
        );
        write_words(
            folder.path(),
            &WORDS.replace("  ko: \"%{total} 내세요.\"\n", ""),
        );
        let refused = accept(folder.path()).unwrap_err();
        assert_eq!(refused, "locales/plan.yml:5: `plan.pay` has no Korean (ko)");
    }

    #[test]
    fn a_further_language_of_the_app_lacks_nothing_of_what_is_seen_before_unlocking() {
        let folder = small();
        let app = folder.path().join(APP).join("first.yml");
        fs::write(&app, WORDS.replace("plan.pay", "app.first.pay")).unwrap();
        accept(folder.path()).unwrap();
        let file = folder.path().join(APP_FURTHER).join("language_ne.toml");
        let ne = |entry: &str| {
            let head = "[language]\ntag = \"ne\"\nstate = \"draft\"\n[texts]\n";
            fs::write(&file, format!("{head}{entry}")).unwrap();
            check(folder.path())
        };
        let gap = "android/words/language_ne.toml: `app.first.pay` has no Nepali (ne), and everybody sees it first; `cargo xtask texts --language ne` prints what to fill in";
        assert_eq!(ne(""), Err(gap.to_owned()));
        // One of another English is English until somebody looks at it.
        let entry = "\"app.first.pay\" = { of = \"00000000\", text = \"%{total}\" }\n";
        assert_eq!(ne(entry), Ok(2));
        let waits = "Nepali (ne): the English of 1 of the app's texts changed, they wait: cargo xtask texts --language ne";
        assert_eq!(stale(folder.path()), Ok(vec![waits.to_owned()]));
        let lacking = lacking(folder.path(), Language::Ne, Scope::Entrance).unwrap();
        assert!(
            lacking
                .to_fill_in
                .contains("# The English has changed; it was: %{total}\n")
        );
        let told = ne(&entry.replace("first", "last")).unwrap_err();
        assert!(
            told.starts_with("android/words/language_ne.toml:5: no text"),
            "{told}"
        );
    }
}
