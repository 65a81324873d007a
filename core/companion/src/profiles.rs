//! Several people on one device, each with a vault, a key and a lock of their own.
//!
//! A folder holds a folder for each person, under a random name, with the label by which the
//! person chooses it before it is unlocked. The label is readable to whoever holds the device; it
//! may be a colour or a number.

use crate::chance;
use crate::clock::Clock;
use crate::durable_files::{sync_folder, write_durably};
use crate::error::CompanionError;
use crate::hex::hex;
use crate::pin_entry::PinEntry;
use crate::profile::{Profile, Setup};
use crate::redact::debug_without_content;
use crate::sharing::one_line;
use dodam_vault::{Vault, Watch, unwatched};
use std::path::{Path, PathBuf};

const LABEL: &str = "label";
const MAX_LABEL_CHARACTERS: usize = 40;

/// The people of one device.
#[derive(Debug, Clone)]
pub struct Profiles {
    root: PathBuf,
}

/// One person, before unlocking.
#[derive(Clone, PartialEq, Eq)]
pub struct ProfileEntry {
    /// By what the person is chosen.
    pub label: String,
    /// The folder of the vault.
    pub folder: PathBuf,
}

debug_without_content!(ProfileEntry);

impl Profiles {
    /// The people whose vaults lie in this folder, which needn't exist yet.
    #[must_use]
    pub fn at(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
        }
    }

    /// Everybody, by label.
    ///
    /// # Errors
    /// [`CompanionError::InvalidInput`] for a folder that can't be read.
    pub fn list(&self) -> Result<Vec<ProfileEntry>, CompanionError> {
        let entries = match std::fs::read_dir(&self.root) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(unusable(&error)),
        };
        let mut found = Vec::new();
        for entry in entries {
            let folder = entry.map_err(|error| unusable(&error))?.path();
            // Without keys it is no vault, or one that was never finished.
            if folder.join("keyslots").exists()
                && let Ok(label) = std::fs::read_to_string(folder.join(LABEL))
            {
                found.push(ProfileEntry { label, folder });
            }
        }
        found.sort_by(|a, b| (&a.label, &a.folder).cmp(&(&b.label, &b.folder)));
        Ok(found)
    }

    /// Finds a person by label; capital letters and spaces around it don't matter.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`].
    pub fn find(&self, label: &str) -> Result<ProfileEntry, CompanionError> {
        let all = self.list()?.into_iter();
        let mut fitting = all.filter(|entry| same(&entry.label, label));
        fitting.next().ok_or(CompanionError::NotFound("a profile"))
    }

    /// Makes a vault for one more person.
    ///
    /// # Errors
    /// [`CompanionError::InvalidInput`] where somebody has that label, those of
    /// [`Profile::create`].
    pub fn add<'a>(
        &self,
        label: &str,
        (pin, name): (impl Into<PinEntry<'a>>, &str),
        clock: Clock,
    ) -> Result<Setup, CompanionError> {
        let pin = pin.into();
        pin.read()?;
        self.make(label, |folder| Profile::create(folder, pin, name, clock))
    }

    /// Makes a vault for one more person whom a sheet of recovery words serves that is there
    /// already: see [`Profile::create_with_words`].
    ///
    /// # Errors
    /// As [`Profiles::add`]; [`CompanionError::InvalidInput`] for a mistake in the words.
    pub fn add_with_words<'a>(
        &self,
        label: &str,
        (pin, words): (impl Into<PinEntry<'a>>, &str),
        name: &str,
        clock: Clock,
    ) -> Result<Profile, CompanionError> {
        let pin = pin.into();
        pin.read()?;
        self.make(label, |folder| {
            Profile::create_with_words(folder, (pin, words), name, clock)
        })
    }

    /// Makes a vault for one more person of their backup: see [`Profile::restore`].
    ///
    /// # Errors
    /// Those of [`Profiles::add`] that speak of labels, those of [`Profile::restore`].
    pub fn restore<'a>(
        &self,
        label: &str,
        from: &Path,
        (words, pin): (&str, impl Into<PinEntry<'a>>),
        clock: Clock,
    ) -> Result<Profile, CompanionError> {
        self.restore_watched(label, from, (words, pin), (clock, &mut unwatched))
    }

    /// Makes a vault for one more person of their backup, watched as [`Profile::restore_watched`]
    /// is.
    ///
    /// # Errors
    /// As [`Profiles::restore`], with [`CompanionError::Stopped`].
    pub fn restore_watched<'a>(
        &self,
        label: &str,
        from: &Path,
        (words, pin): (&str, impl Into<PinEntry<'a>>),
        help: (Clock, Watch<'_>),
    ) -> Result<Profile, CompanionError> {
        let pin = pin.into();
        pin.read()?;
        self.make(label, |folder| {
            Profile::restore_watched(from, folder, (words, pin), help)
        })
    }

    fn make<T>(
        &self,
        label: &str,
        create: impl FnOnce(&Path) -> Result<T, CompanionError>,
    ) -> Result<T, CompanionError> {
        let label = read_label(label)?;
        if self.find(&label).is_ok() {
            return Err(taken());
        }
        let folder = self.root.join(hex(&chance::id()));
        create_private(&folder)?;
        sync_folder(&self.root).map_err(|error| unusable(&error))?;
        let made = write_label(&folder, &label).and_then(|()| create(&folder));
        if made.is_err() {
            // The first error is the one worth telling.
            let _ = std::fs::remove_dir_all(&folder);
        }
        made
    }

    /// Gives a person another label.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`], [`CompanionError::InvalidInput`], storage errors.
    pub fn rename(&self, label: &str, new: &str) -> Result<(), CompanionError> {
        let (entry, new) = (self.find(label)?, read_label(new)?);
        if !same(label, &new) && self.find(&new).is_ok() {
            return Err(taken());
        }
        write_label(&entry.folder, &new)
    }

    /// Destroys a person's vault, for good, with all that is in it: see [`Profile::destroy`].
    ///
    /// # Errors
    /// [`CompanionError::NotFound`], those of [`Profile::destroy`].
    pub fn remove<'a>(
        &self,
        label: &str,
        pin: impl Into<PinEntry<'a>>,
        clock: Clock,
    ) -> Result<(), CompanionError> {
        let entry = self.find(label)?;
        Profile::destroy(&entry.folder, pin, clock)?;
        for left in [LABEL, "lock"] {
            let removed = std::fs::remove_file(entry.folder.join(left));
            removed.map_err(|error| unusable(&error))?;
        }
        // A folder that holds other things stays.
        let _ = std::fs::remove_dir(&entry.folder);
        Ok(())
    }
}

impl Profile {
    /// Destroys a vault for good: keys first, then everything else. The PIN is asked for; the
    /// attempt counts. Backups and what others hold stay.
    ///
    /// # Errors
    /// Those of [`Profile::unlock`] that speak of PINs and files.
    pub fn destroy<'a>(
        folder: &Path,
        pin: impl Into<PinEntry<'a>>,
        clock: Clock,
    ) -> Result<(), CompanionError> {
        let pin = pin.into().read()?;
        Ok(Vault::destroy_at(folder, &pin, clock.uptime())?)
    }

    /// Removes a vault that is damaged beyond opening, so that no PIN can be asked for: keys
    /// first, then everything else.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`], [`CompanionError::Busy`], [`CompanionError::ReadOnly`].
    pub fn remove(folder: &Path) -> Result<(), CompanionError> {
        Ok(Vault::remove_at(folder)?)
    }
}

fn taken() -> CompanionError {
    CompanionError::invalid(
        "label_taken",
        "somebody here has that label; choose another",
    )
}

fn same(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

fn read_label(typed: &str) -> Result<String, CompanionError> {
    let label = one_line(typed, ("label", "a profile needs a label of one line"))?;
    if label.chars().count() > MAX_LABEL_CHARACTERS {
        let said = format!("a label has at most {MAX_LABEL_CHARACTERS} characters");
        return Err(CompanionError::invalid("label", said));
    }
    Ok(label)
}

fn create_private(folder: &Path) -> Result<(), CompanionError> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|error| unusable(&error))
}

fn write_label(folder: &Path, label: &str) -> Result<(), CompanionError> {
    write_durably(folder, LABEL, label.as_bytes()).map_err(|error| unusable(&error))
}

fn unusable(error: &std::io::Error) -> CompanionError {
    use std::io::ErrorKind as Kind;
    match error.kind() {
        Kind::StorageFull | Kind::QuotaExceeded => CompanionError::StorageFull,
        Kind::ReadOnlyFilesystem | Kind::PermissionDenied => CompanionError::ReadOnly,
        kind => CompanionError::invalid(
            "unusable_folder",
            format!("the folder can't be used: {kind}"),
        ),
    }
}
