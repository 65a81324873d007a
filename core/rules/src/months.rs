//! Counting months as the insurer does.

use jiff::Span;
use jiff::civil::Date;

/// The day after a period of `months` from `start` has ended.
///
/// The period ends the day before the corresponding day; where the month has no such
/// day, on that month's last day. So 31 August and six months give 1 March.
pub(crate) fn day_after_months(start: Date, months: i32) -> Option<Date> {
    let shifted = shift(start, months)?;
    if shifted.day() == start.day() {
        Some(shifted)
    } else {
        shifted.tomorrow().ok()
    }
}

/// The same day `months` later, or that month's last day.
pub(crate) fn shift(start: Date, months: i32) -> Option<Date> {
    let span = Span::new().try_months(months).ok()?;
    start.checked_add(span).ok()
}

/// Days from one day to another.
pub(crate) fn days_between(from: Date, to: Date) -> i64 {
    i64::from((to - from).get_days())
}

/// The day `days` later; the calendar's last day where it ends.
pub(crate) fn plus_days(day: Date, days: i64) -> Date {
    let span = Span::new().try_days(days).ok();
    span.and_then(|span| day.checked_add(span).ok())
        .unwrap_or(Date::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn six_months_end_as_the_insurer_counts_them() {
        let cases = [
            (date(2024, 10, 1), date(2025, 4, 1)),
            (date(2024, 8, 31), date(2025, 3, 1)),
            (date(2023, 8, 31), date(2024, 3, 1)),
            (date(2023, 8, 29), date(2024, 2, 29)),
            (date(2024, 8, 29), date(2025, 3, 1)),
            (date(2024, 8, 28), date(2025, 2, 28)),
            (date(2024, 12, 31), date(2025, 7, 1)),
            (date(2024, 3, 31), date(2024, 10, 1)),
            (date(2024, 2, 29), date(2024, 8, 29)),
        ];
        for (entry, cover) in cases {
            assert_eq!(day_after_months(entry, 6), Some(cover), "{entry}");
        }
    }

    #[test]
    fn the_calendars_end_is_no_panic() {
        assert_eq!(day_after_months(Date::MAX, 1), None);
        assert_eq!(plus_days(Date::MAX, 1), Date::MAX);
        assert_eq!(days_between(date(2025, 1, 1), date(2025, 3, 1)), 59);
    }
}
