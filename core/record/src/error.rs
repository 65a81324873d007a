//! What can go wrong, in terms of what the caller does about it.

/// Why a document refused; carries no content of the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RecordError {
    /// The bytes hold a change by someone other than the envelope's author:
    /// quarantine the whole envelope.
    #[error("a change by another author")]
    ForeignActor,
    /// The author used one sequence number for two different changes: quarantine.
    #[error("a sequence number used twice")]
    ReusedSequence,
    /// An earlier change of this author is missing: fetch it first.
    #[error("an earlier change of this author is missing")]
    SequenceGap,
    /// The bytes are no changes of a strand, or not a saved strand: quarantine or
    /// move the file aside, and keep it.
    #[error("not readable as a strand")]
    Malformed,
    /// A text, a batch or a document is over its cap: shorten it.
    #[error("larger than allowed")]
    TooLarge,
    /// This kind of strand doesn't hold such an entry: choose another strand.
    #[error("does not belong in this strand")]
    NotInThisStrand,
    /// There is no such entry or value any more: read the document again.
    #[error("no such entry")]
    NotFound,
    /// An entry with this id exists: draw a new id.
    #[error("an entry with this id exists")]
    AlreadyThere,
    /// The field holds two values nobody has chosen between: ask, then
    /// [`resolve`](crate::StrandDocument::resolve).
    #[error("the field waits for someone to choose")]
    Conflicted,
    /// An argument has a form the record doesn't take: correct it.
    #[error("not a value the record takes")]
    InvalidInput,
}

impl From<automerge::AutomergeError> for RecordError {
    /// Automerge's own errors name positions and ids; none of that is shown.
    fn from(_: automerge::AutomergeError) -> Self {
        Self::Malformed
    }
}
