//! Papers: what is known about a stored file. The file itself lies outside the record,
//! encrypted under the key that is kept here.

use automerge::ScalarValue;
use jiff::civil::Date;

use crate::field::{Fields, change, create_entry, existing_entry, put, text_or_cleared};
use crate::redact::debug_without_content;
use crate::{ActorKey, PaperId, RecordError, StrandDocument};

pub(crate) const PREFIX: &str = "paper:";
const MAX_FILE_ID_BYTES: usize = 64;

/// What sort of paper it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PaperKind {
    /// Residence card, passport or another proof of who one is.
    Identity,
    /// Proof of insurance.
    Insurance,
    /// A result of a test or an examination.
    TestResult,
    /// A prescription.
    Prescription,
    /// A bill or a receipt.
    Bill,
    /// A letter, a referral or a certificate.
    Letter,
    /// Something else.
    Other,
    /// A kind of a newer version, kept as written.
    Unknown(String),
}

impl PaperKind {
    /// Gives the kind's name as the document holds it.
    #[must_use]
    pub fn as_text(&self) -> &str {
        match self {
            Self::Identity => "identity",
            Self::Insurance => "insurance",
            Self::TestResult => "test_result",
            Self::Prescription => "prescription",
            Self::Bill => "bill",
            Self::Letter => "letter",
            Self::Other => "other",
            Self::Unknown(name) => name,
        }
    }

    /// Reads a name; one this version doesn't know is kept.
    #[must_use]
    pub fn from_text(name: &str) -> Self {
        match name {
            "identity" => Self::Identity,
            "insurance" => Self::Insurance,
            "test_result" => Self::TestResult,
            "prescription" => Self::Prescription,
            "bill" => Self::Bill,
            "letter" => Self::Letter,
            "other" => Self::Other,
            unknown => Self::Unknown(unknown.to_owned()),
        }
    }
}

/// A paper about to be added.
#[derive(Clone, PartialEq, Eq)]
pub struct PaperDraft {
    /// 16 random bytes drawn for this paper.
    pub id: PaperId,
    /// What the person calls it.
    pub title: String,
    /// What sort of paper it is.
    pub kind: PaperKind,
    /// The media type, such as `application/pdf`.
    pub mime: String,
    /// The file's size as it was given.
    pub size_bytes: u64,
    /// SHA-256 of the file as it was given.
    pub sha256: [u8; 32],
    /// The day the paper runs out, if it does.
    pub expires: Option<Date>,
    /// Names the encrypted file; at most 64 bytes.
    pub file_id: Vec<u8>,
    /// Hash of the encrypted file.
    pub sealed_hash: [u8; 32],
    /// The key that opens the encrypted file.
    pub file_key: [u8; 32],
}

/// A paper as stored.
#[derive(Clone, PartialEq, Eq)]
pub struct Paper {
    /// Names the paper.
    pub id: PaperId,
    /// What the person calls it.
    pub title: String,
    /// What sort of paper it is.
    pub kind: PaperKind,
    /// The media type.
    pub mime: String,
    /// The file's size as it was given.
    pub size_bytes: u64,
    /// SHA-256 of the file as it was given.
    pub sha256: [u8; 32],
    /// The day the paper runs out, if it does.
    pub expires: Option<Date>,
    /// Names the encrypted file.
    pub file_id: Vec<u8>,
    /// Hash of the encrypted file.
    pub sealed_hash: [u8; 32],
    /// The key that opens the encrypted file.
    pub file_key: [u8; 32],
    /// When it was added, in milliseconds since 1970.
    pub added_at_ms: i64,
    /// Someone took it out; the entry stays, so that nobody's copy puts it back.
    pub removed: bool,
    /// Whose key added it.
    pub author: ActorKey,
}

debug_without_content!(PaperDraft.id, Paper.id);

impl StrandDocument {
    fn require_papers(&self) -> Result<(), RecordError> {
        if self.kind.holds_papers() {
            Ok(())
        } else {
            Err(RecordError::NotInThisStrand)
        }
    }

    /// Lists the papers, removed ones included, earliest added first.
    #[must_use]
    pub fn papers(&self) -> Vec<Paper> {
        let mut papers: Vec<_> = Fields::entries(&self.doc, PREFIX)
            .filter_map(|(id, fields)| read_paper(&id, &fields))
            .collect();
        papers.sort_by_key(|paper| (paper.added_at_ms, paper.id));
        papers
    }

    /// Gives one paper, removed or not.
    #[must_use]
    pub fn paper(&self, id: PaperId) -> Option<Paper> {
        let fields = Fields::entry(&self.doc, &key(id))?;
        read_paper(&id.to_string(), &fields)
    }

    /// Adds a paper under the id it brings.
    ///
    /// # Errors
    /// [`RecordError::AlreadyThere`], [`RecordError::NotInThisStrand`],
    /// [`RecordError::TooLarge`], [`RecordError::InvalidInput`].
    pub fn add_paper(&mut self, draft: &PaperDraft, now_ms: i64) -> Result<(), RecordError> {
        self.require_papers()?;
        if draft.file_id.len() > MAX_FILE_ID_BYTES {
            return Err(RecordError::TooLarge);
        }
        let size_bytes = i64::try_from(draft.size_bytes).map_err(|_| RecordError::InvalidInput)?;
        self.edit(now_ms, |tx| {
            let paper = create_entry(tx, &key(draft.id))?;
            put(tx, &paper, "title", draft.title.as_str())?;
            put(tx, &paper, "kind", draft.kind.as_text())?;
            put(tx, &paper, "mime", draft.mime.as_str())?;
            put(tx, &paper, "size_bytes", size_bytes)?;
            put(tx, &paper, "sha256", draft.sha256.to_vec())?;
            put(tx, &paper, "expires", date_or_cleared(draft.expires))?;
            put(tx, &paper, "file_id", draft.file_id.clone())?;
            put(tx, &paper, "sealed_hash", draft.sealed_hash.to_vec())?;
            put(tx, &paper, "file_key", draft.file_key.to_vec())?;
            put(tx, &paper, "added_at_ms", now_ms)
        })
    }

    /// Gives a paper another title.
    ///
    /// # Errors
    /// [`RecordError::NotFound`], [`RecordError::Conflicted`], [`RecordError::TooLarge`].
    pub fn set_paper_title(
        &mut self,
        id: PaperId,
        title: &str,
        now_ms: i64,
    ) -> Result<(), RecordError> {
        self.change_paper(id, "title", title.into(), now_ms)
    }

    /// Writes the day a paper runs out; `None` says that it doesn't.
    ///
    /// # Errors
    /// [`RecordError::NotFound`], [`RecordError::Conflicted`].
    pub fn set_paper_expiry(
        &mut self,
        id: PaperId,
        expires: Option<Date>,
        now_ms: i64,
    ) -> Result<(), RecordError> {
        self.change_paper(id, "expires", date_or_cleared(expires), now_ms)
    }

    /// Marks a paper as taken out.
    ///
    /// # Errors
    /// [`RecordError::NotFound`].
    pub fn remove_paper(&mut self, id: PaperId, now_ms: i64) -> Result<(), RecordError> {
        self.change_paper(id, "removed", true.into(), now_ms)
    }

    fn change_paper(
        &mut self,
        id: PaperId,
        field: &str,
        value: ScalarValue,
        now_ms: i64,
    ) -> Result<(), RecordError> {
        self.require_papers()?;
        self.edit(now_ms, |tx| {
            let paper = existing_entry(tx, &key(id))?;
            change(tx, &paper, field, value)
        })
    }
}

fn key(id: PaperId) -> String {
    format!("{PREFIX}{id}")
}

fn date_or_cleared(date: Option<Date>) -> ScalarValue {
    text_or_cleared(date.map(|date| date.to_string()).as_deref())
}

pub(crate) fn read_paper(id: &str, fields: &Fields<'_>) -> Option<Paper> {
    Some(Paper {
        id: id.parse().ok()?,
        title: fields.text("title")?,
        kind: PaperKind::from_text(&fields.text("kind")?),
        mime: fields.text("mime")?,
        size_bytes: fields.integer("size_bytes")?.try_into().ok()?,
        sha256: fields.bytes_32("sha256")?,
        expires: fields.date("expires"),
        file_id: fields.bytes("file_id")?,
        sealed_hash: fields.bytes_32("sealed_hash")?,
        file_key: fields.bytes_32("file_key")?,
        added_at_ms: fields.integer("added_at_ms")?,
        removed: fields.flag("removed").unwrap_or(false),
        author: fields.origin()?.1,
    })
}
