//! Changes that were made on an older copy of a record, moved to an author of their own.
//!
//! A device whose folder was put back to an earlier day writes on under numbers that it used
//! before. Others hold what it wrote the first time, so what it wrote since must come from
//! somebody else: the same changes, at the same time, on the same things, by a new author.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use automerge::legacy::{ElementId, Key, ObjectId, Op, OpId};
use automerge::{ActorId, Automerge, Change, ChangeHash, ExpandedChange};

use crate::history::History;
use crate::{ActorKey, MAX_BATCH_CHANGES, RecordError, StrandDocument, chunk};

/// Counts the changes in what [`StrandDocument::take_changes`] gave.
///
/// # Errors
/// [`RecordError::Malformed`], [`RecordError::TooLarge`].
pub fn count_changes(batch: &[u8]) -> Result<u64, RecordError> {
    Ok(chunk::split(batch, MAX_BATCH_CHANGES)?.len() as u64)
}

impl StrandDocument {
    /// Gives a copy in which what `former` wrote after its first `kept` changes was written by
    /// `actor` instead, who has no changes here yet. The copy is edited by `actor`, and
    /// [`take_changes`](Self::take_changes) hands the moved changes out.
    ///
    /// To everybody who knows other changes of `former`, the moved ones are made at the same
    /// time by somebody else: fields that both wrote wait for a choice.
    ///
    /// # Errors
    /// [`RecordError::AlreadyThere`] when `actor` has changes, [`RecordError::Malformed`] when
    /// another author's changes build on what would move.
    pub fn with_another_author(
        &self,
        former: &ActorKey,
        kept: u64,
        actor: ActorKey,
    ) -> Result<Self, RecordError> {
        if self.history.sequence(&actor) > 0 {
            return Err(RecordError::AlreadyThere);
        }
        let rewrite = || self.rewritten(former, kept, actor);
        let doc = catch_unwind(AssertUnwindSafe(rewrite)).map_err(|_| RecordError::Malformed)??;
        Ok(Self {
            kind: self.kind.clone(),
            actor,
            history: History::of(&doc)?,
            doc,
            waiting: self.waiting.clone(),
            taken: 0,
        })
    }

    fn rewritten(
        &self,
        former: &ActorKey,
        kept: u64,
        actor: ActorKey,
    ) -> Result<Automerge, RecordError> {
        let former = ActorId::from(*former);
        let mut moving = Moving {
            former: former.clone(),
            actor: ActorId::from(actor),
            from: u64::MAX,
            hashes: HashMap::new(),
        };
        let mut changes = Vec::new();
        for change in self.doc.get_changes(&[]) {
            if *change.actor_id() == former && change.seq() > kept {
                changes.push(moving.rewrite(&change, kept));
            } else if moving.is_built_on_by(&change) {
                return Err(RecordError::Malformed);
            } else {
                changes.push(change);
            }
        }
        let mut doc = Automerge::new().with_actor(ActorId::from(actor));
        doc.apply_changes(changes)?;
        Ok(doc)
    }
}

/// What moves: the operations of `former` counted `from` here on.
struct Moving {
    former: ActorId,
    actor: ActorId,
    from: u64,
    hashes: HashMap<ChangeHash, ChangeHash>,
}

impl Moving {
    fn is_built_on_by(&self, change: &Change) -> bool {
        let mut built_on = change.deps().iter();
        built_on.any(|hash| self.hashes.contains_key(hash))
    }

    fn rewrite(&mut self, change: &Change, kept: u64) -> Change {
        let mut told: ExpandedChange = change.decode();
        self.from = self.from.min(told.start_op.get());
        told.actor_id = self.actor.clone();
        told.seq -= kept;
        told.hash = None;
        for hash in &mut told.deps {
            *hash = self.hashes.get(hash).copied().unwrap_or(*hash);
        }
        told.deps.sort_unstable();
        for operation in &mut told.operations {
            self.rewrite_operation(operation);
        }
        let rewritten = Change::from(told);
        self.hashes.insert(change.hash(), rewritten.hash());
        rewritten
    }

    fn rewrite_operation(&self, operation: &mut Op) {
        if let ObjectId::Id(id) = &mut operation.obj {
            self.rewrite_name(id);
        }
        if let Key::Seq(ElementId::Id(id)) = &mut operation.key {
            self.rewrite_name(id);
        }
        let mut over: Vec<OpId> = operation.pred.iter().cloned().collect();
        over.iter_mut().for_each(|id| self.rewrite_name(id));
        operation.pred = over.into();
    }

    /// An author's operations are counted upwards, so those that move are the later ones.
    fn rewrite_name(&self, id: &mut OpId) {
        if id.1 == self.former && id.0 >= self.from {
            id.1 = self.actor.clone();
        }
    }
}
