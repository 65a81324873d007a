//! Of what is kept here: papers that run out, medicines, and what was said too long ago.

use super::{Reminder, ReminderKind, Reminding, later};
use jiff::civil::Date;
use rust_i18n::t;
use std::collections::BTreeMap;

/// Days before something runs out.
pub(super) const BEFORE_IT_ENDS: &[i32] = &[-30, -7, -1, 0];
/// When something counts no more, and a week later.
const ONCE_AND_AGAIN: &[i32] = &[0, 7];

impl Reminding<'_> {
    pub(super) fn of_papers(&self) -> Vec<Reminder> {
        let tag = self.language.tag();
        let ends = self.papers.iter().filter_map(|paper| {
            let ends: Date = paper.expires.as_ref()?.parse().ok()?;
            // Nothing is asked of anybody after that day, and nobody is sent anywhere.
            (ends >= self.moments.today()).then_some((paper, ends))
        });
        let reminders = ends.map(|(paper, ends)| {
            let date = self.language.format_date(ends);
            let title = t!("reminders.paper_expiry.title", locale = tag);
            let text = t!(
                "reminders.paper_expiry.text",
                locale = tag,
                title = paper.title,
                date = date
            );
            let kind = ReminderKind::PaperExpiry;
            let id = format!("{}:{}:{ends}", kind.as_text(), paper.id);
            let words = (title.into_owned(), text.into_owned());
            self.reminder((id, kind), (ends, BEFORE_IT_ENDS), words)
        });
        reminders.filter(|one| self.is_near(one)).collect()
    }

    /// One for each day and course.
    pub(super) fn of_medicines(&self) -> Vec<Reminder> {
        let tag = self.language.tag();
        let mut reminders = Vec::new();
        let mut day = self.moments.today();
        while day <= self.moments.until() {
            let taken = self.medicines.iter();
            for medicine in taken.filter(|medicine| medicine.is_taken_on(day)) {
                let times = medicine.times.iter();
                let written: Vec<String> = times
                    .clone()
                    .map(|time| time.strftime("%H:%M").to_string())
                    .collect();
                let named = [&medicine.name, &medicine.dose, &medicine.note];
                let named: Vec<&str> = named
                    .into_iter()
                    .map(String::as_str)
                    .filter(|part| !part.is_empty())
                    .collect();
                let text = t!(
                    "reminders.medicine.text",
                    locale = tag,
                    times = written.join(", "),
                    medicine = named.join(", ")
                );
                let kind = ReminderKind::Medicine;
                let id = format!("{}:{}:{day}", kind.as_text(), medicine.id);
                let title = t!("reminders.medicine.title", locale = tag);
                let words = (title.into_owned(), text.into_owned());
                let mut reminder = self.reminder((id, kind), (day, &[]), words);
                let moments = times.map(|time| day.to_datetime(*time));
                reminder.notify_at = self.moments.coming(moments);
                reminders.push(reminder);
            }
            let next = later(day, 1);
            if next == day {
                break;
            }
            day = next;
        }
        reminders
    }

    /// What counts no more, or soon won't, together for each day on which that is so.
    pub(super) fn to_confirm(&self) -> Vec<Reminder> {
        let tag = self.language.tag();
        let mut by_day: BTreeMap<Date, Vec<&str>> = BTreeMap::new();
        for fact in self.said.iter().filter(|fact| fact.value.is_some()) {
            let known = self.packs.fact_type(&fact.id);
            let asked = known.filter(|known| known.askable);
            if let Some(last) = asked.and_then(|known| known.counts_until(fact.said_on)) {
                by_day.entry(later(last, 1)).or_default().push(&fact.id);
            }
        }
        let reminders = by_day.into_iter().map(|(day, facts)| {
            let date = self.language.format_date(day);
            let past = day <= self.moments.today();
            let text = if past {
                t!("reminders.confirm_facts.past", locale = tag, date = date)
            } else {
                t!("reminders.confirm_facts.coming", locale = tag, date = date)
            };
            let kind = ReminderKind::ConfirmFacts;
            let id = format!("{}:{day}", kind.as_text());
            let title = t!("reminders.confirm_facts.title", locale = tag);
            let words = (title.into_owned(), text.into_owned());
            let mut reminder = self.reminder((id, kind), (day, ONCE_AND_AGAIN), words);
            let asked = facts.iter().filter_map(|id| self.packs.fact_type(id));
            reminder.why = asked
                .map(|fact| fact.question(self.language).to_owned())
                .collect();
            reminder.facts = facts.into_iter().map(str::to_owned).collect();
            (past, reminder)
        });
        reminders
            .filter(|(past, one)| *past || self.is_near(one))
            .map(|(_, one)| one)
            .collect()
    }
}
