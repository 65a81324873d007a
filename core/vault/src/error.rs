//! What can go wrong, each case something the caller can do something about.

use std::io;

/// Why the vault can't do what was asked. No case carries anything a person wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum VaultError {
    /// The folder already holds a vault.
    #[error("this folder already holds a vault")]
    AlreadyExists,
    /// The file is no backup of a vault.
    #[error("this file is no backup")]
    NotABackup,
    /// Something else than a backup of this vault has the name. It is left as it is.
    #[error("this file holds something else than a backup of this vault")]
    OtherFile,
    /// The folder holds no vault.
    #[error("this folder holds no vault")]
    NotAVault,
    /// The PIN opens nothing here.
    #[error("wrong PIN ({failures} in a row)")]
    WrongPin {
        /// Wrong PINs since the last right one, this one included.
        failures: u32,
    },
    /// Too many wrong PINs: the next attempt has to wait. Nothing was tried.
    #[error("{failures} wrong PINs in a row; wait {wait_seconds} seconds")]
    TooSoon {
        /// Wrong PINs since the last right one.
        failures: u32,
        /// How long, in seconds.
        wait_seconds: u64,
    },
    /// The PIN was set with a guard of a device's keystore, and none was given, or another one.
    /// Nothing was tried or counted.
    #[error("this PIN opens the vault only together with its device's keystore")]
    NeedsGuard,
    /// No device secret opens this vault, or it is another one.
    #[error("this device secret does not open this vault")]
    WrongDeviceSecret,
    /// After as many wrong PINs as its owner chose, the vault destroyed itself. A backup and the
    /// recovery words bring it back.
    #[error("too many wrong PINs: this vault destroyed itself, as its owner chose")]
    Wiped,
    /// The recovery words open nothing here.
    #[error("these recovery words do not open this vault")]
    WrongWords,
    /// Part of the vault was changed or cut. Keep the files; restore from a backup or the server.
    #[error("the vault's {0} is damaged")]
    Damaged(Part),
    /// A newer version of Dodam made this vault. Update first.
    #[error("this vault was made by a newer version")]
    NewerVersion,
    /// No space is left. Nothing half-written remains.
    #[error("no space left to store this")]
    StorageFull,
    /// The folder can't be written to.
    #[error("this folder can't be written to")]
    ReadOnly,
    /// Another process has this vault open.
    #[error("another program has this vault open")]
    Busy,
    /// The caller broke it off.
    #[error("stopped before it was done")]
    Interrupted,
    /// The vault was paused: resume it first.
    #[error("the vault is paused")]
    Paused,
    /// There was too little memory. Nothing is damaged.
    #[error("too little memory")]
    OutOfMemory,
    /// This build can't encrypt, so it stores nothing.
    #[error("this program was built without the vault's encryption")]
    NotEncrypted,
    /// Nothing is stored under this id, or another than the one given.
    #[error("nothing of that name is stored")]
    Unknown,
    /// A number is larger than can be stored.
    #[error("a number is too large to be stored")]
    OutOfRange,
    /// The operating system refused for another reason.
    #[error("a file could not be read or written ({0})")]
    Io(io::ErrorKind),
    /// The database refused, with SQLite's extended code: a mistake of ours.
    #[error("the vault's database refused (code {code})")]
    Store {
        /// SQLite's extended result code, 0 when the refusal came from the driver.
        code: i32,
    },
}

/// Which part of a vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The file that holds the sealed key.
    Keyslots,
    /// The database.
    Database,
    /// A stored file.
    Paper,
    /// A backup.
    Backup,
    /// The emergency card.
    EmergencyCard,
}

impl core::fmt::Display for Part {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(match self {
            Self::Keyslots => "key file",
            Self::Database => "database",
            Self::Paper => "stored file",
            Self::Backup => "backup",
            Self::EmergencyCard => "emergency card",
        })
    }
}

impl VaultError {
    /// For files of the vault and beside a target: full and read-only are told apart.
    pub(crate) fn from_io(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::StorageFull,
            io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied => Self::ReadOnly,
            io::ErrorKind::OutOfMemory => Self::OutOfMemory,
            kind => Self::Io(kind),
        }
    }
}

impl From<rusqlite::Error> for VaultError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        let Some(failure) = error.sqlite_error() else {
            return from_driver(&error);
        };
        match failure.code {
            ErrorCode::DiskFull => Self::StorageFull,
            ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied => {
                Self::ReadOnly
            }
            ErrorCode::OutOfMemory => Self::OutOfMemory,
            ErrorCode::OperationInterrupted => Self::Interrupted,
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Self::Busy,
            ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt => Self::Damaged(Part::Database),
            // The write-ahead log's index could not be begun or grown: SQLite has no other word
            // for full.
            ErrorCode::SystemIoFailure
                if [
                    rusqlite::ffi::SQLITE_IOERR_SHMOPEN,
                    rusqlite::ffi::SQLITE_IOERR_SHMSIZE,
                ]
                .contains(&failure.extended_code) =>
            {
                Self::StorageFull
            }
            ErrorCode::SystemIoFailure => Self::Io(io::ErrorKind::Other),
            _ => Self::Store {
                code: failure.extended_code,
            },
        }
    }
}

/// A column that holds another shape than this version ever wrote is damage.
fn from_driver(error: &rusqlite::Error) -> VaultError {
    use rusqlite::Error;
    match error {
        Error::FromSqlConversionFailure(..)
        | Error::IntegralValueOutOfRange(..)
        | Error::InvalidColumnType(..)
        | Error::Utf8Error(..) => VaultError::Damaged(Part::Database),
        _ => VaultError::Store { code: 0 },
    }
}
