//! What sort of paper a paper is.

/// What sort of paper it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PaperKind {
    /// A residence card (외국인등록증) or a domestic residence report.
    ResidenceCard,
    /// A passport.
    Passport,
    /// Another proof of who one is.
    Identity,
    /// Proof of insurance.
    Insurance,
    /// A bill: something to be paid.
    Bill,
    /// A receipt: something that was paid.
    Receipt,
    /// A prescription.
    Prescription,
    /// A result of a test or an examination.
    TestResult,
    /// Proof of a vaccination.
    Vaccination,
    /// A referral from one institution to another.
    Referral,
    /// A letter or a certificate.
    Letter,
    /// Something else.
    Other,
    /// A kind of a newer version, kept as written.
    Unknown(String),
}

impl PaperKind {
    /// Every kind that this version knows, in the order in which lists show them.
    pub const ALL: [Self; 12] = [
        Self::ResidenceCard,
        Self::Passport,
        Self::Identity,
        Self::Insurance,
        Self::Bill,
        Self::Receipt,
        Self::Prescription,
        Self::TestResult,
        Self::Vaccination,
        Self::Referral,
        Self::Letter,
        Self::Other,
    ];

    /// Gives the kind's name as the document holds it.
    #[must_use]
    pub fn as_text(&self) -> &str {
        match self {
            Self::ResidenceCard => "residence_card",
            Self::Passport => "passport",
            Self::Identity => "identity",
            Self::Insurance => "insurance",
            Self::Bill => "bill",
            Self::Receipt => "receipt",
            Self::Prescription => "prescription",
            Self::TestResult => "test_result",
            Self::Vaccination => "vaccination",
            Self::Referral => "referral",
            Self::Letter => "letter",
            Self::Other => "other",
            Self::Unknown(name) => name,
        }
    }

    /// Reads a name; one this version doesn't know is kept.
    #[must_use]
    pub fn from_text(name: &str) -> Self {
        let known = Self::ALL.into_iter().find(|kind| kind.as_text() == name);
        known.unwrap_or_else(|| Self::Unknown(name.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_read_back_from_its_name_and_another_name_is_kept() {
        for kind in PaperKind::ALL {
            assert_eq!(PaperKind::from_text(kind.as_text()), kind);
        }
        let newer = PaperKind::from_text("x_ray");
        assert_eq!(newer, PaperKind::Unknown("x_ray".into()));
        assert_eq!(newer.as_text(), "x_ray");
    }
}
