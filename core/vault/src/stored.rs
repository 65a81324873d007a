//! The answer to storing something that has one place.

/// What storing did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub enum Stored {
    /// It is new here.
    New,
    /// The same bytes were here already, in the same place.
    Known,
    /// Something else holds its place. Nothing was changed; the caller decides.
    PlaceTaken,
}
