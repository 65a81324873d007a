use crate::transport::TransportError;
use dodam_record::RecordError;
use dodam_seal::SealError;
use dodam_vault::{Part, VaultError};
use std::io::ErrorKind;

/// What went wrong, one case for each thing a person can do about it. A code says
/// which variant of the case it is; neither holds anything a person stored.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CompanionError {
    /// Type the PIN again.
    #[error("the PIN is not right; {failures} in a row were wrong")]
    WrongPin {
        /// Wrong attempts in a row.
        failures: u32,
    },
    /// Wait; nothing was tried.
    #[error("{failures} wrong PINs in a row: wait {} before the next try", duration(*wait_seconds))]
    TooSoon {
        /// Wrong attempts in a row.
        failures: u32,
        /// How long, in seconds.
        wait_seconds: u64,
    },
    /// Restore from a backup with the words.
    #[error(
        "too many wrong PINs: this vault destroyed itself, as its owner chose; \
         a backup and the 24 words bring it back"
    )]
    Wiped,
    /// Unlock first.
    #[error("it is locked")]
    Locked,
    /// Correct what was typed.
    #[error("{0}")]
    InvalidInput(Correction),
    /// Choose something that is there.
    #[error("nothing of that name is here: {0}")]
    NotFound(&'static str),
    /// Choose another folder, or open what is there.
    #[error("this folder already holds a vault")]
    AlreadyThere,
    /// Free some space.
    #[error("there is no space left to store this")]
    StorageFull,
    /// Choose a folder that can be written to.
    #[error("this folder can't be written to")]
    ReadOnly,
    /// Try again; if it happens again, bring a backup elsewhere.
    #[error(
        "this device's storage could not be read or written; try again, and if this happens \
         again, make a backup on another device: the storage may be wearing out"
    )]
    StorageFailing,
    /// Close other programs.
    #[error("there is too little memory for this; close other programs and try again")]
    OutOfMemory,
    /// Tell whoever makes Dodam.
    #[error("Dodam made a mistake of its own ({0}); nothing of this was stored")]
    Mistake(&'static str),
    /// Look for the paper itself, or for a backup.
    #[error("this paper's file is missing from this device, and no other device or server has it")]
    FileMissing,
    /// Close the other program.
    #[error("another program has this vault open")]
    Busy,
    /// Nothing: it was broken off as asked, and can be begun again.
    #[error("stopped before it was done")]
    Stopped,
    /// Find a network, or try later. Nothing is lost.
    #[error("the server can't be reached; everything is kept here until it can")]
    Offline,
    /// Read what the other side says.
    #[error("refused: {code}")]
    Rejected {
        /// A code of the protocol or of this façade.
        code: String,
    },
    /// Get a newer version.
    #[error("this was made by a newer version of Dodam")]
    NeedsUpdate,
    /// Restore from a backup or from another device.
    #[error("stored data is damaged ({0})")]
    Damaged(&'static str),
}

/// What there is to correct: a code for programs, and a sentence that may repeat what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// The same in every version, in snake case.
    pub code: &'static str,
    /// In English.
    pub sentence: String,
}

impl std::fmt::Display for Correction {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.sentence)
    }
}

/// A time to wait as people say it, never less than it is.
fn duration(seconds: u64) -> String {
    let (number, unit) = match seconds {
        0..120 => (seconds, "second"),
        120..7_200 => (seconds.div_ceil(60), "minute"),
        _ => (seconds.div_ceil(3_600), "hour"),
    };
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {unit}{plural}")
}

impl CompanionError {
    pub(crate) fn invalid(code: &'static str, sentence: impl Into<String>) -> Self {
        let sentence = sentence.into();
        Self::InvalidInput(Correction { code, sentence })
    }

    pub(crate) fn rejected(code: &str) -> Self {
        Self::Rejected {
            code: code.to_owned(),
        }
    }
}

impl From<VaultError> for CompanionError {
    fn from(error: VaultError) -> Self {
        match error {
            VaultError::AlreadyExists => Self::AlreadyThere,
            VaultError::NotABackup => Self::invalid("not_a_backup", "this file is no backup"),
            VaultError::OtherFile => Self::invalid(
                "other_file",
                "this file holds something else than a backup of this vault; choose another name",
            ),
            VaultError::NotAVault => Self::NotFound("a vault"),
            VaultError::WrongPin { failures } => Self::WrongPin { failures },
            VaultError::NeedsGuard => Self::rejected("needs_guard"),
            VaultError::WrongDeviceSecret => Self::rejected("wrong_device_secret"),
            VaultError::WrongWords => {
                Self::invalid("other_words", "these recovery words do not open this vault")
            }
            VaultError::TooSoon {
                failures,
                wait_seconds,
            } => Self::TooSoon {
                failures,
                wait_seconds,
            },
            VaultError::Wiped => Self::Wiped,
            VaultError::NewerVersion => Self::NeedsUpdate,
            VaultError::StorageFull => Self::StorageFull,
            VaultError::ReadOnly => Self::ReadOnly,
            VaultError::Busy => Self::Busy,
            VaultError::Interrupted => Self::Stopped,
            VaultError::Paused => Self::rejected("paused"),
            VaultError::Unknown => Self::NotFound("what was asked for"),
            VaultError::Damaged(Part::Backup) => Self::Damaged("backup"),
            VaultError::Damaged(Part::EmergencyCard) => Self::Damaged("emergency card"),
            VaultError::Damaged(_) => Self::Damaged("vault"),
            VaultError::Io(ErrorKind::NotFound) => Self::NotFound("a file"),
            VaultError::Io(
                kind @ (ErrorKind::IsADirectory
                | ErrorKind::NotADirectory
                | ErrorKind::AlreadyExists
                | ErrorKind::InvalidFilename),
            ) => Self::invalid("unusable_file", format!("a file could not be used: {kind}")),
            VaultError::Io(_) => Self::StorageFailing,
            VaultError::OutOfMemory => Self::OutOfMemory,
            VaultError::OutOfRange => {
                Self::invalid("beyond_limit", "that is more than can be stored")
            }
            VaultError::NotEncrypted => Self::Mistake("it was built without encryption"),
            VaultError::Store { .. } => Self::Mistake("its database refused"),
        }
    }
}

impl From<RecordError> for CompanionError {
    fn from(error: RecordError) -> Self {
        match error {
            RecordError::Conflicted => Self::rejected("conflicted"),
            RecordError::TooLarge => {
                Self::invalid("beyond_limit", "that is longer than a record takes")
            }
            RecordError::InvalidInput => {
                Self::invalid("unusable_value", "that value can't be stored")
            }
            RecordError::NotFound | RecordError::NotInThisStrand => {
                Self::NotFound("what was asked for")
            }
            RecordError::AlreadyThere => Self::rejected("already_there"),
            _ => Self::Damaged("record"),
        }
    }
}

impl From<SealError> for CompanionError {
    fn from(error: SealError) -> Self {
        match error {
            SealError::Newer(_) => Self::NeedsUpdate,
            SealError::BadWords => Self::invalid("unreadable_words", error.to_string()),
            SealError::BadSheets => Self::invalid("unusable_sheets", error.to_string()),
            SealError::TooLarge(what) => {
                Self::invalid("beyond_limit", format!("{what} is too large"))
            }
            SealError::Malformed(what)
            | SealError::BadSignature(what)
            | SealError::CannotOpen(what)
            | SealError::Chain(what) => Self::Damaged(what),
        }
    }
}

impl From<TransportError> for CompanionError {
    fn from(error: TransportError) -> Self {
        match error {
            TransportError::Unreachable => Self::Offline,
            TransportError::BadAddress => Self::invalid(
                "server_address",
                "that is not a server's address, such as https://…",
            ),
            TransportError::Problem { code, .. } => Self::Rejected { code },
            TransportError::Unexpected => Self::rejected("not_a_dodam_server"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_vault_cannot_do_is_never_told_as_a_servers_refusal() {
        let all = [
            VaultError::Io(ErrorKind::Other),
            VaultError::Io(ErrorKind::IsADirectory),
            VaultError::OutOfMemory,
            VaultError::OutOfRange,
            VaultError::NotEncrypted,
            VaultError::Store { code: 1 },
        ];
        for error in all {
            let told = CompanionError::from(error);
            assert!(!matches!(told, CompanionError::Rejected { .. }), "{told}");
            assert_eq!(told.to_string().lines().count(), 1);
        }
        let failing = CompanionError::from(VaultError::Io(ErrorKind::Other));
        assert_eq!(failing, CompanionError::StorageFailing);
    }
}
