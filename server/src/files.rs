use crate::database::attachments::FileKey;
use crate::error::ServerError;
use dodam_seal::Hash;
use std::collections::HashSet;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// The folder of sealed files: one folder a strand, files named by their hash, `.part`
/// until the hash was checked. All of this blocks.
#[derive(Debug, Clone)]
pub(crate) struct Files {
    root: PathBuf,
    busy: Arc<Mutex<HashSet<FileKey>>>,
}

/// A file that only its holder writes to.
#[derive(Debug)]
pub(crate) struct Upload {
    files: Files,
    key: FileKey,
}

/// Whether a whole file is what its name says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Finish {
    /// It is, and lies in its place.
    InPlace,
    /// It isn't; its bytes were deleted.
    WrongHash,
}

impl Files {
    pub(crate) fn open(folder: &Path) -> Result<Self, ServerError> {
        let root = folder.join("attachments");
        make_folder(&root)?;
        let busy = Arc::default();
        Ok(Self { root, busy })
    }

    /// Takes a file to write to; `None` while somebody else writes to it.
    pub(crate) fn begin(&self, key: FileKey) -> Option<Upload> {
        let free = self.lock().insert(key);
        free.then(|| Upload {
            files: self.clone(),
            key,
        })
    }

    /// Reads a finished file from an offset on.
    pub(crate) fn read(
        &self,
        key: &FileKey,
        offset: u64,
        most: usize,
    ) -> Result<Vec<u8>, ServerError> {
        let mut file = File::open(self.path(key)).map_err(lost)?;
        file.seek(SeekFrom::Start(offset))?;
        let mut bytes = Vec::new();
        file.take(most as u64).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// Deletes what arrived of a file that was given up.
    pub(crate) fn remove_part(&self, key: &FileKey) -> Result<(), ServerError> {
        match fs::remove_file(self.part(key)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error.into()),
            _ => Ok(()),
        }
    }

    fn folder(&self, key: &FileKey) -> PathBuf {
        self.root.join(key.stream.to_string())
    }

    fn path(&self, key: &FileKey) -> PathBuf {
        self.folder(key).join(key.file.to_string())
    }

    fn part(&self, key: &FileKey) -> PathBuf {
        self.path(key).with_extension("part")
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashSet<FileKey>> {
        self.busy.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Upload {
    /// Writes bytes after the `held` durable ones and makes them durable. What a crash
    /// left behind `held` is overwritten.
    pub(crate) fn append(&self, held: u64, bytes: &[u8]) -> Result<(), ServerError> {
        make_folder(&self.files.folder(&self.key))?;
        let mut file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(self.files.part(&self.key))?;
        file.set_len(held)?;
        file.seek(SeekFrom::Start(held))?;
        file.write_all(bytes)?;
        file.sync_all()?;
        Ok(())
    }

    /// Checks the whole file's hash and puts it in its place. After a crash between the
    /// two it may be there already.
    pub(crate) fn finish(&self) -> Result<Finish, ServerError> {
        let (part, path) = (self.files.part(&self.key), self.files.path(&self.key));
        let whole = if part.exists() { &part } else { &path };
        if hash_of(whole)? != self.key.file {
            fs::remove_file(whole)?;
            return Ok(Finish::WrongHash);
        }
        if whole == &part {
            fs::rename(&part, &path)?;
        }
        sync_folder(&self.files.folder(&self.key))?;
        sync_folder(&self.files.root)?;
        Ok(Finish::InPlace)
    }
}

impl Drop for Upload {
    fn drop(&mut self) {
        self.files.lock().remove(&self.key);
    }
}

fn hash_of(path: &Path) -> Result<Hash, ServerError> {
    let mut hasher = blake3::Hasher::new();
    io::copy(&mut File::open(path).map_err(lost)?, &mut hasher)?;
    Ok(Hash::from_bytes(*hasher.finalize().as_bytes()))
}

/// A file that the database knows and the folder doesn't have.
fn lost(error: io::Error) -> ServerError {
    match error.kind() {
        io::ErrorKind::NotFound => ServerError::Damaged,
        _ => error.into(),
    }
}

/// Makes a folder that only its owner reads; one that exists is left as it is.
fn make_folder(path: &Path) -> Result<(), ServerError> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    Ok(builder.create(path)?)
}

fn sync_folder(path: &Path) -> Result<(), ServerError> {
    Ok(File::open(path)?.sync_all()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use dodam_seal::ChainId;

    #[test]
    fn a_file_is_written_by_one_and_goes_on_where_it_is_durable() {
        let folder = tempfile::TempDir::new().unwrap();
        let files = Files::open(folder.path()).unwrap();
        let key = FileKey {
            stream: ChainId::from_bytes([1; 32]),
            file: Hash::from_bytes(*blake3::hash(b"sealed").as_bytes()),
        };
        let upload = files.begin(key).unwrap();
        assert!(files.begin(key).is_none(), "taken");
        upload.append(0, b"sea").unwrap();
        upload.append(3, b"led and what a crash left").unwrap();
        upload.append(3, b"led").unwrap();
        assert_eq!(upload.finish(), Ok(Finish::InPlace));
        assert_eq!(
            upload.finish(),
            Ok(Finish::InPlace),
            "crashed before its row"
        );
        assert_eq!(files.read(&key, 2, 3), Ok(b"ale".to_vec()));
        drop(upload);
        assert!(files.begin(key).is_some(), "free again");
    }
}
