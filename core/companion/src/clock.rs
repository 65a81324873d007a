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

/// Linux names each start of the device. Phones don't tell an app that name, but how long it is
/// since: a start that has no name is noticed by the time that went back.
#[cfg(unix)]
fn since_start() -> Option<Uptime> {
    #[cfg(any(target_os = "linux", target_os = "android"))]
    let counted = rustix::time::ClockId::Boottime;
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    let counted = rustix::time::ClockId::Monotonic;
    let time = rustix::time::clock_gettime(counted);
    let seconds = u64::try_from(time.tv_sec).ok()?;
    let nanoseconds = u64::try_from(time.tv_nsec).ok()?;
    Some(Uptime {
        start: name_of_start().unwrap_or([1; 16]),
        since_start_ms: seconds * 1_000 + nanoseconds / 1_000_000,
    })
}

#[cfg(not(unix))]
fn since_start() -> Option<Uptime> {
    None
}

#[cfg(unix)]
fn name_of_start() -> Option<[u8; 16]> {
    let name = std::fs::read_to_string("/proc/sys/kernel/random/boot_id").ok()?;
    let digits: String = name.chars().filter(char::is_ascii_hexdigit).collect();
    Some(u128::from_str_radix(&digits, 16).ok()?.to_be_bytes())
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
        assert!(first.start != [0; 16] && first.start != [1; 16]);
        assert!(first.since_start_ms <= later.since_start_ms);
        let told = std::fs::read_to_string("/proc/uptime").unwrap();
        let seconds: f64 = told.split(' ').next().unwrap().parse().unwrap();
        let counted = std::time::Duration::from_millis(later.since_start_ms).as_secs_f64();
        assert!((seconds - counted).abs() < 60.0, "{seconds} and {counted}");
    }

    #[test]
    fn a_clock_that_a_test_moves_moves_the_uptime_too() {
        let clock = Clock::from_fn(|| Timestamp::from_second(1_000).unwrap());
        assert_eq!(clock.uptime().since_start_ms, 1_000_000);
    }
}
