//! The kinds of strand.

/// Which part of a person's record a strand is; decides what it may hold.
///
/// The kind is not written into the document. The sealed genesis of the strand's chain
/// names it, and whoever opens the document passes it in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StrandKind {
    /// Identity, contacts, papers, visits, medicines, and facts that are not immigration facts.
    Care,
    /// Immigration facts and nothing else; read by the person's own account only,
    /// until a typed consent says otherwise.
    Status,
    /// What the person wants kept apart: papers, visits, medicines and facts without contacts.
    Restricted,
    /// A kind of a newer version: kept and synced, never edited here.
    Unknown(String),
}

impl StrandKind {
    /// Gives the kind's name as it is written in a genesis.
    #[must_use]
    pub fn as_text(&self) -> &str {
        match self {
            Self::Care => "care",
            Self::Status => "status",
            Self::Restricted => "restricted",
            Self::Unknown(name) => name,
        }
    }

    /// Reads a kind's name; a name this version doesn't know is kept as it is.
    #[must_use]
    pub fn from_text(name: &str) -> Self {
        match name {
            "care" => Self::Care,
            "status" => Self::Status,
            "restricted" => Self::Restricted,
            other => Self::Unknown(other.to_owned()),
        }
    }

    pub(crate) fn holds_contacts(&self) -> bool {
        matches!(self, Self::Care)
    }

    /// Visits are care; papers may also be about the stay.
    pub(crate) fn holds_visits(&self) -> bool {
        matches!(self, Self::Care | Self::Restricted)
    }

    /// Medicines are care.
    pub(crate) fn holds_medicines(&self) -> bool {
        matches!(self, Self::Care | Self::Restricted)
    }

    /// Whether it takes papers.
    pub(crate) fn holds_papers(&self) -> bool {
        matches!(self, Self::Care | Self::Status | Self::Restricted)
    }

    pub(crate) fn holds_facts(&self) -> bool {
        matches!(self, Self::Care | Self::Status | Self::Restricted)
    }
}
