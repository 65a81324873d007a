use thiserror::Error;

/// Why a pack can't be used: one sentence that names the place and what to write.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{place}: {complaint}")]
pub struct PackError {
    place: String,
    complaint: String,
}

impl PackError {
    pub(crate) fn new(place: impl Into<String>, complaint: impl Into<String>) -> Self {
        Self {
            place: place.into(),
            complaint: complaint.into(),
        }
    }

    /// The file, and where in it.
    #[must_use]
    pub fn place(&self) -> &str {
        &self.place
    }
}

/// Why what was typed can't be used: one plain sentence.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{0}")]
pub struct InputError(String);

impl InputError {
    pub(crate) fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }
}
