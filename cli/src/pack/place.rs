//! Where packs are: folders being written, and the store of this device.

use super::{StoreArgs, unusable};
use crate::output::Failed;
use dodam_companion::pack_store::{PackStore, Sources};
use dodam_companion::packs;
use std::path::{Path, PathBuf};

/// A pack's file may not be larger; more isn't read.
const LARGEST_FILE: u64 = 1 << 20;

/// The store that was named, or this system's usual one.
pub fn store(named: Option<&Path>) -> Result<PackStore, Failed> {
    named
        .map(PathBuf::from)
        .or_else(usual)
        .map(PackStore::at)
        .ok_or_else(|| Failed::usage("this system names no folder for data; give one with --store"))
}

/// The folder for whoever uses this system, where it names one.
pub fn usual() -> Option<PathBuf> {
    let named = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    if let Some(folder) = named("DODAM_PACK_STORE") {
        return Some(folder.into());
    }
    let data = named("XDG_DATA_HOME").map(PathBuf::from);
    let home = || named("HOME").map(|home| Path::new(&home).join(".local/share"));
    Some(data.or_else(home)?.join("dodam").join("packs"))
}

impl StoreArgs {
    pub(super) fn store(&self) -> Result<PackStore, Failed> {
        store(self.store.as_deref())
    }

    /// The language of refusals.
    pub(super) fn language(&self) -> &'static str {
        crate::check::language_of(self.lang.as_deref()).tag()
    }
}

/// The files of one pack's folder, as `<id>/<file>`, and the pack's id.
///
/// The folder may have any name; inside, a pack lies under its own.
pub fn pack_folder(folder: &Path) -> Result<(String, Sources), Failed> {
    if !folder.join("pack.toml").is_file() {
        return Err(Failed::usage(format!(
            "{} has no pack.toml; name the folder of one pack, or begin one: dodam pack new {}",
            folder.display(),
            folder.display()
        )));
    }
    let files = toml_files(folder)?;
    let id = id_of(&files).unwrap_or_else(|| {
        let name = folder.canonicalize().ok();
        let name = name.as_deref().and_then(Path::file_name);
        name.unwrap_or_default().to_string_lossy().into_owned()
    });
    let under = |(name, text): (String, String)| (format!("{id}/{name}"), text);
    Ok((id.clone(), files.into_iter().map(under).collect()))
}

/// The TOML files of a folder by their names, in order; others are none of a pack's.
pub fn toml_files(folder: &Path) -> Result<Sources, Failed> {
    let mut files = Sources::new();
    let entries = std::fs::read_dir(folder).map_err(|error| unusable(folder, &error))?;
    for entry in entries {
        let path = entry.map_err(|error| unusable(folder, &error))?.path();
        if path
            .extension()
            .is_some_and(|extension| extension == "toml")
        {
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            files.push((name, read_pack_file(&path)?));
        }
    }
    files.sort();
    Ok(files)
}

fn read_pack_file(path: &Path) -> Result<String, Failed> {
    let size = std::fs::metadata(path).map(|about| about.len());
    if size.is_ok_and(|size| size > LARGEST_FILE) {
        return Err(Failed::new(
            crate::output::NOT_AS_EXPECTED,
            format!("{}: a pack's file may have 1 MiB at most", path.display()),
        ));
    }
    let bytes = std::fs::read(path).map_err(|error| unusable(path, &error))?;
    String::from_utf8(bytes).map_err(|error| {
        let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        Failed::new(
            crate::output::NOT_AS_EXPECTED,
            format!(
                "{}:{line}: this isn't UTF-8 text; save the file as UTF-8",
                path.display()
            ),
        )
    })
}

/// The id that a pack gives itself, as far as it can be read.
fn id_of(files: &Sources) -> Option<String> {
    let (_, head) = files.iter().find(|(name, _)| name == "pack.toml")?;
    let head = head.split("[pack]").nth(1)?;
    let line = head
        .lines()
        .map(str::trim)
        .take_while(|line| !line.starts_with('['))
        .find(|line| line.starts_with("id"))?;
    let id = line.split('"').nth(1)?;
    (!id.is_empty() && !id.contains(['/', '\\'])).then(|| id.to_owned())
}

/// The program's own packs and vocabulary, with folders given standing in for those of
/// the same name.
pub fn beside_built_in(folders: Sources) -> Sources {
    let folder = |path: &str| path.split('/').next().unwrap_or_default().to_owned();
    let given: Vec<String> = folders.iter().map(|(path, _)| folder(path)).collect();
    let own = packs::sources().iter();
    let own = own.filter(|(path, _)| !given.contains(&folder(path)));
    let own = own.map(|(path, text)| ((*path).to_owned(), (*text).to_owned()));
    let mut all: Sources = own.collect();
    all.extend(folders);
    all
}
