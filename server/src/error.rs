use rusqlite::{ErrorCode, ffi};
use std::io;
use thiserror::Error;

/// Why the server can't do its work, by what an operator does about it. No variant
/// carries a path or content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ServerError {
    /// Choose another port, or stop what listens on this one.
    #[error("another program is listening on this address")]
    AddressInUse,
    /// Choose an address of this machine.
    #[error("this machine does not have that address, or may not listen on it")]
    AddressRefused,
    /// Give the server a folder it may write to.
    #[error("the server's folder cannot be written to")]
    ReadOnly,
    /// Choose another path.
    #[error("the server's folder is not a folder")]
    NotAFolder,
    /// Make room; nothing was half-written.
    #[error("there is no room left on the server's disk")]
    StorageFull,
    /// Restore a backup; the file is left as it is.
    #[error("the server's database is damaged")]
    Damaged,
    /// Install the newer version.
    #[error("the server's database was made by a newer version")]
    NewerVersion,
    /// Another server uses this folder: stop it.
    #[error("another server is using this folder")]
    Busy,
    /// Something else; the log says when.
    #[error("the server's {0} failed")]
    Failed(&'static str),
}

impl From<rusqlite::Error> for ServerError {
    fn from(error: rusqlite::Error) -> Self {
        let rusqlite::Error::SqliteFailure(failure, _) = &error else {
            return Self::Failed("database");
        };
        match failure.code {
            ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => Self::Damaged,
            ErrorCode::DiskFull => Self::StorageFull,
            ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen => {
                Self::ReadOnly
            }
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Self::Busy,
            _ if failure.extended_code == ffi::SQLITE_IOERR_SHMSIZE => Self::StorageFull,
            _ => Self::Failed("database"),
        }
    }
}

impl From<io::Error> for ServerError {
    fn from(error: io::Error) -> Self {
        use io::ErrorKind as Kind;
        match error.kind() {
            Kind::AddrInUse => Self::AddressInUse,
            Kind::AddrNotAvailable => Self::AddressRefused,
            Kind::StorageFull | Kind::QuotaExceeded | Kind::FileTooLarge => Self::StorageFull,
            Kind::ReadOnlyFilesystem | Kind::PermissionDenied => Self::ReadOnly,
            Kind::NotADirectory | Kind::AlreadyExists => Self::NotAFolder,
            _ => Self::Failed("storage"),
        }
    }
}
