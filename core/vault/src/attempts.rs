//! How many wrong PINs in a row, when the last one was, and what follows from it.
//!
//! An attempt is counted before it is made, and forgotten after a right PIN. From the fifth wrong
//! one on there is a time to wait before the next, which grows and starts again when the device
//! was started anew. After as many as the owner chose, the vault destroys itself; nobody has to
//! choose that.
//!
//! The record is overwritten in place, so that a full disk doesn't lock an owner out. One that
//! can't be read starts again, because whoever can spoil the file could remove it as well: without
//! a guard secret (see `slot.rs`) it slows an honest screen, not a thief with a copy.

use crate::{VaultError, files};
use std::fs::{File, OpenOptions};
use std::io::{Read, Seek, Write};
use std::path::Path;
use std::time::Duration;

/// A moment on a clock that nobody can set: how long the device has been on, and since which
/// start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Uptime {
    /// Names the start of the device; another one after each start.
    pub start: [u8; 16],
    /// Milliseconds since then, sleep included.
    pub since_start_ms: u64,
}

/// Wrong PINs that cost nothing but the attempt.
const FREE_FAILURES: u32 = 4;
/// How long to wait after the fifth wrong PIN, the sixth, and so on; the last one stays.
const DELAYS_SECONDS: [u64; 6] = [30, 60, 5 * 60, 15 * 60, 60 * 60, 4 * 60 * 60];

/// The fewest wrong PINs after which a vault may destroy itself: fewer happen by mistake.
pub const MIN_WIPE_AFTER: u32 = 10;

/// The open file and what it says.
pub(crate) struct Attempts {
    file: File,
    record: Record,
}

/// What the file says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Record {
    pub(crate) failures: u32,
    /// After how many the vault destroys itself; 0 for never.
    pub(crate) wipe_after: u32,
    /// When the wait began.
    last: Uptime,
}

impl Attempts {
    /// The bytes of a new vault's file.
    pub(crate) const NONE: [u8; LENGTH] = Record::NONE.to_bytes();

    pub(crate) fn load(path: &Path) -> Result<Self, VaultError> {
        if !path.exists() {
            files::replace(path, &Self::NONE)?;
        }
        let opened = OpenOptions::new().read(true).write(true).open(path);
        let mut file = opened.map_err(|error| VaultError::from_io(&error))?;
        let mut bytes = Vec::new();
        let read = (&mut file).take(LENGTH as u64).read_to_end(&mut bytes);
        read.map_err(|error| VaultError::from_io(&error))?;
        let record = Record::from_bytes(&bytes);
        Ok(Self { file, record })
    }

    pub(crate) fn record(&self) -> Record {
        self.record
    }

    /// Counts an attempt as failed, durably, before it is made; gives the new count.
    ///
    /// Before its time, the attempt is refused and not counted.
    pub(crate) fn begin(&mut self, now: Uptime) -> Result<u32, VaultError> {
        let wait = self.record.wait(now);
        if !wait.is_zero() {
            if self.record.last.start != now.start
                || now.since_start_ms < self.record.last.since_start_ms
            {
                // The wait begins again, once: with a new start of the device, or with a clock
                // that was set back.
                self.write(Record {
                    last: now,
                    ..self.record
                })?;
            }
            return Err(VaultError::TooSoon {
                failures: self.record.failures,
                wait_seconds: wait.as_secs() + u64::from(wait.subsec_nanos() > 0),
            });
        }
        self.write(Record {
            failures: self.record.failures.saturating_add(1),
            last: now,
            ..self.record
        })?;
        Ok(self.record.failures)
    }

    /// Forgets the failures.
    pub(crate) fn succeeded(&mut self) -> Result<(), VaultError> {
        self.write(Record {
            failures: 0,
            ..self.record
        })
    }

    /// Chooses after how many wrong PINs the vault destroys itself; 0 for never.
    pub(crate) fn set_wipe_after(&mut self, failures: u32) -> Result<(), VaultError> {
        self.write(Record {
            wipe_after: failures,
            ..self.record
        })
    }

    fn write(&mut self, record: Record) -> Result<(), VaultError> {
        let written = self
            .file
            .rewind()
            .and_then(|()| self.file.write_all(&record.to_bytes()))
            .and_then(|()| self.file.sync_data());
        written.map_err(|error| VaultError::from_io(&error))?;
        self.record = record;
        Ok(())
    }
}

/// Bytes of the file.
const LENGTH: usize = 48;

impl Record {
    const NONE: Self = Self {
        failures: 0,
        wipe_after: 0,
        last: Uptime {
            start: [0; 16],
            since_start_ms: 0,
        },
    };

    /// How long to wait before the next attempt.
    pub(crate) fn wait(&self, now: Uptime) -> Duration {
        let Some(over) = self.failures.checked_sub(FREE_FAILURES + 1) else {
            return Duration::ZERO;
        };
        let step = usize::try_from(over).unwrap_or(usize::MAX);
        let step = step.min(DELAYS_SECONDS.len() - 1);
        let delay = Duration::from_secs(DELAYS_SECONDS[step]);
        let waited = now.since_start_ms.checked_sub(self.last.since_start_ms);
        match waited {
            Some(waited) if self.last.start == now.start => {
                delay.saturating_sub(Duration::from_millis(waited))
            }
            _ => delay,
        }
    }

    /// The count, its complement, the rest, and the complement of the rest folded: a torn or
    /// foreign record is noticed.
    const fn to_bytes(self) -> [u8; LENGTH] {
        let mut bytes = [0; LENGTH];
        copy(&mut bytes, 0, &self.failures.to_le_bytes());
        copy(&mut bytes, 4, &(!self.failures).to_le_bytes());
        copy(&mut bytes, 8, &self.wipe_after.to_le_bytes());
        copy(&mut bytes, 12, &(!self.wipe_after).to_le_bytes());
        copy(&mut bytes, 16, &self.last.start);
        copy(&mut bytes, 32, &self.last.since_start_ms.to_le_bytes());
        copy(&mut bytes, 40, &(!self.last.since_start_ms).to_le_bytes());
        bytes
    }

    /// Each part that can't be read counts as never written; the first version wrote the count
    /// alone.
    fn from_bytes(bytes: &[u8]) -> Self {
        let failures = checked_u32(bytes, 0).unwrap_or(0);
        let wipe_after = checked_u32(bytes, 8).unwrap_or(0);
        let start = bytes.get(16..32).and_then(|start| start.try_into().ok());
        let since = checked_u64(bytes, 32);
        let last = match (start, since) {
            (Some(start), Some(since_start_ms)) => Uptime {
                start,
                since_start_ms,
            },
            _ => Self::NONE.last,
        };
        Self {
            failures,
            wipe_after,
            last,
        }
    }
}

const fn copy(bytes: &mut [u8; LENGTH], at: usize, from: &[u8]) {
    let mut i = 0;
    while i < from.len() {
        bytes[at + i] = from[i];
        i += 1;
    }
}

/// A number that is followed by its complement.
fn checked_u32(bytes: &[u8], at: usize) -> Option<u32> {
    let number = u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?);
    let complement = u32::from_le_bytes(bytes.get(at + 4..at + 8)?.try_into().ok()?);
    (complement == !number).then_some(number)
}

fn checked_u64(bytes: &[u8], at: usize) -> Option<u64> {
    let number = u64::from_le_bytes(bytes.get(at..at + 8)?.try_into().ok()?);
    let complement = u64::from_le_bytes(bytes.get(at + 8..at + 16)?.try_into().ok()?);
    (complement == !number).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(start: u8, seconds: u64) -> Uptime {
        Uptime {
            start: [start; 16],
            since_start_ms: seconds * 1_000,
        }
    }

    fn fresh() -> (tempfile::TempDir, std::path::PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("attempts");
        (folder, path)
    }

    /// After so many wrong PINs, the last one at second 0 of start 1.
    fn failed(path: &Path, failures: u32) -> Attempts {
        let record = Record {
            failures,
            wipe_after: 0,
            last: at(1, 0),
        };
        std::fs::write(path, record.to_bytes()).unwrap();
        Attempts::load(path).unwrap()
    }

    #[test]
    fn a_failure_is_on_disk_before_the_attempt_and_survives_reopening() {
        let (_folder, path) = fresh();
        assert_eq!(Attempts::load(&path).unwrap().begin(at(1, 0)), Ok(1));
        let on_disk = Record::from_bytes(&std::fs::read(&path).unwrap());
        assert_eq!((on_disk.failures, on_disk.last), (1, at(1, 0)));
        let mut again = Attempts::load(&path).unwrap();
        assert_eq!(again.begin(at(1, 1)), Ok(2));
        again.succeeded().unwrap();
        assert_eq!(Attempts::load(&path).unwrap().begin(at(1, 2)), Ok(1));
    }

    #[test]
    fn the_time_to_wait_grows_from_the_fifth_wrong_pin_on() {
        let (_folder, path) = fresh();
        for (failures, seconds) in [
            (0, 0),
            (1, 0),
            (4, 0),
            (5, 30),
            (6, 60),
            (7, 300),
            (8, 900),
            (9, 3_600),
            (10, 14_400),
            (11, 14_400),
            (u32::MAX, 14_400),
        ] {
            let waits = failed(&path, failures).record().wait(at(1, 0));
            assert_eq!(waits.as_secs(), seconds, "{failures}");
        }
    }

    #[test]
    fn an_attempt_before_its_time_is_refused_and_not_counted() {
        let (_folder, path) = fresh();
        let mut attempts = failed(&path, 5);
        let too_soon = |wait_seconds| {
            Err(VaultError::TooSoon {
                failures: 5,
                wait_seconds,
            })
        };
        assert_eq!(attempts.begin(at(1, 0)), too_soon(30));
        assert_eq!(attempts.begin(at(1, 29)), too_soon(1));
        assert_eq!(attempts.begin(at(1, 30)), Ok(6));
    }

    #[test]
    fn a_start_of_the_device_begins_the_wait_again_and_only_once() {
        let (_folder, path) = fresh();
        let mut attempts = failed(&path, 5);
        let refused = attempts.begin(at(2, 10));
        assert!(matches!(
            refused,
            Err(VaultError::TooSoon {
                wait_seconds: 30,
                ..
            })
        ));
        let mut again = Attempts::load(&path).unwrap();
        assert!(again.begin(at(2, 39)).is_err());
        assert_eq!(again.begin(at(2, 40)), Ok(6));
    }

    #[test]
    fn a_clock_that_was_set_back_makes_nobody_wait_longer_than_the_delay() {
        let (_folder, path) = fresh();
        let record = Record {
            failures: 5,
            wipe_after: 0,
            last: at(1, 1_000_000),
        };
        std::fs::write(&path, record.to_bytes()).unwrap();
        let mut attempts = Attempts::load(&path).unwrap();
        assert!(attempts.begin(at(1, 0)).is_err());
        assert!(attempts.begin(at(1, 29)).is_err());
        assert_eq!(attempts.begin(at(1, 30)), Ok(6));
    }

    #[test]
    fn the_record_of_the_first_version_keeps_its_count() {
        let (_folder, path) = fresh();
        let first = [3_u32.to_le_bytes(), (!3_u32).to_le_bytes()].concat();
        std::fs::write(&path, first).unwrap();
        let mut attempts = Attempts::load(&path).unwrap();
        assert_eq!(attempts.record().wipe_after, 0);
        assert_eq!(attempts.begin(at(1, 0)), Ok(4));
        assert_eq!(std::fs::read(&path).unwrap().len(), LENGTH);
    }

    #[test]
    fn a_spoiled_count_starts_again_and_locks_nobody_out() {
        let (_folder, path) = fresh();
        for spoiled in [&b""[..], b"abc", b"12345678", &[0xFF; 100], &[7; LENGTH]] {
            std::fs::write(&path, spoiled).unwrap();
            assert_eq!(Attempts::load(&path).unwrap().begin(at(1, 0)), Ok(1));
        }
    }

    #[test]
    fn the_count_stops_at_its_largest_value() {
        let (_folder, path) = fresh();
        let mut attempts = failed(&path, u32::MAX);
        assert_eq!(attempts.begin(at(1, 1_000_000)), Ok(u32::MAX));
    }
}
