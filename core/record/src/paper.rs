//! Papers: what is known about a stored file. The file itself lies outside the record,
//! encrypted under the key that is kept here.
//!
//! A paper's first file lies in its entry; each one that replaced it is an entry of its own
//! (`paper_file:<paper id>:<version id>`), so that two people who replace one paper at the same
//! time lose neither file. The one written last, in the order that is the same on every device,
//! is the one that counts.

use std::collections::BTreeSet;

use automerge::transaction::Transaction;
use automerge::{ObjId, ScalarValue};
use jiff::civil::Date;

use crate::field::{Fields, change, create_entry, existing_entry, put, text_or_cleared};
use crate::redact::debug_without_content;
use crate::{ActorKey, PaperId, PaperKind, RecordError, StrandDocument, VersionId, VisitId};

pub(crate) const PREFIX: &str = "paper:";
const FILE_PREFIX: &str = "paper_file:";
const TAG_PREFIX: &str = "tag:";
const MAX_FILE_ID_BYTES: usize = 64;
/// The most tags of one paper.
pub const MAX_TAGS: usize = 20;
/// The longest tag, in bytes of UTF-8.
pub const MAX_TAG_BYTES: usize = 96;

/// What is said of a paper.
#[derive(Clone, PartialEq, Eq)]
pub struct PaperAbout {
    /// What the person calls it.
    pub title: String,
    /// What sort of paper it is.
    pub kind: PaperKind,
    /// Who issued it.
    pub issuer: Option<String>,
    /// The day that stands on it.
    pub dated: Option<Date>,
    /// The day the paper runs out, if it does.
    pub expires: Option<Date>,
    /// What the person notes about it.
    pub note: Option<String>,
    /// Words to find it by.
    pub tags: BTreeSet<String>,
    /// The visit it belongs to.
    pub visit: Option<VisitId>,
}

/// A sealed file, as the record speaks of it.
#[derive(Clone, PartialEq, Eq)]
pub struct PaperFile {
    /// The media type, such as `application/pdf`.
    pub mime: String,
    /// The file's size as it was given.
    pub size_bytes: u64,
    /// SHA-256 of the file as it was given.
    pub sha256: [u8; 32],
    /// Names the encrypted file; at most 64 bytes.
    pub file_id: Vec<u8>,
    /// Hash of the encrypted file.
    pub sealed_hash: [u8; 32],
    /// The key that opens the encrypted file.
    pub file_key: [u8; 32],
}

/// A paper about to be added.
#[derive(Clone, PartialEq, Eq)]
pub struct PaperDraft {
    /// 16 random bytes drawn for this paper.
    pub id: PaperId,
    /// What is said of it.
    pub about: PaperAbout,
    /// Its file.
    pub file: PaperFile,
}

/// One file of a paper, and when it came.
#[derive(Clone, PartialEq, Eq)]
pub struct PaperVersion {
    /// The file.
    pub file: PaperFile,
    /// When it was added, in milliseconds since 1970.
    pub added_at_ms: i64,
    /// Whose key added it.
    pub author: ActorKey,
    written: u64,
}

/// Where a paper stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaperState {
    /// It is in use.
    Kept,
    /// Someone put it into the bin; it can be taken out again.
    Binned,
    /// Someone destroyed it. The entry stays, so that nobody's copy puts it back.
    Purged,
}

/// A paper as stored.
#[derive(Clone, PartialEq, Eq)]
pub struct Paper {
    /// Names the paper.
    pub id: PaperId,
    /// What is said of it.
    pub about: PaperAbout,
    /// Its files, the one that counts last; none once it is purged.
    pub versions: Vec<PaperVersion>,
    /// Where it stands.
    pub state: PaperState,
    /// When it was added, in milliseconds since 1970.
    pub added_at_ms: i64,
    /// Whose key added it.
    pub author: ActorKey,
}

/// One thing to say anew about a paper.
#[derive(Clone, PartialEq, Eq)]
pub enum PaperChange {
    /// What the person calls it.
    Title(String),
    /// What sort of paper it is.
    Kind(PaperKind),
    /// Who issued it.
    Issuer(Option<String>),
    /// The day that stands on it.
    Dated(Option<Date>),
    /// The day it runs out; `None` says that it doesn't.
    Expires(Option<Date>),
    /// What the person notes about it.
    Note(Option<String>),
    /// The visit it belongs to.
    Visit(Option<VisitId>),
    /// One more word to find it by.
    Tag(String),
    /// One word less.
    Untag(String),
}

debug_without_content!(
    PaperAbout,
    PaperFile,
    PaperVersion,
    PaperChange,
    PaperDraft.id,
    Paper.id
);

impl StrandDocument {
    fn require_papers(&self) -> Result<(), RecordError> {
        if self.kind.holds_papers() {
            Ok(())
        } else {
            Err(RecordError::NotInThisStrand)
        }
    }

    /// Lists the papers, binned and purged ones included, earliest added first.
    #[must_use]
    pub fn papers(&self) -> Vec<Paper> {
        let mut papers: Vec<_> = Fields::entries(&self.doc, PREFIX)
            .filter_map(|(id, fields)| read_paper(&id, &fields))
            .map(|paper| self.with_versions(paper))
            .collect();
        papers.sort_by_key(|paper| (paper.added_at_ms, paper.id));
        papers
    }

    /// Gives one paper, wherever it stands.
    #[must_use]
    pub fn paper(&self, id: PaperId) -> Option<Paper> {
        let fields = Fields::entry(&self.doc, &key(id))?;
        let paper = read_paper(&id.to_string(), &fields)?;
        Some(self.with_versions(paper))
    }

    /// Counts later files of papers that aren't purged and can't be read.
    pub(crate) fn unreadable_versions(&self) -> usize {
        let purged = |key: &str| {
            let paper = key.split_once(':').and_then(|(id, _)| id.parse().ok());
            let paper = paper.and_then(|id| self.paper(id));
            paper.is_some_and(|paper| paper.state == PaperState::Purged)
        };
        Fields::entries(&self.doc, FILE_PREFIX)
            .filter(|(key, fields)| read_version(fields).is_none() && !purged(key))
            .count()
    }

    fn with_versions(&self, mut paper: Paper) -> Paper {
        if paper.state == PaperState::Purged {
            return paper;
        }
        let prefix = format!("{FILE_PREFIX}{}:", paper.id);
        let later = Fields::entries(&self.doc, &prefix);
        paper
            .versions
            .extend(later.filter_map(|(_, fields)| read_version(&fields)));
        paper
            .versions
            .sort_by_key(|version| (version.written, version.author));
        paper
    }

    /// Adds a paper under the id it brings.
    ///
    /// # Errors
    /// [`RecordError::AlreadyThere`], [`RecordError::NotInThisStrand`],
    /// [`RecordError::TooLarge`], [`RecordError::InvalidInput`] for too many tags or a tag that
    /// is empty.
    pub fn add_paper(&mut self, draft: &PaperDraft, now_ms: i64) -> Result<(), RecordError> {
        self.require_papers()?;
        let about = &draft.about;
        check_tags(&about.tags)?;
        let file = &draft.file;
        check_file(file)?;
        self.edit(now_ms, |tx| {
            let paper = create_entry(tx, &key(draft.id))?;
            put(tx, &paper, "title", about.title.as_str())?;
            put(tx, &paper, "kind", about.kind.as_text())?;
            put_content(tx, &paper, file)?;
            put(tx, &paper, "expires", date_or_cleared(about.expires))?;
            put_seal(tx, &paper, file, now_ms)?;
            let said = [
                ("issuer", about.issuer.clone()),
                ("dated", about.dated.map(|date| date.to_string())),
                ("note", about.note.clone()),
                ("visit", about.visit.map(|visit| visit.to_string())),
            ];
            for (name, value) in said {
                if let Some(value) = value {
                    put(tx, &paper, name, value)?;
                }
            }
            for tag in &about.tags {
                put(tx, &paper, &format!("{TAG_PREFIX}{tag}"), true)?;
            }
            Ok(())
        })
    }

    /// Puts another file in the place of a paper's; the older ones stay in its history.
    ///
    /// # Errors
    /// [`RecordError::NotFound`] where no such paper is kept, [`RecordError::AlreadyThere`],
    /// [`RecordError::TooLarge`].
    pub fn replace_paper_file(
        &mut self,
        id: PaperId,
        version: VersionId,
        file: &PaperFile,
        now_ms: i64,
    ) -> Result<(), RecordError> {
        self.require_papers()?;
        check_file(file)?;
        let kept = self.paper(id).ok_or(RecordError::NotFound)?;
        if kept.state != PaperState::Kept {
            return Err(RecordError::NotFound);
        }
        self.edit(now_ms, |tx| {
            let entry = create_entry(tx, &format!("{FILE_PREFIX}{id}:{version}"))?;
            put_content(tx, &entry, file)?;
            put_seal(tx, &entry, file, now_ms)
        })
    }

    /// Says things anew about a paper, all of them or none.
    ///
    /// # Errors
    /// [`RecordError::NotFound`], [`RecordError::Conflicted`], [`RecordError::TooLarge`],
    /// [`RecordError::InvalidInput`] for too many tags or a tag that is empty.
    pub fn change_paper(
        &mut self,
        id: PaperId,
        changes: &[PaperChange],
        now_ms: i64,
    ) -> Result<(), RecordError> {
        self.require_papers()?;
        let mut tags = self.paper(id).ok_or(RecordError::NotFound)?.about.tags;
        for said in changes {
            match said {
                PaperChange::Tag(tag) => drop(tags.insert(tag.clone())),
                PaperChange::Untag(tag) => drop(tags.remove(tag)),
                _ => {}
            }
        }
        check_tags(&tags)?;
        self.edit(now_ms, |tx| {
            let paper = existing_entry(tx, &key(id))?;
            changes.iter().try_for_each(|said| {
                let (name, value) = field_of(said);
                change(tx, &paper, &name, value)
            })
        })
    }

    /// Puts a paper into the bin, or takes it out.
    ///
    /// # Errors
    /// [`RecordError::NotFound`] where there is no such paper, or it was purged.
    pub fn set_paper_binned(
        &mut self,
        id: PaperId,
        binned: bool,
        now_ms: i64,
    ) -> Result<(), RecordError> {
        self.require_papers()?;
        let paper = self.paper(id).ok_or(RecordError::NotFound)?;
        if paper.state == PaperState::Purged {
            return Err(RecordError::NotFound);
        }
        self.edit(now_ms, |tx| {
            // Nobody has to choose here: the last word stands, and the bin keeps everything.
            put(tx, &existing_entry(tx, &key(id))?, "removed", binned)
        })
    }

    /// Destroys what is said of a paper and the keys of its files. What stood in the record's
    /// history before stays there, as encrypted as the rest.
    ///
    /// # Errors
    /// [`RecordError::NotFound`].
    pub fn purge_paper(&mut self, id: PaperId, now_ms: i64) -> Result<(), RecordError> {
        self.require_papers()?;
        let paper = self.paper(id).ok_or(RecordError::NotFound)?;
        let prefix = format!("{FILE_PREFIX}{id}:");
        let later: Vec<String> = Fields::entries(&self.doc, &prefix)
            .map(|(version, _)| format!("{prefix}{version}"))
            .collect();
        self.edit(now_ms, |tx| {
            let entry = existing_entry(tx, &key(id))?;
            put(tx, &entry, "purged", true)?;
            put(tx, &entry, "title", "")?;
            for name in ["issuer", "dated", "expires", "note", "visit", "file_key"] {
                put(tx, &entry, name, ScalarValue::Null)?;
            }
            for tag in &paper.about.tags {
                put(tx, &entry, &format!("{TAG_PREFIX}{tag}"), ScalarValue::Null)?;
            }
            for version in &later {
                let version = existing_entry(tx, version)?;
                put(tx, &version, "file_key", ScalarValue::Null)?;
            }
            Ok(())
        })
    }
}

fn key(id: PaperId) -> String {
    format!("{PREFIX}{id}")
}

fn check_file(file: &PaperFile) -> Result<(), RecordError> {
    if file.file_id.len() > MAX_FILE_ID_BYTES {
        return Err(RecordError::TooLarge);
    }
    Ok(())
}

fn put_content(
    tx: &mut Transaction<'_>,
    entry: &ObjId,
    file: &PaperFile,
) -> Result<(), RecordError> {
    let size_bytes = i64::try_from(file.size_bytes).map_err(|_| RecordError::InvalidInput)?;
    put(tx, entry, "mime", file.mime.as_str())?;
    put(tx, entry, "size_bytes", size_bytes)?;
    put(tx, entry, "sha256", file.sha256.to_vec())
}

fn put_seal(
    tx: &mut Transaction<'_>,
    entry: &ObjId,
    file: &PaperFile,
    now_ms: i64,
) -> Result<(), RecordError> {
    put(tx, entry, "file_id", file.file_id.clone())?;
    put(tx, entry, "sealed_hash", file.sealed_hash.to_vec())?;
    put(tx, entry, "file_key", file.file_key.to_vec())?;
    put(tx, entry, "added_at_ms", now_ms)
}

fn check_tags(tags: &BTreeSet<String>) -> Result<(), RecordError> {
    let fits = |tag: &String| !tag.trim().is_empty() && tag.len() <= MAX_TAG_BYTES;
    if tags.len() <= MAX_TAGS && tags.iter().all(fits) {
        Ok(())
    } else {
        Err(RecordError::InvalidInput)
    }
}

fn date_or_cleared(date: Option<Date>) -> ScalarValue {
    text_or_cleared(date.map(|date| date.to_string()).as_deref())
}

fn field_of(said: &PaperChange) -> (String, ScalarValue) {
    let (name, value) = match said {
        PaperChange::Title(title) => ("title", title.as_str().into()),
        PaperChange::Kind(kind) => ("kind", kind.as_text().into()),
        PaperChange::Issuer(issuer) => ("issuer", text_or_cleared(issuer.as_deref())),
        PaperChange::Dated(date) => ("dated", date_or_cleared(*date)),
        PaperChange::Expires(date) => ("expires", date_or_cleared(*date)),
        PaperChange::Note(note) => ("note", text_or_cleared(note.as_deref())),
        PaperChange::Visit(visit) => {
            let visit = visit.map(|visit| visit.to_string());
            ("visit", text_or_cleared(visit.as_deref()))
        }
        PaperChange::Tag(tag) => return (format!("{TAG_PREFIX}{tag}"), true.into()),
        PaperChange::Untag(tag) => return (format!("{TAG_PREFIX}{tag}"), ScalarValue::Null),
    };
    (name.to_owned(), value)
}

pub(crate) fn read_paper(id: &str, fields: &Fields<'_>) -> Option<Paper> {
    let purged = fields.flag("purged").unwrap_or(false);
    let state = match fields.flag("removed") {
        _ if purged => PaperState::Purged,
        Some(true) => PaperState::Binned,
        _ => PaperState::Kept,
    };
    Some(Paper {
        id: id.parse().ok()?,
        about: PaperAbout {
            title: fields.text("title")?,
            kind: PaperKind::from_text(&fields.text("kind")?),
            issuer: fields.text("issuer"),
            dated: fields.date("dated"),
            expires: fields.date("expires"),
            note: fields.text("note"),
            tags: fields.set_flags(TAG_PREFIX),
            visit: fields.text("visit").and_then(|id| id.parse().ok()),
        },
        versions: if purged {
            Vec::new()
        } else {
            vec![read_version(fields)?]
        },
        state,
        added_at_ms: fields.integer("added_at_ms")?,
        author: fields.origin()?.1,
    })
}

fn read_version(fields: &Fields<'_>) -> Option<PaperVersion> {
    let (written, author) = fields.origin()?;
    Some(PaperVersion {
        file: PaperFile {
            mime: fields.text("mime")?,
            size_bytes: fields.integer("size_bytes")?.try_into().ok()?,
            sha256: fields.bytes_32("sha256")?,
            file_id: fields
                .bytes("file_id")
                .filter(|id| (1..=MAX_FILE_ID_BYTES).contains(&id.len()))?,
            sealed_hash: fields.bytes_32("sealed_hash")?,
            file_key: fields.bytes_32("file_key")?,
        },
        added_at_ms: fields.integer("added_at_ms")?,
        author,
        written,
    })
}
