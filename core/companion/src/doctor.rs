//! Looking a vault over, saying what isn't well, and mending what can be mended.

use crate::clock::Clock;
use crate::error::CompanionError;
use crate::fetching::was_added_here;
use crate::locking::entropy;
use crate::mending::is_lost;
use crate::pin_entry::PinEntry;
use crate::profile::Profile;
use crate::projection;
use crate::settings;
use crate::strands;
use dodam_record::PaperId;
use dodam_vault::{
    FileId, Held, Repair, Transaction, Vault, Watch, count_quarantine, load_owner_of_file,
    load_papers, unwatched,
};
use std::path::{Path, PathBuf};

/// What isn't well.
#[derive(Debug, Clone, PartialEq, Eq)]
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
        /// Which papers.
        papers: Vec<String>,
    },
    /// Files that were changed or cut.
    PapersChanged {
        /// Which papers.
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

impl Finding {
    /// Whether something is broken; the rest is worth knowing.
    #[must_use]
    pub fn is_damage(&self) -> bool {
        matches!(
            self,
            Self::DatabaseDamaged { .. }
                | Self::IndexDamaged
                | Self::DocumentsDamaged { .. }
                | Self::PapersLost { .. }
                | Self::PapersChanged { .. }
        )
    }
}

/// What a repair came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RepairReport {
    /// Rows that were saved.
    pub rows: u64,
    /// What could not be read completely.
    pub incomplete: Vec<String>,
    /// The folder in which the damaged files are kept.
    pub set_aside: PathBuf,
    /// Documents that were made anew of the envelopes.
    pub documents_rebuilt: u64,
    /// Documents that could not be saved and begin empty.
    pub documents_lost: u64,
}

impl Profile {
    /// Looks the vault over; with `read_files`, every sealed file to its end. Nothing is changed.
    /// No findings is good news.
    ///
    /// # Errors
    /// [`CompanionError::Locked`], storage errors.
    pub fn examine(&self, read_files: bool) -> Result<Vec<Finding>, CompanionError> {
        self.examine_watched(read_files, &mut unwatched)
    }

    /// Looks the vault over as [`Profile::examine`] does, telling `watch` before each file how
    /// many bytes of files were seen; `watch` may break off.
    ///
    /// # Errors
    /// As [`Profile::examine`], with [`CompanionError::Stopped`].
    pub fn examine_watched(
        &self,
        read_files: bool,
        watch: Watch<'_>,
    ) -> Result<Vec<Finding>, CompanionError> {
        let vault = self.vault()?;
        let seen = vault.examine_watched(read_files, watch)?;
        if seen.database_faults > 0 {
            let faults = seen.database_faults;
            return Ok(vec![Finding::DatabaseDamaged { faults }]);
        }
        let mut findings = Vec::new();
        if !seen.index_whole {
            findings.push(Finding::IndexDamaged);
        }
        let unfinished = vault.unfinished_bytes()?;
        let set_aside = vault.set_aside_bytes()?;
        self.read(|tx| {
            let owners = |files: &[FileId]| -> Result<Vec<String>, CompanionError> {
                let mut papers = Vec::new();
                for file in files {
                    let owner = load_owner_of_file(tx, file)?;
                    papers.extend(owner.map(|id| PaperId::from_bytes(id).to_string()));
                }
                papers.sort();
                papers.dedup();
                Ok(papers)
            };
            let (mut missing, mut elsewhere) = (Vec::new(), seen.elsewhere.len() as u64);
            for file in seen.lost {
                // What somebody else added may never have been fetched.
                if was_added_here(tx, &file)? {
                    missing.push(file);
                } else {
                    elsewhere += 1;
                }
            }
            let (lost, changed) = (owners(&missing)?, owners(&seen.changed)?);
            findings.extend((!lost.is_empty()).then_some(Finding::PapersLost { papers: lost }));
            let papers = changed;
            findings.extend((!papers.is_empty()).then_some(Finding::PapersChanged { papers }));
            let (damaged, newer) = look_at_documents(tx)?;
            let only_here = count_only_here(tx, &vault)?;
            let counted = [
                (damaged, Finding::DocumentsDamaged { count: damaged }),
                (newer, Finding::EntriesOfNewerVersion { count: newer }),
                (elsewhere, Finding::PapersElsewhere { count: elsewhere }),
                (
                    count_quarantine(tx)?,
                    Finding::Quarantined {
                        count: count_quarantine(tx)?,
                    },
                ),
                (
                    seen.foreign_names,
                    Finding::ForeignNames {
                        count: seen.foreign_names,
                    },
                ),
                (
                    unfinished,
                    Finding::UnfinishedImport {
                        size_bytes: unfinished,
                    },
                ),
                (
                    set_aside,
                    Finding::SetAside {
                        size_bytes: set_aside,
                    },
                ),
                (only_here, Finding::OnlyHere { count: only_here }),
            ];
            let told = counted.into_iter().filter(|(count, _)| *count > 0);
            findings.extend(told.map(|(_, finding)| finding));
            if settings::words_checked_on(tx)?.is_none() {
                findings.push(Finding::WordsNeverChecked);
            }
            Ok(findings)
        })
    }

    /// Saves what can be read of a damaged vault, keeps the damaged files aside, makes damaged
    /// documents anew of their envelopes and the search index of the documents, and opens the
    /// vault. A vault that isn't damaged comes through it unchanged.
    ///
    /// # Errors
    /// Those of [`Profile::unlock`]; [`CompanionError::Damaged`] where too little is left for a
    /// vault, and nothing was changed: restore a backup.
    pub fn repair<'a>(
        folder: &Path,
        pin: impl Into<PinEntry<'a>>,
        clock: Clock,
    ) -> Result<(Self, RepairReport), CompanionError> {
        Self::repair_watched(folder, pin, (clock, &mut unwatched))
    }

    /// Repairs as [`Profile::repair`] does, telling `watch` how many rows were saved; `watch` may
    /// break off until all are.
    ///
    /// # Errors
    /// As [`Profile::repair`], with [`CompanionError::Stopped`]: nothing was changed.
    pub fn repair_watched<'a>(
        folder: &Path,
        pin: impl Into<PinEntry<'a>>,
        (clock, watch): (Clock, Watch<'_>),
    ) -> Result<(Self, RepairReport), CompanionError> {
        let pin = pin.into().read()?;
        let opened_by = (&pin, clock.uptime());
        Self::repaired(Vault::repair_watched(folder, opened_by, watch)?, clock)
    }

    /// Does as [`Profile::repair`], with the twenty-four words.
    ///
    /// # Errors
    /// Those of [`Profile::unlock_with_words`] and [`Profile::repair`].
    pub fn repair_with_words(
        folder: &Path,
        words: &str,
        clock: Clock,
    ) -> Result<(Self, RepairReport), CompanionError> {
        Self::repair_with_words_watched(folder, words, (clock, &mut unwatched))
    }

    /// Does as [`Profile::repair_watched`], with the twenty-four words.
    ///
    /// # Errors
    /// Those of [`Profile::unlock_with_words`] and [`Profile::repair_watched`].
    pub fn repair_with_words_watched(
        folder: &Path,
        words: &str,
        (clock, watch): (Clock, Watch<'_>),
    ) -> Result<(Self, RepairReport), CompanionError> {
        let words = entropy(words)?;
        let repaired = Vault::repair_with_words_watched(folder, &words, watch)?;
        Self::repaired(repaired, clock)
    }

    fn repaired(
        (vault, repair): (Vault, Repair),
        clock: Clock,
    ) -> Result<(Self, RepairReport), CompanionError> {
        // Cut here, the next opening does the same: the rows are still said to be repaired.
        let mended = vault.write(projection::bring_up_to_date)?;
        let report = RepairReport {
            rows: repair.rows,
            incomplete: repair.incomplete,
            set_aside: repair.set_aside,
            documents_rebuilt: mended.rebuilt,
            documents_lost: mended.lost,
        };
        Ok((Self::of(vault, clock)?, report))
    }
}

/// Documents that can't be read, and entries of newer versions in the others.
fn look_at_documents(tx: &Transaction<'_>) -> Result<(u64, u64), CompanionError> {
    let (mut damaged, mut newer) = (0, 0);
    for strand in strands::list(tx)? {
        match strands::read(tx, &strand) {
            Ok(_) if is_lost(tx, &strand)? => damaged += 1,
            Ok(document) => newer += document.unreadable_entries() as u64,
            Err(CompanionError::Damaged(_)) => damaged += 1,
            Err(error) => return Err(error),
        }
    }
    Ok((damaged, newer))
}

/// Papers that no other place holds and the last backup doesn't either.
fn count_only_here(tx: &Transaction<'_>, vault: &Vault) -> Result<u64, CompanionError> {
    let backed_up = settings::backed_up_files(tx)?;
    let papers = load_papers(tx)?.into_iter();
    let only_here = papers.filter(|paper| {
        paper.held == Held::OnlyHere
            && !backed_up.contains(paper.file.id.as_bytes())
            && vault.has_file(&paper.file)
    });
    Ok(only_here.count() as u64)
}
