//! A vault in one file that the recovery words open anywhere, and the way back.

use crate::chance;
use crate::clock::Clock;
use crate::error::CompanionError;
use crate::locking::entropy;
use crate::older_copy;
use crate::papers::folder_of;
use crate::pin_entry::PinEntry;
use crate::profile::Profile;
use crate::projection;
use crate::settings;
use dodam_vault::{
    BackupSummary, Transaction, Unpacked, Vault, Watch, load_papers, load_strands, unwatched,
};
use std::path::Path;

impl Profile {
    /// Writes everything the vault holds into one file; where the file is a backup of this vault
    /// already, only what it lacks. What was written is read again before this returns.
    ///
    /// # Errors
    /// [`CompanionError::InvalidInput`] where the target's folder isn't there,
    /// [`CompanionError::StorageFull`], [`CompanionError::ReadOnly`],
    /// [`CompanionError::Damaged`]; nothing half-written remains.
    pub fn back_up(&self, target: &Path) -> Result<BackupSummary, CompanionError> {
        self.back_up_watched(target, &mut unwatched)
    }

    /// Backs up as [`Profile::back_up`] does, telling `watch` before each paper how many bytes of
    /// papers were written; `watch` may break off.
    ///
    /// # Errors
    /// As [`Profile::back_up`], with [`CompanionError::Stopped`]: what had the name before is what
    /// it was.
    pub fn back_up_watched(
        &self,
        target: &Path,
        watch: Watch<'_>,
    ) -> Result<BackupSummary, CompanionError> {
        folder_of(target)?;
        let begun_ms = self.clock().now_ms();
        let vault = self.vault()?;
        // Those that are there before it begins: what comes meanwhile may not be in it.
        let papers = self
            .read(|tx| Ok::<_, CompanionError>(load_papers(tx)?))?
            .into_iter();
        let here = papers.filter(|paper| vault.has_file(&paper.file));
        let files: Vec<_> = here.map(|paper| paper.file.id).collect();
        let made = vault.backup_watched(target, (&mut chance::system(), watch))?;
        // The backup is whole also where the vault has no space left to remember it.
        let _ = self.write(|tx| settings::set_backed_up(tx, begun_ms, &files));
        Ok(made)
    }

    /// When everything was last written into a backup, in milliseconds since 1970.
    ///
    /// # Errors
    /// [`CompanionError::Locked`], storage errors.
    pub fn last_backup_at_ms(&self) -> Result<Option<i64>, CompanionError> {
        self.read(settings::backed_up_at_ms)
    }

    /// Whether the vault was restored from a backup whose newest part was cut or damaged, so that
    /// it began as of the backup before.
    ///
    /// # Errors
    /// [`CompanionError::Locked`], storage errors.
    pub fn newest_part_was_missing(&self) -> Result<bool, CompanionError> {
        self.read(settings::newest_part_missing)
    }

    /// Makes a vault of a backup in a folder that holds none, with a new PIN, and opens it.
    /// What this device writes from then on has authors of its own, so that it and a phone
    /// that still has the older vault never sign two histories under one name.
    ///
    /// # Errors
    /// [`CompanionError::InvalidInput`] for what is no backup, other words or a short PIN;
    /// [`CompanionError::AlreadyThere`], [`CompanionError::Damaged`],
    /// [`CompanionError::NeedsUpdate`], storage errors. There is then no vault.
    pub fn restore<'a>(
        from: &Path,
        folder: &Path,
        (words, pin): (&str, impl Into<PinEntry<'a>>),
        clock: Clock,
    ) -> Result<Self, CompanionError> {
        Self::restore_watched(from, folder, (words, pin), (clock, &mut unwatched))
    }

    /// Makes a vault of a backup as [`Profile::restore`] does, telling `watch` before each paper
    /// how many bytes were unpacked; `watch` may break off until all are.
    ///
    /// # Errors
    /// As [`Profile::restore`], with [`CompanionError::Stopped`].
    pub fn restore_watched<'a>(
        from: &Path,
        folder: &Path,
        (words, pin): (&str, impl Into<PinEntry<'a>>),
        (clock, watch): (Clock, Watch<'_>),
    ) -> Result<Self, CompanionError> {
        let words = entropy(words)?;
        let pin = pin.into().read()?;
        let mut rng = chance::system();
        let secrets = (&words, &pin);
        let help = (&mut rng, watch);
        let vault = Vault::restore_watched(from, folder, secrets, help, |tx, unpacked| {
            begin_anew(tx)?;
            settings::set_newest_part_missing(tx, unpacked == Unpacked::AsOfTheBackupBefore)
        })?;
        Self::of(vault, clock)
    }
}

/// A new author for each strand that this device has written in, and the rows of this version.
fn begin_anew(tx: &Transaction<'_>) -> Result<(), CompanionError> {
    for strand in load_strands(tx)? {
        older_copy::begin_anew(tx, &strand.strand_id)?;
    }
    settings::set_words_pending(tx, false)?;
    projection::bring_up_to_date(tx).map(drop)
}
