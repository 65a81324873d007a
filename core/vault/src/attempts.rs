//! How many wrong PINs in a row: counted before each attempt, forgotten after a right one.
//!
//! The count is overwritten in place, so that a full disk doesn't lock an owner out. A count
//! that can't be read starts again, because whoever can spoil the file could remove it as well:
//! without a guard secret (see `slot.rs`) it slows an honest screen, not a thief with a copy.
//! Delays that grow with the count belong to the caller and come later.

use crate::{VaultError, files};
use std::fs::{File, OpenOptions};
use std::io::{Read, Seek, Write};
use std::path::Path;

/// The open file and the count in it.
pub(crate) struct Attempts {
    file: File,
    failures: u32,
}

impl Attempts {
    /// The bytes of a new vault's file.
    pub(crate) const NONE: [u8; 8] = record(0);

    pub(crate) fn load(path: &Path) -> Result<Self, VaultError> {
        if !path.exists() {
            files::replace(path, &Self::NONE)?;
        }
        let opened = OpenOptions::new().read(true).write(true).open(path);
        let mut file = opened.map_err(|error| VaultError::from_io(&error))?;
        let mut bytes = [0; 8];
        let failures = match file.read_exact(&mut bytes) {
            Ok(()) => count(bytes).unwrap_or(0),
            Err(_) => 0,
        };
        Ok(Self { file, failures })
    }

    /// Counts an attempt as failed, durably, before it is made; gives the new count.
    pub(crate) fn begin(&mut self) -> Result<u32, VaultError> {
        self.write(self.failures.saturating_add(1))?;
        Ok(self.failures)
    }

    /// Forgets the failures.
    pub(crate) fn succeeded(&mut self) -> Result<(), VaultError> {
        self.write(0)
    }

    fn write(&mut self, failures: u32) -> Result<(), VaultError> {
        let written = self
            .file
            .rewind()
            .and_then(|()| self.file.write_all(&record(failures)))
            .and_then(|()| self.file.sync_data());
        written.map_err(|error| VaultError::from_io(&error))?;
        self.failures = failures;
        Ok(())
    }
}

/// The count and its complement, so that a torn or foreign record is noticed.
const fn record(failures: u32) -> [u8; 8] {
    let [a, b, c, d] = failures.to_le_bytes();
    let [e, f, g, h] = (!failures).to_le_bytes();
    [a, b, c, d, e, f, g, h]
}

fn count([a, b, c, d, e, f, g, h]: [u8; 8]) -> Option<u32> {
    let failures = u32::from_le_bytes([a, b, c, d]);
    (u32::from_le_bytes([e, f, g, h]) == !failures).then_some(failures)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_is_on_disk_before_the_attempt_and_survives_reopening() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("attempts");
        assert_eq!(Attempts::load(&path).unwrap().begin(), Ok(1));
        assert_eq!(std::fs::read(&path).unwrap(), record(1));
        let mut again = Attempts::load(&path).unwrap();
        assert_eq!(again.begin(), Ok(2));
        again.succeeded().unwrap();
        assert_eq!(Attempts::load(&path).unwrap().begin(), Ok(1));
    }

    #[test]
    fn a_spoiled_count_starts_again_and_locks_nobody_out() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("attempts");
        for spoiled in [&b""[..], b"abc", b"12345678", &[0xFF; 100]] {
            std::fs::write(&path, spoiled).unwrap();
            assert_eq!(Attempts::load(&path).unwrap().begin(), Ok(1));
        }
    }

    #[test]
    fn the_count_stops_at_its_largest_value() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("attempts");
        std::fs::write(&path, record(u32::MAX)).unwrap();
        assert_eq!(Attempts::load(&path).unwrap().begin(), Ok(u32::MAX));
    }
}
