//! Looking after a vault: backups, what takes up space, what isn't well.

use std::sync::Arc;

use dodam_companion as companion;

use crate::crossing::{Cross, debug_without_content, shown};
use crate::progress::{ProgressListener, watched};
use crate::{Cancellation, DodamError, Profile};

shown! {
    /// What a backup came to.
    BackupSummary of companion::BackupSummary {
        /// Bytes of the file.
        size_bytes: u64,
        /// Bytes of it that were written now: all of them, or those of a part that was added.
        written_bytes: u64,
        /// Papers of the vault that are in it.
        papers: u64,
        /// Papers whose sealed file is missing from the vault and from the backup.
        papers_missing: u64,
    }
}

shown! {
    /// So many things of so many bytes.
    Share of companion::Share {
        /// How many.
        count: u64,
        /// Bytes of their sealed files.
        size_bytes: u64,
    }
}

shown! {
    /// What takes up space in a vault.
    StorageReport of companion::StorageReport {
        /// The database with its log: what is said, pictures, the index.
        database_bytes: u64,
        /// Papers in use whose file is here.
        papers: Share,
        /// Papers in the bin whose file is here.
        bin: Share,
        /// Files that were replaced and are kept as versions.
        former: Share,
        /// An import that was cut and can go on.
        unfinished_bytes: u64,
        /// What repairs set aside; see `remove_set_aside`.
        set_aside_bytes: u64,
        /// Of all these, files that no other place holds.
        only_here: Share,
        /// What `free_space` could give back.
        can_be_freed_bytes: u64,
    }
}

/// What isn't well.
#[derive(Clone, PartialEq, Eq, uniffi::Enum)]
#[uniffi::export(Debug)]
pub enum Finding {
    /// The database has pages that aren't what they were: repair, or restore a backup.
    DatabaseDamaged {
        /// How many faults were told.
        faults: u64,
    },
    /// The search index doesn't fit itself: repair makes it anew.
    IndexDamaged,
    /// Documents that can't be read: repair makes them of the envelopes.
    DocumentsDamaged {
        /// How many.
        count: u64,
    },
    /// Files that are gone and that no other place holds.
    PapersLost {
        /// Which papers, by id.
        papers: Vec<String>,
    },
    /// Files that were changed or cut.
    PapersChanged {
        /// Which papers, by id.
        papers: Vec<String>,
    },
    /// Files that aren't here and can be fetched.
    PapersElsewhere {
        /// How many.
        count: u64,
    },
    /// Entries of a newer version, kept and not shown.
    EntriesOfNewerVersion {
        /// How many.
        count: u64,
    },
    /// What came and could not be used, kept aside.
    Quarantined {
        /// How many.
        count: u64,
    },
    /// Names in the vault's folder that aren't its own.
    ForeignNames {
        /// How many.
        count: u64,
    },
    /// A large file whose import was cut and can go on.
    UnfinishedImport {
        /// Bytes it takes.
        size_bytes: u64,
    },
    /// What a repair set aside and kept: it still holds what was destroyed since.
    SetAside {
        /// Bytes it takes.
        size_bytes: u64,
    },
    /// Papers that neither a server nor a backup holds.
    OnlyHere {
        /// How many.
        count: u64,
    },
    /// Nobody ever showed that the recovery words are at hand.
    WordsNeverChecked,
}

debug_without_content!(Finding, FindingView);

impl Cross for companion::Finding {
    type Out = FindingView;
    fn cross(self) -> FindingView {
        use companion::Finding as Found;
        let is_damage = self.is_damage();
        let finding = match self {
            Found::DatabaseDamaged { faults } => Finding::DatabaseDamaged { faults },
            Found::IndexDamaged => Finding::IndexDamaged,
            Found::DocumentsDamaged { count } => Finding::DocumentsDamaged { count },
            Found::PapersLost { papers } => Finding::PapersLost { papers },
            Found::PapersChanged { papers } => Finding::PapersChanged { papers },
            Found::PapersElsewhere { count } => Finding::PapersElsewhere { count },
            Found::EntriesOfNewerVersion { count } => Finding::EntriesOfNewerVersion { count },
            Found::Quarantined { count } => Finding::Quarantined { count },
            Found::ForeignNames { count } => Finding::ForeignNames { count },
            Found::UnfinishedImport { size_bytes } => Finding::UnfinishedImport { size_bytes },
            Found::SetAside { size_bytes } => Finding::SetAside { size_bytes },
            Found::OnlyHere { count } => Finding::OnlyHere { count },
            Found::WordsNeverChecked => Finding::WordsNeverChecked,
        };
        FindingView { finding, is_damage }
    }
}

/// One thing that was found.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
#[uniffi::export(Debug)]
pub struct FindingView {
    /// What.
    pub finding: Finding,
    /// Whether something is broken; the rest is worth knowing.
    pub is_damage: bool,
}

shown! {
    /// What a repair came to.
    RepairReport of companion::RepairReport {
        /// Rows that were saved.
        rows: u64,
        /// What could not be read completely, by the names of its tables.
        incomplete: Vec<String>,
        /// The folder in which the damaged files are kept.
        set_aside: String,
        /// Documents that were made anew of the envelopes.
        documents_rebuilt: u64,
        /// Documents that could not be saved and begin empty.
        documents_lost: u64,
    }
}

shown! {
    /// One strand that this device can read: for a person who wants to know what it holds.
    Holding of companion::Holding {
        /// Whose record it belongs to.
        person: String,
        /// `care`, `status`, `restricted`, or a type of a newer version.
        kind: String,
        /// The ids of the facts it has statements about.
        facts: Vec<String>,
        /// What names its envelopes, hexadecimal.
        envelopes: Vec<String>,
    }
}

#[uniffi::export]
impl Profile {
    /// Writes everything the vault holds into one file, that the recovery words open; where the
    /// file is a backup of this vault already, only what it lacks. What was written is read
    /// again before this returns. It tells `progress` before each paper how many bytes of papers
    /// were written, and can be stopped there.
    ///
    /// Fails with `InvalidInput` where the target's folder isn't there, `StorageFull`,
    /// `DeviceFailed`, `Damaged`, `Stopped`; nothing half-written remains.
    #[uniffi::method(default(progress = None, cancellation = None))]
    pub async fn back_up(
        &self,
        target: String,
        progress: Option<Arc<dyn ProgressListener>>,
        cancellation: Option<Arc<Cancellation>>,
    ) -> Result<BackupSummary, DodamError> {
        let mut watch = watched(progress, cancellation.into());
        self.work(move |vault| vault.back_up_watched(target.as_ref(), &mut watch))
            .await
    }

    /// Gives when everything was last written into a backup, in milliseconds since 1970.
    pub async fn last_backup_at_ms(&self) -> Result<Option<i64>, DodamError> {
        self.work(|vault| vault.last_backup_at_ms()).await
    }

    /// Says whether the vault was restored from a backup whose newest part was cut or damaged,
    /// so that it began as of the backup before.
    pub async fn newest_part_was_missing(&self) -> Result<bool, DodamError> {
        self.work(|vault| vault.newest_part_was_missing()).await
    }

    /// Gives what takes up space.
    pub async fn storage(&self) -> Result<StorageReport, DodamError> {
        self.work(|vault| vault.storage()).await
    }

    /// Gives back at least so many bytes where that loses nothing, and says how many: first an
    /// unfinished import, then files that another place confirmed to hold. A file that went is
    /// fetched when it is asked for.
    pub async fn free_space(&self, size_bytes: u64) -> Result<u64, DodamError> {
        self.work(move |vault| vault.free_space(size_bytes)).await
    }

    /// Removes the damaged files that repairs set aside: once nothing is missed, and when a paper
    /// was to be destroyed, of which an older database still speaks.
    pub async fn remove_set_aside(&self) -> Result<(), DodamError> {
        self.work(|vault| vault.remove_set_aside()).await
    }

    /// Looks the vault over; with `read_files`, every sealed file to its end. Nothing is
    /// changed. No findings is good news. It tells `progress` before each file how many bytes of
    /// files were seen, and can be stopped there.
    ///
    /// Fails with `Stopped`.
    #[uniffi::method(default(progress = None, cancellation = None))]
    pub async fn examine(
        &self,
        read_files: bool,
        progress: Option<Arc<dyn ProgressListener>>,
        cancellation: Option<Arc<Cancellation>>,
    ) -> Result<Vec<FindingView>, DodamError> {
        let mut watch = watched(progress, cancellation.into());
        self.work(move |vault| vault.examine_watched(read_files, &mut watch))
            .await
    }

    /// Lists every strand that this device can read.
    pub async fn holdings(&self) -> Result<Vec<Holding>, DodamError> {
        self.work(|vault| vault.holdings()).await
    }
}
