//! What takes up space, and how to get some back without losing anything.

use crate::error::CompanionError;
use crate::papers::strand_of;
use crate::profile::Profile;
use dodam_record::{PaperKind, StrandKind};
use dodam_vault::{Held, SealedFile, Vault, load_all_former_files, load_papers};

/// So many things of so many bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Share {
    /// How many.
    pub count: u64,
    /// Bytes of their sealed files.
    pub size_bytes: u64,
}

impl Share {
    fn add(&mut self, size_bytes: u64) {
        self.count += 1;
        self.size_bytes += size_bytes;
    }
}

/// What takes up space in a vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StorageReport {
    /// The database with its log: what is said, pictures, the index.
    pub database_bytes: u64,
    /// Papers in use whose file is here.
    pub papers: Share,
    /// Papers in the bin whose file is here.
    pub bin: Share,
    /// Files that were replaced and are kept as versions.
    pub former: Share,
    /// An import that was cut and can go on.
    pub unfinished_bytes: u64,
    /// What repairs set aside; see [`Profile::remove_set_aside`].
    pub set_aside_bytes: u64,
    /// Of all these, files that no other place holds.
    pub only_here: Share,
    /// What [`Profile::free_space`] could give back.
    pub can_be_freed_bytes: u64,
}

/// A sealed file on this device.
struct Kept {
    file: SealedFile,
    sealed_bytes: u64,
    place: Place,
    safe: bool,
    /// Whether it must stay, since it may be wanted where there is no network.
    stays: bool,
    added_at_ms: i64,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Former,
    Bin,
    InUse,
}

impl Profile {
    /// What takes up space.
    ///
    /// # Errors
    /// [`CompanionError::Locked`], storage errors.
    pub fn storage(&self) -> Result<StorageReport, CompanionError> {
        let vault = self.vault()?;
        let mut report = StorageReport {
            database_bytes: vault.database_bytes()?,
            unfinished_bytes: vault.unfinished_bytes()?,
            set_aside_bytes: vault.set_aside_bytes()?,
            ..StorageReport::default()
        };
        report.can_be_freed_bytes = report.unfinished_bytes;
        for kept in self.kept_files(&vault)? {
            let share = match kept.place {
                Place::InUse => &mut report.papers,
                Place::Bin => &mut report.bin,
                Place::Former => &mut report.former,
            };
            share.add(kept.sealed_bytes);
            if !kept.safe {
                report.only_here.add(kept.sealed_bytes);
            } else if !kept.stays {
                report.can_be_freed_bytes += kept.sealed_bytes;
            }
        }
        Ok(report)
    }

    /// Gives back at least so many bytes where that loses nothing: first an unfinished import,
    /// then files that another place confirmed to hold: former ones and those in the bin before
    /// others, the oldest first. Cards, passports and proofs of insurance stay. A file that went
    /// is fetched when it is asked for. Gives how many bytes were freed.
    ///
    /// # Errors
    /// [`CompanionError::Locked`], storage errors.
    pub fn free_space(&self, bytes: u64) -> Result<u64, CompanionError> {
        let vault = self.vault()?;
        let mut freed = vault.unfinished_bytes()?;
        if freed > 0 {
            vault.discard_imports()?;
        }
        let mut candidates = self.kept_files(&vault)?;
        candidates.retain(|kept| kept.safe && !kept.stays);
        candidates.sort_by_key(|kept| (kept.place, kept.added_at_ms, *kept.file.id.as_bytes()));
        let mut going = Vec::new();
        for kept in candidates {
            if freed >= bytes {
                break;
            }
            freed += kept.sealed_bytes;
            going.push(kept.file.id);
        }
        if !going.is_empty() {
            vault.unlink_files(&going)?;
            // No row says which files are here.
            self.changes().note();
        }
        Ok(freed)
    }

    /// Removes the damaged files that repairs set aside: once nothing is missed, and when a paper
    /// was to be destroyed, of which an older database still speaks.
    ///
    /// # Errors
    /// [`CompanionError::Locked`], storage errors.
    pub fn remove_set_aside(&self) -> Result<(), CompanionError> {
        Ok(self.vault()?.remove_set_aside()?)
    }

    fn kept_files(&self, vault: &Vault) -> Result<Vec<Kept>, CompanionError> {
        let mut kept = Vec::new();
        let (papers, former) = self
            .read(|tx| Ok::<_, CompanionError>((load_papers(tx)?, load_all_former_files(tx)?)))?;
        for paper in papers {
            let kind = PaperKind::from_text(&paper.listing.kind);
            let place = if paper.listing.binned {
                Place::Bin
            } else {
                Place::InUse
            };
            if let Some(sealed_bytes) = vault.sealed_bytes(&paper.file.id)? {
                kept.push(Kept {
                    file: paper.file,
                    sealed_bytes,
                    place,
                    safe: paper.held == Held::SafeElsewhere,
                    stays: place == Place::InUse && strand_of(&kind) == StrandKind::Status,
                    added_at_ms: paper.listing.added_at_ms,
                });
            }
        }
        for (_, former) in former {
            if let Some(sealed_bytes) = vault.sealed_bytes(&former.file.id)? {
                kept.push(Kept {
                    file: former.file,
                    sealed_bytes,
                    place: Place::Former,
                    safe: former.held == Held::SafeElsewhere,
                    stays: false,
                    added_at_ms: former.added_at_ms,
                });
            }
        }
        Ok(kept)
    }
}
