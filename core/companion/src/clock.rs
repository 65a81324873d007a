use dodam_vault::Uptime;
use jiff::civil::{Date, DateTime};
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, Zoned};
use std::fmt;
use std::sync::Arc;

/// Where the façade reads the time. Everything below it is told the time.
#[derive(Clone)]
pub struct Clock {
    read: Arc<dyn Fn() -> Timestamp + Send + Sync>,
    /// It is the device's own, not one that a test moves.
    real: bool,
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Clock")
    }
}

impl Default for Clock {
    fn default() -> Self {
        Self {
            read: Arc::new(Timestamp::now),
            real: true,
        }
    }
}

impl Clock {
    /// A clock that a test or a tour moves itself.
    pub fn from_fn(read: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        Self {
            read: Arc::new(read),
            real: false,
        }
    }

    /// Milliseconds since 1970.
    #[must_use]
    pub fn now_ms(&self) -> i64 {
        (self.read)().as_millisecond()
    }

    /// The day it is in Korea. There is no daylight saving, so +09:00 needs no
    /// time-zone database.
    #[must_use]
    pub fn today(&self) -> Date {
        self.in_korea().date()
    }

    /// The day and the time it is in Korea.
    #[must_use]
    pub fn in_korea(&self) -> DateTime {
        let korea = TimeZone::fixed(Offset::constant(9));
        Zoned::new((self.read)(), korea).datetime()
    }

    /// How long the device has been on. Where the system doesn't tell, the time of day stands
    /// in for it: a person who sets it forward shortens a wait.
    pub(crate) fn uptime(&self) -> Uptime {
        let told = if self.real { since_start() } else { None };
        told.unwrap_or_else(|| Uptime {
            start: [0; 16],
            since_start_ms: self.now_ms().max(0).unsigned_abs(),
        })
    }
}

/// Linux and Android name each start and count from it, sleep included.
fn since_start() -> Option<Uptime> {
    let name = std::fs::read_to_string("/proc/sys/kernel/random/boot_id").ok()?;
    let digits: String = name.chars().filter(char::is_ascii_hexdigit).collect();
    let start = u128::from_str_radix(&digits, 16).ok()?.to_be_bytes();
    let uptime = std::fs::read_to_string("/proc/uptime").ok()?;
    let (seconds, rest) = uptime.split_once('.')?;
    let hundredths: u64 = rest.get(..2)?.parse().ok()?;
    let seconds: u64 = seconds.parse().ok()?;
    Some(Uptime {
        start,
        since_start_ms: seconds * 1_000 + hundredths * 10,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(target_os = "linux")]
    fn a_start_of_the_device_has_a_name_and_time_goes_on_from_it() {
        let first = since_start().unwrap();
        let later = since_start().unwrap();
        assert_eq!(first.start, later.start);
        assert!(first.start != [0; 16] && first.since_start_ms <= later.since_start_ms);
    }

    #[test]
    fn a_clock_that_a_test_moves_moves_the_uptime_too() {
        let clock = Clock::from_fn(|| Timestamp::from_second(1_000).unwrap());
        assert_eq!(clock.uptime().since_start_ms, 1_000_000);
    }
}
