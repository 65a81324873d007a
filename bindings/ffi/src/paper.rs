//! Papers as a screen shows them.

use crate::DodamError;

/// What is said of a paper when it is added.
#[derive(Debug, Clone, Default, uniffi::Record)]
pub struct PaperDetails {
    /// What the person calls it; the file's name where not given.
    pub title: Option<String>,
    /// Such as `residence_card`, `bill` or `test_result`; `other` where not given.
    pub kind: Option<String>,
    /// The day it runs out, as `YYYY-MM-DD`.
    pub expires: Option<String>,
}

/// A paper in a list.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct PaperView {
    /// Names the paper: thirty-two hexadecimal digits.
    pub id: String,
    /// What the person calls it.
    pub title: String,
    /// Its kind; one this version doesn't know is shown neutrally.
    pub kind: String,
    /// Bytes of the file.
    pub size_bytes: u64,
    /// SHA-256 of the file, hexadecimal.
    pub sha256: String,
    /// The day it runs out, as `YYYY-MM-DD`.
    pub expires: Option<String>,
    /// Whether another place confirmed that it holds a sealed copy.
    pub safe_elsewhere: bool,
    /// Whether its file is on this device; otherwise it is fetched when asked for.
    pub here: bool,
}

impl TryFrom<PaperDetails> for dodam_companion::PaperDetails {
    type Error = DodamError;

    fn try_from(details: PaperDetails) -> Result<Self, DodamError> {
        let expires = details
            .expires
            .map(|day| day.parse().map_err(|_| DodamError::InvalidInput));
        Ok(Self {
            title: details.title,
            kind: details.kind,
            expires: expires.transpose()?,
            ..Self::default()
        })
    }
}

impl From<dodam_companion::PaperView> for PaperView {
    fn from(paper: dodam_companion::PaperView) -> Self {
        let dodam_companion::PaperView {
            id,
            title,
            kind,
            size_bytes,
            sha256,
            expires,
            safe_elsewhere,
            here,
            ..
        } = paper;
        Self {
            id,
            title,
            kind,
            size_bytes,
            sha256,
            expires,
            safe_elsewhere,
            here,
        }
    }
}
