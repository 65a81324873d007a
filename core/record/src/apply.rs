//! Handing out and taking in changes.

use std::panic::{AssertUnwindSafe, catch_unwind};

use automerge::{Automerge, Change, ChangeHash};

use crate::change_check::{self, author_of, follows};
use crate::history::History;
use crate::{
    ActorKey, MAX_BATCH_BYTES, MAX_BATCH_CHANGES, MAX_WAITING_CHANGES, RecordError, StrandDocument,
    chunk,
};

/// What became of a batch of changes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Applied {
    /// Changes now in view that were not before, earlier waiting ones included.
    pub applied: usize,
    /// Changes of the batch that were here already.
    pub already_known: usize,
    /// Changes, of this batch or earlier, that wait for changes of other authors.
    pub waiting: usize,
    /// The hashes of the changes waited for, sorted.
    pub missing: Vec<[u8; 32]>,
}

impl StrandDocument {
    /// Takes in changes that [`take_changes`](Self::take_changes) gave on another device.
    ///
    /// Every change must be by `author`, who signed the envelope, and must follow the
    /// author's own changes without gap. A change that builds on another author's change
    /// not yet here is kept and waits; [`save`](Self::save) keeps it too. On an error the
    /// document is as it was.
    ///
    /// # Errors
    /// [`RecordError::ForeignActor`], [`RecordError::ReusedSequence`],
    /// [`RecordError::SequenceGap`], [`RecordError::Malformed`], [`RecordError::TooLarge`].
    pub fn apply(&mut self, author: ActorKey, changes: &[u8]) -> Result<Applied, RecordError> {
        if changes.len() > MAX_BATCH_BYTES {
            return Err(RecordError::TooLarge);
        }
        let mut batch = Vec::new();
        for chunk in chunk::split(changes, MAX_BATCH_CHANGES)? {
            batch.push(change_check::read(&chunk, Some(author))?);
        }
        let given = batch.len();
        let new = self.unknown_in_sequence(author, batch)?;
        let already_known = given - new.len();
        let before = self.history.total();
        self.accept(new)?;
        if author == self.actor {
            self.taken = self.taken.max(self.history.sequence(&author));
        }
        Ok(Applied {
            applied: self.history.total() - before,
            already_known,
            waiting: self.waiting.len(),
            missing: self.missing(),
        })
    }

    /// Gives this author's changes since the last take, for one envelope.
    ///
    /// Empty when there is nothing new. At most [`MAX_BATCH_BYTES`], always whole
    /// changes: call again until empty. Take before saving: what was edited before a
    /// [`load`](Self::load) counts as taken.
    pub fn take_changes(&mut self) -> Vec<u8> {
        let mut bytes = Vec::new();
        let taken = usize::try_from(self.taken).unwrap_or(usize::MAX);
        let mut count = 0;
        for hash in self.history.hashes(&self.actor).iter().skip(taken) {
            let Some(change) = self.change(hash) else {
                break;
            };
            let full = bytes.len() + change.raw_bytes().len() > MAX_BATCH_BYTES;
            if count == MAX_BATCH_CHANGES || (full && count > 0) {
                break;
            }
            bytes.extend_from_slice(change.raw_bytes());
            count += 1;
        }
        self.taken += count as u64;
        bytes
    }

    /// Gives how many changes wait for changes of other authors.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.waiting.len()
    }

    /// The changes of the batch that are new, once each is known to follow the last.
    fn unknown_in_sequence(
        &self,
        author: ActorKey,
        batch: Vec<Change>,
    ) -> Result<Vec<Change>, RecordError> {
        let mut hashes = self.history.hashes(&author).to_vec();
        let mut waiting: Vec<_> = self
            .waiting
            .iter()
            .filter(|change| change.actor_id().to_bytes() == author)
            .collect();
        waiting.sort_by_key(|change| change.seq());
        hashes.extend(waiting.into_iter().map(Change::hash));
        let mut new = Vec::new();
        for change in batch {
            let place = usize::try_from(change.seq()).unwrap_or(0).checked_sub(1);
            let place = place.ok_or(RecordError::Malformed)?;
            match hashes.get(place) {
                Some(hash) if *hash == change.hash() => {}
                Some(_) => return Err(RecordError::ReusedSequence),
                None if place > hashes.len() => return Err(RecordError::SequenceGap),
                None if !follows(&change, hashes.last()) => return Err(RecordError::Malformed),
                None => {
                    hashes.push(change.hash());
                    new.push(change);
                }
            }
        }
        Ok(new)
    }

    /// Applies what is ready and keeps the rest waiting.
    fn accept(&mut self, new: Vec<Change>) -> Result<(), RecordError> {
        let (ready, mut waiting) = ready(&self.history, new)?;
        if self.waiting.len() + waiting.len() > MAX_WAITING_CHANGES {
            return Err(RecordError::TooLarge);
        }
        if !ready.is_empty() {
            self.doc = applied_to(&self.doc, &ready).ok_or(RecordError::Malformed)?;
            note(&mut self.history, &ready)?;
        }
        waiting.splice(0..0, std::mem::take(&mut self.waiting));
        self.waiting = waiting;
        self.release_waiting();
        Ok(())
    }

    /// Applies, one by one, waiting changes whose wait is over. One that turns out to be
    /// damaged stays where it is: it was accepted from somebody else's envelope, and must
    /// not stop this one.
    fn release_waiting(&mut self) {
        while let Some((place, doc)) = self.releasable() {
            let change = self.waiting.remove(place);
            self.doc = doc;
            if let Ok(author) = author_of(&change) {
                self.history.add_change(author, &change);
            }
        }
    }

    fn releasable(&self) -> Option<(usize, Automerge)> {
        self.waiting.iter().enumerate().find_map(|(place, change)| {
            let sound = is_ready(&self.history, change) && in_order(&self.history, change);
            let doc = sound.then(|| applied_to(&self.doc, std::slice::from_ref(change)));
            Some((place, doc.flatten()?))
        })
    }

    fn missing(&self) -> Vec<[u8; 32]> {
        let waiting: Vec<ChangeHash> = self.waiting.iter().map(Change::hash).collect();
        let dependencies = self.waiting.iter().flat_map(|change| change.deps());
        let mut missing: Vec<_> = dependencies
            .filter(|hash| !self.history.has(hash) && !waiting.contains(hash))
            .map(|hash| hash.0)
            .collect();
        missing.sort_unstable();
        missing.dedup();
        missing
    }
}

fn is_ready(history: &History, change: &Change) -> bool {
    change.deps().iter().all(|hash| history.has(hash))
}

/// Operations are numbered after everything their writer had seen, never further ahead.
fn in_order(history: &History, change: &Change) -> bool {
    let author = author_of(change);
    change.start_op().get() <= history.last_operation() + 1
        && author.is_ok_and(|author| history.sequence(&author) + 1 == change.seq())
}

/// Splits one author's changes, which come in order, into those to apply and those to keep.
fn ready(history: &History, new: Vec<Change>) -> Result<(Vec<Change>, Vec<Change>), RecordError> {
    let mut seen = history.clone();
    let (mut ready, mut waiting) = (Vec::new(), Vec::new());
    for change in new {
        if !is_ready(&seen, &change) {
            waiting.push(change);
        } else if in_order(&seen, &change) {
            seen.add_change(author_of(&change)?, &change);
            ready.push(change);
        } else {
            return Err(RecordError::Malformed);
        }
    }
    Ok((ready, waiting))
}

fn note(history: &mut History, changes: &[Change]) -> Result<(), RecordError> {
    for change in changes {
        history.add_change(author_of(change)?, change);
    }
    Ok(())
}

/// A copy of the document with the changes in it; `None` if automerge refuses them or
/// panics on them, which a hostile member can provoke.
fn applied_to(doc: &Automerge, changes: &[Change]) -> Option<Automerge> {
    let apply = || {
        let mut copy = doc.clone();
        copy.apply_changes(changes.to_vec()).map(|()| copy)
    };
    catch_unwind(AssertUnwindSafe(apply)).ok()?.ok()
}
