//! Who wrote which changes: what sequence rules are checked against.

use std::collections::{BTreeMap, HashSet};

use automerge::{Automerge, Change, ChangeHash};

use crate::{ActorKey, RecordError};

/// Every change in view of a document, per author in order of sequence.
#[derive(Clone, Default)]
pub(crate) struct History {
    by_author: BTreeMap<ActorKey, Vec<ChangeHash>>,
    known: HashSet<ChangeHash>,
    last_operation: u64,
}

impl History {
    /// Reads a loaded document; refuses authors that are not keys and sequences with gaps.
    pub(crate) fn of(doc: &Automerge) -> Result<Self, RecordError> {
        let mut changes = Vec::new();
        for change in doc.get_changes_meta(&[]) {
            let author =
                ActorKey::try_from(change.actor.to_bytes()).map_err(|_| RecordError::Malformed)?;
            changes.push((author, change.seq, change.hash, change.max_op));
        }
        changes.sort_unstable_by_key(|(author, sequence, ..)| (*author, *sequence));
        let mut history = Self::default();
        for (author, sequence, hash, last_operation) in changes {
            if sequence != history.sequence(&author) + 1 {
                return Err(RecordError::Malformed);
            }
            history.add(author, hash, last_operation);
        }
        Ok(history)
    }

    /// Notes a change that the document now shows.
    pub(crate) fn add_change(&mut self, author: ActorKey, change: &Change) {
        self.add(author, change.hash(), change.max_op());
    }

    fn add(&mut self, author: ActorKey, hash: ChangeHash, last_operation: u64) {
        if self.known.insert(hash) {
            self.by_author.entry(author).or_default().push(hash);
            self.last_operation = self.last_operation.max(last_operation);
        }
    }

    /// How many changes of this author are in view; the sequence number of the last.
    pub(crate) fn sequence(&self, author: &ActorKey) -> u64 {
        self.by_author
            .get(author)
            .map_or(0, |hashes| hashes.len() as u64)
    }

    /// How many changes are in view.
    pub(crate) fn total(&self) -> usize {
        self.known.len()
    }

    /// The author's changes in order; the first has sequence number 1.
    pub(crate) fn hashes(&self, author: &ActorKey) -> &[ChangeHash] {
        self.by_author.get(author).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn has(&self, hash: &ChangeHash) -> bool {
        self.known.contains(hash)
    }

    /// The highest operation counter in view.
    pub(crate) fn last_operation(&self) -> u64 {
        self.last_operation
    }
}
