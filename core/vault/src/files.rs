//! Files that are there in full or not at all.

use crate::VaultError;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

/// Replaces a small file: written beside it, synced, renamed over it, folder synced.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> Result<(), VaultError> {
    let beside = unfinished(path);
    remove_if_there(&beside)?;
    let written = create_private(&beside).and_then(|mut file| {
        let written = file.write_all(bytes).and_then(|()| file.sync_all());
        written.map_err(|error| VaultError::from_io(&error))
    });
    if let Err(error) = written.and_then(|()| publish(&beside, path)) {
        let _ = fs::remove_file(&beside);
        return Err(error);
    }
    Ok(())
}

/// What a small file is called while its replacement is written.
pub(crate) fn unfinished(path: &Path) -> PathBuf {
    path.with_extension("new")
}

/// Writes zeros over a file's bytes, durably.
pub(crate) fn overwrite(path: &Path) -> Result<(), VaultError> {
    let mut options = OpenOptions::new();
    let written = options.write(true).open(path).and_then(|mut file| {
        let length = file.metadata()?.len();
        std::io::copy(&mut std::io::repeat(0).take(length), &mut file)?;
        file.sync_all()
    });
    written.map_err(|error| VaultError::from_io(&error))
}

/// Renames a finished, synced file to its name and makes the new name durable.
pub(crate) fn publish(finished: &Path, path: &Path) -> Result<(), VaultError> {
    fs::rename(finished, path).map_err(|error| VaultError::from_io(&error))?;
    path.parent().map_or(Ok(()), sync_folder)
}

/// Bytes of a file; `None` where there is none.
pub(crate) fn length(path: &Path) -> Result<Option<u64>, VaultError> {
    match path.metadata() {
        Ok(about) => Ok(Some(about.len())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(VaultError::from_io(&error)),
    }
}

/// Makes the bytes of a file durable.
pub(crate) fn sync_file(path: &Path) -> Result<(), VaultError> {
    let synced = File::open(path).and_then(|file| file.sync_all());
    synced.map_err(|error| VaultError::from_io(&error))
}

/// Makes names in a folder durable. Windows has no such call and doesn't need it.
pub(crate) fn sync_folder(folder: &Path) -> Result<(), VaultError> {
    if cfg!(unix) {
        // A bare file name has an empty parent, which means the current folder.
        let folder = if folder.as_os_str().is_empty() {
            Path::new(".")
        } else {
            folder
        };
        let synced = File::open(folder).and_then(|folder| folder.sync_all());
        return synced.map_err(|error| VaultError::from_io(&error));
    }
    Ok(())
}

/// Makes a file that did not exist, for its owner only.
pub(crate) fn create_private(path: &Path) -> Result<File, VaultError> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
        .open(path)
        .map_err(|error| VaultError::from_io(&error))
}

/// Makes a folder and its parents, for their owner only, durably; one that exists is left as it is.
pub(crate) fn create_private_folder(path: &Path) -> Result<(), VaultError> {
    let missing: Vec<&Path> = path
        .ancestors()
        .take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists())
        .collect();
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
        .create(path)
        .map_err(|error| VaultError::from_io(&error))?;
    for folder in missing {
        match folder.parent().map_or(Ok(()), sync_folder) {
            // Who may make a folder may not always read the one around it.
            Ok(()) | Err(VaultError::ReadOnly) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Removes a file; one that isn't there is as good.
pub(crate) fn remove_if_there(path: &Path) -> Result<(), VaultError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(VaultError::from_io(&error))
        }
        _ => Ok(()),
    }
}
