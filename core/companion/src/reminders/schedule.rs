//! What the system is handed: moments and neutral words, under ids that tell nothing.

use super::moments::{Moments, morning};
use super::{Reminder, later};
use crate::hex::hex;
use crate::strands::RecordId;
use dodam_rules::Language;
use jiff::civil::DateTime;
use rust_i18n::t;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// How many notifications may wait at once; iOS keeps no more.
pub const MOST_SCHEDULED: usize = 64;

/// One notification. What it is about is known inside the app only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notification {
    /// Sixteen hexadecimal digits, the same each time for the same moment; other people's
    /// are others, and nothing can be read from them.
    pub id: String,
    /// When, by the clocks of Korea.
    pub at: DateTime,
    /// What is shown.
    pub text: String,
}

/// What is shown of every reminder.
pub(super) fn neutral(language: Language) -> String {
    t!("reminders.notification", locale = language.tag()).into_owned()
}

/// Whether something may become due after the days that were looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Later {
    Maybe,
    Nothing,
}

/// One notification for each moment, the nearest first; the last one asks to open the app, as
/// nothing is scheduled after it.
pub(super) fn of(
    (reminders, later_on): (&[Reminder], Later),
    moments: Moments,
    (record, language): (&RecordId, Language),
) -> Vec<Notification> {
    let all = reminders.iter().flat_map(|one| &one.notify_at).copied();
    let all: BTreeSet<DateTime> = all.collect();
    if all.is_empty() && later_on == Later::Nothing {
        return Vec::new();
    }
    let mut shown: Vec<DateTime> = all.into_iter().collect();
    // The day after the last one is early enough, unless there is no room until then.
    let after = morning(later(moments.until(), 1));
    let renew = shown.get(MOST_SCHEDULED - 1).copied().unwrap_or(after);
    shown.truncate(MOST_SCHEDULED - 1);
    let of = |at, text: &str| Notification {
        id: id(record, at),
        at,
        text: text.to_owned(),
    };
    let text = neutral(language);
    let asks = t!("reminders.renew", locale = language.tag());
    let shown = shown.into_iter().map(|at| of(at, &text));
    shown.chain([of(renew, &asks)]).collect()
}

/// An id for a moment. A record's id is random and never leaves the vault in the clear, so
/// nobody can try moments against it.
fn id(record: &RecordId, at: DateTime) -> String {
    let mut hash = Sha256::new();
    hash.update(b"dodam reminder 1");
    hash.update(record);
    hash.update(at.to_string());
    let bytes = hash.finalize();
    hex(&bytes[..8])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reminders::ReminderKind;
    use jiff::civil::{Date, date};

    const RECORD: RecordId = [7; 16];

    fn reminder(name: &str, notify_at: Vec<DateTime>) -> Reminder {
        Reminder {
            id: format!("medicine:{name}"),
            kind: ReminderKind::Medicine,
            about_on: date(2026, 3, 1),
            notify_at,
            title: name.to_owned(),
            text: name.to_owned(),
            why: vec![name.to_owned()],
            rule: None,
            cites: Vec::new(),
            sources: Vec::new(),
            notes: Vec::new(),
            steps: Vec::new(),
            facts: Vec::new(),
            overdue_days: None,
            days_left: None,
            notification: neutral(Language::En),
        }
    }

    fn moments() -> Moments {
        Moments::new(date(2026, 3, 1).at(0, 0, 0, 0), date(2026, 6, 1)).unwrap()
    }

    fn mornings(count: i32) -> Vec<DateTime> {
        let first: Date = date(2026, 3, 1);
        (0..count).map(|days| morning(later(first, days))).collect()
    }

    fn scheduled(count: i32) -> Vec<Notification> {
        let all = [reminder("Synthecillin", mornings(count))];
        of((&all, Later::Nothing), moments(), (&RECORD, Language::En))
    }

    #[test]
    fn what_may_become_due_after_a_year_without_anything_is_asked_for_then() {
        let scheduled = of((&[], Later::Maybe), moments(), (&RECORD, Language::En));
        let asks = t!("reminders.renew", locale = "en");
        assert_eq!(scheduled.len(), 1);
        assert_eq!(
            (scheduled[0].at, &*scheduled[0].text),
            (morning(date(2026, 6, 2)), &*asks)
        );
    }

    #[test]
    fn the_nearest_are_kept_and_the_last_one_asks_to_open_the_app() {
        let asks = t!("reminders.renew", locale = "en");
        for (count, kept) in [(0, 0), (1, 2), (62, 63), (63, 64), (64, 64), (90, 64)] {
            let scheduled = scheduled(count);
            assert_eq!(scheduled.len(), kept, "{count}");
            assert!(scheduled.is_sorted_by(|a, b| a.at < b.at));
            let asking = scheduled.iter().filter(|one| one.text == asks);
            assert_eq!(asking.count(), usize::from(kept > 0));
            assert!(scheduled.last().is_none_or(|last| last.text == asks));
        }
        assert_eq!(scheduled(63)[63].at, morning(date(2026, 6, 2)));
        assert_eq!(scheduled(64)[63].at, mornings(64)[63]);
    }

    #[test]
    fn one_moment_is_one_notification_under_the_same_id_each_time() {
        let both = [reminder("one", mornings(2)), reminder("other", mornings(3))];
        let scheduled_for =
            |record: &RecordId| of((&both, Later::Nothing), moments(), (record, Language::En));
        let first = scheduled_for(&RECORD);
        assert_eq!(first.len(), 4);
        assert_eq!(first, scheduled_for(&RECORD));
        let others = scheduled_for(&[8; 16]);
        assert!(
            first
                .iter()
                .all(|one| others.iter().all(|other| other.id != one.id))
        );
        let ids: BTreeSet<&str> = first.iter().map(|one| one.id.as_str()).collect();
        assert_eq!(ids.len(), 4);
    }

    #[test]
    fn what_is_scheduled_is_one_of_two_sentences_in_every_language() {
        let all = [reminder("Synthecillin", mornings(5))];
        for language in Language::COMPLETE {
            let locale = language.tag();
            let allowed = [
                neutral(language),
                t!("reminders.renew", locale = locale).into_owned(),
            ];
            assert!(allowed.iter().all(|text| !text.starts_with("reminders")));
            for one in of((&all, Later::Nothing), moments(), (&RECORD, language)) {
                assert!(allowed.contains(&one.text), "{}", one.text);
                assert!(one.id.len() == 16 && one.id.bytes().all(|b| b.is_ascii_hexdigit()));
            }
        }
    }
}
