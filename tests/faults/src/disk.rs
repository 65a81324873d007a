//! A disk under a cut of the power: what is durable, and what may or may not be there.
//!
//! A file's bytes are durable once the file is synced, a name once its folder is. Nothing else
//! is promised: changes that weren't synced may be there in any selection, and of bytes any
//! sectors. A rename is one change; when only one of its two folders is synced, the new name is
//! durable and the old one may still stand.

use crate::operation::{Kind, Operation};
use crate::place::Content;
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// A folder.
    Folder,
    /// A file, by its place in [`Disk::files`].
    File(usize),
}

/// A change of a file's bytes.
#[derive(Debug, Clone)]
pub enum Bytes {
    /// These, from this offset.
    Write(usize, Vec<u8>),
    /// Another length.
    Resize(usize),
}

/// A change that may be lost.
#[derive(Debug, Clone)]
pub enum Pending {
    /// Of bytes.
    Data(usize, Bytes),
    /// Of names, in this order: what each stands for then.
    Names(Vec<(PathBuf, Option<Entry>)>),
}

/// What becomes of a pending change.
#[derive(Debug, Clone, Copy)]
pub enum Fate {
    /// It is there.
    Kept,
    /// It isn't.
    Lost,
    /// Of bytes, the sectors whose bit is set; of a rename, the new name only.
    Torn(u64),
}

/// A sector: what a disk writes whole.
pub const SECTOR: usize = 512;

/// The disk.
#[derive(Clone)]
pub struct Disk {
    root: PathBuf,
    files: Vec<Vec<u8>>,
    names: BTreeMap<PathBuf, Entry>,
    /// Names as the running program sees them.
    seen: BTreeMap<PathBuf, Entry>,
    numbers: HashMap<u64, usize>,
    /// What may be lost, oldest first, with the operation's number.
    pub pending: Vec<(u64, Pending)>,
}

impl Disk {
    /// A disk on which everything is durable.
    pub fn new(content: &Content, root: &str) -> Self {
        let mut disk = Self {
            root: root.into(),
            files: Vec::new(),
            names: BTreeMap::new(),
            seen: BTreeMap::new(),
            numbers: HashMap::new(),
            pending: Vec::new(),
        };
        for (path, bytes) in content {
            let entry = match bytes {
                None => Entry::Folder,
                Some(bytes) => {
                    disk.files.push(bytes.clone());
                    Entry::File(disk.files.len() - 1)
                }
            };
            disk.names.insert(path.clone(), entry);
        }
        disk.seen.clone_from(&disk.names);
        disk
    }

    /// Does what the program did.
    pub fn apply(&mut self, operation: &Operation) -> Result<(), String> {
        if !operation.done {
            return Ok(());
        }
        let relative = |path: &str| {
            let path = Path::new(path).strip_prefix(&self.root);
            path.map(Path::to_owned)
                .map_err(|_| "a path lies outside".to_owned())
        };
        let path = relative(&operation.path)?;
        let length = usize::try_from(operation.offset).map_err(|_| "too large".to_owned())?;
        let other = if operation.other.is_empty() {
            PathBuf::new()
        } else {
            relative(&operation.other)?
        };
        let names = match operation.kind {
            Kind::Create => {
                self.files.push(Vec::new());
                let file = self.files.len() - 1;
                self.numbers.insert(operation.file, file);
                vec![(path, Some(Entry::File(file)))]
            }
            Kind::MakeFolder => vec![(path, Some(Entry::Folder))],
            Kind::Unlink | Kind::RemoveFolder => vec![(path, None)],
            Kind::Rename | Kind::Link => {
                let entry = self.seen.get(&path).copied();
                let entry = entry.ok_or("what was renamed is unknown")?;
                let mut names = vec![(other, Some(entry))];
                if operation.kind == Kind::Rename {
                    names.push((path, None));
                }
                names
            }
            Kind::Write | Kind::Resize => {
                let file = self.file(operation.file, &path)?;
                let bytes = match operation.kind {
                    Kind::Write => Bytes::Write(length, operation.bytes.clone()),
                    _ => Bytes::Resize(length),
                };
                self.pending
                    .push((operation.number, Pending::Data(file, bytes)));
                return Ok(());
            }
            Kind::Sync => {
                let file = self.file(operation.file, &path)?;
                self.settle(|pending| matches!(pending, Pending::Data(of, _) if *of == file));
                return Ok(());
            }
            Kind::SyncFolder => {
                self.settle_names(&path);
                return Ok(());
            }
        };
        for (path, entry) in &names {
            set(&mut self.seen, path, *entry);
        }
        self.pending.push((operation.number, Pending::Names(names)));
        Ok(())
    }

    fn file(&mut self, number: u64, path: &Path) -> Result<usize, String> {
        if let Some(file) = self.numbers.get(&number) {
            return Ok(*file);
        }
        match self.seen.get(path) {
            Some(Entry::File(file)) => {
                self.numbers.insert(number, *file);
                Ok(*file)
            }
            _ => Err(format!("an unknown file was changed: {}", path.display())),
        }
    }

    fn settle(&mut self, which: impl Fn(&Pending) -> bool) {
        for (number, pending) in std::mem::take(&mut self.pending) {
            if which(&pending) {
                happen(&mut self.files, &mut self.names, &pending, Fate::Kept);
            } else {
                self.pending.push((number, pending));
            }
        }
    }

    fn settle_names(&mut self, folder: &Path) {
        for (number, pending) in std::mem::take(&mut self.pending) {
            let Pending::Names(names) = &pending else {
                self.pending.push((number, pending));
                continue;
            };
            let here = |(path, _): &&(PathBuf, Option<Entry>)| path.parent() == Some(folder);
            let durable = names.iter().filter(here).count();
            // The old name of a rename never goes before the new one stands.
            let whole = durable == names.len() || names.last().is_some_and(|name| here(&name));
            if durable == 0 {
                self.pending.push((number, pending));
            } else if whole {
                happen(&mut self.files, &mut self.names, &pending, Fate::Kept);
            } else {
                happen(&mut self.files, &mut self.names, &pending, Fate::Torn(0));
                let rest = names[1..].to_vec();
                self.pending.push((number, Pending::Names(rest)));
            }
        }
    }

    /// What lies on the disk when each pending change has this fate.
    pub fn image(&self, fate: impl Fn(usize) -> Fate) -> Content {
        let (mut files, mut names) = (self.files.clone(), self.names.clone());
        for (place, (_, pending)) in self.pending.iter().enumerate() {
            happen(&mut files, &mut names, pending, fate(place));
        }
        let reachable = |path: &Path| {
            let parents = path
                .ancestors()
                .skip(1)
                .filter(|parent| *parent != Path::new(""));
            parents
                .into_iter()
                .all(|parent| names.get(parent) == Some(&Entry::Folder))
        };
        let kept = names.iter().filter(|(path, _)| {
            // SQLite makes its log's index anew, whatever is in it.
            reachable(path) && !path.to_string_lossy().ends_with("-shm")
        });
        kept.map(|(path, entry)| {
            let bytes = match entry {
                Entry::Folder => None,
                Entry::File(file) => Some(files[*file].clone()),
            };
            (path.clone(), bytes)
        })
        .collect()
    }
}

fn set(names: &mut BTreeMap<PathBuf, Entry>, path: &Path, entry: Option<Entry>) {
    match entry {
        Some(entry) => names.insert(path.to_owned(), entry),
        None => names.remove(path),
    };
}

fn happen(
    files: &mut [Vec<u8>],
    names: &mut BTreeMap<PathBuf, Entry>,
    pending: &Pending,
    fate: Fate,
) {
    match (pending, fate) {
        (_, Fate::Lost) => {}
        (Pending::Names(changes), Fate::Torn(_)) => {
            for (path, entry) in &changes[..1] {
                set(names, path, *entry);
            }
        }
        (Pending::Names(changes), Fate::Kept) => {
            for (path, entry) in changes {
                set(names, path, *entry);
            }
        }
        (Pending::Data(file, Bytes::Resize(length)), _) => files[*file].resize(*length, 0),
        (Pending::Data(file, Bytes::Write(offset, bytes)), fate) => {
            let (file, end) = (&mut files[*file], offset + bytes.len());
            if file.len() < end {
                file.resize(end, 0);
            }
            for (place, byte) in bytes.iter().enumerate() {
                let sector = (offset + place) / SECTOR;
                let there = match fate {
                    Fate::Torn(sectors) => sectors >> (sector % 64) & 1 == 1,
                    _ => true,
                };
                if there {
                    file[offset + place] = *byte;
                }
            }
        }
    }
}

/// Checks that the operations explain everything that changed: otherwise one slipped past.
pub fn replayed(
    before: &Content,
    operations: &[Operation],
    root: &str,
    after: &Content,
) -> Result<(), String> {
    let mut disk = Disk::new(before, root);
    for operation in operations {
        disk.apply(operation)?;
    }
    let image = disk.image(|_| Fate::Kept);
    if image == *after {
        return Ok(());
    }
    let differs = |path: &&PathBuf| image.get(*path) != after.get(*path);
    let changed: Vec<_> = image.keys().chain(after.keys()).filter(differs).collect();
    Err(format!("changes slipped past the library: {changed:?}"))
}

#[cfg(test)]
#[path = "disk_tests.rs"]
mod tests;
