//! Health papers: kept sealed, found by parts of words, given back as they were.

use crate::chance;
use crate::error::CompanionError;
use crate::profile::Profile;
use crate::projection::PAPERS;
use crate::redact::debug_without_content;
use crate::settings;
use crate::sharing::one_line;
use crate::strands;
use crate::syncing::{Session, SyncReport};
use dodam_record::{PaperDraft, PaperId, PaperKind, StrandKind};
use dodam_seal::exchange::{AttachmentAsk, AttachmentPiece, Frame, path};
use dodam_vault::{
    Held, Paper, PaperListing, Vault, find_words, insert_paper, load_paper, load_papers,
    set_paper_held,
};
use jiff::civil::Date;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

const MOST_FOUND: u32 = 200;
const PIECE_BYTES: usize = 256 << 10;

/// What is said of a paper when it is added.
#[derive(Clone, Default)]
pub struct PaperDetails {
    /// What the person calls it; the file's name where not given.
    pub title: Option<String>,
    /// Such as `test_result` or `bill`; see the record's kinds.
    pub kind: Option<String>,
    /// The day it runs out.
    pub expires: Option<Date>,
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
    /// Bytes of the file.
    pub size_bytes: u64,
    /// SHA-256 of the file, hexadecimal.
    pub sha256: String,
    /// The day it runs out, as `YYYY-MM-DD`.
    pub expires: Option<String>,
    /// Whether another place confirmed that it holds the sealed file.
    pub safe_elsewhere: bool,
    /// Whether the sealed file is on this device; otherwise see
    /// [`Profile::fetch_paper`].
    pub here: bool,
}

debug_without_content!(PaperDetails, PaperView);

impl Profile {
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
        let name = file
            .file_name()
            .map(|name| name.to_string_lossy().into_owned());
        let title = details.title.clone().or(name).unwrap_or_default();
        let title = one_line(&title, "a paper needs a title of one line")?;
        let kind = PaperKind::from_text(details.kind.as_deref().unwrap_or("other"));
        if let PaperKind::Unknown(kind) = &kind {
            let known = "identity, insurance, test_result, prescription, bill, letter, other";
            let said = format!("no kind of paper is called {kind:?}; there are {known}");
            return Err(CompanionError::InvalidInput(said));
        }
        let mut source = open_file(file)?;
        let vault = self.vault()?;
        let sealed = vault.store_file(&mut source, &mut chance::system())?;
        let id = chance::id();
        let draft = PaperDraft {
            id: PaperId::from_bytes(id),
            title: title.clone(),
            kind: kind.clone(),
            mime: media_type(file).to_owned(),
            size_bytes: sealed.size_bytes,
            sha256: sealed.sha256,
            expires: details.expires,
            file_id: sealed.id.as_bytes().to_vec(),
            sealed_hash: *sealed.sealed_hash.as_bytes(),
            file_key: *sealed.key.expose(),
        };
        let moment = self.moment();
        let listing = PaperListing {
            title,
            kind: kind.as_text().to_owned(),
            expires: details.expires.map(|date| date.to_string()),
        };
        self.write(|tx| {
            let (record, account) = (settings::own_record(tx)?, settings::account(tx)?);
            let strand = strands::find_or_begin(tx, &record, &strand_of(&kind), &account)?;
            let (strand_id, held) = (strand.id, Held::OnlyHere);
            let paper = Paper {
                id,
                strand_id,
                file: sealed,
                held,
                listing,
            };
            insert_paper(tx, &paper)?;
            strands::edit(tx, &strand, moment, |document| {
                Ok(document.add_paper(&draft, moment.now_ms)?)
            })?;
            Ok(view(&paper, &vault))
        })
    }

    /// Every paper here, the owner's and shared ones.
    ///
    /// # Errors
    /// [`CompanionError::Locked`], storage errors.
    pub fn papers(&self) -> Result<Vec<PaperView>, CompanionError> {
        let vault = self.vault()?;
        self.read(|tx| {
            Ok(load_papers(tx)?
                .iter()
                .map(|paper| view(paper, &vault))
                .collect())
        })
    }

    /// The papers whose title or kind has every part typed, best match first. Two
    /// characters of Korean or Chinese are enough, and Vietnamese may be typed plain.
    ///
    /// # Errors
    /// [`CompanionError::Locked`], storage errors; none for anything typed.
    pub fn search_papers(&self, query: &str) -> Result<Vec<PaperView>, CompanionError> {
        let vault = self.vault()?;
        self.read(|tx| {
            let mut found = Vec::new();
            for id in find_words(tx, PAPERS, query, MOST_FOUND)? {
                let id = id
                    .try_into()
                    .map_err(|_| CompanionError::Damaged("vault"))?;
                found.extend(load_paper(tx, &id)?.map(|paper| view(&paper, &vault)));
            }
            Ok(found)
        })
    }

    /// Writes a paper's file to `target`, every byte checked before it appears there.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`], [`CompanionError::Damaged`], storage errors.
    pub fn export_paper(&self, id: &str, target: &Path) -> Result<PaperView, CompanionError> {
        let (vault, paper) = (self.vault()?, self.find_paper(id)?);
        if !vault.has_file(&paper.file) {
            return Err(CompanionError::rejected("not_on_this_device"));
        }
        vault.read_file(&paper.file, target)?;
        Ok(view(&paper, &vault))
    }

    /// Fetches the sealed file of a paper that someone else added, if it isn't here.
    ///
    /// # Errors
    /// [`CompanionError::Rejected`] while the server doesn't have it either, those of
    /// [`Profile::sync`].
    pub async fn fetch_paper(&self, id: &str) -> Result<PaperView, CompanionError> {
        let (vault, paper) = (self.vault()?, self.find_paper(id)?);
        if !vault.has_file(&paper.file) {
            Session::open(self)?.fetch(&paper).await?;
        }
        Ok(view(&self.find_paper(id)?, &vault))
    }

    fn find_paper(&self, id: &str) -> Result<Paper, CompanionError> {
        let id: PaperId = id
            .parse()
            .map_err(|_| CompanionError::NotFound("a paper"))?;
        let paper = self.read(|tx| Ok(load_paper(tx, id.as_bytes())?))?;
        paper.ok_or(CompanionError::NotFound("a paper"))
    }
}

/// A residence card or an insurance certificate tells of stay and status, so it is kept
/// apart from what a care team may read.
fn strand_of(kind: &PaperKind) -> StrandKind {
    match kind {
        PaperKind::Identity | PaperKind::Insurance => StrandKind::Status,
        _ => StrandKind::Care,
    }
}

fn open_file(file: &Path) -> Result<File, CompanionError> {
    let unusable = |what: String| CompanionError::InvalidInput(what);
    let opened = File::open(file).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => CompanionError::NotFound("a file"),
        kind => unusable(format!("the file can't be read: {kind}")),
    })?;
    match opened.metadata() {
        Ok(about) if about.is_file() => Ok(opened),
        _ => Err(unusable("that is not a file".into())),
    }
}

fn media_type(file: &Path) -> &'static str {
    let extension = file.extension().and_then(|extension| extension.to_str());
    match extension.map(str::to_ascii_lowercase).as_deref() {
        Some("pdf") => "application/pdf",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("png") => "image/png",
        Some("heic") => "image/heic",
        _ => "application/octet-stream",
    }
}

fn view(paper: &Paper, vault: &Vault) -> PaperView {
    PaperView {
        id: PaperId::from_bytes(paper.id).to_string(),
        title: paper.listing.title.clone(),
        kind: paper.listing.kind.clone(),
        size_bytes: paper.file.size_bytes,
        sha256: paper
            .file
            .sha256
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect(),
        expires: paper.listing.expires.clone(),
        safe_elsewhere: paper.held == Held::SafeElsewhere,
        here: vault.has_file(&paper.file),
    }
}

impl Session<'_> {
    /// Sends sealed files that no other place holds yet, after everything else, each
    /// from where the server's part of it ends.
    pub(crate) async fn carry_attachments(
        &self,
        report: &mut SyncReport,
    ) -> Result<(), CompanionError> {
        let papers = self.profile.read(|tx| Ok(load_papers(tx)?))?;
        for paper in papers.iter().filter(|paper| paper.held == Held::OnlyHere) {
            let path = self.profile.vault()?.sealed_path(&paper.file.id);
            let Ok(mut sealed) = File::open(path) else {
                continue;
            };
            if self.carry(paper, &mut sealed).await? {
                let hash = paper.file.sealed_hash;
                self.profile
                    .write(|tx| Ok(set_paper_held(tx, &hash, Held::SafeElsewhere)?))?;
                report.sent += 1;
            }
        }
        Ok(())
    }

    async fn carry(&self, paper: &Paper, sealed: &mut File) -> Result<bool, CompanionError> {
        let unreadable = |_| CompanionError::Damaged("paper");
        let total = sealed.metadata().map_err(unreadable)?.len();
        let mut offset = 0;
        loop {
            sealed.seek(SeekFrom::Start(offset)).map_err(unreadable)?;
            let mut piece = Vec::new();
            sealed
                .take(PIECE_BYTES as u64)
                .read_to_end(&mut piece)
                .map_err(unreadable)?;
            let file = paper.file.sealed_hash;
            let question = AttachmentAsk {
                stream: paper.strand_id,
                file,
                offset,
                total,
            };
            let frames = [Frame::Bytes(piece)];
            let reply: AttachmentPiece =
                self.ask_with_body(path::ATTACH, &question, &frames).await?;
            if reply.complete {
                return Ok(true);
            }
            // After the first answer, which may say that part of it is there already,
            // each must bring it forward.
            let forward = offset == 0 || reply.held > offset;
            if reply.held == offset || reply.held > total || !forward {
                return Ok(false);
            }
            offset = reply.held;
        }
    }

    /// Fetches a sealed file in pieces; it is kept only if it is the right one.
    async fn fetch(&self, paper: &Paper) -> Result<(), CompanionError> {
        let file = paper.file.sealed_hash;
        let mut incoming = self.profile.vault()?.receive_file(&paper.file)?;
        let mut offset = 0;
        loop {
            let question = AttachmentAsk {
                stream: paper.strand_id,
                file,
                offset,
                total: 0,
            };
            let reply: AttachmentPiece = self.ask(path::ATTACHED, &question).await?;
            incoming.add(&reply.bytes)?;
            offset += reply.bytes.len() as u64;
            if offset >= reply.held || reply.bytes.is_empty() {
                break;
            }
        }
        incoming.finish()?;
        self.profile
            .write(|tx| Ok(set_paper_held(tx, &file, Held::SafeElsewhere)?))?;
        Ok(())
    }
}
