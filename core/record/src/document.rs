//! One strand: making, loading, saving and editing it.

use std::panic::{AssertUnwindSafe, catch_unwind};

use automerge::transaction::{CommitOptions, Transaction};
use automerge::{ActorId, Automerge, Change, LoadOptions, VerificationMode};

use crate::change_check::{self, time_in_range};
use crate::chunk::{self, ChunkKind};
use crate::history::History;
use crate::redact::debug_without_content;
use crate::{MAX_BATCH_CHANGES, MAX_SAVED_BYTES, RecordError, StrandKind};

/// The signing key that names an author; the same 32 bytes as in an envelope's header.
pub type ActorKey = [u8; 32];

/// One strand of a person's record.
#[derive(Clone)]
pub struct StrandDocument {
    pub(crate) kind: StrandKind,
    pub(crate) actor: ActorKey,
    pub(crate) doc: Automerge,
    pub(crate) history: History,
    pub(crate) waiting: Vec<Change>,
    pub(crate) taken: u64,
}

debug_without_content!(StrandDocument.kind);

impl StrandDocument {
    /// Makes an empty strand that `actor` will write to.
    #[must_use]
    pub fn new(kind: StrandKind, actor: ActorKey) -> Self {
        Self {
            kind,
            actor,
            doc: Automerge::new().with_actor(ActorId::from(actor)),
            history: History::default(),
            waiting: Vec::new(),
            taken: 0,
        }
    }

    /// Loads what [`save`](Self::save) gave. Changes made before count as taken.
    ///
    /// # Errors
    /// [`RecordError::Malformed`] for anything that is no saved strand (keep the bytes),
    /// [`RecordError::TooLarge`] over [`MAX_SAVED_BYTES`].
    pub fn load(kind: StrandKind, saved: &[u8], actor: ActorKey) -> Result<Self, RecordError> {
        if saved.len() > MAX_SAVED_BYTES {
            return Err(RecordError::TooLarge);
        }
        let chunks = chunk::split(saved, MAX_BATCH_CHANGES)?;
        let (first, rest) = chunks.split_first().ok_or(RecordError::Malformed)?;
        if first.kind != ChunkKind::Document {
            return Err(RecordError::Malformed);
        }
        let doc = load_document(first.bytes)?.with_actor(ActorId::from(actor));
        let waiting = rest
            .iter()
            .map(|chunk| change_check::read(chunk, None))
            .collect::<Result<_, _>>()?;
        let history = History::of(&doc)?;
        let taken = history.sequence(&actor);
        Ok(Self {
            kind,
            actor,
            doc,
            history,
            waiting,
            taken,
        })
    }

    /// Gives the whole strand as bytes: automerge's document, then the changes that wait
    /// for others. Copies with equal [`heads`](Self::heads) may differ in bytes, because
    /// changes are stored in the order in which they came.
    #[must_use]
    pub fn save(&self) -> Vec<u8> {
        let mut bytes = self.doc.save();
        for change in &self.waiting {
            bytes.extend_from_slice(change.raw_bytes());
        }
        bytes
    }

    /// Gives the kind of strand.
    #[must_use]
    pub fn kind(&self) -> &StrandKind {
        &self.kind
    }

    /// Gives the author whose name stands on edits made here.
    #[must_use]
    pub fn actor(&self) -> &ActorKey {
        &self.actor
    }

    /// Gives the hashes of the latest changes, sorted; equal heads mean equal content.
    #[must_use]
    pub fn heads(&self) -> Vec<[u8; 32]> {
        self.doc
            .get_heads()
            .into_iter()
            .map(|hash| hash.0)
            .collect()
    }

    /// Gives how many changes of an author are in view: the last sequence number.
    #[must_use]
    pub fn sequence(&self, author: &ActorKey) -> u64 {
        self.history.sequence(author)
    }

    /// Runs one edit as one change written at `now_ms`, or leaves everything as it was.
    pub(crate) fn edit<T>(
        &mut self,
        now_ms: i64,
        write: impl FnOnce(&mut Transaction<'_>) -> Result<T, RecordError>,
    ) -> Result<T, RecordError> {
        if !time_in_range(now_ms) {
            return Err(RecordError::InvalidInput);
        }
        let options = |_: &T| CommitOptions::default().with_time(now_ms);
        let done = self
            .doc
            .transact_with(options, write)
            .map_err(|failure| failure.error)?;
        if let Some(change) = done.hash.and_then(|hash| self.change(&hash)) {
            self.history.add_change(self.actor, &change);
        }
        Ok(done.result)
    }

    pub(crate) fn change(&self, hash: &automerge::ChangeHash) -> Option<Change> {
        automerge::ReadDoc::get_change_by_hash(&self.doc, hash)
    }
}

/// Loads with checks on; a panic inside automerge on a hostile file is a refusal.
fn load_document(bytes: &[u8]) -> Result<Automerge, RecordError> {
    let load = || {
        let options = LoadOptions::new().verification_mode(VerificationMode::Check);
        Automerge::load_with_options(bytes, options)
    };
    match catch_unwind(AssertUnwindSafe(load)) {
        Ok(loaded) => Ok(loaded?),
        Err(_) => Err(RecordError::Malformed),
    }
}
