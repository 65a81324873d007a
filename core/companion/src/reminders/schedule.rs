//! What the system is handed: moments and neutral words, under ids that tell nothing.

use super::moments::{Moments, morning};
use super::{Reminder, later};
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

/// One notification for each moment, the nearest first; the last one asks to open the app, as
/// nothing is scheduled after it.
pub(super) fn of(
    reminders: &[Reminder],
    moments: Moments,
    (record, language): (&RecordId, Language),
) -> Vec<Notification> {
    let all = reminders.iter().flat_map(|one| &one.notify_at).copied();
    let all: BTreeSet<DateTime> = all.collect();
    if all.is_empty() {
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
    bytes[..8]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
