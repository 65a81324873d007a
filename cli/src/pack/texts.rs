//! `dodam pack texts`: translations that stayed behind when their English changed.

use super::place::toml_files;
use super::unusable;
use crate::output::{Failed, NOT_AS_EXPECTED, Said};
use dodam_companion::rules::{
    ChangedText, Complaint, PackError, TextChange, TextLock, WrittenText, written_texts,
};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// Folders of texts.
#[derive(Debug, clap::Args)]
pub struct TextsArgs {
    /// Folders of packs, or of a vocabulary
    #[arg(required = true, value_name = "FOLDER")]
    folders: Vec<PathBuf>,
    /// Take the texts as they are: you have looked at each in every language
    #[arg(long)]
    accept: bool,
}

/// A folder's texts and what was accepted of them.
struct Folder {
    folder: PathBuf,
    texts: Vec<WrittenText>,
    lock: PathBuf,
    /// `None` where there is no such file.
    accepted: Option<Result<TextLock, PackError>>,
}

impl Folder {
    fn read(folder: &Path) -> Result<Self, Failed> {
        let files = toml_files(folder)?;
        if files.is_empty() {
            let sentence = format!("{} has no TOML file, so no texts", folder.display());
            return Err(Failed::usage(sentence));
        }
        let named = |(name, text): (String, String)| (shown(&folder.join(name)), text);
        let files: Vec<(String, String)> = files.into_iter().map(named).collect();
        let lock = folder.join(TextLock::FILE);
        let accepted = match std::fs::read(&lock) {
            Ok(bytes) => {
                let content = String::from_utf8_lossy(&bytes);
                Some(TextLock::read(&shown(&lock), &content))
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
            Err(error) => return Err(unusable(&lock, &error)),
        };
        Ok(Self {
            folder: folder.to_owned(),
            texts: written_texts(&files).map_err(refused)?,
            lock,
            accepted,
        })
    }

    /// What changed since it was accepted; nothing where nothing readable was.
    fn changes(&self) -> Vec<ChangedText> {
        match &self.accepted {
            Some(Ok(accepted)) => accepted.changes(&shown(&self.lock), &self.texts),
            _ => Vec::new(),
        }
    }
}

fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

#[expect(clippy::needless_pass_by_value, reason = "for map_err")]
fn refused(error: PackError) -> Failed {
    Failed::new(NOT_AS_EXPECTED, error.to_string())
}

/// For the lint: the folder's stale translations, or why they can't be looked for. None
/// where the folder has no lock file, or isn't written as packs are, which is told already.
pub fn stale(folder: &Path) -> Vec<Complaint> {
    let Ok(folder) = Folder::read(folder) else {
        return Vec::new();
    };
    if let Some(Err(broken)) = &folder.accepted {
        return broken.complaints().to_vec();
    }
    let changes = folder.changes().into_iter();
    let stale = changes.filter(|one| one.change == TextChange::Stale);
    stale.map(|one| one.told).collect()
}

/// Lists what isn't as it was accepted, or accepts it.
pub fn run(args: &TextsArgs) -> Result<Said, Failed> {
    let folders = args.folders.iter().map(|folder| Folder::read(folder));
    let folders = folders.collect::<Result<Vec<_>, _>>()?;
    if args.accept {
        accept(&folders)
    } else {
        list(&folders)
    }
}

fn list(folders: &[Folder]) -> Result<Said, Failed> {
    let (mut told, mut lines, mut each) = (Vec::new(), Vec::new(), Vec::new());
    for one in folders {
        let folder = one.folder.display();
        let count = one.texts.len();
        match &one.accepted {
            None => lines.push(format!(
                "{folder}: {count} texts and no {}, so the lint doesn't look for stale translations here; begin one: dodam pack texts {folder} --accept",
                TextLock::FILE
            )),
            Some(Err(broken)) => told.push(broken.to_string()),
            Some(Ok(_)) => {
                let changes = one.changes();
                told.extend(changes.iter().map(|one| one.told.to_string()));
                lines.push(format!("{folder}: {count} texts as they were accepted"));
            }
        }
        each.push(for_programs(one, &[]));
    }
    if told.is_empty() {
        return Ok(Said::new(json!({ "folders": each }), lines.join("\n")));
    }
    Err(Failed::new(
        NOT_AS_EXPECTED,
        format!(
            "{} to look at; then accept them with --accept\n{}",
            told.len(),
            told.join("\n")
        ),
    ))
}

fn accept(folders: &[Folder]) -> Result<Said, Failed> {
    let locks = folders.iter().map(|one| TextLock::accept(&one.texts));
    let locks = locks.collect::<Result<Vec<_>, _>>().map_err(refused)?;
    let (mut lines, mut each) = (Vec::new(), Vec::new());
    for (one, lock) in folders.iter().zip(locks) {
        std::fs::write(&one.lock, lock.to_string()).map_err(|error| unusable(&one.lock, &error))?;
        let changes = one.changes();
        lines.extend(changes.iter().map(|one| one.told.to_string()));
        let before = match &one.accepted {
            Some(Ok(_)) => format!("{} of them not as before", changes.len()),
            Some(Err(broken)) => format!("not compared with before ({broken})"),
            None => "for the first time".to_owned(),
        };
        let count = one.texts.len();
        lines.push(format!(
            "{}: {count} texts accepted, {before}",
            one.lock.display()
        ));
        each.push(for_programs(one, &changes));
    }
    Ok(Said::new(json!({ "folders": each }), lines.join("\n")))
}

fn for_programs(one: &Folder, changes: &[ChangedText]) -> Value {
    let of = |change: TextChange| -> Vec<&str> {
        let changes = changes.iter().filter(|one| one.change == change);
        changes.map(|one| one.address.as_str()).collect()
    };
    json!({
        "folder": one.folder,
        "texts": one.texts.len(),
        "compared": matches!(one.accepted, Some(Ok(_))),
        "stale": of(TextChange::Stale),
        "changed": of(TextChange::Changed),
        "new": of(TextChange::New),
        "gone": of(TextChange::Gone),
    })
}
