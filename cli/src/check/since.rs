//! Whether the first day of a verdict is the person's own.
//!
//! A run of days may begin on the day a rule came into force, long before the person was
//! here. "Since" that day would be true of the rule and not of the person.
use dodam_companion::rules::Facts;
use jiff::ToSpan;
use jiff::civil::Date;

/// Before these days nothing holds for a person yet.
const BEGINNINGS: [&str; 2] = ["entry_date", "birth_date"];

/// Whether a day that the person gave explains the first day of a verdict: it is that day, the
/// one after it, or the day on which whole months from it are over.
pub fn is_own(from: Date, facts: &Facts) -> bool {
    let said: Vec<(String, Vec<Date>)> = facts
        .iter()
        .map(|fact| (fact.id, days(fact.value.as_deref().unwrap_or_default())))
        .collect();
    let not_yet = said
        .iter()
        .filter(|(id, _)| BEGINNINGS.contains(&id.as_str()))
        .flat_map(|(_, days)| days)
        .any(|day| from < *day);
    let mut given = said.iter().flat_map(|(_, days)| days);
    !not_yet && given.any(|day| explains(*day, from))
}

/// The days in a date or in periods; none in anything else.
fn days(value: &str) -> Vec<Date> {
    let parts = value.split(',').flat_map(|period| period.split(".."));
    parts
        .map(str::trim)
        .filter(|day| day.len() == "2025-03-02".len())
        .filter_map(|day| day.parse().ok())
        .collect()
}

fn explains(day: Date, from: Date) -> bool {
    if from <= day {
        return from == day;
    }
    let next = day.checked_add(1.day()).ok();
    // Where a month has no such day, its period ends with it and the next one begins.
    let months_over = from.day() == day.day()
        || (from.day() == 1 && from.yesterday().is_ok_and(|last| last.day() < day.day()));
    next == Some(from) || months_over
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn own(from: Date, said: &[&str]) -> bool {
        let packs = dodam_companion::packs::embedded().unwrap_or_else(|error| panic!("{error}"));
        let mut facts = Facts::new();
        for fact in said {
            facts
                .set_text(&packs, fact, date(2025, 6, 1))
                .unwrap_or_else(|error| panic!("{error}"));
        }
        is_own(from, &facts)
    }

    #[test]
    fn a_day_given_the_next_one_and_whole_months_later_are_ones_own() {
        let entry = ["entry_date=2024-08-31", "absences=none"];
        for (from, expected) in [
            (date(2024, 8, 30), false),
            (date(2024, 8, 31), true),
            (date(2024, 9, 1), true),
            (date(2024, 9, 2), false),
            (date(2025, 2, 28), false),
            (date(2025, 3, 1), true),
            (date(2025, 3, 31), true),
            (date(2025, 4, 1), false),
            (date(2025, 5, 1), true),
        ] {
            assert_eq!(own(from, &entry), expected, "{from}");
        }
    }

    #[test]
    fn both_ends_of_a_trip_count() {
        let trip = ["absences=2025-01-10..2025-02-21, 2025-03-05..2025-03-09"];
        assert!(own(date(2025, 1, 11), &trip) && own(date(2025, 3, 9), &trip));
        assert!(!own(date(2025, 1, 13), &trip));
    }

    #[test]
    fn a_rule_that_is_older_than_the_person_here_is_not_their_own() {
        let rule = date(2019, 7, 16);
        assert!(!own(rule, &[]));
        assert!(!own(rule, &["stay_until=2099-12-31", "same_address=true"]));
        assert!(!own(
            rule,
            &["birth_date=1990-07-16", "entry_date=2024-10-01"]
        ));
        assert!(!own(rule, &["birth_date=2019-07-17"]));
        assert!(own(rule, &["entry_date=2019-07-16"]));
    }
}
