//! Now, the last day, and the moments between them at which people are notified.

use super::{check_until, later};
use crate::error::CompanionError;
use jiff::civil::{Date, DateTime, Time, time};

/// When people are notified of what has no time of its own: by day, before offices close.
const MORNING: Time = time(9, 0, 0, 0);

/// From now to the end of a day.
#[derive(Clone, Copy)]
pub(super) struct Moments {
    now: DateTime,
    until: Date,
}

impl Moments {
    pub(super) fn new(now: DateTime, until: Date) -> Result<Self, CompanionError> {
        check_until(now.date(), until)?;
        Ok(Self { now, until })
    }

    pub(super) fn today(self) -> Date {
        self.now.date()
    }

    pub(super) fn until(self) -> Date {
        self.until
    }

    /// Of these moments those to come.
    pub(super) fn coming(self, moments: impl IntoIterator<Item = DateTime>) -> Vec<DateTime> {
        let coming = |at: &DateTime| *at >= self.now && at.date() <= self.until;
        moments.into_iter().filter(coming).collect()
    }

    /// The mornings so many days after a day, or before it, that are to come.
    pub(super) fn around(self, day: Date, days: &[i32]) -> Vec<DateTime> {
        let mornings = days.iter().map(|days| morning(later(day, *days)));
        self.coming(mornings)
    }
}

/// The morning of a day.
pub(super) fn morning(day: Date) -> DateTime {
    day.to_datetime(MORNING)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn only_moments_from_now_to_the_last_day_are_kept() {
        let day = date(2026, 2, 25);
        let kept = |now: DateTime, until| {
            Moments::new(now, until)
                .unwrap()
                .around(day, &[-30, -7, -1, 0])
        };
        let morning_of = |day| vec![morning(day)];
        assert_eq!(
            kept(date(2026, 2, 24).at(9, 0, 0, 0), date(2026, 2, 24)),
            morning_of(date(2026, 2, 24))
        );
        assert_eq!(
            kept(date(2026, 2, 24).at(9, 0, 1, 0), date(2026, 2, 25)),
            morning_of(day)
        );
        assert!(kept(date(2026, 2, 25).at(10, 0, 0, 0), date(2026, 3, 25)).is_empty());
    }

    #[test]
    fn the_last_day_is_today_at_the_earliest_and_a_year_ahead_at_the_latest() {
        let now = date(2026, 2, 25).at(10, 0, 0, 0);
        for (until, fits) in [
            (date(2026, 2, 24), false),
            (date(2026, 2, 25), true),
            (date(2027, 2, 26), true),
            (date(2027, 2, 27), false),
            (Date::MAX, false),
        ] {
            assert_eq!(Moments::new(now, until).is_ok(), fits, "{until}");
        }
    }
}
