use jiff::civil::{Date, DateTime};
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, Zoned};
use std::fmt;
use std::sync::Arc;

/// Where the façade reads the time. Everything below it is told the time.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> Timestamp + Send + Sync>);

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Clock")
    }
}

impl Default for Clock {
    fn default() -> Self {
        Self(Arc::new(Timestamp::now))
    }
}

impl Clock {
    /// A clock that a test or a tour moves itself.
    pub fn from_fn(read: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        Self(Arc::new(read))
    }

    /// Milliseconds since 1970.
    #[must_use]
    pub fn now_ms(&self) -> i64 {
        (self.0)().as_millisecond()
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
        Zoned::new((self.0)(), korea).datetime()
    }
}
