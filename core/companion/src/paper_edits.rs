//! What happens to a paper after it was added: said anew, replaced, binned, destroyed.

use crate::chance;
use crate::error::CompanionError;
use crate::fetching::not_here;
use crate::hex::hex;
use crate::paper_files::{open_file, take_in};
use crate::papers::{
    PaperDetails, PaperView, folder_of, keep_inside, read_kind, read_tag, read_title, read_visit,
    record_of, said, strand_of, unless_stored, view,
};
use crate::profile::Profile;
use crate::redact::debug_without_content;
use crate::settings;
use crate::strands::{self, Strand};
use dodam_record::{PaperChange, PaperId, PaperKind, PaperState, StrandDocument, VersionId};
use dodam_vault::{
    FileId, FormerFile, Held, SealedFile, Transaction, Vault, Watch, load_former_files, load_paper,
    remove_paper, remove_words, unwatched,
};
use jiff::civil::Date;
use std::path::Path;

/// What is said anew of a paper. `None` leaves a thing as it is; an inner `None` takes it away.
#[derive(Clone, Default)]
pub struct PaperEdit {
    /// What the person calls it.
    pub title: Option<String>,
    /// Its kind.
    pub kind: Option<String>,
    /// Who issued it.
    pub issuer: Option<Option<String>>,
    /// The day that stands on it.
    pub dated: Option<Option<Date>>,
    /// The day it runs out.
    pub expires: Option<Option<Date>>,
    /// What the person notes about it.
    pub note: Option<Option<String>>,
    /// The visit it belongs to, by its id.
    pub visit: Option<Option<String>>,
    /// More words to find it by.
    pub tags: Vec<String>,
    /// Words no longer to find it by.
    pub untags: Vec<String>,
}

/// One file that a paper has or had.
#[derive(Clone, PartialEq, Eq)]
pub struct PaperVersionView {
    /// 1 for the first file, counted up.
    pub number: u32,
    /// The media type.
    pub mime: String,
    /// Bytes of the file.
    pub size_bytes: u64,
    /// SHA-256 of the file, hexadecimal.
    pub sha256: String,
    /// When it was added, in milliseconds since 1970.
    pub added_at_ms: i64,
    /// Whether another place confirmed that it holds the sealed file.
    pub safe_elsewhere: bool,
    /// Whether the sealed file is on this device.
    pub here: bool,
}

/// Everything about one paper: what its screen shows.
#[derive(Clone, PartialEq, Eq)]
pub struct PaperSheet {
    /// What lists show.
    pub paper: PaperView,
    /// What the person notes about it.
    pub note: Option<String>,
    /// The visit it belongs to.
    pub visit: Option<String>,
    /// Its files, the present one last.
    pub versions: Vec<PaperVersionView>,
    /// The ids of the facts that were said by it.
    pub proves: Vec<String>,
    /// Somebody else destroyed it; here it is kept in the bin.
    pub destroyed_elsewhere: bool,
}

debug_without_content!(PaperEdit, PaperVersionView, PaperSheet);

impl Profile {
    /// Everything about one paper.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`], [`CompanionError::Locked`], storage errors.
    pub fn paper(&self, id: &str) -> Result<PaperSheet, CompanionError> {
        let (vault, id) = (self.vault()?, read_id(id)?);
        self.read(|tx| sheet(tx, &vault, id))
    }

    /// Says things anew about a paper: all of them or none.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`], [`CompanionError::InvalidInput`] for what can't be said, or
    /// a kind that is kept apart from the paper's, [`CompanionError::Rejected`] `conflicted`.
    pub fn edit_paper(&self, id: &str, edit: &PaperEdit) -> Result<PaperSheet, CompanionError> {
        let (vault, id) = (self.vault()?, read_id(id)?);
        let changes = changes(edit)?;
        let moment = self.moment();
        self.write(|tx| {
            let strand = strand_with(tx, id)?;
            if let Some(kind) = changes.iter().find_map(changed_kind) {
                check_stays(&strand, kind)?;
            }
            strands::edit(tx, &strand, moment, |document| {
                Ok(document.change_paper(id, &changes, moment.now_ms)?)
            })?;
            sheet(tx, &vault, id)
        })
    }

    /// Puts another file in the place of a paper's; the older one stays as a version.
    ///
    /// # Errors
    /// Those of [`Profile::add_paper`]; [`CompanionError::NotFound`] also for a paper in the bin.
    pub fn replace_paper(&self, id: &str, file: &Path) -> Result<PaperSheet, CompanionError> {
        self.replace_paper_watched(id, file, &mut unwatched)
    }

    /// Replaces a paper's file as [`Profile::replace_paper`] does, watched as
    /// [`Profile::add_paper_watched`] is.
    ///
    /// # Errors
    /// As [`Profile::replace_paper`], with [`CompanionError::Stopped`].
    pub fn replace_paper_watched(
        &self,
        id: &str,
        file: &Path,
        watch: Watch<'_>,
    ) -> Result<PaperSheet, CompanionError> {
        let (vault, id) = (self.vault()?, read_id(id)?);
        self.read(|tx| strand_with(tx, id))?;
        let mut source = open_file(file)?;
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let details = PaperDetails::default();
        let taken = take_in(&vault, &mut source, &name, &details, watch)?;
        let version = VersionId::from_bytes(chance::id());
        let file = record_of(&taken.sealed, taken.mime);
        let moment = self.moment();
        let stored = self.write(|tx| {
            let strand = strand_with(tx, id)?;
            keep_inside(tx, &taken)?;
            strands::edit(tx, &strand, moment, |document| {
                Ok(document.replace_paper_file(id, version, &file, moment.now_ms)?)
            })?;
            sheet(tx, &vault, id)
        });
        unless_stored(&vault, &taken.sealed, stored)
    }

    /// Writes one version of a paper's file to `target`; see [`PaperSheet::versions`].
    ///
    /// # Errors
    /// As [`Profile::export_paper`].
    pub fn export_paper_version(
        &self,
        id: &str,
        number: u32,
        target: &Path,
    ) -> Result<PaperVersionView, CompanionError> {
        self.export_paper_version_watched((id, number), target, &mut unwatched)
    }

    /// Writes one version of a paper's file, watched as [`Profile::export_paper_watched`] is.
    ///
    /// # Errors
    /// As [`Profile::export_paper_watched`].
    pub fn export_paper_version_watched(
        &self,
        (id, number): (&str, u32),
        target: &Path,
        watch: Watch<'_>,
    ) -> Result<PaperVersionView, CompanionError> {
        let found = self.find_version(id, number)?;
        if !found.view.here {
            return self.read(|tx| Err(not_here(tx, found.held)?));
        }
        folder_of(target)?;
        self.vault()?
            .read_file_watched(&found.file, target, watch)?;
        Ok(found.view)
    }

    pub(crate) fn find_version(&self, id: &str, number: u32) -> Result<Version, CompanionError> {
        let (vault, id) = (self.vault()?, read_id(id)?);
        let (paper, former) = self.read(|tx| rows(tx, id))?;
        let views = versions(&paper, &former, &vault);
        let former = former.into_iter().map(|former| (former.file, former.held));
        let files = former.chain([(paper.file, paper.held)]);
        let mut numbered = views.into_iter().zip(files);
        let found = numbered.find(|(view, _)| view.number == number);
        let (view, (file, held)) = found.ok_or(CompanionError::NotFound("that version"))?;
        Ok(Version { view, file, held })
    }

    /// Puts a paper into the bin, from which [`Profile::restore_paper`] takes it.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`], storage errors.
    pub fn bin_paper(&self, id: &str) -> Result<(), CompanionError> {
        self.set_binned(id, true)
    }

    /// Takes a paper out of the bin.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`] also where somebody destroyed it, storage errors.
    pub fn restore_paper(&self, id: &str) -> Result<(), CompanionError> {
        self.set_binned(id, false)
    }

    fn set_binned(&self, id: &str, binned: bool) -> Result<(), CompanionError> {
        let (id, moment) = (read_id(id)?, self.moment());
        self.write(|tx| {
            let strand = strand_with(tx, id)?;
            strands::edit(tx, &strand, moment, |document| {
                Ok(document.set_paper_binned(id, binned, moment.now_ms)?)
            })
        })
    }

    /// Destroys a paper: its keys, its sealed files, its picture and its text. What others hold of
    /// it, backups, what its title was in the record's history and what a repair set aside stay.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`], storage errors.
    pub fn purge_paper(&self, id: &str) -> Result<(), CompanionError> {
        let (id, moment) = (read_id(id)?, self.moment());
        let files = self.write(|tx| {
            let strand = strand_with(tx, id)?;
            destroy(tx, &strand, id, moment)
        })?;
        Ok(self.vault()?.unlink_files(&files)?)
    }

    /// Destroys every paper that lies in the bin; says how many.
    ///
    /// # Errors
    /// [`CompanionError::Locked`], storage errors.
    pub fn empty_bin(&self) -> Result<u64, CompanionError> {
        let moment = self.moment();
        let (count, files) = self.write(|tx| {
            let (mut count, mut files) = (0, Vec::new());
            for paper in dodam_vault::load_papers(tx)? {
                if paper.listing.binned {
                    let id = PaperId::from_bytes(paper.id);
                    let strand = strand_with(tx, id)?;
                    files.extend(destroy(tx, &strand, id, moment)?);
                    count += 1;
                }
            }
            Ok::<_, CompanionError>((count, files))
        })?;
        if count > 0 {
            self.vault()?.unlink_files(&files)?;
        }
        Ok(count)
    }
}

/// One file of a paper, and what is shown of it.
pub(crate) struct Version {
    pub(crate) view: PaperVersionView,
    pub(crate) file: SealedFile,
    pub(crate) held: Held,
}

pub(crate) fn read_id(id: &str) -> Result<PaperId, CompanionError> {
    id.parse().map_err(|_| CompanionError::NotFound("a paper"))
}

/// Destroys a paper's words and rows; gives its files, to be unlinked afterwards.
fn destroy(
    tx: &Transaction<'_>,
    strand: &Strand,
    id: PaperId,
    moment: strands::Moment,
) -> Result<Vec<FileId>, CompanionError> {
    let known = strands::read(tx, strand)?.paper(id);
    if known.is_some_and(|paper| paper.state != PaperState::Purged) {
        strands::edit(tx, strand, moment, |document: &mut StrandDocument| {
            Ok(document.purge_paper(id, moment.now_ms)?)
        })?;
    }
    remove_words(tx, dodam_vault::PAPERS, id.as_bytes())?;
    // Of another person's record the rows went with the edit.
    match load_paper(tx, id.as_bytes())? {
        Some(_) => Ok(remove_paper(tx, id.as_bytes())?),
        None => Ok(Vec::new()),
    }
}

/// The strand that a paper belongs to.
fn strand_with(tx: &Transaction<'_>, id: PaperId) -> Result<Strand, CompanionError> {
    let missing = CompanionError::NotFound("a paper");
    let paper = load_paper(tx, id.as_bytes())?.ok_or_else(|| missing.clone())?;
    strands::with_id(tx, &paper.strand_id)?.ok_or(missing)
}

fn rows(
    tx: &Transaction<'_>,
    id: PaperId,
) -> Result<(dodam_vault::Paper, Vec<FormerFile>), CompanionError> {
    let paper = load_paper(tx, id.as_bytes())?;
    let paper = paper.ok_or(CompanionError::NotFound("a paper"))?;
    Ok((paper, load_former_files(tx, id.as_bytes())?))
}

fn sheet(tx: &Transaction<'_>, vault: &Vault, id: PaperId) -> Result<PaperSheet, CompanionError> {
    let (paper, former) = rows(tx, id)?;
    let strand = strand_with(tx, id)?;
    let document = strands::read(tx, &strand)?;
    let said = document.paper(id);
    let mut proves = Vec::new();
    for strand in strands::list(tx)? {
        if strand.record == settings::own_record(tx)? {
            let facts = strands::read(tx, &strand)?.facts().into_values();
            let by_this = facts.filter(|fact| fact.paper == Some(id));
            proves.extend(by_this.map(|fact| fact.fact));
        }
    }
    proves.sort();
    let purged = said
        .as_ref()
        .is_some_and(|paper| paper.state == PaperState::Purged);
    let about = said.map(|paper| paper.about);
    Ok(PaperSheet {
        versions: versions(&paper, &former, vault),
        paper: view(&paper, vault),
        note: about.as_ref().and_then(|about| about.note.clone()),
        visit: about.and_then(|about| about.visit.map(|visit| visit.to_string())),
        proves,
        destroyed_elsewhere: purged,
    })
}

fn versions(
    paper: &dodam_vault::Paper,
    former: &[FormerFile],
    vault: &Vault,
) -> Vec<PaperVersionView> {
    let older = former
        .iter()
        .map(|former| (&former.file, former.held, &former.mime, former.added_at_ms));
    let listing = &paper.listing;
    let newest = (&paper.file, paper.held, &listing.mime, listing.added_at_ms);
    let numbered = older.chain([newest]).zip(1..);
    numbered
        .map(
            |((file, held, mime, added_at_ms), number)| PaperVersionView {
                number,
                mime: mime.clone(),
                size_bytes: file.size_bytes,
                sha256: hex(&file.sha256),
                added_at_ms,
                safe_elsewhere: held == Held::SafeElsewhere,
                here: vault.has_file(file),
            },
        )
        .collect()
}

fn changed_kind(change: &PaperChange) -> Option<&PaperKind> {
    match change {
        PaperChange::Kind(kind) => Some(kind),
        _ => None,
    }
}

/// A paper can't leave its strand: those who read one don't all read the other.
fn check_stays(strand: &Strand, kind: &PaperKind) -> Result<(), CompanionError> {
    if strand.kind == strand_of(kind) {
        return Ok(());
    }
    let said = format!(
        "a paper of the kind {} is kept apart from this one; add the file again with that kind, \
         then remove this one",
        kind.as_text()
    );
    Err(CompanionError::invalid("kept_apart", said))
}

fn changes(edit: &PaperEdit) -> Result<Vec<PaperChange>, CompanionError> {
    let mut changes = Vec::new();
    if let Some(title) = &edit.title {
        changes.push(PaperChange::Title(read_title(title)?));
    }
    if let Some(kind) = &edit.kind {
        changes.push(PaperChange::Kind(read_kind(kind)?));
    }
    if let Some(issuer) = &edit.issuer {
        changes.push(PaperChange::Issuer(said(issuer.as_deref())));
    }
    if let Some(dated) = edit.dated {
        changes.push(PaperChange::Dated(dated));
    }
    if let Some(expires) = edit.expires {
        changes.push(PaperChange::Expires(expires));
    }
    if let Some(note) = &edit.note {
        changes.push(PaperChange::Note(said(note.as_deref())));
    }
    if let Some(visit) = &edit.visit {
        let visit = visit.as_deref().map(read_visit).transpose()?;
        changes.push(PaperChange::Visit(visit));
    }
    for tag in &edit.tags {
        changes.push(PaperChange::Tag(read_tag(tag)?));
    }
    for tag in &edit.untags {
        changes.push(PaperChange::Untag(read_tag(tag)?));
    }
    Ok(changes)
}
