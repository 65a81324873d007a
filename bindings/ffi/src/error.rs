//! What can go wrong, as things a person can do.

use dodam_companion::CompanionError;
use dodam_companion::pack_store::PackStoreError;

use crate::codes;

/// Why a call did not do what was asked. Each case is one thing the person can do; a code tells
/// which reason of the case it is, for looking up a sentence in their language. Neither holds
/// anything they stored. `codes.rs` lists them.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum DodamError {
    /// Type the PIN again, at once or after a while.
    #[error("wrong_pin")]
    WrongPin {
        /// Wrong attempts in a row.
        failures: u32,
        /// How long to wait before the next one, in seconds; above 0, this one wasn't tried.
        wait_seconds: u64,
    },
    /// Unlock first.
    #[error("locked")]
    Locked,
    /// Correct what was typed or chosen.
    #[error("invalid_input: {code}")]
    InvalidInput {
        /// Names the reason, such as `short_pin` or `folder_taken`.
        code: String,
    },
    /// Choose something that is there.
    #[error("not_found: {code}")]
    NotFound {
        /// Names what isn't there, such as `paper`.
        code: String,
    },
    /// Free some space.
    #[error("storage_full")]
    StorageFull,
    /// Close the other program that has this vault open.
    #[error("busy")]
    Busy,
    /// This device can't do it now: try again, or elsewhere.
    #[error("device_failed: {code}")]
    DeviceFailed {
        /// Names the reason: `read_only`, `storage_failing`, `out_of_memory` or `mistake`.
        code: String,
    },
    /// Find a network, or try later; nothing is lost.
    #[error("offline")]
    Offline,
    /// Read why it was refused, mostly by the other side.
    #[error("rejected: {code}")]
    Rejected {
        /// Names the reason, such as `not_enrolled` or `conflicted`; `unknown` for one that this
        /// version can't tell.
        code: String,
    },
    /// Install a newer version.
    #[error("needs_update")]
    NeedsUpdate,
    /// Restore from a backup or from another device, or repair.
    #[error("damaged: {code}")]
    Damaged {
        /// Names what is, such as `vault_damaged`, `file_missing` or `wiped`.
        code: String,
    },
    /// Nothing: it was stopped as asked, and can be begun again.
    #[error("stopped")]
    Stopped,
}

/// What was typed wrongly.
pub(crate) fn invalid(code: &str) -> DodamError {
    DodamError::InvalidInput { code: code.into() }
}

/// What isn't there.
pub(crate) fn not_found(code: &str) -> DodamError {
    DodamError::NotFound { code: code.into() }
}

/// What this device can't do.
fn device_failed(code: &str) -> DodamError {
    DodamError::DeviceFailed { code: code.into() }
}

/// What can't be used any more.
pub(crate) fn damaged(code: &str) -> DodamError {
    DodamError::Damaged { code: code.into() }
}

/// What was refused; a code of nobody's making becomes `unknown`.
fn rejected(code: &str) -> DodamError {
    let code = if codes::is_code(code) {
        code
    } else {
        "unknown"
    };
    DodamError::Rejected { code: code.into() }
}

impl DodamError {
    /// A mistake of the program's own.
    pub(crate) fn mistake() -> Self {
        device_failed("mistake")
    }

    /// No room for what is asked.
    pub(crate) fn out_of_memory() -> Self {
        device_failed("out_of_memory")
    }
}

impl From<CompanionError> for DodamError {
    fn from(error: CompanionError) -> Self {
        match error {
            CompanionError::WrongPin { failures } => Self::WrongPin {
                failures,
                wait_seconds: 0,
            },
            CompanionError::TooSoon {
                failures,
                wait_seconds,
            } => Self::WrongPin {
                failures,
                wait_seconds,
            },
            CompanionError::Locked => Self::Locked,
            CompanionError::InvalidInput(correction) => invalid(correction.code),
            CompanionError::AlreadyThere => invalid("folder_taken"),
            CompanionError::NotFound(what) => not_found(codes::of(what)),
            CompanionError::StorageFull => Self::StorageFull,
            CompanionError::Busy => Self::Busy,
            CompanionError::ReadOnly => device_failed("read_only"),
            CompanionError::StorageFailing => device_failed("storage_failing"),
            CompanionError::OutOfMemory => device_failed("out_of_memory"),
            CompanionError::Stopped => Self::Stopped,
            CompanionError::Offline => Self::Offline,
            CompanionError::Rejected { code } => rejected(&code),
            CompanionError::NeedsUpdate => Self::NeedsUpdate,
            CompanionError::Damaged(what) => damaged(codes::of(what)),
            CompanionError::FileMissing => damaged("file_missing"),
            CompanionError::Wiped => damaged("wiped"),
            _ => Self::mistake(),
        }
    }
}

impl From<PackStoreError> for DodamError {
    fn from(error: PackStoreError) -> Self {
        use std::io::ErrorKind as Kind;
        match error {
            PackStoreError::Refused(refusal) => rejected(refusal.code()),
            PackStoreError::Pack(_) => rejected("pack_fails"),
            PackStoreError::Facts(_) => invalid("facts"),
            PackStoreError::Receipt(_) => rejected("receipt_does_not_hold"),
            PackStoreError::NothingNew => rejected("nothing_new"),
            PackStoreError::Storage(Kind::StorageFull | Kind::QuotaExceeded) => Self::StorageFull,
            PackStoreError::Storage(Kind::ReadOnlyFilesystem | Kind::PermissionDenied) => {
                device_failed("read_only")
            }
            PackStoreError::Storage(Kind::NotFound) => not_found("file"),
            _ => device_failed("storage_failing"),
        }
    }
}
