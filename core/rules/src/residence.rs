//! From which day months of residence are over, absences considered.

use crate::months::{day_after_months, days_between, plus_days, shift};
use crate::state::State;
use jiff::civil::Date;

/// Why a stretch of days isn't decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Doubt {
    /// How the absences count isn't clear.
    Unclear,
    /// One may have joined again after a long absence.
    Rejoin,
}

/// From a day on, until the next stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stretch {
    pub(crate) from: Date,
    pub(crate) state: State,
    pub(crate) doubt: Option<Doubt>,
}

/// How long an absence is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Absence {
    Short,
    Long,
    /// The two measures disagree, or it is exactly a month.
    Unclear,
}

fn measure(departure: Date, re_entry: Date, tolerated_days: i64) -> Absence {
    let days = days_between(departure, re_entry);
    // From 31 August a month ends on 30 September or has ended on 1 October, as one reads it.
    let (Some(early), Some(late)) = (shift(departure, 1), day_after_months(departure, 1)) else {
        return Absence::Unclear;
    };
    if days <= tolerated_days && re_entry < early {
        Absence::Short
    } else if days > tolerated_days && re_entry > late {
        Absence::Long
    } else {
        Absence::Unclear
    }
}

/// How months of residence count.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rule {
    pub(crate) months: i32,
    pub(crate) tolerated_days: i64,
    /// What it is on return from a long absence: MET or UNKNOWN.
    pub(crate) again: State,
    /// Within how many months of the departure that holds; always if `None`.
    pub(crate) again_within: Option<i32>,
    /// For returns from which day on that holds; earlier ones are UNKNOWN.
    pub(crate) again_from: Option<Date>,
}

/// The count, as absences are gone through in order.
struct Count {
    rule: Rule,
    stretches: Vec<Stretch>,
    /// The first covered day, as far as seen.
    first_day: Date,
    /// Days of short absences since the count began.
    away_days: i64,
    waiting: bool,
}

/// The stretches from the entry on; days before the first are NOT_MET.
///
/// Between its first stretch and an absence of unclear length everything is decided;
/// see `docs/packs.md`, "Residence".
pub(crate) fn stretches(entry: Date, absences: &[(Date, Date)], rule: Rule) -> Vec<Stretch> {
    let Some(first_day) = day_after_months(entry, rule.months) else {
        return Vec::new();
    };
    let stretches = Vec::new();
    let mut count = Count {
        rule,
        stretches,
        first_day,
        away_days: 0,
        waiting: true,
    };
    for &(departure, re_entry) in absences.iter().filter(|(_, re_entry)| *re_entry > entry) {
        let goes_on = if departure < count.first_day {
            count.while_waiting(departure, re_entry)
        } else {
            count.once_covered(departure, re_entry)
        };
        if !goes_on {
            return count.stretches;
        }
    }
    count.cover();
    count.stretches
}

impl Count {
    fn push(&mut self, from: Date, state: State, doubt: Option<Doubt>) {
        self.stretches.push(Stretch { from, state, doubt });
    }

    fn cover(&mut self) {
        if self.waiting {
            self.push(self.first_day, State::Met, None);
            self.waiting = false;
        }
    }

    /// An absence that begins while the months still run; false where nothing more can
    /// be said.
    fn while_waiting(&mut self, departure: Date, re_entry: Date) -> bool {
        let length = measure(departure, re_entry, self.rule.tolerated_days);
        self.away_days += days_between(departure, re_entry);
        if length == Absence::Long {
            return self.count_from(re_entry);
        }
        if length == Absence::Unclear || self.away_days > self.rule.tolerated_days {
            self.push(self.first_day, State::Unknown, Some(Doubt::Unclear));
            return false;
        }
        if departure < self.first_day && self.first_day <= re_entry {
            self.first_day = re_entry;
        }
        true
    }

    /// An absence that begins when cover has begun.
    fn once_covered(&mut self, departure: Date, re_entry: Date) -> bool {
        self.cover();
        let length = measure(departure, re_entry, self.rule.tolerated_days);
        let (away, doubt) = match length {
            Absence::Short => return true,
            Absence::Long => (State::NotMet, Doubt::Rejoin),
            Absence::Unclear => (State::Unknown, Doubt::Unclear),
        };
        let why = (length == Absence::Unclear).then_some(doubt);
        self.push(plus_days(departure, 1), away, why);
        match self.on_return(length, departure, re_entry) {
            State::Met => {
                self.push(re_entry, State::Met, None);
                true
            }
            State::Unknown => {
                self.push(re_entry, State::Unknown, Some(doubt));
                self.rule.months > 0 && self.count_from(re_entry)
            }
            _ => self.count_from(re_entry),
        }
    }

    /// What it is from the day of return on.
    fn on_return(&self, length: Absence, departure: Date, re_entry: Date) -> State {
        let over = self
            .rule
            .again_within
            .and_then(|months| day_after_months(departure, months));
        match over {
            Some(over) if length == Absence::Long && re_entry > over => State::NotMet,
            Some(over) if length == Absence::Long && re_entry == over => State::Unknown,
            _ if self.rule.again_from.is_some_and(|from| re_entry < from) => State::Unknown,
            _ => self.rule.again,
        }
    }

    fn count_from(&mut self, re_entry: Date) -> bool {
        let Some(first_day) = day_after_months(re_entry, self.rule.months) else {
            return false;
        };
        (self.first_day, self.away_days, self.waiting) = (first_day, 0, true);
        true
    }
}

/// The stretch a day lies in; `None` before the first.
pub(crate) fn on_day(stretches: &[Stretch], day: Date) -> Option<Stretch> {
    stretches
        .iter()
        .rev()
        .find(|stretch| stretch.from <= day)
        .copied()
}

#[cfg(test)]
mod tests {
    use super::State::{Met, NotMet, Unknown};
    use super::*;

    fn days(text: &str) -> Vec<(Date, Date)> {
        let period = |period: &str| {
            let (from, to) = period.split_once("..").unwrap();
            (from.parse().unwrap(), to.parse().unwrap())
        };
        text.split_whitespace().map(period).collect()
    }

    fn check(months: i32, absences: &str, expected: &[(&str, State, Option<Doubt>)]) {
        let again = if months == 0 { Met } else { Unknown };
        check_rule((months, again, None), absences, expected);
    }

    fn check_rule(
        (months, again, again_within): (i32, State, Option<i32>),
        absences: &str,
        expected: &[(&str, State, Option<Doubt>)],
    ) {
        let rule = Rule {
            months,
            tolerated_days: 30,
            again,
            again_within,
            again_from: (again == Met && months > 0).then(|| "2026-02-01".parse().unwrap()),
        };
        let entry = "2024-10-01".parse().unwrap();
        let found = stretches(entry, &days(absences), rule);
        let found: Vec<_> = found
            .iter()
            .map(|stretch| (stretch.from.to_string(), stretch.state, stretch.doubt))
            .collect();
        let expected: Vec<_> = expected
            .iter()
            .map(|(from, state, doubt)| ((*from).to_owned(), *state, *doubt))
            .collect();
        assert_eq!(found, expected, "{months} months, away {absences}");
    }

    #[test]
    fn short_absences_change_nothing_and_a_long_one_starts_again() {
        check(6, "", &[("2025-04-01", Met, None)]);
        check(
            6,
            "2024-11-01..2024-11-21 2025-01-05..2025-01-15",
            &[("2025-04-01", Met, None)],
        );
        check(6, "2024-11-01..2024-12-15", &[("2025-06-15", Met, None)]);
        check(6, "2025-03-25..2025-04-10", &[("2025-04-10", Met, None)]);
    }

    #[test]
    fn what_the_sources_leave_open_is_unknown_from_the_first_possible_day() {
        let unclear = [("2025-04-01", Unknown, Some(Doubt::Unclear))];
        // Exactly one month, by either reading; 30 days that are more than February;
        // together above 30 days.
        check(6, "2025-01-31..2025-03-03", &[("2025-09-03", Met, None)]);
        check(6, "2024-10-31..2024-11-30", &unclear);
        check(6, "2024-10-31..2024-12-01", &unclear);
        check(6, "2024-11-01..2024-12-01", &unclear);
        check(6, "2025-02-01..2025-03-03", &unclear);
        check(6, "2024-11-01..2024-11-21 2025-01-05..2025-01-16", &unclear);
    }

    #[test]
    fn a_long_trip_once_covered_ends_it_the_day_after_departure() {
        check(
            6,
            "2026-01-10..2026-02-21",
            &[
                ("2025-04-01", Met, None),
                ("2026-01-11", NotMet, None),
                ("2026-02-21", Unknown, Some(Doubt::Rejoin)),
                ("2026-08-21", Met, None),
            ],
        );
        check(
            0,
            "2026-01-10..2026-02-21",
            &[
                ("2024-10-01", Met, None),
                ("2026-01-11", NotMet, None),
                ("2026-02-21", Met, None),
            ],
        );
        check(6, "2026-01-10..2026-01-30", &[("2025-04-01", Met, None)]);
    }

    #[test]
    fn a_quick_return_may_go_on_and_a_late_one_waits_again() {
        let until_return = |rule, back: &str, then: &[(&str, State, Option<Doubt>)]| {
            let mut expected = vec![("2025-04-01", Met, None), ("2026-01-11", NotMet, None)];
            expected.extend_from_slice(then);
            check_rule(rule, &format!("2026-01-10..{back}"), &expected);
        };
        let rejoin = Some(Doubt::Rejoin);
        let paid = (6, Unknown, Some(6));
        until_return(
            paid,
            "2026-07-09",
            &[("2026-07-09", Unknown, rejoin), ("2027-01-09", Met, None)],
        );
        until_return(
            paid,
            "2026-07-10",
            &[("2026-07-10", Unknown, rejoin), ("2027-01-10", Met, None)],
        );
        until_return(paid, "2026-07-11", &[("2027-01-11", Met, None)]);
        let free = (6, Met, Some(6));
        until_return(free, "2026-07-09", &[("2026-07-09", Met, None)]);
        until_return(
            free,
            "2026-07-10",
            &[("2026-07-10", Unknown, rejoin), ("2027-01-10", Met, None)],
        );
        until_return(free, "2026-07-11", &[("2027-01-11", Met, None)]);
    }

    #[test]
    fn a_return_before_the_rule_began_stays_open() {
        let before = [
            ("2025-04-01", Met, None),
            ("2025-12-02", NotMet, None),
            ("2026-01-31", Unknown, Some(Doubt::Rejoin)),
            ("2026-07-31", Met, None),
        ];
        check_rule((6, Met, Some(6)), "2025-12-01..2026-01-31", &before);
        let from = [
            ("2025-04-01", Met, None),
            ("2025-12-02", NotMet, None),
            ("2026-02-01", Met, None),
        ];
        check_rule((6, Met, Some(6)), "2025-12-01..2026-02-01", &from);
    }

    #[test]
    fn without_months_a_return_may_stay_open_for_good() {
        check_rule(
            (0, Unknown, None),
            "2026-01-10..2026-02-21",
            &[
                ("2024-10-01", Met, None),
                ("2026-01-11", NotMet, None),
                ("2026-02-21", Unknown, Some(Doubt::Rejoin)),
            ],
        );
    }

    #[test]
    fn a_trip_before_the_entry_is_none_of_ours() {
        check(6, "2024-01-01..2024-09-01", &[("2025-04-01", Met, None)]);
    }
}
