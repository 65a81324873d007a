//! A place on the disk: a vault's folder and a folder of targets, copied for each try.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// What lies below a folder: folders have no bytes.
pub type Content = BTreeMap<PathBuf, Option<Vec<u8>>>;

/// A folder of one's own with `vault` and `out` in it.
pub struct Place(TempDir);

/// Where temporary things lie: in memory where there is such a place.
pub fn scratch() -> io::Result<TempDir> {
    let memory = Path::new("/dev/shm");
    if memory.is_dir()
        && let Ok(folder) = tempfile::tempdir_in(memory)
    {
        return Ok(folder);
    }
    tempfile::tempdir()
}

impl Place {
    /// A place with no vault and no target.
    pub fn new() -> io::Result<Self> {
        let place = Self(scratch()?);
        std::fs::create_dir(place.out())?;
        Ok(place)
    }

    /// A place of this content.
    pub fn of(content: &Content) -> io::Result<Self> {
        let place = Self(scratch()?);
        for (path, bytes) in content {
            let path = place.root().join(path);
            match bytes {
                None => std::fs::create_dir_all(&path)?,
                Some(bytes) => std::fs::write(&path, bytes)?,
            }
        }
        std::fs::create_dir_all(place.out())?;
        Ok(place)
    }

    /// The folder of all.
    pub fn root(&self) -> &Path {
        self.0.path()
    }

    /// The vault's folder.
    pub fn vault(&self) -> PathBuf {
        self.root().join("vault")
    }

    /// The folder of targets.
    pub fn out(&self) -> PathBuf {
        self.root().join("out")
    }

    /// Everything in it.
    pub fn content(&self) -> io::Result<Content> {
        let mut content = Content::new();
        collect(self.root(), self.root(), &mut content)?;
        Ok(content)
    }
}

fn collect(root: &Path, folder: &Path, content: &mut Content) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path
            .strip_prefix(root)
            .map_err(io::Error::other)?
            .to_owned();
        if path.is_dir() {
            content.insert(name, None);
            collect(root, &path, content)?;
        } else {
            content.insert(name, Some(std::fs::read(&path)?));
        }
    }
    Ok(())
}

/// What every sealed paper is called in a shape.
pub const PAPER: &str = "vault/papers/ID";
/// What every one is called whose sealing goes on.
pub const UNFINISHED_PAPER: &str = "vault/papers/ID.part";

/// The names below a folder of the content, those of sealed papers as one.
pub fn shape(content: &Content, below: &str) -> Vec<String> {
    let mut names: Vec<String> = content
        .keys()
        .filter(|path| path.starts_with(below) && *path != Path::new(below))
        .map(|path| {
            let name = path.to_string_lossy().into_owned();
            match name.strip_prefix("vault/papers/") {
                Some(id) if id.len() == 32 && !id.contains('.') => PAPER.to_owned(),
                Some(id) if id.len() == 37 && id.ends_with(".part") => UNFINISHED_PAPER.to_owned(),
                _ => name,
            }
        })
        .collect();
    names.sort();
    names
}
