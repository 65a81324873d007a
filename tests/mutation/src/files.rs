//! The packs' files.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Every pack file's path within the folder and its text, in order.
///
/// # Errors
/// What the disk says.
pub fn read(folder: &Path) -> io::Result<Vec<(String, String)>> {
    let mut files = Vec::new();
    for pack in sorted(folder)?.into_iter().filter(|entry| entry.is_dir()) {
        for file in sorted(&pack)? {
            if file.extension().is_some_and(|ending| ending == "toml") {
                let name = file.strip_prefix(folder).map_err(io::Error::other)?;
                let name = name.to_string_lossy().replace('\\', "/");
                files.push((name, fs::read_to_string(&file)?));
            }
        }
    }
    Ok(files)
}

fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder)?;
    let mut paths = entries
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

/// The pack or `facts` that a file belongs to.
#[must_use]
pub fn folder_of(file: &str) -> &str {
    file.split('/').next().unwrap_or(file)
}
