//! What can go wrong, as things a person can do.

use dodam_companion::CompanionError;

/// Why a call did not do what was asked. Each case is one thing the person can do;
/// codes are for looking up a sentence in their language, and hold nothing they stored.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum DodamError {
    /// Type the PIN again.
    #[error("wrong_pin")]
    WrongPin {
        /// Wrong attempts in a row.
        failures: u32,
    },
    /// Unlock first.
    #[error("locked")]
    Locked,
    /// Correct what was typed.
    #[error("invalid_input")]
    InvalidInput,
    /// Choose something that is there.
    #[error("not_found")]
    NotFound,
    /// Open what is there, or choose another folder.
    #[error("already_there")]
    AlreadyThere,
    /// Free some space.
    #[error("storage_full")]
    StorageFull,
    /// Choose a folder that can be written to.
    #[error("read_only")]
    ReadOnly,
    /// Close the other program that has this vault open.
    #[error("busy")]
    Busy,
    /// Find a network, or try later; nothing is lost.
    #[error("offline")]
    Offline,
    /// Read why the other side refused.
    #[error("rejected: {code}")]
    Rejected {
        /// Names the reason.
        code: String,
    },
    /// Install a newer version.
    #[error("needs_update")]
    NeedsUpdate,
    /// Restore from a backup or from another device.
    #[error("damaged")]
    Damaged,
}

impl From<CompanionError> for DodamError {
    fn from(error: CompanionError) -> Self {
        match error {
            CompanionError::WrongPin { failures } => Self::WrongPin { failures },
            CompanionError::TooSoon { failures, .. } => Self::WrongPin { failures },
            CompanionError::Locked => Self::Locked,
            CompanionError::InvalidInput(_) => Self::InvalidInput,
            CompanionError::NotFound(_) => Self::NotFound,
            CompanionError::AlreadyThere => Self::AlreadyThere,
            CompanionError::StorageFull => Self::StorageFull,
            CompanionError::ReadOnly => Self::ReadOnly,
            CompanionError::Busy => Self::Busy,
            CompanionError::Stopped => Self::Rejected {
                code: "stopped".into(),
            },
            CompanionError::Offline => Self::Offline,
            CompanionError::Rejected { code } => Self::Rejected { code },
            CompanionError::NeedsUpdate => Self::NeedsUpdate,
            CompanionError::Damaged(_) | CompanionError::FileMissing => Self::Damaged,
            CompanionError::StorageFailing => Self::Rejected {
                code: "storage_failing".into(),
            },
            CompanionError::OutOfMemory => Self::Rejected {
                code: "out_of_memory".into(),
            },
            _ => Self::Rejected {
                code: "unknown".to_owned(),
            },
        }
    }
}
