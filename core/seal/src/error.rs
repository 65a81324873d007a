use thiserror::Error;

/// What can be wrong with bytes from elsewhere. None of these carries content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum SealError {
    /// The bytes are not one canonical encoding of what was expected.
    #[error("not a valid {0}")]
    Malformed(&'static str),
    /// The bytes are longer than this format ever makes them.
    #[error("{0} is larger than allowed")]
    TooLarge(&'static str),
    /// Made by a newer version of the format.
    #[error("{0} was made by a newer version")]
    Newer(&'static str),
    /// A signature does not belong to these bytes and this key.
    #[error("the signature on {0} is not valid")]
    BadSignature(&'static str),
    /// The key does not open these bytes, or they were changed.
    #[error("{0} cannot be opened with this key")]
    CannotOpen(&'static str),
    /// A chain entry does not continue its chain, or its author may not make it.
    #[error("the chain entry is refused: {0}")]
    Chain(&'static str),
    /// Recovery words or a typed code with a typing mistake.
    #[error("these words have a typing mistake")]
    BadWords,
    /// Too few recovery sheets, or sheets of different teams.
    #[error("these sheets do not fit together")]
    BadSheets,
}
