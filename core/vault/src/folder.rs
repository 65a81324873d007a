//! Where things lie in a vault's folder, and who may be in it.

use crate::attachments::{self, FileId};
use crate::{Part, VaultError, files};
use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

/// Begins the name of a folder in which a repair kept a damaged database; a number follows.
const SET_ASIDE: &str = "set-aside-";

/// The paths inside one vault's folder.
#[derive(Clone)]
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new(path: &Path) -> Self {
        Self(path.to_owned())
    }

    pub(crate) fn root(&self) -> &Path {
        &self.0
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.0.join("vault.db")
    }

    pub(crate) fn keyslots(&self) -> PathBuf {
        self.0.join("keyslots")
    }

    pub(crate) fn attempts(&self) -> PathBuf {
        self.0.join("attempts")
    }

    pub(crate) fn emergency_card(&self) -> PathBuf {
        self.0.join("emergency-card")
    }

    pub(crate) fn papers(&self) -> PathBuf {
        self.0.join("papers")
    }

    /// Keeps the database's files in a folder of their own and leaves the database to be
    /// replaced: its log goes, so that it is never taken for the new one's.
    pub(crate) fn set_database_aside(&self) -> Result<PathBuf, VaultError> {
        let mut numbers = 1_u32..;
        let folder = loop {
            let number = numbers.next().ok_or(VaultError::OutOfRange)?;
            let folder = self.0.join(format!("{SET_ASIDE}{number}"));
            if !folder.exists() {
                break folder;
            }
        };
        files::create_private_folder(&folder)?;
        let log = self.database().with_extension("db-wal");
        for file in [self.database(), log.clone()] {
            let Some(name) = file.file_name().filter(|_| file.exists()) else {
                continue;
            };
            let kept = folder.join(name);
            // Not every file system knows two names for one file.
            if std::fs::hard_link(&file, &kept).is_err() {
                let copied = std::fs::copy(&file, &kept);
                copied.map_err(|error| VaultError::from_io(&error))?;
                files::sync_file(&kept)?;
            }
        }
        files::sync_folder(&folder)?;
        files::sync_folder(&self.0)?;
        files::remove_if_there(&log)?;
        files::remove_if_there(&self.database().with_extension("db-shm"))?;
        files::sync_folder(&self.0)?;
        Ok(folder)
    }

    /// The folders in which repairs kept a damaged database, one for each.
    pub(crate) fn set_aside(&self) -> Result<Vec<PathBuf>, VaultError> {
        let failed = |error: std::io::Error| VaultError::from_io(&error);
        let mut folders = Vec::new();
        for entry in std::fs::read_dir(&self.0).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let ours = entry.file_name().to_str().is_some_and(is_set_aside);
            if ours && entry.file_type().map_err(failed)?.is_dir() {
                folders.push(entry.path());
            }
        }
        Ok(folders)
    }

    /// How many names in the folder, and among the papers, aren't the vault's.
    pub(crate) fn count_foreign(&self) -> Result<u64, VaultError> {
        const OURS: [&str; 10] = [
            "vault.db",
            "vault.db-wal",
            "vault.db-shm",
            "keyslots",
            "attempts",
            "emergency-card",
            "papers",
            "lock",
            "creating",
            "label",
        ];
        let failed = |error: std::io::Error| VaultError::from_io(&error);
        let mut foreign = 0;
        for entry in std::fs::read_dir(&self.0).map_err(failed)? {
            let name = entry.map_err(failed)?.file_name();
            let name = name.to_string_lossy();
            let ours = OURS.contains(&&*name) || is_set_aside(&name);
            foreign += u64::from(!ours);
        }
        for entry in std::fs::read_dir(self.papers()).map_err(failed)? {
            let path = entry.map_err(failed)?.path();
            foreign += u64::from(attachments::name_of(&path).is_none());
        }
        Ok(foreign)
    }

    /// Whether a vault lies here, whole or damaged. One that destroys itself is none any more, and
    /// one that was never finished isn't one yet.
    pub(crate) fn holds_vault(&self) -> bool {
        if self.is_being_wiped() {
            return false;
        }
        let unfinished = self.creating().keyslots().exists();
        self.keyslots().exists() || (self.database().exists() && !unfinished)
    }

    /// What the keyslots are called while a vault destroys itself.
    fn wiping(&self) -> PathBuf {
        self.0.join("wiping")
    }

    /// Whether a destruction was cut short.
    pub(crate) fn is_being_wiped(&self) -> bool {
        self.wiping().exists()
    }

    /// Destroys the vault: the keys first, then everything else. One that is cut short is
    /// finished by whoever enters next. Whatever isn't the vault's stays.
    pub(crate) fn wipe(&self) -> Result<(), VaultError> {
        if self.keyslots().exists() {
            // Renamed first: keyslots that were overwritten in part would be a damaged vault.
            files::publish(&self.keyslots(), &self.wiping())?;
        }
        if self.is_being_wiped() {
            // On flash memory the old bytes may linger a while; nothing can be done about that.
            files::overwrite(&self.wiping())?;
        }
        let failed = |error: std::io::Error| VaultError::from_io(&error);
        let mut folders = vec![self.creating().root().to_owned(), self.papers()];
        // Older databases of this vault, under the same key.
        folders.extend(self.set_aside()?);
        for made in folders {
            if made.exists() {
                std::fs::remove_dir_all(made).map_err(failed)?;
            }
        }
        let database = self.database();
        for part in ["db", "db-wal", "db-shm"] {
            files::remove_if_there(&database.with_extension(part))?;
        }
        for file in [self.attempts(), self.emergency_card()] {
            files::remove_if_there(&file)?;
        }
        // Only once all else is gone for good: who finds this goes on with what is left.
        files::sync_folder(self.root())?;
        files::remove_if_there(&self.wiping())?;
        files::sync_folder(self.root())
    }

    /// Where a new vault is made before it gets its place.
    pub(crate) fn creating(&self) -> Self {
        Self(self.0.join("creating"))
    }

    /// Takes the folder for this process until the file is dropped.
    pub(crate) fn lock(&self) -> Result<File, VaultError> {
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let opened = options.open(self.0.join("lock"));
        let file = opened.map_err(|error| VaultError::from_io(&error))?;
        match file.try_lock() {
            Ok(()) => Ok(file),
            Err(TryLockError::WouldBlock) => Err(VaultError::Busy),
            Err(TryLockError::Error(error)) => Err(VaultError::from_io(&error)),
        }
    }

    /// Makes the folder where it isn't there, and takes it for a new vault.
    pub(crate) fn enter_new(&self) -> Result<File, VaultError> {
        files::create_private_folder(self.root())?;
        let lock = self.lock()?;
        if self.is_being_wiped() {
            self.wipe()?;
        }
        self.sweep_unfinished_creation()?;
        if self.keyslots().exists() {
            return Err(VaultError::AlreadyExists);
        }
        if self.database().exists() {
            return Err(VaultError::Damaged(Part::Keyslots));
        }
        Ok(lock)
    }

    /// Moves what was made in [`Folder::creating`] to its place, papers first, all but the
    /// keyslots: a folder with keyslots is a vault, and one without is none.
    pub(crate) fn adopt_files(&self) -> Result<(), VaultError> {
        let made = self.creating();
        // The keyslots that wait there tell whose the database is that gets its place here.
        files::sync_folder(made.root())?;
        files::create_private_folder(&self.papers())?;
        if made.papers().exists() {
            let failed = |error: std::io::Error| VaultError::from_io(&error);
            for paper in std::fs::read_dir(made.papers()).map_err(failed)? {
                let paper = paper.map_err(failed)?;
                let place = self.papers().join(paper.file_name());
                std::fs::rename(paper.path(), place).map_err(failed)?;
            }
            files::sync_folder(&self.papers())?;
        }
        files::publish(&made.attempts(), &self.attempts())?;
        files::publish(&made.database(), &self.database())
    }

    /// Makes the folder a vault, after [`Folder::adopt_files`].
    pub(crate) fn adopt_keyslots(&self) -> Result<(), VaultError> {
        let made = self.creating();
        files::publish(&made.keyslots(), &self.keyslots())?;
        // The vault is there; an empty folder that stays is removed at the next opening.
        let _ = std::fs::remove_dir_all(made.root());
        Ok(())
    }

    /// Removes what a creation left that never finished. Nothing was ever stored in it.
    pub(crate) fn sweep_unfinished_creation(&self) -> Result<(), VaultError> {
        let made = self.creating();
        if !made.root().exists() {
            return Ok(());
        }
        // Keyslots still waiting mean that a database already in place belongs to them.
        if made.keyslots().exists() && !self.keyslots().exists() {
            let database = self.database();
            for ending in ["-wal", "-shm", ""] {
                let mut name = database.clone().into_os_string();
                name.push(ending);
                files::remove_if_there(Path::new(&name))?;
            }
            files::remove_if_there(&self.attempts())?;
            self.remove_papers()?;
            // Without the keyslots the database would be one whose keys are lost.
            files::sync_folder(self.root())?;
        }
        std::fs::remove_dir_all(made.root()).map_err(|error| VaultError::from_io(&error))
    }

    /// Removes what replacing a file left that was cut before it had its name; the file it was to
    /// replace is there.
    pub(crate) fn sweep_unfinished_files(&self) -> Result<(), VaultError> {
        for file in [self.keyslots(), self.attempts(), self.emergency_card()] {
            files::remove_if_there(&files::unfinished(&file))?;
        }
        Ok(())
    }

    /// Removes every sealed file. Names that aren't ours are left alone.
    fn remove_papers(&self) -> Result<(), VaultError> {
        let Ok(papers) = std::fs::read_dir(self.papers()) else {
            return Ok(());
        };
        for paper in papers {
            let paper = paper.map_err(|error| VaultError::from_io(&error))?;
            let name = paper.file_name();
            if name.to_str().and_then(FileId::from_name).is_some() {
                files::remove_if_there(&paper.path())?;
            }
        }
        Ok(())
    }
}

/// Whether a repair gives such a name to what it sets aside.
fn is_set_aside(name: &str) -> bool {
    let number = name.strip_prefix(SET_ASIDE).unwrap_or_default();
    !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
}
