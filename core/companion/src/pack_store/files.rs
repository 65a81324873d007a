//! Files of the pack store: read within bounds, written so that a power cut leaves the
//! old content or the new one.

use super::Sources;
use crate::durable_files::sync_folder;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::Path;

/// More than this is no file of a pack store.
const LARGEST: u64 = 16 << 20;

/// A file's text; `None` where there is no such file.
pub(super) fn read_text(path: &Path) -> io::Result<Option<String>> {
    let file = match File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        opened => opened?,
    };
    let mut text = String::new();
    file.take(LARGEST).read_to_string(&mut text)?;
    Ok(Some(text))
}

/// The names of the folders in a folder, in order; none where it isn't there.
pub(super) fn folders(path: &Path) -> io::Result<Vec<String>> {
    let entries = match fs::read_dir(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        read => read?,
    };
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    names.sort();
    Ok(names)
}

/// The TOML files of a folder, with their paths from `root`.
pub(super) fn read_folder(root: &Path, folder: &str) -> io::Result<Sources> {
    let mut files = Sources::new();
    for entry in fs::read_dir(root.join(folder))? {
        let path = entry?.path();
        let is_pack_file = path
            .extension()
            .is_some_and(|extension| extension == "toml");
        if let (true, Some(name)) = (is_pack_file, path.file_name()) {
            let text = read_text(&path)?.unwrap_or_default();
            files.push((format!("{folder}/{}", name.to_string_lossy()), text));
        }
    }
    files.sort();
    Ok(files)
}

/// Writes a folder of files beside its place, syncs and renames it. A folder that is
/// already there stays as it is: its name says its content.
pub(super) fn write_folder_durably(
    root: &Path,
    name: &str,
    files: &[(String, String)],
) -> io::Result<()> {
    if root.join(name).is_dir() {
        return Ok(());
    }
    let beside = root.join(format!("{name}.new"));
    if beside.exists() {
        fs::remove_dir_all(&beside)?;
    }
    fs::create_dir_all(&beside)?;
    for (file, text) in files {
        let mut out = File::create(beside.join(file))?;
        out.write_all(text.as_bytes())?;
        out.sync_all()?;
    }
    sync_folder(&beside)?;
    fs::rename(&beside, root.join(name))?;
    sync_folder(root)
}

/// Held while the store changes; a second program waits for its turn.
pub(super) fn lock(folder: &Path) -> io::Result<File> {
    fs::create_dir_all(folder)?;
    let file = File::create(folder.join("lock"))?;
    file.lock()?;
    Ok(file)
}
