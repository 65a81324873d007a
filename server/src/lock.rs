use crate::error::ServerError;
use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

/// Holds a folder for one serving process; freed when dropped, or when the process
/// ends in whatever way. Commands beside it (`admit`) need no lock.
#[derive(Debug)]
pub(crate) struct ServingLock(#[expect(dead_code, reason = "holds the lock")] File);

impl ServingLock {
    pub(crate) fn take(folder: &Path) -> Result<Self, ServerError> {
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(folder.join("serving.lock"))?;
        match file.try_lock() {
            Ok(()) => Ok(Self(file)),
            Err(TryLockError::WouldBlock) => Err(ServerError::Busy),
            Err(TryLockError::Error(error)) => Err(error.into()),
        }
    }
}
