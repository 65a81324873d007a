//! Health papers: kept sealed, found by parts of words, given back as they were.

use crate::chance;
use crate::error::CompanionError;
use crate::fetching::not_here;
use crate::hex::hex;
use crate::paper_files::{open_file, take_in};
use crate::profile::Profile;
use crate::redact::debug_without_content;
use crate::settings;
use crate::sharing::one_line;
use crate::strands;
use dodam_record::{PaperAbout, PaperDraft, PaperFile, PaperId, PaperKind, StrandKind, VisitId};
use dodam_vault::{
    Held, Paper, PaperFilter, SealedFile, Transaction, Vault, Watch, find_papers,
    load_owner_of_file, load_paper, load_paper_page, load_papers, load_strands_of_record,
    load_thumbnail, store_file_text, store_thumbnail, unwatched,
};
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::path::Path;

const MOST_FOUND: u32 = 200;

/// What is said of a paper when it is added.
#[derive(Clone, Default)]
pub struct PaperDetails {
    /// What the person calls it; the file's name where not given.
    pub title: Option<String>,
    /// Such as `test_result` or `bill`; see [`Profile::paper_kinds`]. Spaces and hyphens may
    /// stand for underscores. `other` where not given.
    pub kind: Option<String>,
    /// Who issued it.
    pub issuer: Option<String>,
    /// The day that stands on it.
    pub dated: Option<Date>,
    /// The day it runs out.
    pub expires: Option<Date>,
    /// What the person notes about it.
    pub note: Option<String>,
    /// Words to find it by.
    pub tags: Vec<String>,
    /// The visit it belongs to, by its id.
    pub visit: Option<String>,
    /// Text inside the file, where the platform has read it; otherwise it is looked for here.
    pub text: Option<String>,
    /// A small JPEG or PNG of it, where the platform has made one; otherwise one is made here
    /// of a JPEG or a PNG.
    pub thumbnail: Option<Vec<u8>>,
}

/// A paper in a list.
#[derive(Clone, PartialEq, Eq)]
pub struct PaperView {
    /// Thirty-two hexadecimal digits.
    pub id: String,
    /// What the person calls it.
    pub title: String,
    /// Its kind.
    pub kind: String,
    /// The media type, such as `application/pdf`.
    pub mime: String,
    /// Who issued it.
    pub issuer: Option<String>,
    /// The day that stands on it, as `YYYY-MM-DD`.
    pub dated: Option<String>,
    /// The day it runs out, as `YYYY-MM-DD`.
    pub expires: Option<String>,
    /// Words to find it by.
    pub tags: Vec<String>,
    /// Bytes of the file.
    pub size_bytes: u64,
    /// SHA-256 of the file, hexadecimal.
    pub sha256: String,
    /// When its file was added, in milliseconds since 1970.
    pub added_at_ms: i64,
    /// Whether it lies in the bin.
    pub binned: bool,
    /// Whether another place confirmed that it holds the sealed file.
    pub safe_elsewhere: bool,
    /// Whether the sealed file is on this device; otherwise see
    /// [`Profile::fetch_paper`].
    pub here: bool,
}

/// Which papers are asked for.
#[derive(Clone, Default)]
pub struct PaperQuery {
    /// Parts of words; all papers where it is empty.
    pub words: String,
    /// Only this kind.
    pub kind: Option<String>,
    /// Only those that run out on this day or before.
    pub expires_until: Option<Date>,
    /// Those in the bin instead of those in use.
    pub binned: bool,
}

debug_without_content!(PaperDetails, PaperView, PaperQuery);

impl Profile {
    /// The kinds of papers, by the names that [`PaperDetails::kind`] takes.
    #[must_use]
    pub fn paper_kinds() -> Vec<String> {
        let kinds = PaperKind::ALL.iter();
        kinds.map(|kind| kind.as_text().to_owned()).collect()
    }

    /// Adds a file as a paper of the owner's. When this returns, it survives a dead
    /// battery.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`] or [`CompanionError::InvalidInput`] for a file that
    /// can't be read, [`CompanionError::StorageFull`].
    pub fn add_paper(
        &self,
        file: &Path,
        details: &PaperDetails,
    ) -> Result<PaperView, CompanionError> {
        self.add_paper_watched(file, details, &mut unwatched)
    }

    /// Adds a file as [`Profile::add_paper`] does, telling `watch` how many bytes of it were
    /// taken; `watch` may break off. A large file that was broken off, or cut by a dead battery,
    /// goes on where it was when it is added again.
    ///
    /// # Errors
    /// As [`Profile::add_paper`], with [`CompanionError::Stopped`].
    pub fn add_paper_watched(
        &self,
        file: &Path,
        details: &PaperDetails,
        watch: Watch<'_>,
    ) -> Result<PaperView, CompanionError> {
        let name = file
            .file_name()
            .map(|name| name.to_string_lossy().into_owned());
        let name = name.unwrap_or_default();
        let about = about(details, &name)?;
        let vault = self.vault()?;
        let mut source = open_file(file)?;
        let taken = take_in(&vault, &mut source, &name, details, watch)?;
        let id = PaperId::from_bytes(chance::id());
        let (kind, moment) = (about.kind.clone(), self.moment());
        let file = record_of(&taken.sealed, taken.mime);
        let draft = PaperDraft { id, about, file };
        let stored = self.write(|tx| {
            let (record, account) = (settings::own_record(tx)?, settings::account(tx)?);
            let strand = strands::find_or_begin(tx, &record, &strand_of(&kind), &account)?;
            keep_inside(tx, &taken)?;
            strands::edit(tx, &strand, moment, |document| {
                Ok(document.add_paper(&draft, moment.now_ms)?)
            })?;
            let paper = load_paper(tx, id.as_bytes())?;
            Ok(view(
                &paper.ok_or(CompanionError::Damaged("paper"))?,
                &vault,
            ))
        });
        unless_stored(&vault, &taken.sealed, stored)
    }

    /// Every paper in use, the owner's and shared ones, by id.
    ///
    /// # Errors
    /// [`CompanionError::Locked`], storage errors.
    pub fn papers(&self) -> Result<Vec<PaperView>, CompanionError> {
        let vault = self.vault()?;
        self.read(|tx| {
            let papers = load_papers(tx)?;
            let kept = papers.iter().filter(|paper| !paper.listing.binned);
            Ok(kept.map(|paper| view(paper, &vault)).collect())
        })
    }

    /// The papers whose title, kind, issuer, tags, note or text has every part typed, best match
    /// first. Two characters of Korean or Chinese are enough, and Vietnamese may be typed plain.
    ///
    /// # Errors
    /// [`CompanionError::Locked`], storage errors; none for anything typed.
    pub fn search_papers(&self, words: &str) -> Result<Vec<PaperView>, CompanionError> {
        let query = PaperQuery {
            words: words.to_owned(),
            ..PaperQuery::default()
        };
        if query.words.trim().is_empty() {
            return Ok(Vec::new());
        }
        self.find_papers(&query, 0)
    }

    /// At most 200 papers that a query asks for, after the first `skip`: with words, the best
    /// match first; without, those that run out first where a day is given, otherwise those added
    /// last first.
    ///
    /// # Errors
    /// [`CompanionError::Locked`], storage errors; [`CompanionError::InvalidInput`] for a kind
    /// that doesn't exist; [`CompanionError::Stopped`] after [`Profile::stop_search`].
    pub fn find_papers(
        &self,
        query: &PaperQuery,
        skip: u32,
    ) -> Result<Vec<PaperView>, CompanionError> {
        let vault = self.vault()?;
        let kind = query.kind.as_deref().map(read_kind).transpose()?;
        let until = query.expires_until.map(|date| date.to_string());
        let filter = PaperFilter {
            kind: kind.as_ref().map(PaperKind::as_text),
            expires_until: until.as_deref(),
            binned: query.binned,
        };
        vault.search(|tx| {
            if query.words.trim().is_empty() {
                let page = load_paper_page(tx, &filter, (skip, MOST_FOUND))?;
                return Ok(page.iter().map(|paper| view(paper, &vault)).collect());
            }
            let mut found = Vec::new();
            let most = MOST_FOUND.saturating_add(skip);
            let ids = find_papers(tx, &query.words, &filter, most)?;
            for id in ids.iter().skip(skip as usize) {
                found.extend(load_paper(tx, id)?.map(|paper| view(&paper, &vault)));
            }
            Ok(found)
        })
    }

    /// Stops a search that is under way, as somebody types on.
    ///
    /// # Errors
    /// [`CompanionError::Locked`].
    pub fn stop_search(&self) -> Result<(), CompanionError> {
        self.vault()?.interrupt_search();
        Ok(())
    }

    /// A small picture of a paper, as JPEG or PNG; `None` where it has none.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`], [`CompanionError::Locked`], storage errors.
    pub fn paper_thumbnail(&self, id: &str) -> Result<Option<Vec<u8>>, CompanionError> {
        let paper = self.find_paper(id)?;
        self.read(|tx| Ok(load_thumbnail(tx, &paper.file.id)?))
    }

    /// Writes a paper's file to `target`, every byte checked before it appears there.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`], [`CompanionError::Damaged`], storage errors.
    pub fn export_paper(&self, id: &str, target: &Path) -> Result<PaperView, CompanionError> {
        self.export_paper_watched(id, target, &mut unwatched)
    }

    /// Writes a paper's file as [`Profile::export_paper`] does, telling `watch` how many bytes of
    /// it were written; `watch` may break off.
    ///
    /// # Errors
    /// As [`Profile::export_paper`], with [`CompanionError::Stopped`]: `target` is what it was.
    pub fn export_paper_watched(
        &self,
        id: &str,
        target: &Path,
        watch: Watch<'_>,
    ) -> Result<PaperView, CompanionError> {
        let (vault, paper) = (self.vault()?, self.find_paper(id)?);
        if !vault.has_file(&paper.file) {
            return self.read(|tx| Err(not_here(tx, paper.held)?));
        }
        folder_of(target)?;
        vault.read_file_watched(&paper.file, target, watch)?;
        Ok(view(&paper, &vault))
    }

    /// The papers in use of the owner's own record: of what others share there may be cards too.
    pub(crate) fn own_papers(&self) -> Result<Vec<PaperView>, CompanionError> {
        let vault = self.vault()?;
        self.read(|tx| {
            let own = load_strands_of_record(tx, &settings::own_record(tx)?)?;
            let is_own = |paper: &Paper| own.iter().any(|own| own.strand_id == paper.strand_id);
            let papers = load_papers(tx)?.into_iter();
            let in_use = papers.filter(|paper| !paper.listing.binned && is_own(paper));
            Ok(in_use.map(|paper| view(&paper, &vault)).collect())
        })
    }

    pub(crate) fn find_paper(&self, id: &str) -> Result<Paper, CompanionError> {
        let id: PaperId = id
            .parse()
            .map_err(|_| CompanionError::NotFound("a paper"))?;
        let paper = self.read(|tx| Ok(load_paper(tx, id.as_bytes())?))?;
        paper.ok_or(CompanionError::NotFound("a paper"))
    }
}

/// A target's folder must be there: it is named where it isn't.
pub(crate) fn folder_of(target: &Path) -> Result<(), CompanionError> {
    match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() && !folder.is_dir() => {
            Err(CompanionError::invalid(
                "no_folder",
                format!("there is no folder {}", folder.display()),
            ))
        }
        _ => Ok(()),
    }
}

/// A file that lies sealed in the vault, and what was found in it.
pub(crate) struct TakenIn {
    pub(crate) sealed: SealedFile,
    pub(crate) mime: &'static str,
    pub(crate) text: Option<String>,
    pub(crate) thumbnail: Option<Vec<u8>>,
}

/// Removes a sealed file whose row could not be stored, so that a full disk gets its space back.
pub(crate) fn unless_stored<T>(
    vault: &Vault,
    sealed: &SealedFile,
    stored: Result<T, CompanionError>,
) -> Result<T, CompanionError> {
    if stored.is_err() {
        // The first error is the one worth telling; what stays is swept at the next opening.
        let owned = vault.read(|tx| load_owner_of_file(tx, &sealed.id));
        if owned == Ok(None) {
            let _ = vault.unlink_files(&[sealed.id]);
        }
    }
    vault.import_ended(&sealed.id);
    stored
}

/// Stores what was found inside a file.
pub(crate) fn keep_inside(tx: &Transaction<'_>, taken: &TakenIn) -> Result<(), CompanionError> {
    let file = &taken.sealed.id;
    if let Some(text) = &taken.text {
        store_file_text(tx, file, text)?;
    }
    if let Some(thumbnail) = &taken.thumbnail {
        store_thumbnail(tx, file, thumbnail)?;
    }
    Ok(())
}

/// A sealed file as the record speaks of it.
pub(crate) fn record_of(sealed: &SealedFile, mime: &str) -> PaperFile {
    PaperFile {
        mime: mime.to_owned(),
        size_bytes: sealed.size_bytes,
        sha256: sealed.sha256,
        file_id: sealed.id.as_bytes().to_vec(),
        sealed_hash: *sealed.sealed_hash.as_bytes(),
        file_key: *sealed.key.expose(),
    }
}

/// Papers of stay and status are kept apart from what a care team may read.
pub(crate) fn strand_of(kind: &PaperKind) -> StrandKind {
    match kind {
        PaperKind::ResidenceCard
        | PaperKind::Passport
        | PaperKind::Identity
        | PaperKind::Insurance => StrandKind::Status,
        _ => StrandKind::Care,
    }
}

/// A kind as somebody types it.
pub(crate) fn read_kind(typed: &str) -> Result<PaperKind, CompanionError> {
    let name = typed.trim().to_lowercase().replace([' ', '-'], "_");
    let name = name.strip_suffix("_certificate").unwrap_or(&name);
    match PaperKind::from_text(name) {
        PaperKind::Unknown(_) => {
            let known = PaperKind::ALL.each_ref().map(PaperKind::as_text).join(", ");
            let said = format!("no kind of paper is called {typed:?}; there are {known}");
            Err(CompanionError::invalid("paper_kind", said))
        }
        kind => Ok(kind),
    }
}

pub(crate) fn read_title(title: &str) -> Result<String, CompanionError> {
    one_line(title, ("title", "a paper needs a title of one line"))
}

pub(crate) fn read_visit(id: &str) -> Result<VisitId, CompanionError> {
    id.parse().map_err(|_| CompanionError::NotFound("a visit"))
}

pub(crate) fn read_tag(tag: &str) -> Result<String, CompanionError> {
    one_line(tag, ("tag", "a tag is one word or a few, on one line"))
}

/// A text that says something, or nothing.
pub(crate) fn said(text: Option<&str>) -> Option<String> {
    let text = text.map(str::trim).filter(|text| !text.is_empty());
    text.map(str::to_owned)
}

fn about(details: &PaperDetails, name: &str) -> Result<PaperAbout, CompanionError> {
    let tags: Result<BTreeSet<String>, _> = details.tags.iter().map(|tag| read_tag(tag)).collect();
    let visit = details.visit.as_deref().map(read_visit).transpose()?;
    Ok(PaperAbout {
        title: read_title(details.title.as_deref().unwrap_or(name))?,
        kind: read_kind(details.kind.as_deref().unwrap_or("other"))?,
        issuer: said(details.issuer.as_deref()),
        dated: details.dated,
        expires: details.expires,
        note: said(details.note.as_deref()),
        tags: tags?,
        visit,
    })
}

pub(crate) fn view(paper: &Paper, vault: &Vault) -> PaperView {
    let listing = &paper.listing;
    PaperView {
        id: PaperId::from_bytes(paper.id).to_string(),
        title: listing.title.clone(),
        kind: listing.kind.clone(),
        mime: listing.mime.clone(),
        issuer: listing.issuer.clone(),
        dated: listing.dated.clone(),
        expires: listing.expires.clone(),
        tags: listing.tags.lines().map(str::to_owned).collect(),
        size_bytes: paper.file.size_bytes,
        sha256: hex(&paper.file.sha256),
        added_at_ms: listing.added_at_ms,
        binned: listing.binned,
        safe_elsewhere: paper.held == Held::SafeElsewhere,
        here: vault.has_file(&paper.file),
    }
}
